package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.policy.Consequences;
import java.time.Duration;
import java.util.List;

/**
 * When the burning of a budget is worth telling someone.
 *
 * @param tiers one for each severity used, the most urgent first; a firing tier silences the less urgent ones of the same slice
 * @param mode whether people are to be told, or only shown what they would have been
 * @param silence whether people are told that no data come
 * @param consequences what follows from a budget that is used up, and from alerts that nobody answers
 */
public record AlertPolicy(List<Tier> tiers, Mode mode, Silence silence, Consequences consequences) {
    private static final Least SLICES = new Least(0, BurnPair.FEWEST_BAD_SLICES);
    private static final AlertPolicy STANDARD = new AlertPolicy(List.of(
            new Tier(
                    Alert.Severity.PAGE,
                    List.of(new Condition.Pairs(
                            List.of(pair(0.02, 60, 5), pair(0.05, 6 * 60, 30)), new Least(50, 3, Least.RARE), SLICES)),
                    Trickle.IGNORED,
                    0,
                    minutes(15)),
            new Tier(
                    Alert.Severity.TICKET,
                    List.of(new Condition.Pairs(
                            List.of(pair(0.10, 24 * 60, 120), pair(0.10, 72 * 60, 360)),
                            new Least(20, 3, Least.RARE),
                            SLICES)),
                    Trickle.WATCHED,
                    minutes(15),
                    minutes(15))));

    /** A live policy that tells of silence by a ticket. */
    public AlertPolicy(List<Tier> tiers) {
        this(tiers, Mode.LIVE);
    }

    /** A policy that tells of silence by a ticket. */
    public AlertPolicy(List<Tier> tiers, Mode mode) {
        this(tiers, mode, Silence.USUAL);
    }

    /** A policy with the usual consequences. */
    public AlertPolicy(List<Tier> tiers, Mode mode, Silence silence) {
        this(tiers, mode, silence, Consequences.USUAL);
    }

