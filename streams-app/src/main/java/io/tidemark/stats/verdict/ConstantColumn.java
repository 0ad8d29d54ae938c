package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shares;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.List;

/**
 * A column that is constant, was, or both: the share of usable values that equal its one value, before and after.
 *
 * <p>The value is the reference's where that has only one, else the window's. Rows of a number are counted on the value's own cell; where it
 * shares an interval with others, only that of a side without another value is known, and the bounds are what the interval allows. It has
 * the verdict of js_distance, which sees such a change wherever rows suffice.
 */
final class ConstantColumn {
    private final Counts window;
    private final Counts reference;
    private final Sizes sizes;
    private final double z;

    ConstantColumn(Counts window, Counts reference, Sizes sizes, Levels levels) {
        this.window = window;
        this.reference = reference;
        this.sizes = sizes;
        this.z = Binomial.normalQuantile(levels.alpha() / 2);
    }

    /** Rows of one value: at least, at most. */
    private record Range(long least, long most) {}

    /** The measure {@code constant}; nothing where both sides have several values. */
    List<Judged> of(Grid grid, Verdict ofDistance) {
        boolean wasConstant = isConstant(grid, reference);
        if (!wasConstant && !isConstant(grid, window)) {
            return List.of();
        }
        Counts constant = wasConstant ? reference : window;
        return List.of(judged(
                label(grid, constant), rows(grid, window, constant), rows(grid, reference, constant), ofDistance));
    }

    private static boolean isConstant(Grid grid, Counts counts) {
        if (counts.valid() < 2) {
            return false;
        }
        if (grid instanceof NumberGrid) {
            return counts.min() == counts.max();
        }
        int cell = fullCell(counts);
        return grid instanceof CategoryGrid categories && cell >= 0 && cell < categories.elseCell();
    }

    /** The cell that holds every row; −1 if there is none. */
    private static int fullCell(Counts counts) {
        for (int cell = 0; cell < counts.cellCount(); cell++) {
            if (counts.cell(cell) == counts.valid()) {
                return cell;
            }
        }
        return -1;
    }

    private static String label(Grid grid, Counts constant) {
        if (grid instanceof CategoryGrid categories) {
            return categories.values().get(fullCell(constant));
        }
        double value = constant.min();
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }

    /** How many of a side's rows have the constant's value. */
    private static Range rows(Grid grid, Counts side, Counts constant) {
        int cell = fullCell(constant);
        long rows = side.cell(cell);
        if (!(grid instanceof NumberGrid numbers) || numbers.isPoint(cell)) {
            return new Range(rows, rows);
        }
        boolean isSame = side.min() == side.max() && side.min() == constant.min();
        return isSame ? new Range(rows, rows) : new Range(0, side.min() == side.max() ? 0 : rows);
    }

    private Judged judged(String label, Range after, Range before, Verdict verdict) {
        double n = sizes.n(window.valid());
        double share = Shares.share(after.least(), window.valid());
        Estimate estimate = new Estimate(
                share,
                Math.min(share, Binomial.lowerLimit(sizes.n(after.least()), n, z)),
                Math.max(share, Binomial.upperLimit(sizes.n(after.most()), n, z)),
                n,
                sizes.m(reference.valid()));
        return new Judged(
                Measure.CONSTANT,
                label,
                estimate,
                Shares.share(before.least(), reference.valid()),
                1,
                after.least(),
                window.valid(),
                0,
                1,
                verdict);
    }
}
