package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Cells;
import io.tidemark.stats.distance.ChiSquare;
import io.tidemark.stats.distance.EffectiveCells;
import io.tidemark.stats.distance.Hellinger;
import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.distance.TotalVariation;
import io.tidemark.stats.distance.Wasserstein;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.MomentBounds;
import io.tidemark.stats.grid.Moments;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * What is shown of a column beside the measures that decide: it costs no level, for each has the verdict of one that has a test.
 *
 * <p>js, tv and hellinger have bounds that follow from those of js_distance; mean, std and wasserstein have hard bounds of the numbers
 * themselves (cells, rounding), not of chance; chi2 has none and says so by bounds at the ends of its range.
 */
final class ShownComparison {
    private final Counts window;
    private final Counts reference;
    private final Sizes sizes;
    private final Tolerances tolerances;
    private final Levels levels;
    private final List<Judged> decided;
    private final List<Judged> all = new ArrayList<>();

    /** @param decided the measures of the same window that decide; read, never written */
    ShownComparison(
            Counts window, Counts reference, Sizes sizes, Tolerances tolerances, Levels levels, List<Judged> decided) {
        this.window = window;
        this.reference = reference;
        this.sizes = sizes;
        this.tolerances = tolerances;
        this.levels = levels;
        this.decided = decided;
    }

    /** What is to be shown; O(cells). */
    List<Judged> of(Grid grid) {
        boolean isComparable = window.valid() > 0 && reference.valid() > 0;
        if (isComparable && grid instanceof NumberGrid numbers) {
            addDivergences();
            if (hasExtremes(window) && hasExtremes(reference)) {
                addNumbers(numbers);
            }
        } else if (isComparable && grid instanceof CategoryGrid categories) {
            addDivergences();
            all.addAll(new ShownShares(window, reference, sizes, tolerances, levels)
                    .of(categories, judged(Measure.LINF).verdict()));
        }
        FaultParts faults = new FaultParts(window, reference, sizes, levels);
        all.addAll(faults.ofInvalid(judged(Measure.INVALID)));
        all.addAll(faults.ofMissing(judged(Measure.MISSING), judged(Measure.INVALID)));
        if (isComparable && (grid instanceof NumberGrid || grid instanceof CategoryGrid)) {
            all.addAll(new ConstantColumn(window, reference, sizes, levels)
                    .of(grid, judged(Measure.JS_DISTANCE).verdict()));
        }
        return all;
    }

    /** Counts of profile's always have them. */
    private static boolean hasExtremes(Counts counts) {
        return counts.min() <= counts.max();
    }

    private Judged judged(Measure measure) {
        for (Judged one : decided) {
            if (one.measure() == measure) {
                return one;
            }
        }
        throw new IllegalStateException("a column without its deciding measure: measure=" + measure.word());
    }

    private void addDivergences() {
        Judged distance = judged(Measure.JS_DISTANCE);
        Estimate js = distance.estimate();
        double[] p = Cells.of(window);
        double[] q = Cells.of(reference);
        add(Measure.JS, distance, JensenShannon.bits(p, q), js.lower() * js.lower(), js.upper() * js.upper());
        add(
                Measure.TV,
                distance,
                TotalVariation.of(p, q),
                TotalVariation.leastAt(js.lower()),
                TotalVariation.mostAt(js.upper()));
        add(
                Measure.HELLINGER,
                distance,
                Hellinger.of(p, q),
                Hellinger.leastAt(js.lower()),
                Hellinger.mostAt(js.upper()));
        ChiSquare chi = ChiSquare.of(effective(p, window.valid(), js.n()), effective(q, reference.valid(), js.m()));
        add(Measure.CHI2, distance, chi.statistic(), 0, Double.POSITIVE_INFINITY);
        add(Measure.CHI2_P, distance, chi.probability(), 0, 1);
    }

    private static double[] effective(double[] counts, double rows, double effectiveRows) {
        for (int cell = 0; cell < counts.length; cell++) {
            counts[cell] *= effectiveRows / rows;
        }
        return counts;
    }

    private void addNumbers(NumberGrid grid) {
        Verdict worst = judged(Measure.KS).verdict() == Verdict.BAD
                ? Verdict.BAD
                : judged(Measure.JS_DISTANCE).verdict();
        Wasserstein wasserstein = Wasserstein.of(grid, window, reference);
        all.add(shown(Measure.WASSERSTEIN, wasserstein.value(), wasserstein.lower(), wasserstein.upper(), 0, worst));
        Moments after = Moments.of(grid, window);
        Moments before = Moments.of(grid, reference);
        MomentBounds bounds = MomentBounds.of(grid, window, after);
        all.add(shown(
                Measure.MEAN,
                after.mean(),
                bounds.lowestMean(),
                bounds.highestMean(),
                before.mean(),
                judged(Measure.RANK_SHIFT).verdict()));
        all.add(shown(
                Measure.STD,
                after.standardDeviation(),
                bounds.lowestDeviation(),
                bounds.highestDeviation(),
                before.standardDeviation(),
                judged(Measure.RANK_SPREAD).verdict()));
        if (EffectiveCells.areFew(grid, reference)) {
            all.add(shown(
                    Measure.EFFECTIVE_CELLS,
                    EffectiveCells.of(grid, window).number(),
                    1,
                    grid.cells(),
                    EffectiveCells.of(grid, reference).number(),
                    judged(Measure.JS_DISTANCE).verdict()));
        }
    }

    private void add(Measure measure, Judged decider, double value, double lower, double upper) {
        all.add(shown(measure, value, lower, upper, 0, decider.verdict()));
    }

    private Judged shown(
            Measure measure, double value, double lower, double upper, double referenceValue, Verdict verdict) {
        double anything = Math.min(measure.highest(), Double.MAX_VALUE);
        return new Judged(
                measure,
                "",
                new Estimate(
                        value,
                        Math.min(value, lower),
                        Math.max(value, upper),
                        sizes.n(window.valid()),
                        sizes.m(reference.valid())),
                referenceValue,
                anything,
                0,
                window.valid(),
                0,
                anything,
                verdict);
    }
}
