package io.tidemark.judge;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BudgetChange;
import io.tidemark.slo.BudgetChange.Cause;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Suppressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a ledger notices besides alerts: budgets that the past moved, points that came too late, alerts that died while they waited. */
final class Notes {
    private final Hearing hearing;
    private final long clockTimeMs;

    Notes(Hearing hearing, long clockTimeMs) {
        this.hearing = hearing;
        this.clockTimeMs = clockTimeMs;
    }

    /** The annotations; none of an objective that is tried out. */
    List<Annotation> annotations() {
        List<Annotation> notes = new ArrayList<>();
        if (hearing.objective().policy().mode() == AlertPolicy.Mode.DRY_RUN) {
            return notes;
        }
        if (hearing.posted().isBudgetRevised()) {
            notes.add(revised(hearing.posted().change()));
        }
        if (hearing.posted().put() == Slots.Put.TOO_LATE && hearing.ledger().tooLate() == 1) {
            notes.add(tooLate());
        }
        for (Suppressed suppressed : hearing.posted().suppressed()) {
            if (suppressed.why() == Suppressed.Why.PENDING_DIED) {
                notes.add(died(suppressed));
            }
        }
        return notes;
    }

    private Annotation revised(BudgetChange change) {
        String from = Words.wholeShare(change.from());
        String text = start() + "budget revised from " + from + " to " + Words.wholeShare(change.to()) + " used: "
                + word(change.cause());
        return note(
                change.cause() == Cause.SLO_CHANGED ? Kind.SLO_EDITED : Kind.BUDGET_REVISED,
                text,
                Map.of(
                        "from", NumberText.of(change.from()),
                        "to", NumberText.of(change.to()),
                        "cause", change.cause().name().toLowerCase(Locale.ROOT)));
    }

    private static String word(Cause cause) {
        return switch (cause) {
            case NEWS -> "time went on";
            case LATE_DATA -> "late data";
            case CORRECTION -> "a correction";
            case SLO_CHANGED -> "the objective was edited";
        };
    }

    private Annotation tooLate() {
        String text = start() + "the window of "
                + TimeText.instant(hearing.reading().window().startMs())
                + " came too late to be counted; later ones are not told again";
        return note(Kind.LATE_DROPPED, text, Map.of());
    }

    private Annotation died(Suppressed suppressed) {
        String severity = suppressed.severity().word();
        String text = start() + "it burned, but not for long enough for a " + severity;
        return note(Kind.PENDING_DIED, text, Map.of("severity", severity));
    }

    private String start() {
        Scope scope = hearing.reading().scope();
        String slice = scope.isWhole() ? "" : " in " + scope.slice();
        return scope.model() + " · " + hearing.objective().id() + slice + ": ";
    }

    private Annotation note(Kind kind, String text, Map<String, String> values) {
        Scope scope = hearing.reading().scope();
        long fromMs = hearing.reading().window().startMs();
        long toMs = hearing.reading().window().endMs();
        String id = String.join(
                "|",
                kind.name().toLowerCase(Locale.ROOT),
                Judge.key(hearing.objective(), scope.slice()),
                String.valueOf(fromMs),
                String.valueOf(hearing.reading().revision()),
                String.join(",", values.values()));
        return Annotation.of(
                id,
                kind,
                new Annotation.Subject(scope.model(), hearing.objective().id(), scope.slice(), ""),
                new Annotation.Times(fromMs, toMs, clockTimeMs),
                text,
                values);
    }
}
