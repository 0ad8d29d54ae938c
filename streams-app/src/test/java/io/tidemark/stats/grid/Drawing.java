package io.tidemark.stats.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example bytes of a layout that is drawn in a codec's Javadoc: the last column of the table. */
final class Drawing {
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^ \\* (?:\\d+|\\.) .* {2}((?:(?:[0-9a-f]{2})+ ?)+)$");

    private Drawing() {}

    static byte[] of(Class<?> codec) {
        Path source = Path.of("src/main/java", codec.getName().replace('.', '/') + ".java");
        try {
            return bytes(Files.readString(source));
        } catch (IOException noSource) {
            throw new UncheckedIOException(noSource);
        }
    }

    private static byte[] bytes(String source) {
        StringBuilder digits = new StringBuilder();
        Matcher example = EXAMPLE.matcher(source.substring(0, source.indexOf("</pre>")));
        while (example.find()) {
            digits.append(example.group(1).replace(" ", ""));
        }
        return HexFormat.of().parseHex(digits);
    }
}
