package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cells for numbers: half-open intervals between ascending upper edges, open at both ends.
 *
 * <p>Cell i holds the values x with upperEdge(i−1) &lt; x ≤ upperEdge(i); the last cell holds all above the last edge. A repeated
 * value v has a cell of its own, the interval (nextDown(v), v]. Negative zero is zero.
 *
 * <p>Immutable; any thread.
 */
public final class NumberGrid implements Grid {
    /** Fixed-point units in one {@link #scale()}: 2^20. */
    public static final double UNITS = 1 << 20;

    /** Standardised values beyond ±this are clamped in the sums (never in the cells), so that 10^8 extreme rows still fit a long. */
    public static final double CLAMP = 256;

    private static final MathContext DIGITS = new MathContext(6);

    private final double[] upperEdges;
    private final double[] padded;
    private final double center;
    private final double scale;
    private final String id;

    /**
     * A grid of {@code upperEdges.length + 1} cells.
     *
     * @param upperEdges strictly ascending, finite
     * @param center a typical value of the reference, finite
     * @param scale the reference's spread, finite and &gt; 0
     * @throws IllegalArgumentException if an argument is not as said
     */
    public NumberGrid(double[] upperEdges, double center, double scale) {
        for (int i = 0; i < upperEdges.length; i++) {
            boolean ascending = i == 0 || upperEdges[i - 1] < upperEdges[i];
            if (!Double.isFinite(upperEdges[i]) || !ascending) {
                throw new IllegalArgumentException(
                        "grid edges must be finite and ascending: edges[" + i + "]=" + upperEdges[i]);
            }
        }
        if (!Double.isFinite(center) || !(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException(
                    "grid center must be finite and scale finite and > 0: center=" + center + ", scale=" + scale);
        }
        this.upperEdges = upperEdges.clone();
        this.padded = Arrays.copyOf(upperEdges, Math.max(1, Integer.highestOneBit(Math.max(1, upperEdges.length)) * 2));
        Arrays.fill(padded, upperEdges.length, padded.length, Double.POSITIVE_INFINITY);
        this.center = center;
        this.scale = scale;
        this.id = ContentHash.hex(bytes());
    }

    private byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(8 * (upperEdges.length + 2));
        buffer.putDouble(center + 0.0).putDouble(scale);
        for (double edge : upperEdges) {
            buffer.putDouble(edge == 0 ? 0.0 : edge);
        }
        return buffer.array();
    }

    /**
     * The cell of a value: the number of upper edges that are smaller than it. Branch-free binary search.
     *
     * @param value not NaN (unchecked); ±∞ falls in an end cell
     */
    @HotPath
    public int cell(double value) {
        double[] edges = padded;
        int base = 0;
        for (int half = edges.length >>> 1; half > 0; half >>>= 1) {
            base += edges[base + half - 1] < value ? half : 0;
        }
        return base;
    }

    /** (value − center)/scale, clamped to ±{@link #CLAMP}, in units of 2^−20, rounded to even. */
    @HotPath
    public long fixedPoint(double value) {
        return (long) Math.rint(standardised(value) * UNITS);
    }

    /** The square of the clamped, standardised value, in units of 2^−20, rounded to even. */
    @HotPath
    public long fixedPointSquare(double value) {
        double z = standardised(value);
        return (long) Math.rint(z * z * UNITS);
    }

    private double standardised(double value) {
        return Math.max(-CLAMP, Math.min(CLAMP, (value - center) / scale));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.NUMBER;
    }

    @Override
    public int cells() {
        return upperEdges.length + 1;
    }

    public double upperEdge(int cell) {
        return upperEdges[cell];
    }

    /** The upper edges, ascending; a copy. */
    public double[] upperEdges() {
        return upperEdges.clone();
    }

    public double center() {
        return center;
    }

    public double scale() {
        return scale;
    }

    /** Whether the cell holds a single value. */
    public boolean isPoint(int cell) {
        return cell > 0 && cell < upperEdges.length && upperEdges[cell - 1] == Math.nextDown(upperEdges[cell]);
    }

    @Override
    public String label(int cell) {
        if (upperEdges.length == 0) {
            return "any";
        }
        if (cell == 0) {
            return (isBelowPoint(cell) ? "< " : "≤ ") + upperText(cell);
        }
        if (cell == upperEdges.length) {
            return "> " + text(upperEdges[cell - 1]);
        }
        return isPoint(cell)
                ? "= " + text(upperEdges[cell])
                : "(" + text(upperEdges[cell - 1]) + ", " + upperText(cell) + (isBelowPoint(cell) ? ")" : "]");
    }

    /** Whether the next cell holds a single value, so that this one ends just below it. */
    private boolean isBelowPoint(int cell) {
        return isPoint(cell + 1);
    }

    private String upperText(int cell) {
        return text(isBelowPoint(cell) ? upperEdges[cell + 1] : upperEdges[cell]);
    }

    /** Six significant digits, without trailing zeros; whole numbers whole. */
    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean isPlain = Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15;
        return isPlain ? rounded.toPlainString() : rounded.toString();
    }
}
