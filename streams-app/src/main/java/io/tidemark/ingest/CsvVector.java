package io.tidemark.ingest;

import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.HotPath;
import java.util.Arrays;

/**
 * Reads vectors of a CSV row, whose numbers always have a point: {@code [0.1, 0.2]} (then quoted, where commas stand between fields) or {@code 0.1;0.2}; also with spaces between.
 *
 * <p>Holds the numbers of all vectors of the row. Owned by one reader; not thread-safe.
 */
@HotPath
final class CsvVector {
    private final CsvNumber number = new CsvNumber();
    private double[] values = new double[64];
    private int size;

    /** Forgets the last row. */
    void clear() {
        size = 0;
    }

    /** How many numbers the row's vectors have so far: where the next one begins. */
    int size() {
        return size;
    }

    double value(int at) {
        return values[at];
    }

    /** Reads a vector behind the others; false if it is none, and then none of it is kept. */
    boolean parse(char[] text, int start, int length) {
        int at = start;
        int end = start + length;
        boolean isBracketed = length >= 2 && text[start] == '[' && text[end - 1] == ']';
        if (isBracketed) {
            at++;
            end--;
        }
        int before = size;
        while (at < end) {
            int from = at;
            while (at < end && !isSeparator(text[at])) {
                at++;
            }
            if (at > from && !add(text, from, at - from)) {
                size = before;
                return false;
            }
            at++;
        }
        return isBracketed || size > before;
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';' || c == ' ';
    }

    private boolean add(char[] text, int start, int length) {
        if (number.parse(text, start, length) == FieldKind.TEXT) {
            return false;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = number.doubleValue();
        return true;
    }
}
