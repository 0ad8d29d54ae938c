package io.tidemark.slo;

/**
 * What some slots add up to.
 *
 * @param good good rows or slices
 * @param bad bad rows or slices
 * @param countedSlots slots that enter the ratio
 * @param excludedSlots slots that were heard of and do not count
 * @param silentSlots slots without data, whether they count or not
 */
public record Tally(long good, long bad, int countedSlots, int excludedSlots, int silentSlots) {
    /** No slots. */
    static final Tally NONE = new Tally(0, 0, 0, 0);

    /** Slots that all had data. */
    public Tally(long good, long bad, int countedSlots, int excludedSlots) {
        this(good, bad, countedSlots, excludedSlots, 0);
    }

    /** What one slot adds. */
    static Tally of(Slot slot) {
        return new Tally(
                slot.good(),
                slot.bad(),
                slot.counts() ? 1 : 0,
                slot.isExcluded() ? 1 : 0,
                slot.kind() == Slot.Kind.SILENT ? 1 : 0);
    }

    /** Slots that are all taken out. */
    static Tally excluded(int slots) {
        return new Tally(0, 0, 0, slots);
    }

    Tally plus(Tally other) {
        return new Tally(
                good + other.good,
                bad + other.bad,
                countedSlots + other.countedSlots,
                excludedSlots + other.excludedSlots,
                silentSlots + other.silentSlots);
    }

    Tally minus(Tally other) {
        return new Tally(
                good - other.good,
                bad - other.bad,
                countedSlots - other.countedSlots,
                excludedSlots - other.excludedSlots,
                silentSlots - other.silentSlots);
    }

    /** Slots that were taken out, though rows may have come; of rows, where a silent slot adds none. */
    int removedSlots() {
        return Math.max(0, excludedSlots - silentSlots);
    }

    /** Good and bad in units of so many parts, bad ones rounded up. */
    Tally inUnits(long parts) {
        long wholeBad = -Math.floorDiv(-bad, parts);
        return new Tally(
                (good + bad + parts - 1) / parts - wholeBad, wholeBad, countedSlots, excludedSlots, silentSlots);
    }

    public long total() {
        return good + bad;
    }
}
