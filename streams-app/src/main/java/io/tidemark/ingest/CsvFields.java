package io.tidemark.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.tidemark.stats.HotPath;
import java.util.Arrays;

/** The fields of one row as the parser gives them: one buffer of characters, and where each field begins. */
final class CsvFields extends AbstractBaseCsvCallbackHandler<CsvFields> {
    private char[] text = new char[1 << 10];
    private int[] starts = new int[32];
    private int count;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
    }

    @HotPath
    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
        int start = starts[count];
        if (text.length - start < length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, start + length));
        }
        System.arraycopy(buffer, offset, text, start, length);
        if (++count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count] = start + length;
    }

    @Override
    protected CsvFields buildRecord() {
        return this;
    }

    long line() {
        return line;
    }

    int count() {
        return count;
    }

    char[] text() {
        return text;
    }

    int start(int field) {
        return starts[field];
    }

    int length(int field) {
        return starts[field + 1] - starts[field];
    }

    String string(int field) {
        return new String(text, start(field), length(field));
    }

    /** The fields joined by a delimiter. */
    String joined(char delimiter) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < count; i++) {
            joined.append(i == 0 ? "" : delimiter).append(text, start(i), length(i));
        }
        return joined.toString();
    }
}
