package io.tidemark.quiet;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column as the monitor and its rivals both see it: rows counted on its distinct values, the atoms; one more count holds the missing.
 * The monitor sees the grid's cells only, the rivals see the atoms themselves.
 *
 * @param values of a number the atoms, ascending; of a category their positions
 * @param grid the monitor's
 * @param cells the grid's cell of each atom
 */
record Column(String name, double[] values, Grid grid, int[] cells) {
    private static final int SAMPLE = 32_768;

    /** A number column with the grid that the monitor would make of that reference. */
    static Column ofNumbers(String name, double[] atoms, long[] reference) {
        double[] sample = sample(atoms, reference);
        double[] weights = new double[sample.length];
        Arrays.fill(weights, 1);
        return onGrid(name, atoms, GridBuilder.numbers(sample, weights, GridBuilder.DEFAULT_CELLS));
    }

    static Column onGrid(String name, double[] atoms, NumberGrid grid) {
        return new Column(
                name, atoms, grid, Arrays.stream(atoms).mapToInt(grid::cell).toArray());
    }

    /** A category column; values that the reference has not are in the grid's last cell. */
    static Column ofCategories(String name, List<String> atoms, long[] reference) {
        Map<String, Double> weights = new TreeMap<>();
        for (int atom = 0; atom < atoms.size(); atom++) {
            if (reference[atom] > 0) {
                weights.put(atoms.get(atom), (double) reference[atom]);
            }
        }
        CategoryGrid grid = GridBuilder.categories(ColumnKind.CATEGORY, weights, GridBuilder.DEFAULT_CATEGORIES);
        int[] cells = new int[atoms.size()];
        double[] positions = new double[atoms.size()];
        for (int atom = 0; atom < cells.length; atom++) {
            int known = grid.values().indexOf(atoms.get(atom));
            cells[atom] = known < 0 ? grid.elseCell() : known;
            positions[atom] = atom;
        }
        return new Column(name, positions, grid, cells);
    }

    /** Every k-th row of the reference, at most {@value #SAMPLE}. */
    private static double[] sample(double[] atoms, long[] reference) {
        long rows = Arrays.stream(reference, 0, atoms.length).sum();
        double step = Math.max(1, (double) rows / SAMPLE);
        List<Double> sample = new ArrayList<>();
        double next = step / 2;
        long below = 0;
        for (int atom = 0; atom < atoms.length; atom++) {
            below += reference[atom];
            for (; next < below; next += step) {
                sample.add(atoms[atom]);
            }
        }
        return sample.stream().mapToDouble(Double::doubleValue).toArray();
    }

    boolean isNumber() {
        return grid.kind() == ColumnKind.NUMBER;
    }

    int atoms() {
        return values.length;
    }

    /** Counts on the atoms, and the missing, as counts on the cells, and the missing. */
    long[] onCells(long[] counts) {
        long[] onCells = new long[grid.cells() + 1];
        for (int atom = 0; atom < cells.length; atom++) {
            onCells[cells[atom]] += counts[atom];
        }
        onCells[grid.cells()] = counts[cells.length];
        return onCells;
    }

    /** Counts on the cells as the monitor keeps them. */
    Counts counts(long[] onCells) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < grid.cells(); cell++) {
            if (onCells[cell] > 0) {
                counts.countCell(cell, onCells[cell]);
            }
        }
        counts.countBad(onCells[grid.cells()], 0, 0, 0, 0);
        return counts;
    }
}
