package io.tidemark.pin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of a column at the places with the smallest hashes: a uniform sample that is the same in any order of reading, and of
 * which a smaller one is a part. So cells are reproducible to the byte, where KLL throws coins (decision 002).
 *
 * <p>A binary heap with the largest hash on top. Owned by one thread; not thread-safe.
 */
final class ColumnSample {
    private long[] places = new long[256];
    private double[] values = new double[256];
    private int[] groups = new int[256];
    private int size;

    /** Whether a value at that place would be kept in a sample of that size. */
    boolean wants(long place, int most) {
        return size < most || place < places[0];
    }

    /** Keeps a value; drops the ones that a sample of that size does not hold. */
    void offer(long place, double value, int group, int most) {
        if (size == places.length) {
            grow();
        }
        int hole = size++;
        while (hole > 0 && places[(hole - 1) / 2] < place) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        set(hole, place, value, group);
        trim(most);
    }

    /** Drops the values that a sample of that size does not hold. */
    void trim(int most) {
        while (size > most) {
            dropLargest();
        }
    }

    private void dropLargest() {
        size--;
        long place = places[size];
        double value = values[size];
        int group = groups[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            child += child + 1 < size && places[child + 1] > places[child] ? 1 : 0;
            if (places[child] <= place) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        set(hole, place, value, group);
    }

    private void move(int from, int to) {
        set(to, places[from], values[from], groups[from]);
    }

    private void set(int at, long place, double value, int group) {
        places[at] = place;
        values[at] = value;
        groups[at] = group;
    }

    private void grow() {
        places = Arrays.copyOf(places, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
        groups = Arrays.copyOf(groups, 2 * size);
    }

    int size() {
        return size;
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    /**
     * A weight for each value: one over the root of its group's rows in the sample, so that groups count by the root of their size and
     * small slices get cells too.
     */
    double[] weights() {
        Map<Integer, Integer> rows = new HashMap<>();
        for (int i = 0; i < size; i++) {
            rows.merge(groups[i], 1, Integer::sum);
        }
        return Arrays.stream(groups, 0, size)
                .mapToDouble(group -> 1 / Math.sqrt(rows.getOrDefault(group, 1)))
                .toArray();
    }
}
