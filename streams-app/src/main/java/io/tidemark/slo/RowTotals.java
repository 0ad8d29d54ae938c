package io.tidemark.slo;

/**
 * The sums of a ledger's slots from the first that is kept up to each, so that any sum is O(1).
 *
 * <p>Immutable.
 */
final class RowTotals implements Summed {
    private final Plan plan;
    private final long first;
    private final long fineFrom;
    private final long end;
    /** What the groups, then the slots, before each add up to. */
    private final Tally[] before;

    private RowTotals(Plan plan, long first, long fineFrom, long end) {
        this.plan = plan;
        this.first = first;
        this.fineFrom = fineFrom;
        this.end = end;
        this.before = new Tally[index(end) + 1];
    }

    /** Of all that is kept up to a slot. O(slots). */
    static RowTotals of(Plan plan, Rows rows, long last) {
        long first = plan.isSummingUp() ? rows.coarseFrom() : rows.fineFrom();
        RowTotals totals = new RowTotals(plan, first, rows.fineFrom(), last + 1);
        Tally sum = Tally.NONE;
        totals.before[0] = sum;
        long slot = first;
        for (int i = 1; i < totals.before.length; i++) {
            long next = slot + (slot < totals.fineFrom ? plan.group() : 1);
            sum = sum.plus(rows.sum(slot, next));
            totals.before[i] = sum;
            slot = next;
        }
        return totals;
    }

    private int index(long slot) {
        long at = Math.max(first, Math.min(end, slot));
        long groups = Math.floorDiv(Math.min(at, fineFrom) - first, plan.group());
        return (int) (groups + Math.max(0, at - fineFrom));
    }

    @Override
    public Tally sum(long from, long to) {
        return from >= to ? Tally.NONE : before[index(to)].minus(before[index(from)]);
    }

    /** First slot that is kept, summed up or not. */
    long first() {
        return first;
    }

    /** First slot that is kept by itself. */
    long fineFrom() {
        return fineFrom;
    }

    /** Whether it is known what lies before a slot: it is kept by itself, or begins a group. */
    boolean isEdge(long slot) {
        return slot >= fineFrom || Math.floorMod(slot, plan.group()) == 0;
    }
}
