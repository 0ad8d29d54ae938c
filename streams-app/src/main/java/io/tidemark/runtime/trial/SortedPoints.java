package io.tidemark.runtime.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points in memory, 36 bytes each, to be run through in order of time; those of one instant as they came. Owned by one thread. */
final class SortedPoints {
    private final long firstMs;
    private final long[] times;
    private final int[] slices;
    private final double[] good;
    private final double[] bad;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int count;

    /**
     * None yet.
     *
     * @param most how many there will be at most, up to 2²³
     * @param firstMs the earliest time; none is more than 2⁴⁰ ms (34 years) after it
     */
    SortedPoints(int most, long firstMs) {
        this.firstMs = firstMs;
        times = new long[most];
        slices = new int[most];
        good = new double[most];
        bad = new double[most];
    }

    void add(long timeMs, String slice, double goodOnes, double badOnes) {
        Integer number = numbers.get(slice);
        if (number == null) {
            number = names.size();
            numbers.put(slice, number);
            names.add(slice);
        }
        times[count] = timeMs - firstMs;
        slices[count] = number;
        good[count] = goodOnes;
        bad[count] = badOnes;
        count++;
    }

    void each(Points.Taker taker) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, count));
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = times[i] << bits | i;
        }
        Arrays.sort(order);
        for (long one : order) {
            int i = (int) (one & (1L << bits) - 1);
            taker.take(times[i] + firstMs, names.get(slices[i]), good[i], bad[i]);
        }
    }
}
