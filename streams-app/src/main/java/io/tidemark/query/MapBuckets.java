package io.tidemark.query;

import io.tidemark.domain.TimeWindow;
import java.util.Locale;

/**
 * The buckets of a heat map.
 *
 * @param buckets as many as fit
 * @param lengthened why they are longer than those of a map of fewer lines; empty if they are not
 */
record MapBuckets(Buckets buckets, String lengthened) {
    /** Cells that one answer judges at most: about 30 µs each. */
    static final int MOST_CELLS = 60_000;

    /**
     * What is asked for.
     *
     * @param stepMs length of a bucket; 0 for the shortest usual one
     * @param most how many there may be where their length is not said, ≥ 1
     */
    record Wanted(long stepMs, int most) {}

    /**
     * Lines that are judged.
     *
     * @param what they are, in the plural
     */
    record Lines(int count, String what) {
        private int mostBuckets() {
            return count == 0 ? MOST_CELLS : MOST_CELLS / count;
        }
    }

    /**
     * Buckets of a range that make no more than {@value #MOST_CELLS} cells with so many lines.
     *
     * @throws Refused if a bucket is not made of whole windows, or there are too many
     * @throws TooMuch if a length was given that makes too many cells, or if any does
     */
    static MapBuckets of(BucketLengths lengths, TimeWindow range, Wanted wanted, Lines lines) {
        if (lines.mostBuckets() == 0) {
            throw new TooMuch("the map would have more than " + MOST_CELLS + " cells: " + lines.what() + "="
                    + lines.count() + "; choose " + lines.what() + " by q");
        }
        return wanted.stepMs() == 0
                ? usual(lengths, range, wanted.most(), lines)
                : new MapBuckets(given(lengths, range, wanted.stepMs(), lines), "");
    }

    private static MapBuckets usual(BucketLengths lengths, TimeWindow range, int most, Lines lines) {
        Buckets usual = lengths.usual(range, most);
        if (usual.buckets().size() <= lines.mostBuckets()) {
            return new MapBuckets(usual, "");
        }
        String lengthened = String.format(
                Locale.ROOT,
                "a step of %s would make %,d cells of %,d %s, more than %,d; choose %s by q for a shorter one",
                BucketLengths.text(usual.stepMs()),
                (long) usual.buckets().size() * lines.count(),
                lines.count(),
                lines.what(),
                MOST_CELLS,
                lines.what());
        return new MapBuckets(lengths.usual(range, lines.mostBuckets()), lengthened);
    }

    private static Buckets given(BucketLengths lengths, TimeWindow range, long stepMs, Lines lines) {
        Buckets buckets = lengths.of(range, stepMs);
        if (buckets.buckets().size() > lines.mostBuckets()) {
            throw new TooMuch("the map would have more than " + MOST_CELLS + " cells: " + lines.what() + "="
                    + lines.count() + ", buckets=" + buckets.buckets().size() + "; the shortest step that fits is "
                    + BucketLengths.text(
                            lengths.usual(range, lines.mostBuckets()).stepMs())
                    + ", or choose " + lines.what() + " by q");
        }
        return buckets;
    }
}
