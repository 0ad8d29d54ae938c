package io.tidemark.slo;

/**
 * What makes a slot good.
 *
 * @param sliceTarget share of a slice's cells (columns, or rows) that must be good for the slice to be good, in (0, 1]; of cells that
 *     could be judged. Not used where rows are counted
 * @param noData what a slot without data counts as
 */
public record SlotRule(double sliceTarget, NoData noData) {
    /** Every cell must be good, and a slot without data does not count. */
    public static final SlotRule USUAL = new SlotRule(1, NoData.EXCLUDE);

    private static final double ROUNDING = 1e-9;

    /** @throws IllegalArgumentException if the target is out of its range */
    public SlotRule {
        if (!(sliceTarget > 0 && sliceTarget <= 1)) {
            throw new IllegalArgumentException("a slice's target must be in (0, 1]: sliceTarget=" + sliceTarget);
        }
    }

    /** What a slot counts as whose window had no data where data were expected. */
    public enum NoData {
        /** Taken out of what is expected. */
        EXCLUDE,
        /** A good slice of time; where rows are counted, a judged slot without rows. */
        GOOD,
        /** A bad slice of time; not possible where rows are counted, for there are none. */
        BAD
    }

    /** Whether enough cells of a slice are good. */
    boolean isGood(Cells cells) {
        return cells.good() >= sliceTarget * cells.total() * (1 - ROUNDING);
    }
}
