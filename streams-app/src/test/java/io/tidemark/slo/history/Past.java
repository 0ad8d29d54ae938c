package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.Step;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import java.util.List;

/** A history under test: counts minute by minute, or slot by slot, into one trial. Time runs from {@link #START}. */
final class Past {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** 2026-11-02 00:00Z, a Monday. */
    static final long START = 1_793_577_600_000L;

    private final Trial trial;
    private final SlotSums sums;
    private final long slotMs;
    private long nowMs = START;

    private Past(Objective objective, SlotSums.Layout layout) {
        this.trial = new Trial(objective, ErrorBudgetPolicy.standard(), Changes.NONE, Corrections.NONE);
        this.sums = new SlotSums(layout, trial);
        this.slotMs = objective.goal().slotMs();
    }

    /** Rows, in slots of a minute. */
    static Past ofRows(double target, int days) {
        return of(new Goal(target, days * DAY, Method.OCCURRENCES, MINUTE));
    }

    static Past of(Goal goal) {
        return new Past(objective(goal, Slices.WHOLE), layout(goal, Slices.WHOLE, 1_000));
    }

    static Past ofSlices(Goal goal, int mostSlices) {
        return new Past(objective(goal, Slices.EACH), layout(goal, Slices.EACH, mostSlices));
    }

    private static SlotSums.Layout layout(Goal goal, Slices slices, int most) {
        return new SlotSums.Layout(goal.slotMs(), goal.slots(), slices, false, most);
    }

    static Objective objective(Goal goal, Slices slices) {
        return new Objective(
                "promise",
                new Objective.Subject("checkout", Stage.SERVING, slices),
                new Indicator.OfEvents(Selection.of(Selection.Kind.MISSING, List.of("price")), Indicator.Counted.BAD),
                goal,
                AlertPolicy.standard(),
                Objective.About.NOTHING);
    }

    /** That many slots with so many good and bad ones each. */
    Past slots(int slots, double good, double bad) {
        for (int i = 0; i < slots; i++) {
            sums.add(nowMs, Scope.ALL, good, bad);
            nowMs += slotMs;
        }
        return this;
    }

    /** Counts of a slice in the slot that is now. */
    Past add(String slice, double good, double bad) {
        sums.add(nowMs, slice, good, bad);
        return this;
    }

    /** Time goes by. */
    Past pass(int slots) {
        nowMs += slots * slotMs;
        return this;
    }

    Found end() {
        sums.finish();
        return trial.finish();
    }

    /** {@code page FIRING 9}: transitions of a state, with the minutes since an instant. */
    static List<String> moves(Found found, long sinceMs) {
        return found.events().moves().stream()
                .map(move -> move.step().severity().word() + " " + move.step().state() + " "
                        + (move.step().times().metricMs() - sinceMs) / MINUTE)
                .toList();
    }

    /** Minutes since an instant at which people were told of an opening of that severity. */
    static List<Long> opened(Found found, Severity severity, long sinceMs) {
        return found.events().moves().stream()
                .map(Move::step)
                .filter(step -> step.severity() == severity && step.telling() == Step.Telling.OPENED)
                .map(step -> (step.times().metricMs() - sinceMs) / MINUTE)
                .toList();
    }
}
