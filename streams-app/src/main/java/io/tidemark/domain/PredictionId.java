package io.tidemark.domain;

import io.tidemark.stats.Digest;

/**
 * The id of a prediction as 128 bits of its hash: short, the same everywhere, and nobody's data. Two of ten million ids have the same one with a probability of
 * 10⁻²⁵.
 */
public record PredictionId(long high, long low) {
    /** Of an id's UTF-8 bytes. */
    public static PredictionId of(byte[] bytes, int offset, int length) {
        long[] words = Digest.of(bytes, offset, length);
        return new PredictionId(words[0], words[1]);
    }
}
