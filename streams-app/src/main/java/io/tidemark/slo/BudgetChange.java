package io.tidemark.slo;

/**
 * What became of the consumed share of a budget.
 *
 * @param from before
 * @param to after
 * @param cause why
 */
public record BudgetChange(double from, double to, Cause cause) {
    /** Change of the consumed share from which a revision is worth telling: one point. */
    public static final double WORTH_TELLING = 0.01;

    /** Why a share changed. */
    public enum Cause {
        /** Time went on. */
        NEWS,
        /** An older slot was filled or revised. */
        LATE_DATA,
        /** A correction was added or ended. */
        CORRECTION,
        /** The goal or the policy was edited. */
        SLO_CHANGED
    }

    /** Whether it is a point or more. */
    public boolean isWorthTelling() {
        return Math.abs(to - from) >= WORTH_TELLING;
    }
}
