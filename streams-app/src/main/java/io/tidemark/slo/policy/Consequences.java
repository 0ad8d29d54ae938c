package io.tidemark.slo.policy;

/**
 * What an objective's budget and its unanswered alerts lead to.
 *
 * @param policy steps as the budget is used up
 * @param escalation who is told when nobody answers
 * @param reportMs when, by the clock, a dry run is reported on; {@link Long#MAX_VALUE} for never
 */
public record Consequences(ErrorBudgetPolicy policy, Escalation escalation, long reportMs) {
    /** For an objective that names neither: the standard steps, and nobody who did not ask for it is woken by an escalation. */
    public static final Consequences USUAL = new Consequences(ErrorBudgetPolicy.standard(), Escalation.NONE);

    /** Without a report. */
    public Consequences(ErrorBudgetPolicy policy, Escalation escalation) {
        this(policy, escalation, Long.MAX_VALUE);
    }
}
