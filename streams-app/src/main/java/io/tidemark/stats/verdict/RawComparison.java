package io.tidemark.stats.verdict;

import io.tidemark.stats.distance.FinestCells;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a number column whose raw values are at hand: {@code ks}, {@code rank_shift} and {@code rank_spread} are those of the values, with the same bounds, which
 * hold for values as for cells. All else stays on the cells, {@code js_distance} and {@code psi} among it: they have no meaning without bins.
 */
public final class RawComparison {
    private RawComparison() {}

    /**
     * A column, counted and raw.
     *
     * @param grid the reference's
     * @param window counts on it
     * @param reference counts on it
     * @param values the valid numbers of both sides
     */
    public record Column(NumberGrid grid, Counts window, ColumnReference reference, FinestCells values) {}

    /**
     * Judges one column, the measures in the order of {@link ColumnComparison#judge}.
     *
     * @param scale base windows that the window stands for: 1, 2, 4 … 64
     * @throws IllegalArgumentException if a side was counted on another grid
     */
    public static List<Judged> judge(Column column, int scale, Tolerances tolerances, Levels levels) {
        List<Judged> judged = new ArrayList<>(
                ColumnComparison.judge(column.grid(), column.window(), column.reference(), scale, tolerances, levels));
        for (Judged exact : ordered(column, scale, tolerances, levels)) {
            judged.replaceAll(onCells -> onCells.measure() == exact.measure() ? exact : onCells);
        }
        return judged;
    }

    private static List<Judged> ordered(Column column, int scale, Tolerances tolerances, Levels levels) {
        List<Judged> ordered = new ArrayList<>();
        new DistanceComparison(
                        column.window(),
                        column.reference().counts(),
                        Sizes.of(column.reference().dispersion(), scale),
                        tolerances,
                        levels.sharedBy(ColumnComparison.decidingMeasures(column.grid())))
                .addOrdered(column.values(), ordered);
        return ordered;
    }
}
