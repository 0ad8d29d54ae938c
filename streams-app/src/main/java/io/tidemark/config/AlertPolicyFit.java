package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BurnPair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether the conditions of an SLO's alert policies can be kept for its goal.
 *
 * <p>A pair that people wrote and that would alert inside the budget, or asks for more than entirely bad data burn, is a problem: leaving
 * it out, or capping it, would change silently what they asked for. One that asks for more than half of what these burn is capped, and
 * that is a warning. The policies that are always there are fitted, and lose pairs by design; only where no pair for pages is left, or
 * pages come late, is there a warning, for then somebody waits to be woken.
 */
final class AlertPolicyFit {
    private static final int PERCENT_DIGITS = 4;
    /** A bad window that costs more of the budget leaves no room for chance. */
    private static final double MOST_OF_ONE = 0.25;

    private static final AlertPolicy.Least ANY = new AlertPolicy.Least(0, 0);
    /** Pages that come later hardly need to wake anybody. */
    private static final Duration LATE = Duration.ofHours(12);

    private final Goal goal;
    private final io.tidemark.slo.Goal kept;

    /** Of a goal that is sound, on windows whose size is known. */
    AlertPolicyFit(Goal goal) {
        this.goal = goal;
        this.kept = goal.inSlots(SloSpec.NoData.EXCLUDE);
    }

    /**
     * Reports what does not fit of one policy.
     *
     * @param reference where the SLO names the policy; null if it is written out in the SLO
     * @param policies where the SLO lists its policies
     */
    void check(ReadPolicy policy, @Nullable Field reference, Field policies) {
        policy.pairs().forEach(placed -> check(placed, reference));
        Field place = reference == null ? policies : reference;
        for (AlertPolicySpec.Condition condition : policy.spec().conditions()) {
            if (condition.rule() instanceof AlertPolicySpec.Rule.Other other) {
                check(other.condition(), place);
            }
        }
    }

    private void check(ReadPolicy.PlacedPair placed, @Nullable Field reference) {
        AlertPolicySpec.Pair pair = placed.pair();
        List<BurnPair> fitted = fitted(pair);
        if (pair.longWindow().compareTo(goal.length()) > 0) {
            new Place(placed, "longWindow", reference).tell(tooLong());
        } else if (fitted.isEmpty()) {
            new Place(placed, "budgetPercent", reference).tell(insideTheBudget(pair));
        } else if (fitted.get(0).reach(kept) == BurnPair.Reach.NEVER) {
            new Place(placed, "budgetPercent", reference).tell(outOfReach(fitted.get(0)));
        } else if (fitted.get(0).reach(kept) == BurnPair.Reach.HARD) {
            new Place(placed, "budgetPercent", reference).warn(hardToReach(fitted.get(0)));
        }
        boolean isCounted = goal.method() != Goal.Method.OCCURRENCES;
        if (isCounted && placed.place().has("shortWindow") && pair.shortWindow().compareTo(goal.timeSlice()) < 0) {
            new Place(placed, "shortWindow", reference)
                    .warn("is shorter than a window of " + DurationText.of(goal.timeSlice())
                            + ", and is taken as one; write that, or leave it out");
        }
    }

    private void check(AlertPolicy.Condition condition, Field place) {
        double most = 1 / kept.errorShare();
        if (condition instanceof AlertPolicy.Condition.Burn burn) {
            checkLookback(burn.lookbackMs(), place);
            if (burn.threshold() > most) {
                place.fail("has a condition with threshold=" + Plain.of(burn.threshold())
                        + ", more than the " + Plain.of(most) + " that nothing but bad data burn at; write "
                        + Plain.of(most / 2) + " or less");
            } else if (burn.threshold() > most / 2) {
                place.warn("has a condition with threshold=" + Plain.of(burn.threshold())
                        + ", which only data reach that are more than half bad; write " + Plain.of(most / 2)
                        + " or less");
            }
        } else if (condition instanceof AlertPolicy.Condition.BudgetDrop drop) {
            checkLookback(drop.withinMs(), place);
        }
    }

    private void checkLookback(long lookbackMs, Field place) {
        if (lookbackMs > goal.length().toMillis()) {
            place.fail("has a condition with lookbackWindow=" + DurationText.of(Duration.ofMillis(lookbackMs))
                    + ", which " + tooLong());
        }
    }

    /** Where a pair's key is told of: at the key, or where the SLO refers to it. */
    private record Place(ReadPolicy.PlacedPair placed, String key, @Nullable Field reference) {
        void tell(String what) {
            if (reference == null) {
                placed.place().field(key).fail(what);
            } else {
                reference.fail(referred() + what);
            }
        }

        void warn(String what) {
            if (reference == null) {
                placed.place().field(key).warn(what);
            } else {
                reference.warn(referred() + what);
            }
        }

        private String referred() {
            return "has " + key + "=" + placed.place().field(key).text("") + ", which ";
        }
    }

    private String tooLong() {
        return "is longer than the SLO's timeWindow=" + DurationText.of(goal.length())
                + "; shorten it, or lengthen the SLO's";
    }

    private String insideTheBudget(AlertPolicySpec.Pair pair) {
        long longMs = kept.inWholeSlots(pair.longWindow().toMillis(), BurnPair.FEWEST_BAD_SLICES);
        String least = percent((double) longMs / kept.windowMs(), RoundingMode.UP);
        return "in longWindow=" + DurationText.of(pair.longWindow())
                + " would alert while the budget lasts; write budgetPercent=" + least
                + " or more, or a shorter longWindow";
    }

    private String outOfReach(BurnPair fitted) {
        return "is more of the budget than nothing but bad data use up within longWindow; write budgetPercent="
                + capped(fitted) + ", half of what they use, or less";
    }

