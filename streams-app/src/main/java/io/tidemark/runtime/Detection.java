package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slot;
import io.tidemark.slo.Step;
import io.tidemark.slo.Terms;
import io.tidemark.slo.Window;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * After how long an objective tells people that something is bad, and that it is over again: the engine itself, fed with data of which a
 * constant part is bad after a past that was good.
 *
 * <p>Rows come at {@value #ROWS} a slot, so that no guard keeps a pair from acting. Where slices of time are counted, the bad part of the
 * slices is bad as a whole, as evenly spread as can be, the first one first.
 */
final class Detection {
    private static final long ROWS = 1_000_000;
    private static final int MOST_SLOTS = 6_000;

    private final Terms terms;
    private final long slotMs;

    /** One severity alone, since a more urgent one would silence it. */
    Detection(Goal goal, AlertPolicy.Tier tier) {
        this.slotMs = goal.slotMs();
        this.terms = Terms.of(
                new Goal(goal.target(), new Window.Rolling(goal.windowMs()), goal.method(), slotMs, goal.rule()),
                new AlertPolicy(java.util.List.of(tier)));
    }

    /**
     * Time from the first bad slot's start to the alert.
     *
     * @param bad part that is bad, in (0, 1]
     * @return empty if it does not come within the longest lookback
     */
    OptionalLong detectMs(double bad) {
        Ledger ledger = new Ledger(terms);
        long most = slots();
        for (long slot = 0; slot < most; slot++) {
            if (opens(ledger.take(point(slot, bad)))) {
                return OptionalLong.of((slot + 1) * slotMs);
            }
        }
        return OptionalLong.empty();
    }

    /** Time from the end of an outage, which lasted until it was told, to the alert's end; empty if it is never told. */
    OptionalLong resetMs() {
        OptionalLong detected = detectMs(1);
        if (detected.isEmpty()) {
            return detected;
        }
        Ledger ledger = new Ledger(terms);
        long slot = 0;
        while (slot < detected.getAsLong() / slotMs) {
            ledger.take(point(slot++, 1));
        }
        for (long calm = 1; calm <= 2 * slots(); calm++) {
            if (closes(ledger.take(point(slot++, 0)))) {
                return OptionalLong.of(calm * slotMs);
            }
        }
        return OptionalLong.empty();
    }

    private Point point(long slot, double bad) {
        return new Point(slot * slotMs, 1, slot(slot, bad));
    }

    private Slot slot(long slot, double bad) {
        Goal goal = terms.goal();
        if (goal.method() == Alert.Method.TIMESLICES) {
            boolean isBad = Math.ceil((slot + 1) * bad - 1e-9) > Math.ceil(slot * bad - 1e-9);
            return new Slot(Slot.Kind.COUNTED, isBad ? 0 : 1, isBad ? 1 : 0);
        }
        long parts = goal.method() == Alert.Method.OCCURRENCES ? ROWS : goal.partsOfSlice();
        long badParts = Math.round(bad * parts);
        return new Slot(Slot.Kind.COUNTED, parts - badParts, badParts);
    }

    private static boolean opens(Posted posted) {
        return posted.steps().stream().anyMatch(step -> step.telling() == Step.Telling.OPENED);
    }

    private static boolean closes(Posted posted) {
        return posted.steps().stream().anyMatch(step -> step.telling() == Step.Telling.CLOSED);
    }

    /** As far as anything looks back, and as long as it waits. */
    private long slots() {
        long backMs = terms.tiers().stream()
                .flatMap(tier -> tier.pairs().stream())
                .mapToLong(pair -> pair.longMs())
                .max()
                .orElse(0);
        boolean hasOthers =
                terms.tiers().stream().anyMatch(tier -> !tier.others().isEmpty());
        long reachMs = (hasOthers ? terms.goal().windowMs() : backMs)
                + Duration.ofHours(1).toMillis();
        return Math.min(MOST_SLOTS, reachMs / slotMs + 2);
    }
}
