package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;

/**
 * Which part of a whole's drift one of its slices carries.
 *
 * <p>With d the whole's shift in each cell (share now less share in the reference) the drift is TV = ½·Σ|d|. Both shares are sums over slices: a slice
 * adds s/N − r/M to d, s and r its rows in the cell now and in the reference, N and M all rows of the whole. Its share of the drift is
 * ½·Σ sign(d)·(s/N − r/M) over TV. The shares of slices that make up the whole add up to 1; one is negative where the slice moved the other way, and
 * counts growing or shrinking too, since that moves the whole as well.
 *
 * <p>Bounds: Fieller's, of 95 %, for a ratio of two sums over the same rows (J. R. Stat. Soc. B 16, 1954, doi:10.1111/j.2517-6161.1954.tb00159.x), with
 * rows over φ; infinite where the drift is too uncertain to be divided. It decides nothing, so it takes nothing from the false-alarm budget.
 */
public final class DriftShare {
    /** A whole that moved less has no drift worth dividing. */
    private static final double LEAST = 0.02;

    /** So many times the distance to be expected without any change. */
    private static final double BEYOND_NOISE = 3;

    /** Of bounds of 95 %. */
    private static final double Z = 1.959963984540054;

    private DriftShare() {}

    /**
     * One side of the division: a whole, or a slice of it.
     *
     * @param window its counts
     * @param reference its part of the reference, on the same grid
     */
    public record Part(Counts window, ColumnReference reference) {
        private double phi() {
            return reference.dispersion().at(1);
        }
    }

    /** Whether the whole's shares moved beyond 0.02 and beyond three times their noise, E|d| = √(2/π)·σ of each cell. O(cells). */
    public static boolean hasMoved(Part whole) {
        double n = whole.window.valid() / whole.phi();
        double m = whole.reference.counts().valid() / whole.phi();
        if (n == 0 || m == 0) {
            return false;
        }
        double noise = 0;
        for (int cell = 0; cell < whole.window.cellCount(); cell++) {
            double share =
                    (double) (whole.window.cell(cell) + whole.reference.counts().cell(cell))
                            / (whole.window.valid() + whole.reference.counts().valid());
            noise += Math.sqrt(2 / Math.PI * share * (1 - share) * (1 / n + 1 / m)) / 2;
        }
        return distance(whole) > Math.max(LEAST, BEYOND_NOISE * noise);
    }

    private static double distance(Part whole) {
        double sum = 0;
        for (int cell = 0; cell < whole.window.cellCount(); cell++) {
            sum += Math.abs(shift(whole, cell));
        }
        return sum / 2;
    }

    private static double shift(Part whole, int cell) {
        return (double) whole.window.cell(cell) / whole.window.valid()
                - (double) whole.reference.counts().cell(cell)
                        / whole.reference.counts().valid();
    }

    /**
     * The measure {@code drift_share}; count and total are the slice's and the whole's rows. O(cells).
     *
     * @param whole one that {@link #hasMoved}
     * @param slice its rows are among the whole's (unchecked)
     * @param verdict that of the slice's own drift, which it is shown with
     */
    public static Judged judge(Part whole, Part slice, Verdict verdict) {
        Signed now = Signed.of(whole, whole.window, slice.window);
        Signed before = Signed.of(whole, whole.reference.counts(), slice.reference.counts());
        double carried = (now.part - before.part) / 2;
        double drift = (now.all - before.all) / 2;
        double k = Z * Z / 4 * whole.phi();
        double square = drift * drift - k * (now.q2() / now.rows + before.q2() / before.rows);
        double linear = carried * drift - k * (now.q1() / now.rows + before.q1() / before.rows);
        double constant = carried * carried - k * (now.q0() / now.rows + before.q0() / before.rows);
        double margin = square <= 0
                ? Double.POSITIVE_INFINITY
                : Math.sqrt(Math.max(0, linear * linear - square * constant)) / square;
        double value = carried / drift;
        double middle = square <= 0 ? value : linear / square;
        Estimate estimate = new Estimate(
                value,
                Math.min(value, middle - margin),
                Math.max(value, middle + margin),
                slice.window.valid() / whole.phi(),
                slice.reference.counts().valid() / whole.phi());
        long rows = slice.window.valid();
        return new Judged(Measure.DRIFT_SHARE, "", estimate, 0, 0, rows, whole.window.valid(), 0, margin, verdict);
    }

    /**
     * Signs of the whole's shift, summed over the rows of one side: each row has the sign of its cell, times whether it is the slice's.
     *
     * @param rows rows of the whole
     * @param share share of them that is the slice's
     * @param part mean over all rows of the sign times "is the slice's"
     * @param all mean of the sign
     */
    private record Signed(double rows, double share, double part, double all) {
        static Signed of(Part whole, Counts side, Counts slice) {
            double part = 0;
            double all = 0;
            for (int cell = 0; cell < side.cellCount(); cell++) {
                double sign = Math.signum(shift(whole, cell));
                part += sign * slice.cell(cell);
                all += sign * side.cell(cell);
            }
            double rows = side.valid();
            return new Signed(rows, slice.valid() / rows, part / rows, all / rows);
        }

        /** The variance of (slice's sign) − v·(sign) is q2·v² − 2·q1·v + q0. */
        double q2() {
            return 1 - all * all;
        }

        double q1() {
            return share - part * all;
        }

        double q0() {
            return share - part * part;
        }
    }
}
