package io.tidemark.slo;

import io.tidemark.domain.Alert;
import java.time.Duration;
import java.util.List;

/**
 * When the burning of a budget is worth telling someone.
 *
 * @param tiers one for each severity used, the most urgent first; a firing tier silences the less urgent ones of the same slice
 * @param mode whether people are to be told, or only shown what they would have been
 */
public record AlertPolicy(List<Tier> tiers, Mode mode) {
    private static final Least SLICES = new Least(0, BurnPair.FEWEST_BAD_SLICES);
    private static final AlertPolicy STANDARD = new AlertPolicy(List.of(
            new Tier(
                    Alert.Severity.PAGE,
                    List.of(new Condition(
                            List.of(pair(0.02, 60, 5), pair(0.05, 6 * 60, 30)), new Least(50, 3), SLICES)),
                    Trickle.IGNORED,
                    0,
                    minutes(15)),
            new Tier(
                    Alert.Severity.TICKET,
                    List.of(new Condition(
                            List.of(pair(0.10, 24 * 60, 120), pair(0.10, 72 * 60, 360)), new Least(20, 3), SLICES)),
                    Trickle.WATCHED,
                    minutes(15),
                    minutes(15))));

    /** A live policy. */
    public AlertPolicy(List<Tier> tiers) {
        this(tiers, Mode.LIVE);
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

    /**
     * Pairs, and what must be there before they may act.
     *
     * @param pairs any of them
     * @param rows what they need in the long lookback where rows are counted
     * @param slices what they need there where slices of time are counted
     */
    public record Condition(List<Pair> pairs, Least rows, Least slices) {
        public Condition {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * The least that makes a pair act.
     *
     * @param total rows, or slices that could be judged
     * @param bad bad ones among them
     */
    public record Least(long total, long bad) {}

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
