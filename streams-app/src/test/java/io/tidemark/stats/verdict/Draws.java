package io.tidemark.stats.verdict;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import java.util.SplittableRandom;

/** Exact draws of counts, by inversion from the mode; seeded. */
public final class Draws {
    private static final double[] LOG_FACTORIALS = new double[256];

    static {
        for (int k = 1; k < LOG_FACTORIALS.length; k++) {
            LOG_FACTORIALS[k] = LOG_FACTORIALS[k - 1] + Math.log(k);
        }
    }

    private final SplittableRandom random;

    public Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Counts of so many valid rows on a grid, cells drawn with these probabilities. */
    Counts counts(Grid grid, double[] probabilities, long rows) {
        Counts counts = new Counts(grid.id(), grid.cells());
        double restOfMass = 1;
        long rest = rows;
        for (int cell = 0; cell < probabilities.length && rest > 0; cell++) {
            boolean isLast = cell == probabilities.length - 1;
            long drawn = isLast ? rest : binomial(rest, Math.min(1, probabilities[cell] / restOfMass));
            counts.countCell(cell, drawn);
            restOfMass = Math.max(1e-300, restOfMass - probabilities[cell]);
            rest -= drawn;
        }
        return counts;
    }

    /** A binomial draw; exact, O(√(n·p)). */
    public long binomial(long n, double p) {
        if (p <= 0 || n == 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        double odds = p / (1 - p);
        long mode = (long) Math.min(n, Math.floor((n + 1) * p));
        double atMode = Math.exp(logFactorial(n)
                - logFactorial(mode)
                - logFactorial(n - mode)
                + mode * Math.log(p)
                + (n - mode) * Math.log1p(-p));
        double left = random.nextDouble() - atMode;
        long low = mode;
        long high = mode;
        double lowMass = atMode;
        double highMass = atMode;
        while (left > 0 && (low > 0 || high < n)) {
            if (high < n) {
                highMass *= odds * (n - high) / (high + 1);
                high++;
                left -= highMass;
                if (left <= 0) {
                    return high;
                }
            }
            if (low > 0) {
                lowMass *= low / (odds * (n - low + 1));
                low--;
                left -= lowMass;
                if (left <= 0) {
                    return low;
                }
            }
            if (highMass < 1e-18 && lowMass < 1e-18) {
                return mode;
            }
        }
        return mode;
    }

    private static double logFactorial(long k) {
        if (k < LOG_FACTORIALS.length) {
            return LOG_FACTORIALS[(int) k];
        }
        double x = k + 1.0;
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
