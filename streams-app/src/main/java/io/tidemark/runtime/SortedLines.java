package io.tidemark.runtime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines that come in any order and are written in the order of their keys, so that two runs make the same file. Lines wait on disk;
 * only keys are in memory.
 *
 * <p>Used by one thread.
 */
public final class SortedLines implements AutoCloseable {
    private record Entry(String key, long offset, int length) {}

    private final Path target;
    private final Path waiting;
    private final OutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private long written;

    /** Lines for that file, which is made when they are all in. */
    public SortedLines(Path target) {
        this.target = target;
        try {
            this.waiting = Files.createTempFile("tidemark-lines-", ".tmp");
            this.out = new BufferedOutputStream(Files.newOutputStream(waiting), 1 << 16);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a temporary file for " + target, failure);
        }
    }

    public void add(String key, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            out.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write a temporary file: path=" + waiting, failure);
        }
        entries.add(new Entry(key, written, bytes.length));
        written += bytes.length;
    }

    /** Writes the target. */
    public void finish() {
        entries.sort(Comparator.comparing(Entry::key));
        try (OutputStream sorted = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            out.close();
            try (RandomAccessFile lines = new RandomAccessFile(waiting.toFile(), "r")) {
                for (Entry entry : entries) {
                    byte[] bytes = new byte[entry.length];
                    lines.seek(entry.offset);
                    lines.readFully(bytes);
                    sorted.write(bytes);
                    sorted.write('\n');
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write a file: path=" + target, failure);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(waiting);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove a temporary file: path=" + waiting, failure);
        }
    }
}
