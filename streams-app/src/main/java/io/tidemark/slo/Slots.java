package io.tidemark.slo;

import java.util.ArrayList;
import java.util.List;

/**
 * The slots of one objective and slice, from the oldest in the rolling window to the newest heard of.
 *
 * <p>A slot holds absolute values with the revision they came with: a higher revision replaces them, an equal or lower one changes
 * nothing. What leaves the window, counted from the newest slot, is forgotten. So the same points in any order, any number of times,
 * leave the same slots, and there are never more than {@link Goal#slots()} of them.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Slots {
    /** What became of a point. */
    public enum Put {
        /** A slot that was not heard of, newer than all others. */
        NEWEST,
        /** An older slot was filled, or a slot was replaced by a higher revision. */
        REVISED,
        /** Known already. */
        UNCHANGED,
        /** Older than the window; count it. */
        TOO_LATE
    }

    /** A slot with the revision it came with. */
    record Kept(Slot slot, int revision) {
        static final Kept NOTHING = new Kept(Slot.ABSENT, 0);
    }

    private final Goal goal;
    private final List<Kept> kept = new ArrayList<>();
    private long first;
    private long origin = Long.MAX_VALUE;

    /** No slots yet. */
    public Slots(Goal goal) {
        this.goal = goal;
    }

    /** Slots as they were stored. */
    static Slots restored(Goal goal, long origin, long first, List<Kept> kept) {
        Slots slots = new Slots(goal);
        slots.origin = origin;
        slots.first = first;
        slots.kept.addAll(kept);
        slots.forget(slots.last() - goal.slots() + 1);
        return slots;
    }

    /**
     * Takes a point in. O(1) amortised for a newer slot, O(slots) for one older than all known.
     *
     * @throws IllegalArgumentException if the point does not start where a slot starts
     */
    public Put put(Point point) {
        if (Math.floorMod(point.startMs(), goal.slotMs()) != 0) {
            throw new IllegalArgumentException("a point must start at a multiple of the slot's length: startMs="
                    + point.startMs() + ", slotMs=" + goal.slotMs());
        }
        long number = Math.floorDiv(point.startMs(), goal.slotMs());
        origin = Math.min(origin, number);
        if (kept.isEmpty()) {
            first = number;
        } else if (number <= last() - goal.slots()) {
            return Put.TOO_LATE;
        }
        return set(number, new Kept(point.slot(), point.revision()));
    }

    private Put set(long number, Kept value) {
        boolean isNewest = kept.isEmpty() || number > last();
        makeRoom(number);
        int index = (int) (number - first);
        Kept old = kept.get(index);
        if (old.slot().kind() != Slot.Kind.ABSENT && old.revision() >= value.revision()) {
            return Put.UNCHANGED;
        }
        kept.set(index, value);
        return isNewest ? Put.NEWEST : Put.REVISED;
    }

    private void makeRoom(long number) {
        forget(number - goal.slots() + 1);
        if (kept.isEmpty()) {
            first = number;
        }
        while (number < first) {
            kept.add(0, Kept.NOTHING);
            first--;
        }
        while (number > last()) {
            kept.add(Kept.NOTHING);
        }
    }

    private void forget(long newFirst) {
        int gone = (int) Math.max(0, Math.min(kept.size(), newFirst - first));
        while (gone > 0 && gone < kept.size() && kept.get(gone).equals(Kept.NOTHING)) {
            gone++;
        }
        kept.subList(0, gone).clear();
        first += gone;
    }

    private long last() {
        return first + kept.size() - 1;
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Slots held, heard of or not; at most {@link Goal#slots()}. */
    public int size() {
        return kept.size();
    }

    /** End of the newest slot, event time. <em>Unchecked:</em> there is a slot. */
    public long newestEndMs() {
        return (last() + 1) * goal.slotMs();
    }

    /** From the first slot ever heard of to the end of the newest, in milliseconds; > 0. */
    public long ageMs() {
        return (last() + 1 - origin) * goal.slotMs();
    }

    /** Sums of the slots in the lookback that ends with the newest slot. O(slots of the lookback). */
    public Tally tally(long lookbackMs) {
        long good = 0;
        long bad = 0;
        int counted = 0;
        int excluded = 0;
        for (int index = Math.max(0, kept.size() - lookbackSlots(lookbackMs)); index < kept.size(); index++) {
            Slot slot = kept.get(index).slot();
            good += slot.good();
            bad += slot.bad();
            counted += slot.kind() == Slot.Kind.COUNTED ? 1 : 0;
            excluded += slot.kind() == Slot.Kind.EXCLUDED ? 1 : 0;
        }
        return new Tally(good, bad, counted, excluded);
    }

    private int lookbackSlots(long lookbackMs) {
        return (int) Math.min(goal.slots(), goal.slotsOf(lookbackMs));
    }

    /** Whether the newest slot spends budget faster than it accrues. */
    public boolean isBadNow() {
        return !isEmpty() && isBad(kept.size() - 1);
    }

    /** Whether the newest slot could be judged. */
    public boolean isJudgedNow() {
        return !isEmpty() && kept.get(kept.size() - 1).slot().kind() == Slot.Kind.COUNTED;
    }

    /** Start of the first bad slot of the newest bad run; slots that do not count do not end a run; the newest slot's if none is bad. */
    public long onsetMs() {
        int onset = newestBad();
        for (int index = onset; index >= 0 && !isGood(index); index--) {
            onset = isBad(index) ? index : onset;
        }
        return (first + onset) * goal.slotMs();
    }

    /** End of the newest bad slot; of the newest slot if none is bad. */
    public long lastBadEndMs() {
        return (first + newestBad() + 1) * goal.slotMs();
    }

    /** Bad rows or slices from that instant on. */
    long badFrom(long startMs) {
        long bad = 0;
        for (int index = (int) Math.max(0, Math.floorDiv(startMs, goal.slotMs()) - first);
                index < kept.size();
                index++) {
            bad += kept.get(index).slot().bad();
        }
        return bad;
    }

    private int newestBad() {
        for (int index = kept.size() - 1; index >= 0; index--) {
            if (isBad(index)) {
                return index;
            }
        }
        return kept.size() - 1;
    }

    private boolean isBad(int index) {
        return kept.get(index).slot().isBad(goal.errorShare());
    }

    private boolean isGood(int index) {
        Slot slot = kept.get(index).slot();
        return slot.kind() == Slot.Kind.COUNTED && slot.good() > 0 && !isBad(index);
    }

    /** Share of the slots since the first, at most a window's, that could be judged; in [0, 1]. */
    public double coverage() {
        double expected = Math.min(goal.slots(), ageMs() / goal.slotMs());
        return tally(goal.windowMs()).countedSlots() / expected;
    }

    /** The slots in the layout of {@link SlotsCodec}. */
    public byte[] toBytes() {
        return SlotsCodec.write(goal.slotMs(), origin, first, kept);
    }

    /**
     * The slots of {@link #toBytes()}; none if they were kept with another slot length, for then the objective begins anew.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Slots fromBytes(Goal goal, byte[] bytes) {
        return SlotsCodec.read(goal, bytes);
    }
}
