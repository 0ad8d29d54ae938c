package io.tidemark.slo;

/** Slots of a ledger that can be summed up. */
interface Summed {
    /**
     * What the slots add up to; nothing where nothing is kept.
     *
     * @param from inclusive; where slots are summed up already, a group's start
     * @param to exclusive; likewise
     */
    Tally sum(long from, long to);
}
