package io.tidemark.ingest;

import io.tidemark.config.CsvMapping.Delimiter;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An opened CSV file: unzipped if it is gzip, without a byte order mark, its delimiter known, its compressed bytes counted. */
final class CsvSource implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char[] DELIMITERS = {',', ';', '\t'};

    private final Path file;
    private final CountedFile counted;
    private final BufferedReader reader;

    private CsvSource(Path file, CountedFile counted, BufferedReader reader) {
        this.file = file;
        this.counted = counted;
        this.reader = reader;
    }

    /** @throws InvalidCsvFile if it cannot be opened */
    static CsvSource open(Path file) {
        try {
            CountedFile counted = CountedFile.open(file);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(counted.stream(), StandardCharsets.UTF_8), BUFFER);
            skipByteOrderMark(reader);
            return new CsvSource(file, counted, reader);
        } catch (NoSuchFileException e) {
            throw new InvalidCsvFile("there is no such file: file=" + file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static InvalidCsvFile unreadable(Path file, Exception cause) {
        return new InvalidCsvFile("cannot read file=" + file + ": " + cause.getMessage(), cause);
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    BufferedReader reader() {
        return reader;
    }

    long bytesRead() {
        return counted.bytesRead();
    }

    long totalBytes() {
        return counted.totalBytes();
    }

    /** The delimiter that is configured, or the one that the header line holds most often; a comma if none. */
    char delimiter(Delimiter configured) {
        return switch (configured) {
            case COMMA -> ',';
            case SEMICOLON -> ';';
            case TAB -> '\t';
            case AUTO -> mostFrequent();
        };
    }

    private char mostFrequent() {
        int[] counts = countInHeader();
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return DELIMITERS[best];
    }

    private int[] countInHeader() {
        int[] counts = new int[DELIMITERS.length];
        try {
            reader.mark(BUFFER);
            boolean isQuoted = false;
            for (int i = 0; i < BUFFER; i++) {
                int c = reader.read();
                if (c < 0 || c == '\n' && !isQuoted) {
                    break;
                }
                isQuoted ^= c == '"';
                count(counts, c, isQuoted);
            }
            reader.reset();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return counts;
    }

    private static void count(int[] counts, int c, boolean isQuoted) {
        for (int i = 0; i < DELIMITERS.length && !isQuoted; i++) {
            counts[i] += c == DELIMITERS[i] ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
