package io.tidemark.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a model's counts are kept, by how fine they are; event time.
 *
 * @param windowMs length of the base window
 * @param windowsMs how long windows are kept, and late data is merged into them; rounded up to whole windows
 * @param hoursMs how long their sums by the hour are kept
 * @param daysMs how long their sums by the day are kept
 */
public record Retention(long windowMs, long windowsMs, long hoursMs, long daysMs) {
    public Retention {
        windowsMs = -Math.floorDiv(-windowsMs, windowMs) * windowMs;
    }

    /** The roll-ups that windows of this length make, the finest first; none for windows of a day or more, or of an odd length. */
    public List<RollUp> rollUps() {
        List<RollUp> made = new ArrayList<>();
        for (RollUp rollUp : RollUp.values()) {
            if (rollUp.sums(windowMs)) {
                made.add(rollUp);
            }
        }
        return made;
    }

    /** How long anything is kept. */
    public long longestMs() {
        long longest = windowsMs;
        for (RollUp rollUp : rollUps()) {
            longest = Math.max(longest, of(rollUp));
        }
        return longest;
    }

    /** How long a roll-up is kept. */
    public long of(RollUp rollUp) {
        return rollUp == RollUp.HOUR ? hoursMs : daysMs;
    }
}