    /** @throws IllegalArgumentException if the severities are not distinct and in order */
    public AlertPolicy {
        tiers = List.copyOf(tiers);
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i - 1).severity().compareTo(tiers.get(i).severity()) >= 0) {
                throw new IllegalArgumentException(
                        "a policy's tiers must be of distinct severity, the most urgent first: severities="
                                + tiers.stream().map(Tier::severity).toList());
            }
        }
    }

    /** Page at 2 % of the budget in 1 h or 5 % in 6 h; ticket at 10 % in a day or in three. SRE Workbook, table 5-8. */
    public static AlertPolicy standard() {
        return STANDARD;
    }

    /** The severities that it has, the most urgent first. */
    public List<Alert.Severity> severities() {
        return tiers.stream().map(Tier::severity).toList();
    }

    /** Whether alerts are meant. */
    public enum Mode {
        LIVE,
        /** Computed, marked and passed on; nobody is to be told. */
        DRY_RUN
    }

    /** Whether a few failures among few rows are a matter for this tier; see {@link BurnPair}. */
    public enum Trickle {
        WATCHED,
        IGNORED
    }

    /**
     * One severity's rules.
     *
     * @param severity how urgent
     * @param conditions any pair of any of them opens an episode
     * @param trickle whether there is one more pair, for a trickle of failures
     * @param forMs how long it has to burn before people are told; the slot in which it began counts
     * @param keepFiringMs how long it has to be calm before the episode closes; at least the pair's short lookback is taken
     */
    public record Tier(
            Alert.Severity severity, List<Condition> conditions, Trickle trickle, long forMs, long keepFiringMs) {
        public Tier {
            conditions = List.copyOf(conditions);
        }
    }

    /** When a tier fires: any one of its conditions is enough. */
    public sealed interface Condition {
        /**
         * Two lookbacks that both have to burn, and what must be there before they may act.
         *
         * @param pairs any of them
         * @param rows what they need in the long lookback where rows are counted
         * @param slices what they need there where slices of time are counted
         */
        record Pairs(List<Pair> pairs, Least rows, Least slices) implements Condition {
            public Pairs {
                pairs = List.copyOf(pairs);
            }
        }

        /**
         * One burn rate, without guards: OpenSLO's {@code burnrate}.
         *
         * @param op how the burn rate is compared
         * @param threshold with what, ≥ 0
         * @param lookbackMs over what time
         * @param alertAfterMs for how long it has to be so
         */
        record Burn(Op op, double threshold, long lookbackMs, long alertAfterMs) implements Condition {
            /** @throws IllegalArgumentException if a value is out of its range */
            public Burn {
                if (!(threshold >= 0) || lookbackMs <= 0 || alertAfterMs < 0) {
                    throw new IllegalArgumentException(
                            "a burn rate's threshold and time must not be negative, its lookback positive: threshold="
                                    + threshold + ", lookbackMs=" + lookbackMs + ", alertAfterMs=" + alertAfterMs);
                }
            }
        }

        /**
         * That much of the budget is used.
         *
         * @param share of the budget of the window, > 0; 1 for all of it
         */
        record BudgetConsumed(double share) implements Condition {
            public BudgetConsumed {
                checkShare(share);
            }
        }

        /**
         * That much of the budget was used within so short a time.
         *
         * @param share of the budget of the whole window, > 0
         * @param withinMs the time
         */
        record BudgetDrop(double share, long withinMs) implements Condition {
            public BudgetDrop {
                checkShare(share);
                checkTime(withinMs);
            }
        }

        /**
         * The budget will be gone within a time, at the rate of the last six hours; also once it is gone.
         *
         * @param atMostMs the time
         */
        record TimeToExhaustion(long atMostMs) implements Condition {
            public TimeToExhaustion {
                checkTime(atMostMs);
            }
        }

        /**
         * One bad run, from its onset on, has used that much of the budget.
         *
         * @param share of the budget of the window, > 0
         */
        record SingleIncident(double share) implements Condition {
            public SingleIncident {
                checkShare(share);
            }
        }

        private static void checkShare(double share) {
            if (!(share > 0)) {
                throw new IllegalArgumentException("a share of the budget must be positive: share=" + share);
            }
        }

        private static void checkTime(long ms) {
            if (ms <= 0) {
                throw new IllegalArgumentException("a condition's time must be positive: ms=" + ms);
            }
        }
    }

    /** How a value is compared. */
    public enum Op {
        LTE,
        LT,
        GTE,
        GT
    }

    /** Whether people are told that no data come. */
    public sealed interface Silence {
        /** A ticket. */
        Silence USUAL = new Told(Alert.Severity.TICKET);

        /**
         * They are.
         *
         * @param severity how urgently
         */
        record Told(Alert.Severity severity) implements Silence {}

        /** They are not. */
        record Untold() implements Silence {}
    }

    /**
     * The least that makes a pair act.
     *
     * @param total rows, or slices that could be judged
     * @param bad bad ones among them
     * @param chance how improbable so many bad rows have to be for data that use up half of the budget, in (0, 1]; 1 for no matter
     */
    public record Least(long total, long bad, double chance) {
        /** What the policies ask for that are always there: once in 10,000,000 lookbacks, for there are many of them in a month of many slices. */
        public static final double RARE = 1e-7;

        /** What a trickle asks for, which is looked for in three days and on purpose among few rows; and a step, which is told once. */
        public static final double UNUSUAL = 1e-5;

        /** Part of the budget that data in order may use up: against them it is held. */
        public static final double HEALTHY = 0.5;

        /** Numbers alone. */
        public Least(long total, long bad) {
            this(total, bad, 1);
        }
    }

    /**
     * Two lookbacks that both have to burn.
     *
     * @param budgetShare share of the window's budget that the long lookback uses up at the factor, in (0, 1]
     * @param longMs the long lookback, which proves it
     * @param shortMs the short lookback, which shows that it still goes on
     */
    public record Pair(double budgetShare, long longMs, long shortMs) {
        /** @throws IllegalArgumentException if a value is out of its range */
        public Pair {
            if (!(budgetShare > 0 && budgetShare <= 1)) {
                throw new IllegalArgumentException(
                        "a pair's budget share must be in (0, 1]: budgetShare=" + budgetShare + "; for 2 % write 0.02");
            }
            if (shortMs <= 0 || longMs < shortMs) {
                throw new IllegalArgumentException(
                        "a pair's short lookback must be positive and at most the long one: longMs=" + longMs
                                + ", shortMs=" + shortMs);
            }
        }
    }

    private static Pair pair(double budgetShare, long longMinutes, long shortMinutes) {
        return new Pair(budgetShare, minutes(longMinutes), minutes(shortMinutes));
    }

    private static long minutes(long minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }
}
