package io.tidemark.slo;

import io.tidemark.slo.Block.Kept;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The slots of one objective and slice, from the oldest in its window to the newest heard of, and their sums.
 *
 * <p>A slot holds absolute values with the revision they came with: a higher revision replaces them, an equal or lower one changes
 * nothing. What can be revised, and what is forgotten, is counted from the newest slot and said in {@link Plan}. So the same points in
 * any order, any number of times, leave the same slots, as long as none is too late in one of the orders.
 *
 * <p><b>Work.</b> A newer slot costs O(1) amortised for each lookback of the terms, a revised one likewise; nothing grows with the window.
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
        /** Older than what can be revised; counted. */
        TOO_LATE
    }

    private static final long NEVER = Long.MAX_VALUE;
    private static final double CHANCE = 1e-6;
    private static final long FEWEST_HEARD = 3;
    private static final long ENOUGH_HEARD = 30;
    private static final long HEARD_MS = Duration.ofHours(6).toMillis();
    private static final double PRIOR_SILENT = 0.1;
    private static final int LONGEST_RUN = 500;

    private final Goal goal;
    private final Plan plan;
    private final Rows rows;
    private Sums sums;
    private long origin = NEVER;
    private long last;
    private long tooLate;

    /** No slots yet, on the heap, and no running sums but the window's. */
    public Slots(Goal goal) {
        this(goal, new int[] {goal.slots()}, new HeapShelf(), Corrections.NONE);
    }

    /** @param lookbacks of which there are running sums, in slots, ascending, distinct */
    Slots(Goal goal, int[] lookbacks, Shelf shelf, Corrections corrections) {
        this.goal = goal;
        this.plan = Plan.of(goal);
        this.rows = new Rows(plan, shelf, corrections);
        this.sums = new Sums(plan, rows, lookbacks);
    }

    private Slots(Slots now, Summed totals) {
        this.goal = now.goal;
        this.plan = now.plan;
        this.rows = now.rows;
        this.origin = now.origin;
        this.sums = new Sums(plan, totals, new int[0]);
    }

    /**
     * These slots as if an earlier one were the newest: to be asked for sums, never to be changed. O(1).
     *
     * @param totals of these slots
     */
    Slots asOf(long slot, RowTotals totals) {
        Slots past = new Slots(this, totals);
        past.last = slot;
        past.sums.beginPeriod(periodFrom(slot));
        past.sums.recompute(slot);
        return past;
    }

    /** The sums from which those of any time follow. O(slots). */
    RowTotals totals() {
        return RowTotals.of(plan, rows, last);
    }

    Plan plan() {
        return plan;
    }

    /** Number of the newest slot. <em>Unchecked:</em> there is one. */
    long last() {
        return last;
    }

    /** Number of the first slot ever heard of. <em>Unchecked:</em> there is one. */
    long origin() {
        return origin;
    }

    /** First slot of the budget's window: of the rolling one, or of the calendar's present period. */
    long windowFrom() {
        return goal.window() instanceof Window.Rolling ? plan.startOf(goal.slots(), last) : sums.periodFrom();
    }

    /**
     * Takes a point in.
     *
     * @throws IllegalArgumentException if the point does not start where a slot starts
     */
    public Put put(Point point) {
        if (Math.floorMod(point.startMs(), goal.slotMs()) != 0) {
            throw new IllegalArgumentException("a point must start at a multiple of the slot's length: startMs="
                    + point.startMs() + ", slotMs=" + goal.slotMs());
        }
        long number = Math.floorDiv(point.startMs(), goal.slotMs());
        if (isEmpty()) {
            begin(number);
        }
        origin = Math.min(origin, number);
        if (number <= last - plan.revisable()) {
            tooLate++;
            return Put.TOO_LATE;
        }
        return set(number, new Kept(point.slot(), point.revision()));
    }

    private void begin(long number) {
        rows.begin(number);
        last = number - 1;
        sums.beginPeriod(periodFrom(number));
    }

    private Put set(long number, Kept value) {
        boolean isNewest = number > last;
        Kept old = isNewest ? Kept.NOTHING : rows.raw(number);
        if (old.isHeard() && old.revision() >= value.revision()) {
            return Put.UNCHANGED;
        }
        long lastBefore = last;
        if (isNewest) {
            sums.roll(last, number);
            sums.beginPeriod(periodFrom(number));
            last = number;
        }
        rows.set(number, value);
        sums.change(number, last, rows.counted(number, old), rows.counted(number, value));
        if (isNewest) {
            rows.tidy(last, lastBefore, plan.startOf(plan.keep(), last));
        }
        return isNewest ? Put.NEWEST : Put.REVISED;
    }

    /** First slot of the window that the slot lies in; of a rolling one the same for ever. */
    private long periodFrom(long number) {
        if (goal.window() instanceof Window.Rolling) {
            return NEVER;
        }
        long startMs = goal.window().at(number * goal.slotMs()).startMs();
        return plan.aligned(goal.slotsOf(startMs));
    }

    public boolean isEmpty() {
        return origin == NEVER;
    }

    /** Points that came too late, ever. */
    public long tooLate() {
        return tooLate;
    }

    /** End of the newest slot, event time. <em>Unchecked:</em> there is a slot. */
    public long newestEndMs() {
        return (last + 1) * goal.slotMs();
    }

    /** From the first slot ever heard of to the end of the newest, in milliseconds; > 0. */
    public long ageMs() {
        return isEmpty() ? goal.slotMs() : (last + 1 - origin) * goal.slotMs();
    }

    /** Sums of the slots in the lookback that ends with the newest slot. O(1) for lookbacks of the terms. */
    public Tally tally(long lookbackMs) {
        return sums.of((int) Math.min(goal.slots(), goal.slotsOf(lookbackMs)), last);
    }

    /** Sums of the slots of the budget's window: the rolling one, or the calendar's present period. */
    Tally windowTally() {
        return goal.window() instanceof Window.Rolling ? tally(goal.windowMs()) : sums.period();
    }

    /** The budget's window: the rolling one, or the calendar's period that the newest slot lies in. */
    Window.Span span() {
        boolean isRolling = goal.window() instanceof Window.Rolling;
        return goal.window().at(isRolling ? newestEndMs() : last * goal.slotMs());
    }

    private Slot newest() {
        return rows.counted(last, rows.raw(last));
    }

    /** Whether the newest slot spends budget faster than it accrues. */
    public boolean isBadNow() {
        return !isEmpty() && newest().isBad(goal.errorShare());
    }

    /** Whether the newest slot could be judged. */
    public boolean isJudgedNow() {
        return !isEmpty() && newest().counts() && newest().good() + newest().bad() > 0;
    }

    /** Whether the newest slot is good for want of proof only. */
    boolean isInDoubtNow() {
        return !isEmpty() && newest().kind() == Slot.Kind.DOUBTFUL;
    }

    /** Newest slots in a row without data, counted up to a number. O(that number). */
    int silentSlots(int most) {
        int silent = 0;
        for (Rows.Backwards step = rows.backwards(last);
                silent < most && step.isAny(origin) && step.here().kind() == Slot.Kind.SILENT;
                step.back()) {
            silent++;
        }
        return silent;
    }

    /**
     * How many slots in a row have to be silent to be no chance, at least a number.
     *
     * <p>Where few rows come, some slots have none. If a share p of the slots before the run was silent, k of them in a row come about
     * with probability p^k: k is the first for which that is below 10⁻⁶. p = (silent + 0.1) / (heard + 1), so that after thirty slots
     * with data three are enough; before six hours or thirty slots were heard, but three at
     * least, nobody knows how often it is silent, and no number is enough.
     */
    int silenceThatTells(int least) {
        Tally window = tally(goal.windowMs());
        int run = silentSlots(LONGEST_RUN);
        double heard = window.countedSlots() + window.excludedSlots() - run;
        if (heard < Math.max(FEWEST_HEARD, Math.min(ENOUGH_HEARD, HEARD_MS / goal.slotMs()))) {
            return Integer.MAX_VALUE;
        }
        double share = Math.min(0.999, (Math.max(0, window.silentSlots() - run) + PRIOR_SILENT) / (heard + 1));
        return (int) Math.max(least, Math.ceil(Math.log(CHANCE) / Math.log(share)));
    }

    /**
     * Start of the newest bad run, see {@link BadRun}; the newest slot's if none is bad.
     *
     * @param shortMs how long it has to have been in order before it
     */
    public long onsetMs(long shortMs) {
        Rows.Backwards step = newestBad();
        if (!step.isAny(first())) {
            return last * goal.slotMs();
        }
        return new BadRun(goal).firstSlot(rows, step.slot(), first(), shortMs) * goal.slotMs();
    }

    /** End of the newest bad slot; of the newest slot if none is bad. */
    public long lastBadEndMs() {
        Rows.Backwards step = newestBad();
        return step.isAny(first()) ? (step.slot() + step.length()) * goal.slotMs() : newestEndMs();
    }

    private Rows.Backwards newestBad() {
        Predicate<Slot> isBad = slot -> slot.isBad(goal.errorShare());
        Rows.Backwards step = rows.backwards(last);
        while (step.isAny(first()) && !isBad.test(step.here())) {
            step.back();
        }
        return step;
    }

    private long first() {
        return Math.max(origin, plan.startOf(Math.min(plan.keep(), goal.slots()), last));
    }

    /** Bad rows or slices from that instant on, as far as they are kept. O(slots since). */
    long badFrom(long startMs) {
        long from = Math.floorDiv(startMs, goal.slotMs());
        return rows.sum(from >= rows.fineFrom() ? from : plan.aligned(from), last + 1)
                .bad();
    }

    /** Bad rows or slices of one slot as it counts; 0 for one that is summed up. */
    long badOf(long startMs) {
        long slot = Math.floorDiv(startMs, goal.slotMs());
        return isEmpty() || slot > last || slot < rows.fineFrom()
                ? 0
                : rows.counted(slot, rows.raw(slot)).bad();
    }

    /** Share of the slots since the first, at most a window's, that could be judged; in [0, 1]. */
    public double coverage() {
        boolean isRolling = goal.window() instanceof Window.Rolling;
        long from = isRolling ? plan.startOf(goal.slots(), last) : sums.periodFrom();
        double expected = last + 1 - Math.max(origin, from);
        return expected <= 0 ? 0 : Math.min(1, windowTally().countedSlots() / expected);
    }

    /** Begins anew after slots of another kind that ended then. */
    void beginAfter(long endMs) {
        last = Math.floorDiv(endMs, goal.slotMs()) - 1;
    }

    /** Removes all blocks, and begins anew. */
    void clear() {
        if (!isEmpty()) {
            rows.clear(last);
        }
        origin = NEVER;
        sums = new Sums(plan, rows, sums.lookbacks());
    }

    /** The slots' part of the layout of {@link LedgerCodec}. <em>Unchecked:</em> there is a slot. */
    byte[] headBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.writeSigned(out, origin);
        Varint.writeSigned(out, last);
        Varint.writeSigned(out, rows.fineFrom());
        Varint.writeSigned(out, rows.coarseFrom());
        Varint.write(out, tooLate);
        sums.write(out);
        return out.toByteArray();
    }

    /** Reads {@link #headBytes}; the sums are as they were, of other lookbacks perhaps. */
    void read(byte[] head) {
        ByteBuffer in = ByteBuffer.wrap(head);
        origin = Varint.readSigned(in);
        last = Varint.readSigned(in);
        rows.restore(Varint.readSigned(in), Varint.readSigned(in));
        tooLate = Varint.read(in);
        sums = Sums.read(plan, rows, in);
    }

    /** Takes the lookbacks of other terms, and sums all up anew; says whether that changed anything. O(slots). */
    boolean recompute(int[] lookbacks) {
        Sums before = sums;
        sums = new Sums(plan, rows, lookbacks);
        if (!isEmpty()) {
            sums.beginPeriod(periodFrom(last));
            sums.recompute(last);
        }
        return !sums.areSameAs(before);
    }
}
