package io.tidemark.judge;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Change;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.slo.promotion.Eligibility;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is written down of promotions. */
final class PromotionText {
    private PromotionText() {}

    /** Somebody promoted or demoted a model. */
    static Annotation switched(Change change, Lifecycle now, Answer answer, long clockMs) {
        String by = change.actor().isEmpty() ? "" : " by " + change.actor();
        String eligible =
                switch (answer) {
                    case YES -> "every criterion was met";
                    case NO -> "not every criterion was met";
                    case UNKNOWN -> "whether its criteria were met was not known";
                };
        String text = change.model() + " · " + now.word() + " from now on, " + ChangeText.what(change) + by
                + (now == Lifecycle.PRODUCTION
                        ? ": all of its SLOs are told; " + eligible
                        : ": its SLOs but the minimal ones are only tried out");
        return Annotation.of(
                "lifecycle:" + change.eventId(),
                Kind.LIFECYCLE_CHANGED,
                Annotation.Subject.of(change.model()),
                new Annotation.Times(change.atMs(), change.atMs(), clockMs),
                text,
                Map.of("lifecycle", now.word(), "version", change.version(), "eligible", answer.word()));
    }

    /** A model may be promoted, or may no longer. */
    static Annotation answered(PolicyDecision decision, Eligibility found) {
        boolean isEligible = found.answer() == Answer.YES;
        String version = found.candidate().isEmpty() ? "" : " " + found.candidate();
        String text = decision.model()
                + version
                + (isEligible
                        ? " · may be promoted: all " + found.criteria().size() + " criteria are met"
                        : " · may not be promoted any more: " + against(found));
        return note(decision, isEligible ? Kind.PROMOTION_ELIGIBLE : Kind.PROMOTION_NOT_ELIGIBLE, text, found);
    }

    /** A production model misses what it was promoted for. */
    static Annotation demotion(PolicyDecision decision, Eligibility found) {
        String text = decision.model() + " · demotion or rollback is recommended: " + against(found)
                + "; nothing is done about it but by you";
        return note(decision, Kind.DEMOTE_RECOMMENDED, text, found);
    }

    private static String against(Eligibility found) {
        return found.criteria().stream()
                .filter(criterion -> criterion.answer() != Answer.YES)
                .map(criterion -> criterion.name() + " (" + criterion.evidence() + ")")
                .collect(Collectors.joining(", "));
    }

    private static Annotation note(PolicyDecision decision, Kind kind, String text, Eligibility found) {
        Map<String, String> values = new TreeMap<>();
        values.put("candidate", found.candidate());
        for (Criterion criterion : found.criteria()) {
            values.put("criterion." + criterion.name(), criterion.answer().word() + ": " + criterion.evidence());
        }
        return Annotation.of(
                kind.name().toLowerCase(Locale.ROOT) + ":" + decision.model() + ":" + decision.metricTimeMs(),
                kind,
                Annotation.Subject.of(decision.model()),
                new Annotation.Times(decision.metricTimeMs(), decision.metricTimeMs(), decision.clockTimeMs()),
                text,
                values);
    }
}
