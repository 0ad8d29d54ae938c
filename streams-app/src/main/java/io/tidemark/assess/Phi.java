package io.tidemark.assess;

import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import java.util.Arrays;

/** φ where a reference is no run of windows. */
final class Phi {
    private Phi() {}

    /** The φ of one scale at all of them: where both sides are sums of the same length. */
    static Dispersion everywhere(Dispersion measured, int scale) {
        double[] phi = new double[Dispersion.SCALES];
        Arrays.fill(phi, measured.at(scale));
        return new Dispersion(measured.windows(), phi);
    }

    static long[] cells(Counts counts) {
        long[] cells = new long[counts.cellCount()];
        Arrays.setAll(cells, counts::cell);
        return cells;
    }
}
