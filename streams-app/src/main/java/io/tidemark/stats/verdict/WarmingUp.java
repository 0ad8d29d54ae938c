package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.sketch.QuantileSketch;
import java.util.ArrayList;
import java.util.List;

/** What can be said of a column while nothing is there to compare it with: shares and quantiles, with bounds and without a verdict. */
public final class WarmingUp {
    private static final double CONFIDENCE = 0.95;
    private static final double[] RANKS = {0.05, 0.5, 0.95};

    private WarmingUp() {}

    /**
     * Missing and invalid shares (Clopper–Pearson at 95 %), and for numbers without a grid the 5 %, 50 % and 95 % quantiles (KLL's rank
     * error at 99 %), all WARMING_UP.
     *
     * @param counts of the window
     * @param rows rows of the window in which the column could have had a value, ≥ {@code counts.seen()} where it is known from the start
     */
    public static List<Judged> judge(Counts counts, long rows) {
        long total = Math.max(rows, counts.seen());
        List<Judged> judged = new ArrayList<>();
        judged.add(share(Measure.MISSING, counts.missing() + total - counts.seen(), total));
        judged.add(share(Measure.INVALID, counts.invalid(), total));
        QuantileSketch quantiles = counts.quantiles();
        for (double rank : quantiles.isEmpty() ? new double[0] : RANKS) {
            Estimate estimate = new Estimate(
                    quantiles.quantile(rank),
                    quantiles.lowerBound(rank),
                    quantiles.upperBound(rank),
                    counts.valid(),
                    0);
            judged.add(of(Measure.QUANTILE, "p" + Math.round(100 * rank), estimate, 0, total));
        }
        return judged;
    }

    /**
     * A column that the grids do not know: the share of rows that bring it (null or not), with Clopper–Pearson bounds at 95 %, WARMING_UP.
     *
     * @param rows rows of the window that could have brought it, ≥ {@code counts.seen()}
     */
    public static Judged added(Counts counts, long rows) {
        return share(Measure.COLUMN_ADDED, counts.seen(), Math.max(rows, counts.seen()));
    }

    private static Judged share(Measure measure, long count, long total) {
        double value = total == 0 ? 0 : (double) count / total;
        Binomial.Interval interval =
                total == 0 ? new Binomial.Interval(0, 1) : Binomial.clopperPearson(count, total, CONFIDENCE);
        return of(measure, "", new Estimate(value, interval.lower(), interval.upper(), total, 0), count, total);
    }

    private static Judged of(Measure measure, String label, Estimate estimate, long count, long total) {
        double anything = Math.min(measure.highest(), Double.MAX_VALUE);
        return new Judged(measure, label, estimate, 0, anything, count, total, 0, anything, Verdict.WARMING_UP);
    }
}
