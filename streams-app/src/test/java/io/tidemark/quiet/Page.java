package io.tidemark.quiet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/quiet-and-awake.md}: its tables stand between markers, and each is written anew alone. */
public record Page(Path file) {
    /** Replaces what stands in a section. */
    public void put(String section, List<String> lines) throws IOException {
        String text = Files.readString(file);
        String open = "<!-- " + section + " -->\n";
        String close = "<!-- end of " + section + " -->\n";
        int from = text.indexOf(open);
        int to = text.indexOf(close);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("page has no such section: file=" + file + ", section=" + section
                    + "; its marker is " + open.strip());
        }
        Files.writeString(
                file, text.substring(0, from + open.length()) + String.join("\n", lines) + "\n" + text.substring(to));
    }
}
