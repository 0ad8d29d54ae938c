package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.policy.Chain;
import io.tidemark.slo.policy.Chain.Move;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.slo.policy.PolicyKeys;
import io.tidemark.slo.policy.PolicyKeys.Escalated;
import java.util.List;
import java.util.Map;

/** What judge says of alerts that nobody answers; each time in the words of now, not of the opening. */
final class Escalations {
    private Escalations() {}

    /** Whose chain goes with an alert. */
    static Escalated whose(Objective objective, Alert alert) {
        String slice = alert.promise().scope().slice();
        boolean isSilence = alert.dedupKey().equals(DedupKey.ofSilence(objective, slice, alert.severity()));
        return new Escalated(
                objective.subject().model(),
                objective.id(),
                slice,
                isSilence ? PolicyKeys.SILENCE : alert.severity().word());
    }

    static Escalation of(Objective objective) {
        return objective.policy().consequences().escalation();
    }

    /**
     * Whether an alert is one that a chain goes with: of burning, and urgent enough. The alert of a policy's step names the roles of its
     * step, and has no chain.
     */
    static boolean concern(Objective objective, Alert alert) {
        return alert.context().policyStep().isEmpty() && of(objective).concerns(alert.severity());
    }

    /** An opening with the roles of the levels without delay, if there are some. */
    static Alert opened(Alert alert, Move move) {
        return alert.with(alert.context().with(standing(alert, move.level(), move.roles())));
    }

    /** An alert of an episode that has a chain. Its end is told to all who were told of it; other news to nobody in particular. */
    static Alert dressed(Objective objective, Alert alert, Chain chain) {
        Escalation escalation = of(objective);
        boolean isOver = alert.transition().notice() == Alert.Notice.CLOSED;
        List<String> roles = isOver ? chain.roles(escalation) : List.of();
        return alert.with(alert.context().with(standing(alert, chain.level(escalation), roles)));
    }

    private static AlertContext.Standing standing(Alert alert, int level, List<String> roles) {
        AlertContext.Standing standing = alert.context().standing();
        return new AlertContext.Standing(
                standing.acknowledgedBy(),
                standing.acknowledgedMs(),
                standing.silencedBy(),
                standing.inhibitedBy(),
                level,
                roles);
    }

    /** An episode as it stands now, to be told once more; counts it. Empty if it is over. */
    static List<Alert> again(Objective objective, Ledger ledger, String slice, Episode episode, long clockMs) {
        return ledger.repeat(episode).stream()
                .map(step -> new AlertWriter(Hearing.ofNothing(objective, ledger, slice), step, clockMs)
                        .write(Alert.Notice.ESCALATED))
                .toList();
    }

    /** Writes an escalation down. */
    static Annotation annotation(Alert alert, Move move) {
        String roles = String.join(", ", move.roles());
        Alert.Promise promise = alert.promise();
        String text = promise.scope().model() + " · nobody acknowledged the "
                + alert.severity().word() + " of "
                + promise.objective() + " since "
                + TimeText.instant(alert.times().sinceMs()) + ": told " + roles
                + ", level " + move.level();
        return Annotation.of(
                "escalated:" + alert.episodeId() + ":" + move.chain().told(),
                Kind.ESCALATED,
                new Annotation.Subject(
                        promise.scope().model(),
                        promise.objective(),
                        promise.scope().slice(),
                        alert.episodeId()),
                new Annotation.Times(
                        alert.times().metricTimeMs(),
                        alert.times().metricTimeMs(),
                        alert.times().clockTimeMs()),
                text,
                Map.of("level", Integer.toString(move.level()), "notify", roles));
    }
}
