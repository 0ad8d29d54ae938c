package io.tidemark.profile;

import io.tidemark.stats.HotPath;

/** Where an event stands in its log, as a number that looks random and never changes. */
public final class Place {
    private Place() {}

    /** A well-mixed hash of partition and offset (the finaliser of SplitMix64; Steele et al., OOPSLA 2014, doi:10.1145/2660193.2660195). */
    @HotPath
    public static long hash(int partition, long offset) {
        long z = offset * 0x9E3779B97F4A7C15L + partition;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
