package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.PairState;
import io.tidemark.stats.verdict.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pair of lookbacks fitted to one objective.
 *
 * <p><b>Fitting.</b> F = budgetShare · W / long. Lookbacks are rounded up to whole slots, the long one to at least two, and F follows
 * the rounded one; but where rows are counted a long lookback of exactly one slot is kept, for a slot of rows is no single blip. F below 1 would alert inside the budget: then, for a window under 28 days, the lookbacks are scaled by W / 30 d
 * and rounded down,
 * and if F is below 1 still, or the window is longer, the pair is dropped.
 *
 * <p><b>Reach.</b> Data that are bad throughout burn at 1 / (1 − target). F is capped at half of that, so that half of the data being
 * bad is always enough; but not below 1.
 *
 * <p><b>Trickle.</b> Tiers that watch for it have one more pair, whatever the traffic: F = 1 over 3 d and 6 h, from ten bad rows on. A few failures
 * among few rows must not hide behind {@code minTotal}, nor every other day being bad behind two bad slices in a row: for time slices
 * it is three bad ones in 3 d or ten slices, whichever is longer.
 *
 * <p><b>Chance.</b> Three bad rows of sixty an hour are 50 times the rate that 99.9 % bears, and come by chance every other day among a thousand slices. So where nobody wrote how
 * many bad rows it takes, a pair acts on rows only if as many bad ones are improbable for data that use up half of the budget
 * (binomial, exact). Slices of time hang together, and are not tested.
 *
 * @param longMs long lookback, whole slots
 * @param shortMs short lookback, whole slots
 * @param factorRaw F before the cap, ≥ 1
 * @param factor F after it
 * @param minTotal rows, or judged slices, in the long lookback from which the pair may act
 * @param minBad bad rows or slices in the long lookback from which it may act
 * @param chance how improbable so many have to be, in (0, 1]; 1 for no matter
 */
