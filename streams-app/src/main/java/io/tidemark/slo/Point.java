package io.tidemark.slo;

/**
 * What one reading says of one slot: absolute, never a difference, so that hearing it twice changes nothing.
 *
 * @param startMs start of the slot, event time
 * @param revision the reading's revision
 * @param slot what the slot then holds
 */
public record Point(long startMs, int revision, Slot slot) {}
