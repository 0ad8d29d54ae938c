package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shares;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import java.util.List;

/** The shares of one column in one window: of values, of unseen values, of missing and invalid rows. */
final class ShareComparison {
    /** Values whose share is told one by one. */
    static final int SHOWN_VALUES = 20;

    /** Cells of so few reference rows tell how much mass the reference just missed. */
    static final double RARE = 5;

    private final Counts window;
    private final Counts reference;
    private final Sizes sizes;
    private final Tolerances tolerances;
    private final Levels levels;

    ShareComparison(Counts window, Counts reference, Sizes sizes, Tolerances tolerances, Levels levels) {
        this.window = window;
        this.reference = reference;
        this.sizes = sizes;
        this.tolerances = tolerances;
        this.levels = levels;
    }

    /** Raw rows: the counted of all, in the window and before. */
    private record Tally(long count, long total, long before, long totalBefore) {}

    /**
     * Missing or invalid rows of all seen. φ is that of the column's values; where the reference has none of these rows it says nothing of how
     * they hang together, and they count as independent: else a column whose values wander could lose a fifth of its rows unseen.
     */
    Judged fault(Measure measure, long after, long before) {
        ShareRule rule = ShareRule.ofFaults(tolerances.of(measure), tolerances.shareRatio());
        ShareTest test = new ShareTest(rule, levels, ShareTest.Sides.INCREASE);
        Sizes known = before == 0 ? Sizes.INDEPENDENT : sizes;
        return judged(measure, "", test, new Tally(after, window.seen(), before, reference.seen()), known);
    }

    /** Adds linf, unseen and the share of each value up to {@value #SHOWN_VALUES}. */
    void addValues(CategoryGrid grid, List<Judged> all) {
        ShareRule rule = ShareRule.ofValues(tolerances.of(Measure.SHARE), tolerances.shareRatio());
        ShareRule ruleOfLargest = ShareRule.ofValues(tolerances.of(Measure.LINF), tolerances.shareRatio());
        Levels each = levels.dividedBy(Math.max(1, grid.values().size()));
        all.add(largest(grid, new ShareTest(ruleOfLargest, each, ShareTest.Sides.BOTH)));
        all.add(unseen(grid));
        ShareTest test = new ShareTest(rule, each, ShareTest.Sides.BOTH);
        for (int cell = 0; cell < Math.min(SHOWN_VALUES, grid.values().size()); cell++) {
            String value = grid.values().get(cell);
            all.add(judged(Measure.SHARE, value, test, tally(cell)));
        }
    }

    /** The value that moved most among those refuted; if none is, among all. Its difference is bounded by the bounds of its share. */
    private Judged largest(CategoryGrid grid, ShareTest test) {
        int cell = largestCell(grid, test);
        String value = cell < 0 ? "" : grid.values().get(cell);
        Tally tally = cell < 0 ? new Tally(0, window.valid(), 0, reference.valid()) : tally(cell);
        Judged share = judged(Measure.LINF, value, test, tally);
        return asDifference(share);
    }

    private int largestCell(CategoryGrid grid, ShareTest test) {
        double n = sizes.n(window.valid());
        double m = sizes.m(reference.valid());
        int largest = grid.values().isEmpty() ? -1 : 0;
        double most = -1;
        for (int cell = 0; cell < grid.values().size(); cell++) {
            double x = sizes.n(window.cell(cell));
            double y = sizes.m(reference.cell(cell));
            double moved = Math.abs(Shares.share(x, n) - Shares.share(y, m));
            double rank = test.isRefuted(x, n, y, m) ? 1 + moved : moved;
            if (rank > most) {
                most = rank;
                largest = cell;
            }
        }
        return largest;
    }

    private static Judged asDifference(Judged share) {
        Estimate of = share.estimate();
        double before = share.reference();
        double value = Math.abs(of.value() - before);
        double below = before - of.upper();
        double above = of.lower() - before;
        double floor = share.verdict() == Verdict.BAD ? share.tolerance() : 0;
        double lower = Math.min(value, Math.max(floor, Math.max(below, above)));
        double upper = Math.min(1, Math.max(Math.abs(below), Math.abs(above)));
        return new Judged(
                share.measure(),
                share.label(),
                new Estimate(value, lower, Math.max(value, upper), of.n(), of.m()),
                before,
                share.tolerance(),
                share.count(),
                share.total(),
                share.minimumN(),
                share.smallestVisible(),
                share.verdict());
    }

    /**
     * Rows without a cell, against what the reference lets expect. Good and Turing (Biometrika 40, 1953, doi:10.1093/biomet/40.3-4.237): values
     * that were too rare for a cell make up about (rows in {@code else} + rows of the values that just got one)/m, so a column of many rare values has no alarm for
     * ever, and a reference without any still has its upper limit.
     */
    private Judged unseen(CategoryGrid grid) {
        ShareRule rule = ShareRule.ofValues(tolerances.of(Measure.UNSEEN), tolerances.shareRatio());
        ShareTest test = new ShareTest(rule, levels, ShareTest.Sides.INCREASE);
        long expected = reference.cell(grid.elseCell()) + justSeen(grid);
        return judged(
                Measure.UNSEEN,
                "",
                test,
                new Tally(window.cell(grid.elseCell()), window.valid(), expected, reference.valid()));
    }

    /** Rows of the values with the fewest rows: once where every value has a cell, up to {@value #RARE} times where rarer ones have none. */
    private long justSeen(CategoryGrid grid) {
        long fewest = Long.MAX_VALUE;
        long rows = 0;
        for (int cell = 0; cell < grid.elseCell(); cell++) {
            long count = reference.cell(cell);
            if (count > 0 && count < fewest) {
                fewest = count;
                rows = 0;
            }
            rows += count == fewest ? count : 0;
        }
        double rarest = reference.cell(grid.elseCell()) > 0 ? RARE : 1;
        return fewest <= rarest ? rows : 0;
    }

    private Tally tally(int cell) {
        return new Tally(window.cell(cell), window.valid(), reference.cell(cell), reference.valid());
    }

    private Judged judged(Measure measure, String label, ShareTest test, Tally tally) {
        return judged(measure, label, test, tally, sizes);
    }

    private Judged judged(Measure measure, String label, ShareTest test, Tally tally, Sizes known) {
        double n = known.n(tally.total());
        double m = known.m(tally.totalBefore());
        double share = Shares.share(tally.count(), tally.total());
        double reference = Shares.share(tally.before(), tally.totalBefore());
        Bound bound = test.test(known.n(tally.count()), n, known.m(tally.before()), m);
        return new Judged(
                measure,
                label,
                new Estimate(share, Math.min(share, bound.lower()), Math.max(share, bound.upper()), n, m),
                reference,
                test.rule().upper(reference) - reference,
                tally.count(),
                tally.total(),
                Verdicts.rawRows(m == 0 ? Double.POSITIVE_INFINITY : bound.minimumRows(), known.phi()),
                bound.smallestVisible(),
                verdict(bound, n, m));
    }

    private Verdict verdict(Bound bound, double n, double m) {
        if (window.seen() == 0) {
            return Verdict.NO_DATA;
        }
        return n == 0 || m == 0 ? Verdict.INSUFFICIENT : Verdicts.of(bound, n);
    }
}
