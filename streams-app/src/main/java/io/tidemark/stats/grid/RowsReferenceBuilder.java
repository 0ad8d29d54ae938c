package io.tidemark.stats.grid;

import java.util.Arrays;

/**
 * Measures the volume of the reference's own windows, one base window after the other.
 *
 * <p>f is the index of dispersion, Σ (n − n̄)²/n̄/(T−1): 1 where rows arrive independently at a constant rate. Unlike in
 * {@link DispersionBuilder} an empty window counts: no rows is a volume. How φ follows from f stands in {@link Excess}. Memory
 * O(1). Owned by one task; not thread-safe.
 */
public final class RowsReferenceBuilder {
    private final WindowLadder ladder = new WindowLadder(1);
    private final int[] windows = new int[Dispersion.SCALES];
    private final double[] rows = new double[Dispersion.SCALES];
    private final double[] squares = new double[Dispersion.SCALES];

    /**
     * Adds the next base window.
     *
     * @throws IllegalArgumentException if there are fewer than 0 rows
     */
    public void add(long rowsOfWindow) {
        if (rowsOfWindow < 0) {
            throw new IllegalArgumentException("a window cannot have fewer than 0 rows: rows=" + rowsOfWindow);
        }
        ladder.add(new long[] {rowsOfWindow}, this::take);
    }

    private void take(int level, long[] window) {
        windows[level]++;
        rows[level] += window[0];
        squares[level] += (double) window[0] * window[0];
    }

    /** What the windows so far say; φ is unknown with fewer than {@value Dispersion#FEWEST_WINDOWS}. */
    public RowsReference build() {
        double[] ratios = new double[Dispersion.SCALES];
        Arrays.setAll(ratios, this::ratio);
        double meanRows = windows[0] == 0 ? 0 : rows[0] / windows[0];
        return new RowsReference(meanRows, Excess.dispersion(ratios, windows));
    }

    private double ratio(int level) {
        int count = windows[level];
        if (count < 2 || rows[level] == 0) {
            return 0;
        }
        double mean = rows[level] / count;
        return Math.max(0, squares[level] - rows[level] * mean) / mean / (count - 1);
    }
}
