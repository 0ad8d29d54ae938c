package io.tidemark.slo;

import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.slo.AlertPolicy.Condition;

/**
 * How a condition other than pairs of lookbacks stands at the end of the newest slot.
 *
 * @param condition what was written
 * @param value what it compares: a burn rate, a share of the budget, or a time in milliseconds; +∞ for a budget that lasts
 * @param standing how the value compares
 */
public record Rule(Condition condition, double value, Standing standing) {
    private static final double ROUNDING = 1e-9;

    /** How a value compares with its limit. */
    public enum Standing {
        /** Beyond it. */
        REACHED,
        /** Within a tenth of it. */
        NEAR,
        /** Far from it. */
        FAR
    }

    /**
     * Measures a condition.
     *
     * @param condition any but {@link Condition.Pairs}
     */
    static Rule of(Condition condition, Sight sight) {
        if (condition instanceof Condition.Burn burn) {
            return compared(burn, sight.burn(burn.lookbackMs()), burn.op(), burn.threshold());
        }
        if (condition instanceof Condition.BudgetConsumed consumed) {
            return compared(consumed, sight.budget().consumed(), AlertPolicy.Op.GTE, consumed.share());
        }
        if (condition instanceof Condition.BudgetDrop drop) {
            return compared(drop, sight.drop(drop.withinMs()), AlertPolicy.Op.GTE, drop.share());
        }
        if (condition instanceof Condition.TimeToExhaustion left) {
            return compared(left, leftMs(sight.budget().timeLeft()), AlertPolicy.Op.LTE, left.atMostMs());
        }
        if (condition instanceof Condition.SingleIncident incident) {
            return compared(incident, sight.incident(), AlertPolicy.Op.GTE, incident.share());
        }
        throw new IllegalArgumentException("unknown condition: type=" + condition.getClass());
    }

    private static double leftMs(TimeLeft left) {
        if (left instanceof TimeLeft.Until until) {
            return until.ms();
        }
        return left instanceof TimeLeft.Gone ? 0 : Double.POSITIVE_INFINITY;
    }

    private static Rule compared(Condition condition, double value, AlertPolicy.Op op, double limit) {
        Standing near = compares(value, op, limit, BurnPair.HOLD) ? Standing.NEAR : Standing.FAR;
        return new Rule(condition, value, compares(value, op, limit, 1) ? Standing.REACHED : near);
    }

    /** @param slack 1, or less for a limit that is that part as far */
    private static boolean compares(double value, AlertPolicy.Op op, double limit, double slack) {
        return switch (op) {
            case GTE -> value >= slack * limit * (1 - ROUNDING);
            case GT -> value > slack * limit;
            case LTE -> value * slack <= limit * (1 + ROUNDING);
            case LT -> value * slack < limit;
        };
    }

    /** How long it has to be so before it counts. */
    long afterMs() {
        return condition instanceof Condition.Burn burn ? burn.alertAfterMs() : 0;
    }
}
