package io.tidemark.config;

import io.tidemark.slo.AlertPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When a budget is used too fast: conditions, of which any one fires.
 *
 * @param name unique in the file
 * @param origin whether people wrote it
 * @param conditions in file order; never empty
 * @param occasions what people are told of
 * @param targets names of the notification targets that it is for; none for all
 */
public record AlertPolicySpec(
        String name, Origin origin, List<Condition> conditions, Set<Occasion> occasions, List<String> targets) {
    public AlertPolicySpec {
        conditions = List.copyOf(conditions);
        occasions = Set.copyOf(occasions);
        targets = List.copyOf(targets);
    }

    /** A policy for all targets that tells of everything. */
    public AlertPolicySpec(String name, Origin origin, List<Condition> conditions) {
        this(name, origin, conditions, Set.of(Occasion.values()), List.of());
    }

    /** Who wrote a policy. */
    public enum Origin {
        /** One of those that are always there: its pairs are fitted to the objective, and what does not fit is left out. */
        USUAL,
        /** The file's own: taken as it is, and every pair of it fits. */
        WRITTEN
    }

    /** What people may be told of. */
    public enum Occasion {
        /** No data come. */
        NO_DATA,
        /** It is over. */
        RESOLVED,
        /** A condition holds. */
        BREACHING
    }

    /**
     * One severity's rule.
     *
     * @param severity who is woken
     * @param rule what must hold
     * @param fireAfter how long it must hold before it fires
     * @param keepFiringFor how long it is kept after it holds no longer
     */
    public record Condition(Severity severity, Rule rule, Duration fireAfter, Duration keepFiringFor) {
        /** The pairs of a multi-window rule; none of others. */
        public List<Pair> pairs() {
            return rule instanceof Rule.MultiWindow windows ? windows.pairs() : List.of();
        }
    }

    /** What must hold for a condition to fire. */
    public sealed interface Rule {
        /**
         * Multi-window, multi-burn-rate: any of the pairs.
         *
         * @param pairs of which any one fires
         * @param minTotal least of what is counted, events or slices of time, in the long window
         * @param minBad least bad ones among them
         */
        record MultiWindow(List<Pair> pairs, Least minTotal, Least minBad) implements Rule {
            public MultiWindow {
                pairs = List.copyOf(pairs);
            }
        }

        /**
         * Another one, as it is kept.
         *
         * @param condition any but pairs
         */
        record Other(AlertPolicy.Condition condition) implements Rule {}
    }

    /** The least that makes a pair act. */
    public sealed interface Least {
        /** The number, where it was written. */
        long orUsual(long usual);

        /** Not written: what is usual depends on what is counted. */
        record Usual() implements Least {
            @Override
            public long orUsual(long usual) {
                return usual;
            }
        }

        /** As written. */
        record Written(long number) implements Least {
            @Override
            public long orUsual(long usual) {
                return number;
            }
        }
    }

    /**
     * Fires where that share of the budget is burnt in the long window, and the short one burns at the same rate.
     *
     * @param budgetShare share of the whole budget, in (0, 1]
     * @param longWindow look-back
     * @param shortWindow shorter look-back, so that the alert ends soon after its cause
     */
    public record Pair(double budgetShare, Duration longWindow, Duration shortWindow) {
        /** The pair as it is kept, in milliseconds. */
        public AlertPolicy.Pair inMillis() {
            return new AlertPolicy.Pair(budgetShare, longWindow.toMillis(), Math.max(1, shortWindow.toMillis()));
        }
    }

    /** Who is woken. */
    public enum Severity {
        PAGE,
        TICKET,
        INFO
    }
}
