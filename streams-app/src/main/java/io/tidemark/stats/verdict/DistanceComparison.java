package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Cells;
import io.tidemark.stats.distance.FinestCells;
import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.distance.KolmogorovSmirnov;
import io.tidemark.stats.distance.PopulationStability;
import io.tidemark.stats.distance.RankScores;
import io.tidemark.stats.distance.RankScores.Moments;
import io.tidemark.stats.grid.Counts;
import java.util.Arrays;
import java.util.List;

/** The distances of one column in one window. */
final class DistanceComparison {
    private final Counts counts;
    private final double[] window;
    private final double[] reference;
    private final double n;
    private final double m;
    private final double phi;
    private final Tolerances tolerances;
    private final Levels levels;

    DistanceComparison(Counts window, Counts reference, Sizes sizes, Tolerances tolerances, Levels levels) {
        this.counts = window;
        this.window = Cells.of(window);
        this.reference = Cells.of(reference);
        this.n = sizes.n(window.valid());
        this.m = sizes.m(reference.valid());
        this.phi = sizes.phi();
        this.tolerances = tolerances;
        this.levels = levels;
    }

    /** Adds ks, rank_shift and rank_spread on the grid's cells. */
    void addOrdered(List<Judged> all) {
        addOrdered(new FinestCells(window, reference), all);
    }

    /**
     * Adds ks, rank_shift and rank_spread on other, finer cells. The union bound over edges stays on the grid's: the values of the window had no part
     * in choosing them.
     */
    void addOrdered(FinestCells fine, List<Judged> all) {
        if (n == 0 || m == 0) {
            all.add(unknown(Measure.KS));
            all.add(unknown(Measure.RANK_SHIFT));
            all.add(unknown(Measure.RANK_SPREAD));
            return;
        }
        double d = KolmogorovSmirnov.onCells(fine.window(), fine.reference());
        all.add(judged(
                Measure.KS, d, new KolmogorovBound(n, m, tolerances.of(Measure.KS), levels).of(d, window, reference)));
        double[] locations = RankScores.locations(fine.reference());
        all.add(ranks(Measure.RANK_SHIFT, locations, fine));
        all.add(ranks(Measure.RANK_SPREAD, RankScores.spreads(locations), fine));
    }

    private Judged ranks(Measure measure, double[] scores, FinestCells cells) {
        Moments after = Moments.of(cells.window(), scores);
        Moments before = Moments.of(cells.reference(), scores);
        Bound bound = new RankBound(n, m, tolerances.of(measure), levels).of(after, before);
        return judged(measure, Math.max(-1, Math.min(1, after.mean() - before.mean())), bound);
    }

    /** Adds js_distance, and psi with its verdict: PSI ≥ 4·JS (nats) always, and nothing bounds it from above. */
    void addDivergence(MergedCells.Order order, List<Judged> all) {
        if (n == 0 || m == 0) {
            all.add(unknown(Measure.JS_DISTANCE));
            all.add(unknown(Measure.PSI));
            return;
        }
        double distance = JensenShannon.distance(window, reference);
        boolean isCategory = order == MergedCells.Order.SMALLEST;
        Bound bound = new DivergenceBound(n, m, tolerances.of(Measure.JS_DISTANCE), levels, order)
                .of(
                        distance,
                        isCategory ? withoutRare(window) : window,
                        isCategory ? withoutRare(reference) : reference);
        all.add(judged(Measure.JS_DISTANCE, distance, bound));
        double psi = PopulationStability.smoothed(window, reference);
        all.add(judged(
                Measure.PSI,
                psi,
                new Bound(
                        Math.min(psi, 4 * JensenShannon.natsOfDistance(bound.lower())),
                        Double.POSITIVE_INFINITY,
                        bound.isRefuted(),
                        8 * JensenShannon.natsOfDistance(bound.smallestVisible()),
                        bound.minimumRows())));
    }

    /**
     * Counts with rare values put to those that the reference never had. Which values have a cell at all was chosen by the reference: taken apart, what it just
     * had and what it just missed would be a change for ever (of a Zipf column at n = m = 3,000 in every window). Rare is told by both sides together, as in
     * {@link MergedCells}. New values are {@code unseen}'s.
     */
    private double[] withoutRare(double[] counts) {
        double fewer = Math.min(n, m);
        double ofWindow = fewer * n / (n + m) / Cells.total(window);
        double ofReference = fewer * m / (n + m) / Cells.total(reference);
        double[] kept = new double[counts.length];
        int cells = 0;
        double rest = counts[counts.length - 1];
        for (int cell = 0; cell < counts.length - 1; cell++) {
            if (window[cell] * ofWindow + reference[cell] * ofReference > ShareComparison.RARE) {
                kept[cells++] = counts[cell];
            } else {
                rest += counts[cell];
            }
        }
        kept[cells++] = rest;
        return Arrays.copyOf(kept, cells);
    }

    private Judged judged(Measure measure, double value, Bound bound) {
        return new Judged(
                measure,
                "",
                new Estimate(value, Math.min(value, bound.lower()), Math.max(value, bound.upper()), n, m),
                0,
                tolerances.of(measure),
                0,
                counts.valid(),
                Verdicts.rawRows(bound.minimumRows(), phi),
                bound.smallestVisible(),
                Verdicts.of(bound, n));
    }

    private Judged unknown(Measure measure) {
        double highest = measure.highest();
        return new Judged(
                measure,
                "",
                new Estimate(0, measure.lowest(), highest, n, m),
                0,
                tolerances.of(measure),
                0,
                counts.valid(),
                Long.MAX_VALUE,
                highest,
                counts.seen() == 0 ? Verdict.NO_DATA : Verdict.INSUFFICIENT);
    }
}
