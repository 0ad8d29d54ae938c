package io.tidemark.stats.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bounded, order-free sample of the values that a category grid has no cell for, so that evidence can name them.
 *
 * <p>Of all occurrences the {@value #SIZE} with the smallest priority are kept, the priority being a hash of the event's place in
 * the log. So a value appears in proportion to its occurrences, and the union of two samples is exactly the sample of the union,
 * in any order and after any crash (bottom-k sampling; Cohen and Kaplan, PODC 2007, doi:10.1145/1281100.1281133).
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class NewValues {
    /** Occurrences kept. */
    public static final int SIZE = 16;

    private static final long[] NO_PRIORITIES = {};
    private static final String[] NO_VALUES = {};

    private long[] priorities = NO_PRIORITIES;
    private String[] values = NO_VALUES;
    private int size;

    /** Whether an occurrence of that priority may be kept (a tie is settled by the value); lets the hot path skip making a string. */
    public boolean wants(long priority) {
        return size < SIZE || priority <= priorities[SIZE - 1];
    }

    /** Offers one occurrence; an occurrence of equal priority and value is the same one and changes nothing. */
    public void offer(long priority, String value) {
        if (!wants(priority)) {
            return;
        }
        int at = 0;
        while (at < size && comesBefore(at, priority, value)) {
            at++;
        }
        if (at < size && priorities[at] == priority && values[at].equals(value)) {
            return;
        }
        insert(at, priority, value);
    }

    private boolean comesBefore(int at, long priority, String value) {
        return priorities[at] < priority || (priorities[at] == priority && values[at].compareTo(value) < 0);
    }

    private void insert(int at, long priority, String value) {
        if (size == 0) {
            priorities = new long[SIZE];
            values = new String[SIZE];
        }
        int last = Math.min(size, SIZE - 1);
        if (at > last) {
            return;
        }
        System.arraycopy(priorities, at, priorities, at + 1, last - at);
        System.arraycopy(values, at, values, at + 1, last - at);
        priorities[at] = priority;
        values[at] = value;
        size = last + 1;
    }

    /** Adds another sample: exact, commutative, associative; an empty one is the identity. */
    public void add(NewValues other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.priorities[i], other.values[i]);
        }
    }

    public int size() {
        return size;
    }

    public long priority(int index) {
        return priorities[index];
    }

    public String value(int index) {
        return values[index];
    }

    /** Each sampled value with its part of the sample, in (0, 1], largest first, ties by value. */
    public Map<String, Double> shares() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            counts.merge(values[i], 1, Integer::sum);
        }
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(
                Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Double> shares = new LinkedHashMap<>();
        entries.forEach(entry -> shares.put(entry.getKey(), (double) entry.getValue() / size));
        return shares;
    }
}
