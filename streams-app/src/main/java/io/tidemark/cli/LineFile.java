package io.tidemark.cli;

import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.SortedLines;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of JSON lines, or none. Used by one thread. */
final class LineFile implements AutoCloseable {
    private final @Nullable SortedLines lines;

    /**
     * A file.
     *
     * @param path where lines go; null for nowhere
     */
    LineFile(@Nullable Path path) {
        this.lines = path == null ? null : new SortedLines(path);
    }

    void add(OutputLine line) {
        if (lines != null) {
            lines.add(line.key(), line.json());
        }
    }

    /** Writes the file. */
    void finish() {
        if (lines != null) {
            lines.finish();
        }
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
    }
}
