package io.tidemark.slo;

/**
 * What one reading says of one slot: absolute, never a difference, so that hearing it twice changes nothing.
 *
 * @param startMs start of the slot, event time
 * @param revision the reading's revision
 * @param slot what the slot then holds
 * @param isLast whether the slice has been silent for so long that it is forgotten, until it has data again
 */
public record Point(long startMs, int revision, Slot slot, boolean isLast) {
    /** A point of a slice that is not forgotten. */
    public Point(long startMs, int revision, Slot slot) {
        this(startMs, revision, slot, false);
    }
}
