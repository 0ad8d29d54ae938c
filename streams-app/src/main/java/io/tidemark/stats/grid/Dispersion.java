package io.tidemark.stats.grid;

import java.util.Arrays;

/**
 * φ: by how much the counts of windows vary beyond what independent rows would, at each scale.
 *
 * <p>Immutable; any thread.
 *
 * @param windows base windows it was measured on; with fewer than 5 there is no φ, all are 1, and {@link #isKnown()} is false
 * @param phi one value ≥ 1 for each scale 1, 2, 4, 8, 16, 32, 64
 */
public record Dispersion(int windows, double[] phi) {
    /** Number of scales: 1, 2, 4 … 64 base windows. */
    public static final int SCALES = 7;

    /** Fewest windows from which φ can be measured. */
    public static final int FEWEST_WINDOWS = 5;

    public Dispersion {
        phi = phi.clone();
        if (phi.length != SCALES || Arrays.stream(phi).anyMatch(p -> !(p >= 1))) {
            throw new IllegalArgumentException(
                    "dispersion needs " + SCALES + " values ≥ 1: phi=" + Arrays.toString(phi));
        }
    }

    /** φ = 1 at every scale: rows are independent, or too few windows to know. */
    public static Dispersion unknown(int windows) {
        double[] ones = new double[SCALES];
        Arrays.fill(ones, 1);
        return new Dispersion(windows, ones);
    }

    public boolean isKnown() {
        return windows >= FEWEST_WINDOWS;
    }

    /** The scale whose φ a sum of so many base windows is judged with: the next power of two, at most the longest. φ grows with the scale. */
    public static int scaleOf(long windows) {
        int scale = 1;
        while (scale < 1 << (SCALES - 1) && scale < windows) {
            scale *= 2;
        }
        return scale;
    }

    /** φ for a sum of {@code scale} base windows; scale a power of two from 1 to 64. */
    public double at(int scale) {
        return phi[Integer.numberOfTrailingZeros(scale)];
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dispersion that && windows == that.windows && Arrays.equals(phi, that.phi);
    }

    @Override
    public int hashCode() {
        return 31 * windows + Arrays.hashCode(phi);
    }

    @Override
    public String toString() {
        return "Dispersion[windows=" + windows + ", phi=" + Arrays.toString(phi) + "]";
    }
}
