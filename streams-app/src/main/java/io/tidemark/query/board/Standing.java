package io.tidemark.query.board;

import java.util.List;

/**
 * How far boards are to be believed.
 *
 * @param isWhole whether all topics were read to the end that they had when their reading began, and are read on
 * @param behind how many records are still to be read
 * @param newestMs when the broker took the newest record that was read; {@link Long#MIN_VALUE} before the first
 * @param missing topics that cannot be read now
 * @param unreadable records that were passed over
 * @param leftOut records that there was no room for
 * @param behindSinceMs since when something may have been told that is not known here, by the clock; {@link Long#MIN_VALUE} as long as nothing speaks for it
 */
public record Standing(
        boolean isWhole,
        long behind,
        long newestMs,
        List<String> missing,
        long unreadable,
        long leftOut,
        long behindSinceMs) {
    public Standing {
        missing = List.copyOf(missing);
    }

    /** As the reader of the topics sees it: what there was no room for, and since when the topics are out of reach, others know. */
    public static Standing read(boolean isWhole, long behind, long newestMs, List<String> missing, long unreadable) {
        return new Standing(isWhole, behind, newestMs, missing, unreadable, 0, Long.MIN_VALUE);
    }

    /** The same without room for some records. */
    Standing without(long leftOut) {
        return new Standing(isWhole, behind, newestMs, missing, unreadable, leftOut, behindSinceMs);
    }

    /** The same, but perhaps behind, and so not whole. */
    Standing behindSince(long ms) {
        return new Standing(false, behind, newestMs, missing, unreadable, leftOut, ms);
    }
}
