package io.tidemark.config;

import java.time.Duration;
import java.util.List;

/**
 * When a budget burns too fast: multi-window, multi-burn-rate conditions, of which any one fires.
 *
 * @param name unique in the file
 * @param conditions in file order; never empty
 */
public record AlertPolicySpec(String name, List<Condition> conditions) {
    public AlertPolicySpec {
        conditions = List.copyOf(conditions);
    }

    /**
     * One severity's rule.
     *
     * @param severity who is woken
     * @param pairs of which any one fires
     * @param minTotal least events in the long window
     * @param minBad least bad events in the long window
     * @param fireAfter how long it must hold before it fires
     * @param keepFiringFor how long it is kept after it holds no longer
     */
    public record Condition(
            Severity severity,
            List<Pair> pairs,
            long minTotal,
            long minBad,
            Duration fireAfter,
            Duration keepFiringFor) {
        public Condition {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Fires where that share of the budget is burnt in the long window, and the short one burns at the same rate.
     *
     * @param budgetShare share of the whole budget, in (0, 1)
     * @param longWindow look-back
     * @param shortWindow shorter look-back, so that the alert ends soon after its cause
     */
    public record Pair(double budgetShare, Duration longWindow, Duration shortWindow) {}

    /** Who is woken. */
    public enum Severity {
        PAGE,
        TICKET,
        INFO
    }
}
