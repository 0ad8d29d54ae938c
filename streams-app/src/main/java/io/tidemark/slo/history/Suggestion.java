package io.tidemark.slo.history;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** The target that a history would have kept. */
public sealed interface Suggestion {
    /** Fewest whole weeks that say how much a week differs from another. */
    int FEWEST_WEEKS = 2;

    /**
     * A target.
     *
     * @param target what is suggested, in (0, 1): the rounded lesser of {@code achieved} − 2 · {@code deviation} and {@code provable}
     * @param achieved share that was good
     * @param deviation standard deviation of the whole weeks' shares
     * @param weeks how many whole weeks there were
     * @param provable the strictest target that so many things can show to be kept: 1 − 3 / total
     */
    record Target(double target, double achieved, double deviation, int weeks, double provable) implements Suggestion {}

    /**
     * None.
     *
     * @param why what is missing
     * @param achieved share that was good; NaN if nothing could be judged
     * @param weeks how many whole weeks there were
     */
    record None(Why why, double achieved, int weeks) implements Suggestion {}

    /** What is missing. */
    enum Why {
        /** Nothing could be judged. */
        NO_DATA,
        /** Fewer than {@value #FEWEST_WEEKS} whole weeks. */
        TOO_SHORT,
        /** A target of 0 or less would be kept: weeks differ too much. */
        TOO_UNEVEN
    }

    /**
     * Good and bad of a week.
     *
     * @param good good ones, ≥ 0
     * @param bad bad ones, ≥ 0
     */
    record Week(long good, long bad) {
        static final Week EMPTY = new Week(0, 0);

        long total() {
            return good + bad;
        }

        double share() {
            return (double) good / total();
        }

        Week plus(long moreGood, long moreBad) {
            return new Week(good + moreGood, bad + moreBad);
        }
    }

    /**
     * Target = min(achieved − 2σ, 1 − 3 / total), its error share rounded up to two digits, so that it is never stricter than what was
     * kept; σ over the whole weeks that had any data, with n − 1. The second bound is the rule of three: no bad one among n does not
     * show more than that, at 95 %. O(weeks).
     *
     * @param all good and bad of the whole history
     * @param whole its whole weeks
     * @param parts what one thing adds to the sums: {@code Goal#partsOfSlice}
     */
    static Suggestion of(Week all, List<Week> whole, long parts) {
        double[] shares = whole.stream()
                .filter(week -> week.total() > 0)
                .mapToDouble(Week::share)
                .toArray();
        double achieved = all.share();
        if (all.total() == 0) {
            return new None(Why.NO_DATA, achieved, 0);
        }
        if (shares.length < FEWEST_WEEKS) {
            return new None(Why.TOO_SHORT, achieved, shares.length);
        }
        double deviation = deviation(shares);
        double provable = 1 - 3.0 * parts / all.total();
        double target = rounded(Math.min(achieved - 2 * deviation, provable));
        return target > 0
                ? new Target(target, achieved, deviation, shares.length, provable)
                : new None(Why.TOO_UNEVEN, achieved, shares.length);
    }

    private static double deviation(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        double mean = sum / shares.length;
        double squares = 0;
        for (double share : shares) {
            squares += (share - mean) * (share - mean);
        }
        return Math.sqrt(squares / (shares.length - 1));
    }

    private static double rounded(double target) {
        if (target <= 0) {
            return 0;
        }
        BigDecimal error = BigDecimal.valueOf(1 - target).round(new MathContext(6, RoundingMode.HALF_EVEN));
        BigDecimal up = error.round(new MathContext(2, RoundingMode.UP));
        return BigDecimal.ONE.subtract(up).doubleValue();
    }
}
