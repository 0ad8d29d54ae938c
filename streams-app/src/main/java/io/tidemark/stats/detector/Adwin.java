package io.tidemark.stats.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN: keeps the longest window whose mean has not changed.
 *
 * <p>The window is an exponential histogram: buckets of 1, 2, 4 … values, at most {@value #BUCKETS} of a size; where there is one more,
 * the two oldest of that size become one of twice the size. A cut between two buckets leaves n₀ older and n₁ newer values. The window has
 * changed where
 *
 * <pre>  |mean₀ − mean₁| − slack &gt; √(2·m·v·d) + ⅔·d·m,   d = ln(2·ln W / δ),   m = 1/(n₀ − 4) + 1/(n₁ − 4) </pre>
 *
 * <p>for some cut with n₀, n₁ &gt; 6; v is the variance of the whole window, or the least variance that was stated. Then the oldest bucket
 * is dropped, until no cut is left that shows a change. Without slack and least variance, and checked after every 32nd value, this is
 * MOA's ADWIN, which the golden traces are of.
 *
 * <p>Cost: O(1) a value on average, O(log W) a check; memory {@value #BUCKETS}·log₂ W pairs of numbers.
 *
 * <p>Source: Bifet and Gavaldà, Learning from time-changing data with adaptive windowing, SDM 2007. The bound is for independent values
 * in an interval of length 1.
 */
public final class Adwin implements MeanDetector {
    private static final int BUCKETS = 5;
    private static final int SHORTEST_WINDOW = 10;
    private static final int SHORTEST_SIDE = 5;
    private static final int HEAD = 8;

    private final Settings settings;
    private final List<BucketRow> rows = new ArrayList<>();
    private long updates;
    private long width;
    private double total;
    private double variance;
    private Split split = new Split(0, 0, 0, 0);

    public Adwin(Settings settings) {
        this.settings = settings;
    }

    /**
     * The parameters.
     *
     * @param delta δ in (0, 1): level of one check
     * @param every after how many values the window is checked, ≥ 1
     * @param leastVariance the variance is taken to be no less, ≥ 0; for sequences whose neighbours hang together
     * @param slack differences up to this are no change, ≥ 0
     * @param widest the window is cut to about that many values, ≥ 1
     */
    public record Settings(double delta, int every, double leastVariance, double slack, long widest) {
        /** @throws IllegalArgumentException if a parameter is out of its range */
        public Settings {
            if (!(delta > 0 && delta < 1) || every < 1 || !(leastVariance >= 0) || !(slack >= 0) || widest < 1) {
                throw new IllegalArgumentException(
                        "ADWIN needs delta in (0, 1), every ≥ 1, leastVariance ≥ 0, slack ≥ 0 and"
                                + " widest ≥ 1: delta=" + delta + ", every=" + every + ", leastVariance="
                                + leastVariance
                                + ", slack=" + slack + ", widest=" + widest);
            }
        }

        /** MOA's: a check after every 32nd value, as wide as need be. */
        public static Settings moa(double delta) {
            return new Settings(delta, 32, 0, 0, Long.MAX_VALUE);
        }
    }

    /** INCREASE or DECREASE where something was cut off, whichever way the window's mean went. */
    @Override
    public Signal update(double value) {
        double before = estimate();
        updates++;
        insert(value);
        while (width > settings.widest()) {
            dropOldest();
        }
        boolean isCut = updates % settings.every() == 0 && width > SHORTEST_WINDOW && cutAll();
        if (!isCut) {
            return Signal.NONE;
        }
        return estimate() > before ? Signal.INCREASE : Signal.DECREASE;
    }

    private void insert(double value) {
        if (width > 0) {
            double apart = value - total / width;
            variance += width * apart * apart / (width + 1);
        }
        width++;
        total += value;
        row(0).add(value, 0);
        compress();
    }

    private BucketRow row(int level) {
        if (level == rows.size()) {
            rows.add(new BucketRow());
        }
        return rows.get(level);
    }

    private void compress() {
        for (int level = 0; rows.get(level).size > BUCKETS; level++) {
            BucketRow row = rows.get(level);
            double half = Math.scalb(1.0, level);
            double apart = row.totals[0] / half - row.totals[1] / half;
            row(level + 1)
                    .add(row.totals[0] + row.totals[1], row.variances[0] + row.variances[1] + half * apart * apart / 2);
            row.dropOldest(2);
        }
    }

    private void dropOldest() {
        int level = rows.size() - 1;
        BucketRow oldest = rows.get(level);
        long count = 1L << level;
        width -= count;
        total -= oldest.totals[0];
        double apart = width == 0 ? 0 : oldest.totals[0] / count - total / width;
        double around = width == 0 ? 0 : (double) count * width / (count + width);
        variance = width == 0 ? 0 : variance - oldest.variances[0] - around * apart * apart;
        oldest.dropOldest(1);
        while (!rows.isEmpty() && rows.get(rows.size() - 1).size == 0) {
            rows.remove(rows.size() - 1);
        }
    }

    private boolean cutAll() {
        boolean isCut = isCutShown();
        if (isCut) {
            Split first = split;
            do {
                dropOldest();
            } while (isCutShown());
            split = first;
        }
        return isCut;
    }

    /** Whether some cut shows a change; {@link #split} is the cut that shows most. */
    private boolean isCutShown() {
        double most = 0;
        double older = 0;
        long count = 0;
        double d = Math.log(2 * Math.log(width) / settings.delta());
        for (int level = rows.size() - 1; level >= 0; level--) {
            BucketRow row = rows.get(level);
            for (int bucket = 0; bucket < row.size; bucket++) {
                count += 1L << level;
                older += row.totals[bucket];
                long newer = width - count;
                if (count > SHORTEST_SIDE + 1 && newer > SHORTEST_SIDE + 1) {
                    double ratio = difference(older, count) / bound(count, newer, d);
                    if (ratio > most) {
                        most = ratio;
                        split = Split.of(total, width, total - older, newer);
                    }
                }
            }
        }
        return most > 1;
    }

    private double difference(double older, long count) {
        return Math.abs(older / count - (total - older) / (width - count)) - settings.slack();
    }

    private double bound(long older, long newer, double d) {
        double m = 1.0 / (older - SHORTEST_SIDE + 1) + 1.0 / (newer - SHORTEST_SIDE + 1);
        double v = Math.max(settings.leastVariance(), variance / width);
        return Math.sqrt(2 * m * v * d) + 2.0 / 3 * d * m;
    }

    @Override
    public double estimate() {
        return width == 0 ? 0 : total / width;
    }

    @Override
    public long width() {
        return width;
    }

    @Override
    public Split split() {
        return split;
    }

    @Override
    public void reset() {
        rows.clear();
        updates = 0;
        width = 0;
        total = 0;
        variance = 0;
        split = new Split(0, 0, 0, 0);
    }

    @Override
    public double[] state() {
        double[] state = new double[HEAD + rows.size() * (1 + 2 * BUCKETS)];
        double[] head = {
            updates, width, total, variance, split.before(), split.beforeCount(), split.after(), split.afterCount()
        };
        System.arraycopy(head, 0, state, 0, HEAD);
        int at = HEAD;
        for (BucketRow row : rows) {
            state[at] = row.size;
            System.arraycopy(row.totals, 0, state, at + 1, BUCKETS);
            System.arraycopy(row.variances, 0, state, at + 1 + BUCKETS, BUCKETS);
            at += 1 + 2 * BUCKETS;
        }
        return state;
    }

    @Override
    public void restore(double[] state) {
        if (state.length < HEAD || (state.length - HEAD) % (1 + 2 * BUCKETS) != 0) {
            throw State.broken("ADWIN", state, HEAD + " numbers and " + (1 + 2 * BUCKETS) + " for each size of bucket");
        }
        reset();
        updates = (long) state[0];
        width = (long) state[1];
        total = state[2];
        variance = state[3];
        split = new Split(state[4], (long) state[5], state[6], (long) state[7]);
        for (int at = HEAD; at < state.length; at += 1 + 2 * BUCKETS) {
            BucketRow row = row(rows.size());
            row.size = (int) state[at];
            System.arraycopy(state, at + 1, row.totals, 0, BUCKETS);
            System.arraycopy(state, at + 1 + BUCKETS, row.variances, 0, BUCKETS);
        }
    }

    /** Buckets of one size, the oldest first. */
    private static final class BucketRow {
        private final double[] totals = new double[BUCKETS + 1];
        private final double[] variances = new double[BUCKETS + 1];
        private int size;

        private void add(double total, double variance) {
            totals[size] = total;
            variances[size] = variance;
            size++;
        }

        private void dropOldest(int buckets) {
            size -= buckets;
            System.arraycopy(totals, buckets, totals, 0, size);
            System.arraycopy(variances, buckets, variances, 0, size);
        }
    }
}
