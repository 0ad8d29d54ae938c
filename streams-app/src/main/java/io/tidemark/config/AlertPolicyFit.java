package io.tidemark.config;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BurnPair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the pairs of an SLO's alert policies can be kept for its goal.
 *
 * <p>A pair that people wrote and that would alert inside the budget is a problem: leaving it out would lose it silently. One that asks
 * for more than entirely bad data burn acts at half of that, which is a warning. The policies that are always there are fitted, and lose
 * pairs by design; only where no pair for pages is left is there a warning, for then somebody waits to be woken who never is.
 */
final class AlertPolicyFit {
    private static final int PERCENT_DIGITS = 4;
    private static final AlertPolicy.Least ANY = new AlertPolicy.Least(0, 0);

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
     */
    void check(ReadPolicy policy, @Nullable Field reference) {
        for (ReadPolicy.PlacedPair placed : policy.pairs()) {
            AlertPolicySpec.Pair pair = placed.pair();
            List<BurnPair> fitted = fitted(pair);
            if (pair.longWindow().compareTo(goal.length()) > 0) {
                new Place(placed, "longWindow", reference).tell(tooLong());
            } else if (fitted.isEmpty()) {
                new Place(placed, "budgetPercent", reference).tell(insideTheBudget(pair));
            } else if (fitted.get(0).reach(kept) == BurnPair.Reach.NEVER) {
                new Place(placed, "budgetPercent", reference).warn(outOfReach(fitted.get(0)));
            }
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
        double share = fitted.factor() * fitted.longMs() / kept.windowMs();
        return "is more of the budget than nothing but bad data use up within longWindow; the pair acts at half of what "
                + "they use, budgetPercent=" + percent(share, RoundingMode.HALF_EVEN) + "; write that or less";
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

    /** Warns where somebody is to be woken, and no pair that would do it is left. */
    void warnIfNeverPages(List<AlertPolicySpec> policies, Field place) {
        List<AlertPolicySpec> paging =
                policies.stream().filter(AlertPolicyFit::pages).toList();
        boolean isAnyLeft = paging.stream()
                .flatMap(policy -> policy.conditions().stream())
                .filter(condition -> condition.severity() == AlertPolicySpec.Severity.PAGE)
                .anyMatch(this::canFire);
        if (!paging.isEmpty() && !isAnyLeft) {
            place.warn("never pages: no pair for pages of " + paging.get(0).name() + " fits windows of "
                    + DurationText.of(goal.timeSlice()) + " over " + DurationText.of(goal.length())
                    + "; write pairs whose longWindow is two windows or more, or alertPolicyRef: "
                    + AlertPolicyReader.TICKETS);
        }
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
}
