package io.tidemark.stats.grid;

/**
 * What one scale's windows leave behind for f: for each event the sums of c²/n and of c, and the sum of n.
 *
 * <p>With q = Σc/Σn, Σ (c − n·q)²/n = Σ c²/n − (Σc)²/Σn, so no window needs to be kept.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class EventSums {
    /** Rarer events, or their opposites, say too little of the variance. */
    private static final double RAREST = 0.04;

    private final double[] squares;
    private final long[] counts;
    private long rows;
    private int windows;

    EventSums(int events) {
        squares = new double[events];
        counts = new long[events];
    }

    /** Adds a window: its rows and each event's count; without rows it is skipped. */
    void add(long n, long[] events) {
        if (n == 0) {
            return;
        }
        for (int j = 0; j < events.length; j++) {
            squares[j] += (double) events[j] * events[j] / n;
            counts[j] += events[j];
        }
        rows += n;
        windows++;
    }

    int windows() {
        return windows;
    }

    /** f: the mean over the events of Σ (c − n·q)²/(n·q·(1−q))/(T−1); 0 if no event is common enough or T &lt; 2. */
    double ratio() {
        double sum = 0;
        int common = 0;
        for (int j = 0; j < counts.length; j++) {
            double q = (double) counts[j] / rows;
            if (q > RAREST && q < 1 - RAREST) {
                sum += (squares[j] - q * counts[j]) / (q * (1 - q));
                common++;
            }
        }
        return common == 0 || windows < 2 ? 0 : Math.max(0, sum / common / (windows - 1));
    }
}