    private String hardToReach(BurnPair fitted) {
        return "asks for a burn rate of " + Plain.of(fitted.factorRaw())
                + ", which only data reach that are more than half bad;"
                + " the pair acts at " + Plain.of(fitted.factor()) + ", half of what nothing but bad data burn; write"
                + " budgetPercent=" + capped(fitted) + " or less";
    }

    private String capped(BurnPair fitted) {
        return percent(fitted.factor() * fitted.longMs() / kept.windowMs(), RoundingMode.HALF_EVEN);
    }

    private static String percent(double share, RoundingMode rounding) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(PERCENT_DIGITS, rounding)
                .stripTrailingZeros()
                .toPlainString();
    }

    private List<BurnPair> fitted(AlertPolicySpec.Pair pair) {
        AlertPolicy.Condition alone = new AlertPolicy.Condition.Pairs(List.of(pair.inMillis()), ANY, ANY);
        return BurnPair.fitted(
                kept, new AlertPolicy.Tier(Alert.Severity.PAGE, List.of(alone), AlertPolicy.Trickle.IGNORED, 0, 0));
    }

    /** Warns where somebody is to be woken, and no pair that would do it is left, or it does so late. */
    void warnIfNeverPages(List<AlertPolicySpec> policies, Field place) {
        List<AlertPolicySpec> paging =
                policies.stream().filter(AlertPolicyFit::pages).toList();
        List<AlertPolicySpec.Condition> conditions = paging.stream()
                .flatMap(policy -> policy.conditions().stream())
                .filter(condition -> condition.severity() == AlertPolicySpec.Severity.PAGE)
                .toList();
        if (!paging.isEmpty() && conditions.stream().noneMatch(this::canFire)) {
            place.warn("never pages: no pair for pages of " + paging.get(0).name() + " fits windows of "
                    + DurationText.of(goal.timeSlice()) + " over " + DurationText.of(goal.length())
                    + "; write pairs whose longWindow is two windows or more, or alertPolicyRef: "
                    + AlertPolicyReader.TICKETS);
            return;
        }
        boolean areAllPairs =
                conditions.stream().allMatch(condition -> condition.rule() instanceof AlertPolicySpec.Rule.MultiWindow);
        OptionalLong soonest = conditions.stream()
                .mapToLong(condition -> fewestBad(condition) * goal.timeSlice().toMillis())
                .min();
        if (goal.method() == Goal.Method.TIMESLICES
                && areAllPairs
                && soonest.isPresent()
                && soonest.getAsLong() > LATE.toMillis()) {
            Duration wait = Duration.ofMillis(soonest.getAsLong());
            place.warn("pages after " + DurationText.of(wait) + " at the earliest, since bad windows of "
                    + DurationText.of(goal.timeSlice()) + " must come together; shorter windows page sooner, or write "
                    + "alertPolicyRef: " + AlertPolicyReader.TICKETS);
        }
    }

    /** Warns where a policy that is always there asks for more than any data burn at the target: it is capped, and people should know. */
    void warnIfOutOfReach(List<AlertPolicySpec> policies, Field objectives) {
        policies.stream()
                .filter(policy -> policy.origin() == AlertPolicySpec.Origin.USUAL)
                .flatMap(policy -> policy.conditions().stream()
                        .flatMap(condition -> condition.pairs().stream())
                        .flatMap(pair -> fitted(pair).stream())
                        .filter(fitted -> fitted.reach(kept) == BurnPair.Reach.NEVER)
                        .map(fitted -> outOfReach(policy, fitted)))
                .findFirst()
                .ifPresent(objectives::warn);
    }

    private String outOfReach(AlertPolicySpec policy, BurnPair fitted) {
        return "let nothing but bad data burn at " + Plain.of(round(1 / kept.errorShare())) + ", and " + policy.name()
                + " asks for " + Plain.of(round(fitted.factorRaw())) + " in "
                + DurationText.of(Duration.ofMillis(fitted.longMs())) + "; it acts at "
                + Plain.of(round(fitted.factor()))
                + ", when half of the data are bad; write a higher target, or pairs of your own";
    }

    private static long fewestBad(AlertPolicySpec.Condition condition) {
        return condition.rule() instanceof AlertPolicySpec.Rule.MultiWindow windows
                ? Math.max(1, windows.minBad().orUsual(BurnPair.FEWEST_BAD_SLICES))
                : 1;
    }

    private boolean canFire(AlertPolicySpec.Condition condition) {
        return condition.rule() instanceof AlertPolicySpec.Rule.Other
                || condition.pairs().stream().anyMatch(pair -> !fitted(pair).isEmpty());
    }

    static boolean pages(AlertPolicySpec policy) {
        return policy.occasions().contains(AlertPolicySpec.Occasion.BREACHING)
                && policy.conditions().stream()
                        .anyMatch(condition -> condition.severity() == AlertPolicySpec.Severity.PAGE);
    }

    /** Warns where one bad window is too much of the budget for it to be a budget. */
    void warnIfOneSlotIsTooMuch(Field objectives) {
        double most = kept.errorShare() * kept.slots();
        boolean isCounted = goal.method() != Goal.Method.OCCURRENCES;
        if (!isCounted || 1 / most <= MOST_OF_ONE) {
            return;
        }
        objectives.warn(
                "leave a budget of " + Plain.of(round(most)) + " windows of " + DurationText.of(goal.timeSlice())
                        + " in " + DurationText.of(goal.length()) + ", so that one bad window costs "
                        + Plain.of(round(100 / most))
                        + " % of it; write shorter windows, a longer timeWindow, or a lower target");
    }

    private static double round(double number) {
        return new BigDecimal(number).round(new MathContext(3)).doubleValue();
    }
}
