package io.tidemark.slo;

/**
 * What a lookback's slots add up to.
 *
 * @param good good rows or slices
 * @param bad bad rows or slices
 * @param countedSlots slots that enter the ratio
 * @param excludedSlots slots that were heard of and do not count
 */
public record Tally(long good, long bad, int countedSlots, int excludedSlots) {
    public long total() {
        return good + bad;
    }
}
