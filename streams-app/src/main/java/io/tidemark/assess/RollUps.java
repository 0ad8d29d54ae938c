package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.TimeWindow;

/**
 * Sums closed windows up by the hour and the day, exactly: when the last window of a span has closed, and again for late data.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class RollUps {
    private final AssessState state;

    RollUps(AssessState state) {
        this.state = state;
    }

    /**
     * The model's windows are closed through a later time.
     *
     * @param last the last window that was closed and may have rows; the time after its end has none
     * @param throughMs end of what is closed, at or after the end of {@code last}
     */
    void closed(AssessRules rules, TimeWindow last, long throughMs) {
        for (RollUp rollUp : rules.retention().rollUps()) {
            TimeWindow span = rollUp.containing(last.startMs());
            if (span.endMs() <= throughMs) {
                for (ScopeProgress scope : state.scopes(rules.model())) {
                    sumUp(rules, scope.scope(), rollUp, span);
                }
            }
        }
    }

    private void sumUp(AssessRules rules, Scope scope, RollUp rollUp, TimeWindow span) {
        state.deleteRollUps(scope, rollUp, span.endMs() - rules.retention().of(rollUp));
        SpanProfile sum = finer(rules, scope, rollUp, span);
        if (sum.rows().events() > 0) {
            state.putRollUp(scope, rollUp, span.startMs(), sum);
        }
    }

    private SpanProfile finer(AssessRules rules, Scope scope, RollUp rollUp, TimeWindow span) {
        if (rollUp == RollUp.DAY && rules.retention().rollUps().contains(RollUp.HOUR)) {
            return state.rollUps(scope, RollUp.HOUR, span.startMs(), span.endMs());
        }
        return state.sumOfWindows(scope, span.startMs(), span.endMs());
    }

    /** Late counts were added to a window that had closed: they belong in the sums that it is in. */
    void repaired(AssessRules rules, Scope scope, TimeWindow window, Profile added) {
        long closedThrough = state.closedThrough(rules.model());
        for (RollUp rollUp : rules.retention().rollUps()) {
            TimeWindow span = rollUp.containing(window.startMs());
            boolean isKept = span.startMs() >= closedThrough - rules.retention().of(rollUp);
            if (span.endMs() <= closedThrough && isKept) {
                SpanProfile sum = state.rollUps(scope, rollUp, span.startMs(), span.endMs());
                sum.add(added);
                state.putRollUp(scope, rollUp, span.startMs(), sum);
            }
        }
    }
}
