package io.tidemark.slo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The running sums of all lookbacks that a ledger's terms need, and of a calendar's present period. A new slot subtracts what leaves each
 * lookback and adds itself; a revised one adds the difference.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Sums {
    private final Plan plan;
    private final Summed rows;
    private final int[] lookbacks;
    private final Tally[] tallies;
    /** First slot of the present period; of a rolling window unused. */
    private long periodFrom;

    private Tally period = Tally.NONE;

    /** @param lookbacks in slots, ascending, distinct */
    Sums(Plan plan, Summed rows, int[] lookbacks) {
        this.plan = plan;
        this.rows = rows;
        this.lookbacks = lookbacks.clone();
        this.tallies = new Tally[lookbacks.length];
        Arrays.fill(tallies, Tally.NONE);
    }

    /** Sum of the lookback that ends with the newest slot. O(1) for the terms' own, else O(slots). */
    Tally of(int lookback, long last) {
        int index = Arrays.binarySearch(lookbacks, lookback);
        return index >= 0 ? tallies[index] : rows.sum(plan.startOf(lookback, last), last + 1);
    }

    int[] lookbacks() {
        return lookbacks.clone();
    }

    Tally period() {
        return period;
    }

    long periodFrom() {
        return periodFrom;
    }

    /** Moves from one newest slot to the next, which holds nothing yet. */
    void roll(long last, long next) {
        for (int i = 0; i < lookbacks.length; i++) {
            long from = plan.startOf(lookbacks[i], last);
            long to = plan.startOf(lookbacks[i], next);
            tallies[i] = to > last ? Tally.NONE : tallies[i].minus(rows.sum(from, to));
        }
    }

    /** Begins a period. */
    void beginPeriod(long from) {
        if (from != periodFrom) {
            periodFrom = from;
            period = Tally.NONE;
        }
    }

    /** A slot holds something else now. */
    void change(long slot, long last, Slot before, Slot after) {
        Tally difference = Tally.of(after).minus(Tally.of(before));
        for (int i = 0; i < lookbacks.length; i++) {
            if (slot >= plan.startOf(lookbacks[i], last)) {
                tallies[i] = tallies[i].plus(difference);
            }
        }
        if (slot >= periodFrom) {
            period = period.plus(difference);
        }
    }

    /** Sums all up anew. O(slots of the longest lookback). */
    void recompute(long last) {
        for (int i = 0; i < lookbacks.length; i++) {
            tallies[i] = rows.sum(plan.startOf(lookbacks[i], last), last + 1);
        }
        period = rows.sum(Math.max(periodFrom, plan.startOf(plan.keep(), last)), last + 1);
    }

    /** Whether these are the sums of that many lookbacks, and equal ones. */
    boolean areSameAs(Sums other) {
        return Arrays.equals(lookbacks, other.lookbacks)
                && Arrays.equals(tallies, other.tallies)
                && period.equals(other.period);
    }

    /** The sums in the layout of {@link LedgerCodec}. */
    void write(ByteArrayOutputStream out) {
        Varint.writeSigned(out, periodFrom);
        BlockCodec.writeTally(out, period);
        Varint.write(out, lookbacks.length);
        for (int i = 0; i < lookbacks.length; i++) {
            Varint.write(out, lookbacks[i]);
            BlockCodec.writeTally(out, tallies[i]);
        }
    }

    /** Reads what {@link #write} wrote. */
    static Sums read(Plan plan, Summed rows, ByteBuffer in) {
        long from = Varint.readSigned(in);
        Tally ofPeriod = BlockCodec.readTally(in);
        int[] lookbacks = new int[(int) Varint.read(in)];
        Tally[] tallies = new Tally[lookbacks.length];
        for (int i = 0; i < lookbacks.length; i++) {
            lookbacks[i] = (int) Varint.read(in);
            tallies[i] = BlockCodec.readTally(in);
        }
        Sums sums = new Sums(plan, rows, lookbacks);
        System.arraycopy(tallies, 0, sums.tallies, 0, tallies.length);
        sums.periodFrom = from;
        sums.period = ofPeriod;
        return sums;
    }
}
