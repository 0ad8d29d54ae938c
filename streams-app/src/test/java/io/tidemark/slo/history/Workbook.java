package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slot;
import io.tidemark.slo.Terms;

/**
 * The SRE Workbook's detection and reset times (chapter 5), by formula and by the ledger: 99.9 % of 30 d, a thousand rows a minute, none bad
 * before and after.
 *
 * <p>While a share e of all rows is bad from 0 on, a lookback w burns at F once F · (1 − T) · w / e have passed; a pair once both have; a
 * severity once one of its pairs does. The Workbook writes that for the long lookback: detection = (1 − T) / e · w · F. After a time d
 * of errors, a lookback still holds min(d, w − t) of them at t: it is below F from t = w − F · (1 − T) · w / e on, or at once if d is
 * shorter than that part; a pair once one of its two lookbacks is; a severity once none of its pairs burns.
 */
final class Workbook {
    static final double TARGET = 0.999;
    static final long MINUTE = 60_000;
    private static final long HISTORY_DAYS = 31;

    private static final long START = Past.START;
    private static final long WINDOW_MS = 30 * Past.DAY;
    private static final double ROUNDING = 1e-9;

    private final Severity severity;
    private final long slotMs;
    private final Terms terms;

    Workbook(Severity severity, long slotMs) {
        this.severity = severity;
        this.slotMs = slotMs;
        this.terms = Terms.of(new Goal(TARGET, WINDOW_MS, Method.OCCURRENCES, slotMs), AlertPolicy.standard());
    }

    /** Never. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    /**
     * Minutes.
     *
     * @param detection from the first error to the first slot's end at which a pair burns
     * @param reset from the last error to the first slot's end at which none does
     */
    record Times(double detection, double reset) {}

    private FittedTier tier() {
        return terms.tiers().stream()
                .filter(tier -> tier.tier().severity() == severity)
                .findFirst()
                .orElseThrow();
    }

    /** By formula. */
    Times formula(double e, long lastedMinutes) {
        double detection = NEVER;
        double reset = 0;
        for (BurnPair pair : tier().pairs()) {
            double all = pair.factor() * (1 - TARGET) / e;
            if (all <= 1) {
                detection = Math.min(detection, all * pair.longMs() / MINUTE);
                reset = Math.max(
                        reset,
                        Math.min(reset(pair.longMs(), all, lastedMinutes), reset(pair.shortMs(), all, lastedMinutes)));
            }
        }
        return new Times(detection, detection > lastedMinutes ? NEVER : reset);
    }

    private static double reset(long lookbackMs, double all, long lastedMinutes) {
        double needed = all * lookbackMs / MINUTE;
        return lastedMinutes < needed ? 0 : (double) lookbackMs / MINUTE - needed;
    }

    /** By the ledger; without the traffic guards' help or harm, for there is traffic enough. */
    Times simulated(double e, long lastedMinutes) {
        Ledger ledger = new Ledger(terms);
        long slot = 0;
        for (; slot < HISTORY_DAYS * Past.DAY / slotMs; slot++) {
            take(ledger, slot, 0);
        }
        long onset = slot;
        double detection = NEVER;
        for (; slot < onset + lastedMinutes * MINUTE / slotMs; slot++) {
            boolean burns = take(ledger, slot, e);
            detection = burns && detection == NEVER ? minutes(slot + 1 - onset) : detection;
        }
        long end = slot;
        double reset = NEVER;
        while (detection < NEVER && reset == NEVER) {
            reset = take(ledger, slot, 0) ? NEVER : minutes(slot + 1 - end);
            slot++;
        }
        return new Times(detection, reset);
    }

    private double minutes(long slots) {
        return (double) slots * slotMs / MINUTE;
    }

    /** Whether a pair burns. */
    private boolean take(Ledger ledger, long slot, double e) {
        long rows = 1_000 * slotMs / MINUTE;
        long bad = Math.round(rows * e + ROUNDING);
        Posted posted = ledger.take(new Point(START + slot * slotMs, 0, new Slot(Slot.Kind.COUNTED, rows - bad, bad)));
        return posted.status().tiers().stream()
                .filter(standing -> standing.severity() == severity)
                .flatMap(standing -> standing.burns().stream())
                .anyMatch(burn -> burn.state() == Alert.PairState.BURNING);
    }
}