public record BurnPair(
        long longMs, long shortMs, double factorRaw, double factor, long minTotal, long minBad, double chance) {
    /** Bad slices in the long lookback from which a pair of a time-slice objective usually acts: one blip must not page. */
    public static final int FEWEST_BAD_SLICES = 2;

    /** An episode holds while both lookbacks burn at this part of the factor. */
    static final double HOLD = 0.9;

    private static final long SCALED_BELOW_MS = Duration.ofDays(28).toMillis();
    private static final long SCALE_MS = Duration.ofDays(30).toMillis();
    private static final AlertPolicy.Pair TRICKLE = new AlertPolicy.Pair(
            1, Duration.ofDays(3).toMillis(), Duration.ofHours(6).toMillis());
    private static final long TRICKLE_BAD_ROWS = 10;
    private static final long TRICKLE_BAD_SLICES = 3;
    private static final int TRICKLE_SLOTS = 10;
    private static final double ROUNDING = 1e-9;

    /** How a factor compares with what entirely bad data reach. */
    public enum Reach {
        /** Data that are half bad reach it. */
        EASY,
        /** Only data that are more than half bad would reach it: capped, worth a warning. */
        HARD,
        /** No data would reach it: capped, worth a warning. */
        NEVER
    }

    /** The pairs of a tier that fit the goal; may be none. */
    public static List<BurnPair> fitted(Goal goal, AlertPolicy.Tier tier) {
        List<BurnPair> fitted = new ArrayList<>();
        boolean countsSlices = goal.method() != Alert.Method.OCCURRENCES;
        for (AlertPolicy.Condition condition : tier.conditions()) {
            if (condition instanceof AlertPolicy.Condition.Pairs written) {
                fitted.addAll(fitted(goal, written, countsSlices ? written.slices() : written.rows()));
            }
        }
        BurnPair trickle = countsSlices ? sliceTrickle(goal) : rowTrickle(goal);
        if (tier.trickle() == AlertPolicy.Trickle.WATCHED && trickle.longMs <= goal.windowMs()) {
            fitted.add(trickle);
        }
        return List.copyOf(fitted);
    }

    private static List<BurnPair> fitted(Goal goal, AlertPolicy.Condition.Pairs written, AlertPolicy.Least least) {
        return written.pairs().stream()
                .map(pair -> fit(goal, pair, least))
                .filter(fit -> fit.factorRaw >= 1 - ROUNDING)
                .toList();
    }

    private static BurnPair fit(Goal goal, AlertPolicy.Pair pair, AlertPolicy.Least least) {
        boolean isOneSlotEnough = goal.method() == Alert.Method.OCCURRENCES && pair.longMs() % goal.slotMs() == 0;
        BurnPair asWritten = fit(goal, pair, least, isOneSlotEnough ? 1 : FEWEST_BAD_SLICES);
        boolean isShort = goal.windowMs() < SCALED_BELOW_MS;
        return asWritten.factorRaw < 1 - ROUNDING && isShort
                ? fit(goal, scaled(goal, pair), least, FEWEST_BAD_SLICES)
                : asWritten;
    }

    private static BurnPair fit(Goal goal, AlertPolicy.Pair pair, AlertPolicy.Least least, int fewestSlots) {
        long longMs = goal.inWholeSlots(pair.longMs(), fewestSlots);
        double raw = pair.budgetShare() * goal.windowMs() / longMs;
        return new BurnPair(
                longMs,
                goal.inWholeSlots(pair.shortMs(), 1),
                raw,
                capped(goal, raw),
                least.total(),
                least.bad(),
                least.chance());
    }

    /** Rounded down to whole slots: rounding up could push the factor below 1 again. */
    private static AlertPolicy.Pair scaled(Goal goal, AlertPolicy.Pair pair) {
        long longMs = scaled(goal, pair.longMs());
        return new AlertPolicy.Pair(pair.budgetShare(), longMs, Math.min(longMs, scaled(goal, pair.shortMs())));
    }

    private static long scaled(Goal goal, long lookbackMs) {
        long scaledMs = Math.round((double) lookbackMs * goal.windowMs() / SCALE_MS);
        return Math.max(1, scaledMs / goal.slotMs()) * goal.slotMs();
    }

    private static BurnPair rowTrickle(Goal goal) {
        return trickle(goal, FEWEST_BAD_SLICES, new AlertPolicy.Least(0, TRICKLE_BAD_ROWS, AlertPolicy.Least.UNUSUAL));
    }

    private static BurnPair sliceTrickle(Goal goal) {
        return trickle(goal, TRICKLE_SLOTS, new AlertPolicy.Least(0, TRICKLE_BAD_SLICES));
    }

    private static BurnPair trickle(Goal goal, int fewestSlots, AlertPolicy.Least least) {
        AlertPolicy.Pair pair = goal.windowMs() < SCALED_BELOW_MS ? scaled(goal, TRICKLE) : TRICKLE;
        long longMs = goal.inWholeSlots(pair.longMs(), fewestSlots);
        return new BurnPair(
                longMs, goal.inWholeSlots(pair.shortMs(), 1), 1, 1, least.total(), least.bad(), least.chance());
    }

    private static double capped(Goal goal, double raw) {
        return Math.max(Math.min(1, raw), Math.min(raw, 0.5 / goal.errorShare()));
    }

    /** How the factor before the cap compares with what entirely bad data reach. */
    public Reach reach(Goal goal) {
        double most = 1 / goal.errorShare();
        if (factorRaw > most) {
            return Reach.NEVER;
        }
        return factorRaw > most / 2 ? Reach.HARD : Reach.EASY;
    }

    /** How the pair stands at the end of the newest slot. <em>Unchecked:</em> there is a slot. */
    public Alert.Burn measure(Goal goal, Slots slots) {
        Tally tally = slots.tally(longMs).inUnits(goal.partsOfSlice());
        double burnLong = BurnRate.over(longMs, goal, slots);
        double burnShort = BurnRate.over(shortMs, goal, slots);
        PairState state = state(reaches(burnLong), reaches(burnShort), isSupported(goal, tally.bad(), tally.total()));
        return new Alert.Burn(
                longMs, shortMs, burnLong, burnShort, factor, factorRaw, tally.bad(), tally.total(), state);
    }

    private static PairState state(boolean isLong, boolean isShort, boolean isSupported) {
        if (isLong && isShort) {
            return isSupported ? PairState.BURNING : PairState.GUARDED;
        }
        if (isLong) {
            return PairState.RECOVERING;
        }
        return isShort ? PairState.RISING : PairState.OK;
    }

    private boolean reaches(double burn) {
        return burn >= factor * (1 - ROUNDING);
    }

    private boolean isSupported(Goal goal, long bad, long total) {
        return bad >= minBad
                && total >= minTotal
                && (chance >= 1
                        || Chance.ofAsManyBad(bad, total, AlertPolicy.Least.HEALTHY * goal.errorShare()) <= chance);
    }

    /** What kept the pair from burning, if anything did. */
    Optional<Suppressed.Why> suppressed(Alert.Burn burn, Goal goal, Slots slots) {
        if (burn.state() == PairState.GUARDED) {
            return Optional.of(guard(burn));
        }
        boolean wouldBurn = burn.state() != PairState.BURNING
                && isSupported(goal, burn.bad(), burn.total())
                && reaches(BurnRate.overSeen(longMs, goal, slots))
                && reaches(BurnRate.overSeen(shortMs, goal, slots));
        boolean isYoung = slots.ageMs() < longMs;
        return wouldBurn && isYoung ? Optional.of(Suppressed.Why.WARMING_UP) : Optional.empty();
    }

    private Suppressed.Why guard(Alert.Burn burn) {
        if (burn.total() < minTotal) {
            return Suppressed.Why.TOO_FEW_ROWS;
        }
        return burn.bad() < minBad ? Suppressed.Why.TOO_FEW_BAD : Suppressed.Why.CHANCE;
    }

    /** Whether the long lookback alone speaks for an alert. */
    boolean isJustified(Goal goal, Alert.Burn burn) {
        return reaches(burn.burnLong()) && isSupported(goal, burn.bad(), burn.total());
    }

    /** Whether the pair keeps an open episode from recovering. */
    boolean holds(Alert.Burn burn) {
        return burn.burnLong() >= HOLD * factor && burn.burnShort() >= HOLD * factor;
    }
}
