package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.nio.ByteBuffer;

/**
 * One cell for all vectors of one dimension, and the fixed directions that they are projected on; projections and norm are derived columns on
 * {@link NumberGrid}s.
 *
 * <p>A projection is Σ ±xⱼ/√d, the signs drawn once by a hash of seed and j. Such signs keep distances as well as normal directions do
 * (Achlioptas, J. Comput. Syst. Sci. 66, 2003, doi:10.1016/S0022-0000(03)00025-4), and two distributions of vectors that differ do so on
 * almost every direction (Cramér and Wold). A change along one axis of d shows on each at 1/√d of its size: {@code cosine_shift} and the
 * norm stand beside them. The sum is taken in the order of the vector, so equal vectors have equal projections, to the bit.
 *
 * <p>Immutable; any thread.
 */
public final class EmbeddingGrid implements Grid {
    /** Directions that vectors are projected on. */
    public static final int PROJECTIONS = 8;

    /** Numbers derived of a vector: the projections, then the norm. */
    public static final int DERIVED = PROJECTIONS + 1;

    /** Most numbers of a vector. */
    public static final int MOST_DIMENSIONS = 16_384;

    /** Bits of 52 that a norm is told without. */
    private static final int DROPPED = 36;

    private final int dimension;
    private final long seed;
    private final double scale;
    private final double root;
    private final byte[] signs;
    private final String id;

    /**
     * A grid for vectors of that many numbers.
     *
     * @param dimension in [1, 16384]
     * @param seed of the directions; the column's name makes it, see {@link #seed}
     * @param scale a typical size of one number, finite and &gt; 0: the unit of the sums
     * @throws IllegalArgumentException if an argument is not as said
     */
    public EmbeddingGrid(int dimension, long seed, double scale) {
        if (dimension < 1 || dimension > MOST_DIMENSIONS || !(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("an embedding's dimension must be in [1, " + MOST_DIMENSIONS
                    + "] and its scale finite and > 0: dimension=" + dimension + ", scale=" + scale);
        }
        this.dimension = dimension;
        this.seed = seed;
        this.scale = scale;
        this.root = Math.sqrt(dimension);
        this.signs = signs(dimension, seed);
        this.id = ContentHash.hex(ByteBuffer.allocate(32)
                .putLong(ColumnKind.EMBEDDING.name().hashCode())
                .putLong(dimension)
                .putLong(seed)
                .putDouble(scale)
                .array());
    }

    /** A seed of a column's name. */
    public static long seed(String column) {
        long seed = 0;
        for (int i = 0; i < column.length(); i++) {
            seed = mixed(seed + column.charAt(i));
        }
        return seed;
    }

    /** A bit a direction, a byte a number of the vector. */
    private static byte[] signs(int dimension, long seed) {
        byte[] signs = new byte[dimension];
        for (int j = 0; j < dimension; j++) {
            signs[j] = (byte) mixed(mixed(seed + dimension) + j);
        }
        return signs;
    }

    /** The finaliser of SplitMix64 (Steele et al., OOPSLA 2014, doi:10.1145/2660193.2660195). */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Fills in what is derived of a vector: its projections, then its norm. O(d).
     *
     * @param vector holds the vector from {@code offset} on, finite (unchecked)
     * @param derived takes {@value #DERIVED} numbers; a sum beyond the largest double is infinite or NaN
     */
    @HotPath
    public void derive(double[] vector, int offset, double[] derived) {
        double squares = 0;
        for (int k = 0; k < DERIVED; k++) {
            derived[k] = 0;
        }
        for (int j = 0; j < dimension; j++) {
            double x = vector[offset + j];
            int bits = signs[j];
            squares += x * x;
            for (int k = 0; k < PROJECTIONS; k++) {
                derived[k] += (bits >>> k & 1) == 0 ? x : -x;
            }
        }
        for (int k = 0; k < PROJECTIONS; k++) {
            derived[k] /= root;
        }
        derived[PROJECTIONS] = rounded(Math.sqrt(squares));
    }

    /** To 16 bits: vectors that were normalised as floats all have the norm 1, and not the noise of rounding for a distribution. */
    private static double rounded(double norm) {
        long bits = Double.doubleToRawLongBits(norm) + (1L << (DROPPED - 1));
        return Double.isFinite(norm) ? Double.longBitsToDouble(bits & -1L << DROPPED) : norm;
    }

    /** One number in units of scale·2^−20, clamped to ±{@value NumberGrid#CLAMP} scales, rounded to even: sums of these add exactly. */
    @HotPath
    public long fixedPoint(double value) {
        double scaled = Math.max(-NumberGrid.CLAMP, Math.min(NumberGrid.CLAMP, value / scale));
        return (long) Math.rint(scaled * NumberGrid.UNITS);
    }

    public int dimension() {
        return dimension;
    }

    public long seed() {
        return seed;
    }

    public double scale() {
        return scale;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ColumnKind kind() {
        return ColumnKind.EMBEDDING;
    }

    @Override
    public int cells() {
        return 1;
    }

    @Override
    public String label(int cell) {
        return "any vector";
    }
}
