package io.tidemark.quiet;

import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.DispersionBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * A column's reference: its windows one after the other, on the atoms.
 *
 * @param total the sum of the windows, on the atoms
 * @param reference as the monitor keeps it, φ of those windows
 */
record Baseline(Column column, List<long[]> windows, long[] total, ColumnReference reference) {
    static Baseline of(Column column, List<long[]> windows) {
        long[] total = new long[column.atoms() + 1];
        DispersionBuilder dispersion =
                new DispersionBuilder(column.grid().kind(), column.grid().cells());
        for (long[] window : windows) {
            long[] cells = column.onCells(window);
            dispersion.add(Arrays.copyOf(cells, column.grid().cells()));
            for (int atom = 0; atom < total.length; atom++) {
                total[atom] += window[atom];
            }
        }
        Counts counts = column.counts(column.onCells(total));
        return new Baseline(column, windows, total, new ColumnReference(counts, dispersion.build()));
    }

    /** The same with rows taken for independent, φ = 1. */
    Baseline independent() {
        return new Baseline(column, windows, total, new ColumnReference(reference.counts(), Dispersion.unknown(0)));
    }

    double phi() {
        return reference.dispersion().at(1);
    }
}
