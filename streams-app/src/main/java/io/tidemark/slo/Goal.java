package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.stats.verdict.Verdict;

/**
 * How much has to be good, over what time, counted how.
 *
 * @param target share that has to be good, in (0, 1)
 * @param window over what time; its usual length is a multiple of {@code slotMs}
 * @param method rows, slices of time, or the mean of the slices' shares
 * @param slotMs length of a slot: the base window of the readings that are counted
 * @param rule what makes a slot good
 * @param revisedForMs how late a point may be, counted from the end of the newest slot, and still change its slot, ms, >= 0; never longer than
 *     {@link Plan} keeps slots apart
 */
public record Goal(double target, Window window, Alert.Method method, long slotMs, SlotRule rule, long revisedForMs) {
    /** Points may be as late as slots are kept apart. */
    public static final long AS_LONG_AS_KEPT = Long.MAX_VALUE;

    /** Most slots of a window: one-minute slots over a leap year fit. */
    public static final int MOST_SLOTS = 527_040;

    /** A slice's share is kept in millionths. */
    static final long PARTS = 1_000_000;

    private static final double DIGITS = 1e15;

    /** @throws IllegalArgumentException if a value is out of its range */
    public Goal {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException(
                    "a target must be in (0, 1): target=" + target + "; for 99.9 % write 0.999");
        }
        if (revisedForMs < 0) {
            throw new IllegalArgumentException(
                    "slots cannot be revised for less than no time: revisedForMs=" + revisedForMs);
        }
        long windowMs = window.lengthMs();
        if (slotMs <= 0 || windowMs < 2 * slotMs || windowMs % slotMs != 0) {
            throw new IllegalArgumentException("an objective's window must be two or more whole slots: windowMs="
                    + windowMs + ", slotMs=" + slotMs);
        }
        if (windowMs / slotMs > MOST_SLOTS) {
            throw new IllegalArgumentException("an objective's window must have at most " + MOST_SLOTS
                    + " slots: windowMs=" + windowMs + ", slotMs=" + slotMs + "; use a longer slot");
        }
        if (method == Alert.Method.OCCURRENCES && rule.noData() == SlotRule.NoData.BAD) {
            throw new IllegalArgumentException(
                    "a slot without data has no rows to count as bad: noData=BAD, method=OCCURRENCES; use TIMESLICES");
        }
    }

    /** A goal whose slots are revised for as long as they are kept apart. */
    public Goal(double target, Window window, Alert.Method method, long slotMs, SlotRule rule) {
        this(target, window, method, slotMs, rule, AS_LONG_AS_KEPT);
    }

    /** The same, revised for another time. */
    public Goal revisedFor(long otherMs) {
        return new Goal(target, window, method, slotMs, rule, otherMs);
    }

    /** A goal over a rolling window, with the usual rule. */
    public Goal(double target, long windowMs, Alert.Method method, long slotMs) {
        this(target, windowMs, method, slotMs, SlotRule.USUAL);
    }

    /** A goal over a rolling window. */
    public Goal(double target, long windowMs, Alert.Method method, long slotMs, SlotRule rule) {
        this(target, new Window.Rolling(windowMs), method, slotMs, rule);
    }

    /** Length of the window that burn rates are reckoned with. */
    public long windowMs() {
        return window.lengthMs();
    }

    /** What a slice of time adds to the sums: {@link #PARTS} where its share counts, else 1. */
    public long partsOfSlice() {
        return method == Alert.Method.RATIO_TIMESLICES ? PARTS : 1;
    }

    /** The slot of what a reading, or any other count, shows. */
    public Slot slot(Cells cells) {
        if (cells.isSilent()) {
            return silentSlot();
        }
        if (cells.total() == 0) {
            return slotWithoutCounts(cells.otherwise());
        }
        Slot slot = counted(cells);
        boolean wouldBeBad = counted(cells.withoutDoubtful()).isBad(errorShare());
        return wouldBeBad && !slot.isBad(errorShare()) ? slot.inDoubt() : slot;
    }

    /** No rows are no missing rows: where rows are counted, such a slot is time that passed. */
    private Slot slotWithoutCounts(Verdict why) {
        return method == Alert.Method.OCCURRENCES && why == Verdict.INSUFFICIENT ? Slot.ofRows(0, 0) : Slot.of(why);
    }

    private Slot counted(Cells cells) {
        return switch (method) {
            case OCCURRENCES -> Slot.ofRows(cells.good(), cells.bad());
            case TIMESLICES -> rule.isGood(cells) ? Slot.GOOD : Slot.BAD;
            case RATIO_TIMESLICES -> share((double) cells.good() / cells.total());
        };
    }

    private Slot silentSlot() {
        return switch (rule.noData()) {
            case EXCLUDE -> Slot.SILENT;
            case GOOD -> method == Alert.Method.OCCURRENCES ? Slot.ofRows(0, 0) : share(1);
            case BAD -> share(0).silent();
        };
    }

    /** A slice of which that share is good. */
    private Slot share(double good) {
        long goodParts = Math.round(good * partsOfSlice());
        return Slot.ofRows(goodParts, partsOfSlice() - goodParts);
    }

    /** Share that may be bad, in (0, 1): 1 − target, without the binary dust of the subtraction. */
    public double errorShare() {
        return Math.max(1, Math.rint((1 - target) * DIGITS)) / DIGITS;
    }

    /** Slots of the window. */
    public int slots() {
        return (int) (windowMs() / slotMs);
    }

    /** The shortest whole number of slots that is at least that long and at least {@code fewestSlots}; in milliseconds. */
    public long inWholeSlots(long lengthMs, int fewestSlots) {
        return Math.max(fewestSlots, slotsOf(lengthMs)) * slotMs;
    }

    /** Slots that a length reaches into: rounded up. */
    long slotsOf(long lengthMs) {
        return Math.floorDiv(lengthMs + slotMs - 1, slotMs);
    }
}
