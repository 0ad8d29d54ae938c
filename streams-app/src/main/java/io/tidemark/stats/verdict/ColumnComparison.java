package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a column's window against its reference: every measure of its kind, each with value, bounds and verdict.
 *
 * <p>A reading is BAD only where the data refute "the true effect is at most the tolerance" at level α, with the noise of both sides; a
 * refutation counts however few the rows. Otherwise it is GOOD where there are rows enough to refute a large effect (half of the measure's
 * range), else INSUFFICIENT; NO_DATA where the window has no rows at all. α is that of one deciding measure; α_ref is shared by them.
 */
public final class ColumnComparison {
    private ColumnComparison() {}

    /**
     * Number of measures that decide, each at level α: 6 for a number (ks, rank_shift, rank_spread, js_distance, missing, invalid), 5 for a
     * category or boolean (js_distance, linf, unseen, missing, invalid), 2 for a string or embedding (missing, invalid; the columns derived
     * of it have their own). PSI has the verdict of js_distance; the SHAREs are the parts of linf and cost no level of their own: linf is
     * BAD exactly where the SHARE of some value is.
     */
    public static int decidingMeasures(Grid grid) {
        return switch (grid.kind()) {
            case NUMBER -> 6;
            case CATEGORY, BOOLEAN -> 5;
            case STRING, EMBEDDING -> 2;
        };
    }

    /**
     * Judges one column. About 10–30 µs for 66 cells. At scale 1 what is only shown follows the measures that decide (see {@link
     * Measure#decides}).
     *
     * @param scale base windows that were summed: 1, 2, 4 … 64
     * @throws IllegalArgumentException if a side was counted on another grid
     */
    public static List<Judged> judge(
            Grid grid, Counts window, ColumnReference reference, int scale, Tolerances tolerances, Levels levels) {
        requireGrid(grid, window, "window");
        requireGrid(grid, reference.counts(), "reference");
        Levels shared = levels.sharedBy(decidingMeasures(grid));
        Sizes sizes = Sizes.of(reference.dispersion(), scale);
        List<Judged> all = new ArrayList<>();
        DistanceComparison distances = new DistanceComparison(window, reference.counts(), sizes, tolerances, shared);
        ShareComparison shares = new ShareComparison(window, reference.counts(), sizes, tolerances, shared);
        if (grid instanceof CategoryGrid categories) {
            distances.addDivergence(MergedCells.Order.SMALLEST, all);
            shares.addValues(categories, all);
        } else if (grid instanceof NumberGrid) {
            distances.addOrdered(all);
            distances.addDivergence(MergedCells.Order.ADJACENT, all);
        }
        all.add(shares.fault(
                Measure.MISSING, window.missing(), reference.counts().missing()));
        all.add(shares.fault(
                Measure.INVALID, window.invalid(), reference.counts().invalid()));
        if (scale == 1) {
            all.addAll(new ShownComparison(window, reference.counts(), sizes, tolerances, shared, all).of(grid));
        }
        return all;
    }

    private static void requireGrid(Grid grid, Counts counts, String side) {
        if (!grid.id().equals(counts.gridId())) {
            throw new IllegalArgumentException(
                    "counts are on another grid: side=" + side + ", grid=" + grid.id() + ", counts=" + counts.gridId());
        }
    }
}
