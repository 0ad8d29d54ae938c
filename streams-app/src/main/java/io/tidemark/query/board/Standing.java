package io.tidemark.query.board;

import java.util.List;

/**
 * How far boards are to be believed.
 *
 * @param isWhole whether all topics were read to the end that they had when their reading began
 * @param behind how many records are still to be read
 * @param newestMs when the broker took the newest record that was read; {@link Long#MIN_VALUE} before the first
 * @param missing topics that cannot be read now
 * @param unreadable records that were passed over
 * @param leftOut records that there was no room for
 */
public record Standing(
        boolean isWhole, long behind, long newestMs, List<String> missing, long unreadable, long leftOut) {
    public Standing {
        missing = List.copyOf(missing);
    }
}
