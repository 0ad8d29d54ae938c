package io.tidemark.runtime;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The raw values of one column of two files. Owned by one thread. */
final class RawColumn {
    private final Numbers[] numbers = {new Numbers(), new Numbers()};
    private final Map<String, Long> before = new HashMap<>();
    private final Map<String, Long> after = new HashMap<>();

    /** Whose values. */
    enum Side {
        REFERENCE,
        CURRENT
    }

    void add(Side side, double value) {
        numbers[side.ordinal()].add(value);
    }

    /** Counts a text; returns how many entries that took: 1 where it is new to the side, else 0. */
    int add(Side side, String text) {
        return texts(side).merge(text, 1L, Long::sum) == 1 ? 1 : 0;
    }

    boolean hasNumbers() {
        return numbers[0].size + numbers[1].size > 0;
    }

    double[] numbers(Side side) {
        return numbers[side.ordinal()].values();
    }

    /** Rows by text. */
    Map<String, Long> texts(Side side) {
        return side == Side.REFERENCE ? before : after;
    }

    /** Numbers one after the other. */
    private static final class Numbers {
        private double[] values = new double[16];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + size / 2);
            }
            values[size++] = value;
        }

        double[] values() {
            return Arrays.copyOf(values, size);
        }
    }
}
