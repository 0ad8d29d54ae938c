package io.tidemark.stats.sketch;

import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of a number column that has no grid yet: KLL with k = {@value #K}, rank error 1.33 % at 99 % confidence.
 *
 * <p>Its merge throws coins: two runs agree within the error, not to the byte. So nothing that must be reproducible rests on it.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class QuantileSketch {
    /** Size parameter. */
    public static final int K = 200;

    private @Nullable KllDoublesSketch sketch;

    /** Adds one finite value. */
    public void update(double value) {
        if (sketch == null) {
            sketch = KllDoublesSketch.newHeapInstance(K);
        }
        sketch.update(value);
    }

    /** Merges another sketch into this one; into an empty one it is a copy, to the byte. */
    public void add(QuantileSketch other) {
        if (other.sketch == null) {
            return;
        }
        if (sketch == null) {
            sketch = KllDoublesSketch.heapify(Memory.wrap(other.sketch.toByteArray()));
            return;
        }
        sketch.merge(other.sketch);
    }

    public boolean isEmpty() {
        return sketch == null || sketch.isEmpty();
    }

    /**
     * The value at a normalised rank.
     *
     * @throws IllegalStateException if the sketch is empty
     */
    public double quantile(double rank) {
        if (sketch == null) {
            throw new IllegalStateException("an empty sketch has no quantiles: rank=" + rank);
        }
        return sketch.getQuantile(rank);
    }

    /** Lower bound of the quantile at 99 % confidence. */
    public double lowerBound(double rank) {
        return sketch == null ? quantile(rank) : sketch.getQuantileLowerBound(rank);
    }

    /** Upper bound of the quantile at 99 % confidence. */
    public double upperBound(double rank) {
        return sketch == null ? quantile(rank) : sketch.getQuantileUpperBound(rank);
    }

    /** The sketch's bytes in DataSketches' format; empty for an empty sketch. */
    public byte[] toBytes() {
        return sketch == null ? new byte[0] : sketch.toByteArray();
    }

    /**
     * The sketch of {@link #toBytes()}.
     *
     * @throws IllegalArgumentException if they are not such bytes: nothing of them is trusted before
     */
    public static QuantileSketch fromBytes(byte[] bytes) {
        QuantileSketch read = new QuantileSketch();
        if (bytes.length > 0) {
            KllBytes.require(bytes, K);
            read.sketch = KllDoublesSketch.heapify(Memory.wrap(bytes));
        }
        return read;
    }
}
