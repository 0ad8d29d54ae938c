package io.tidemark.judge;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Reading;
import io.tidemark.slo.BudgetChange;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Suppressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is written down of a ledger besides its alerts: budgets that late data moved, data that came too late, what died while it waited. */
final class LedgerNotes {
    private final Objective objective;
    private final Reading reading;
    private final Posted posted;
    private final long clockMs;

    LedgerNotes(Objective objective, Reading reading, Posted posted, long clockMs) {
        this.objective = objective;
        this.reading = reading;
        this.posted = posted;
        this.clockMs = clockMs;
    }

    List<Annotation> all() {
        List<Annotation> notes = new ArrayList<>();
        if (posted.put() == Slots.Put.TOO_LATE) {
            notes.add(note(
                    Kind.LATE_DROPPED,
                    "a window came too late to count: it had left the objective's "
                            + Words.duration(objective.goal().windowMs()),
                    Map.of("revision", Integer.toString(reading.revision()))));
            return notes;
        }
        if (posted.isBudgetRevised()) {
            notes.add(revised(posted.change()));
        }
        posted.suppressed().stream()
                .filter(one -> one.why() == Suppressed.Why.PENDING_DIED)
                .forEach(one -> notes.add(note(
                        Kind.PENDING_DIED,
                        "a " + one.severity().word() + " would have fired, but did not last long enough",
                        Map.of("severity", one.severity().word()))));
        return notes;
    }

    private Annotation revised(BudgetChange change) {
        boolean isEdit = change.cause() == BudgetChange.Cause.SLO_CHANGED;
        String why =
                switch (change.cause()) {
                    case LATE_DATA -> "late data";
                    case CORRECTION -> "a correction";
                    case SLO_CHANGED -> "an edit of the objective";
                    case NEWS ->
                        throw new IllegalStateException("time going on revises nothing: objective=" + objective.id());
                };
        return note(
                isEdit ? Kind.SLO_EDITED : Kind.BUDGET_REVISED,
                why + " moved the budget: " + Words.wholeShare(change.from()) + " used became "
                        + Words.wholeShare(change.to()),
                Map.of(
                        "from", Double.toString(change.from()),
                        "to", Double.toString(change.to()),
                        "cause", change.cause().name().toLowerCase(Locale.ROOT)));
    }

    private Annotation note(Kind kind, String text, Map<String, String> values) {
        String slice = reading.scope().slice();
        String id = String.join(
                "|",
                kind.name().toLowerCase(Locale.ROOT) + ":" + objective.subject().model(),
                objective.id(),
                slice,
                Long.toString(reading.window().startMs()),
                posted.change().cause() == BudgetChange.Cause.CORRECTION
                        ? "corrected at " + clockMs
                        : Integer.toString(reading.revision()));
        return Annotation.of(
                id,
                kind,
                new Annotation.Subject(objective.subject().model(), objective.id(), slice, ""),
                new Annotation.Times(
                        reading.window().startMs(), reading.window().endMs(), clockMs),
                text,
                values);
    }
}
