package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shares;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import java.util.ArrayList;
import java.util.List;

/**
 * Ratio and vanished mass of a category's values. Both stand on the very tests of linf, one for each value with the level divided among all
 * of them: a value is BAD here only where linf is, so they cost no level.
 */
final class ShownShares {
    private final Counts window;
    private final Counts reference;
    private final Sizes sizes;
    private final Tolerances tolerances;
    private final Levels levels;

    ShownShares(Counts window, Counts reference, Sizes sizes, Tolerances tolerances, Levels levels) {
        this.window = window;
        this.reference = reference;
        this.sizes = sizes;
        this.tolerances = tolerances;
        this.levels = levels;
    }

    /** share_ratio and vanished, for both sides with valid rows; nothing where the grid has no values. */
    List<Judged> of(CategoryGrid grid, Verdict ofLargest) {
        int values = grid.values().size();
        if (values == 0) {
            return List.of();
        }
        Levels each = levels.dividedBy(values);
        ShareRule rule = ShareRule.ofValues(tolerances.of(Measure.LINF), tolerances.shareRatio());
        ShareTest test = new ShareTest(rule, each, ShareTest.Sides.BOTH);
        double z = Binomial.normalQuantile(each.alpha() / 2);
        Verdict otherwise = ofLargest == Verdict.BAD ? Verdict.GOOD : ofLargest;
        List<Judged> all = new ArrayList<>();
        all.add(ratio(grid, test, z, otherwise));
        all.add(vanished(grid, test, z, otherwise));
        return all;
    }

    private boolean isRefuted(ShareTest test, int cell) {
        return test.isRefuted(
                sizes.n(window.cell(cell)),
                sizes.n(window.valid()),
                sizes.m(reference.cell(cell)),
                sizes.m(reference.valid()));
    }

    /** Given x + y rows of a value on both sides, x is binomial with the odds ratio·n/m (exact for Poisson counts). */
    private Judged ratio(CategoryGrid grid, ShareTest test, double z, Verdict otherwise) {
        double n = sizes.n(window.valid());
        double m = sizes.m(reference.valid());
        int chosen = 0;
        double most = -1;
        Estimate estimate = new Estimate(1, 0, Double.POSITIVE_INFINITY, n, m);
        for (int cell = 0; cell < grid.values().size(); cell++) {
            double x = sizes.n(window.cell(cell));
            double y = sizes.m(reference.cell(cell));
            if (x + y > 0) {
                double lower = odds(Binomial.lowerLimit(x, x + y, z)) * m / n;
                double upper = odds(Binomial.upperLimit(x, x + y, z)) * m / n;
                double certain = Math.max(0, Math.max(Math.log(lower), -Math.log(upper)));
                if (certain > most) {
                    most = certain;
                    chosen = cell;
                    double value = y == 0 ? Double.POSITIVE_INFINITY : x / n / (y / m);
                    estimate = new Estimate(value, Math.min(value, lower), Math.max(value, upper), n, m);
                }
            }
        }
        Verdict verdict = isRefuted(test, chosen) ? Verdict.BAD : otherwise;
        return judged(Measure.SHARE_RATIO, grid.values().get(chosen), estimate, 1, window.cell(chosen), verdict);
    }

    private static double odds(double share) {
        return share >= 1 ? Double.POSITIVE_INFINITY : share / (1 - share);
    }

    /**
     * A value that is rare in the reference is not there by chance in a small window: the lower bound counts those only whose absence the
     * tests refute, each with the lower limit of its mass before. Values without a cell of their own come and go unseen; they are not
     * counted.
     */
    private Judged vanished(CategoryGrid grid, ShareTest test, double z, Verdict otherwise) {
        double m = sizes.m(reference.valid());
        double lower = 0;
        int largest = -1;
        long before = 0;
        for (int cell = 0; cell < grid.values().size(); cell++) {
            boolean isGone = window.cell(cell) == 0 && reference.cell(cell) > 0;
            before += isGone ? reference.cell(cell) : 0;
            if (isGone && isRefuted(test, cell)) {
                lower += Binomial.lowerLimit(sizes.m(reference.cell(cell)), m, z);
                largest = largest < 0 || reference.cell(cell) > reference.cell(largest) ? cell : largest;
            }
        }
        double value = Shares.share(before, reference.valid());
        double upper = Binomial.upperLimit(sizes.m(before), m, z);
        Estimate estimate =
                new Estimate(value, Math.min(value, lower), Math.max(value, upper), sizes.n(window.valid()), m);
        String label = largest < 0 ? "" : grid.values().get(largest);
        return judged(Measure.VANISHED, label, estimate, 0, 0, largest < 0 ? otherwise : Verdict.BAD);
    }

    private Judged judged(
            Measure measure, String label, Estimate estimate, double before, long count, Verdict verdict) {
        double anything = Math.min(measure.highest(), Double.MAX_VALUE);
        return new Judged(measure, label, estimate, before, anything, count, window.valid(), 0, anything, verdict);
    }
}
