package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Measurement;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Evidence;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Step;
import io.tidemark.stats.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the alert of one episode at one instant. */
final class AlertWriter {
    private static final int MOST_COMPANIONS = 10;

    private final Hearing hearing;
    private final Objective objective;
    private final Step step;
    private final long clockTimeMs;

    AlertWriter(Hearing hearing, Step step, long clockTimeMs) {
        this.hearing = hearing;
        this.objective = hearing.objective();
        this.step = step;
        this.clockTimeMs = clockTimeMs;
    }

    Alert write() {
        return write(step.notice());
    }

    Alert write(Alert.Notice notice) {
        String slice = hearing.reading().scope().slice();
        boolean isSilence = step.subject() == Step.Subject.SILENCE;
        String dedupKey = isSilence
                ? DedupKey.ofSilence(objective, slice, step.severity())
                : DedupKey.of(objective, slice, step.severity());
        Alert alert = new Alert(
                dedupKey,
                dedupKey + ":" + Math.floorDiv(step.times().firedMs(), 1000),
                step.sequence(),
                step.severity(),
                objective.policy().mode() == AlertPolicy.Mode.DRY_RUN,
                new Alert.Transition(notice, step.state(), step.previousState(), step.reason()),
                promise(),
                times(),
                hearing.posted().status().budget().told(),
                step.burns(),
                finding(),
                context(),
                "");
        return alert.withSummary(AlertText.summary(alert, cause(), lastBadEndMs()));
    }

    private Episode.Cause cause() {
        return hearing.ledger().episodes().stream()
                .filter(episode -> episode.subject() == step.subject() && episode.severity() == step.severity())
                .findFirst()
                .map(Episode::cause)
                .orElse(CauseText.of(objective, hearing.reading(), List.of(), step.burns()));
    }

    /** Of a silence, it lasts until there are data again. */
    private long lastBadEndMs() {
        return step.subject() == Step.Subject.SILENCE
                ? hearing.reading().window().startMs()
                : hearing.ledger().lastBadEndMs();
    }

    private AlertContext context() {
        AlertContext none = AlertContext.NONE;
        return new AlertContext(
                step.consumed(),
                none.slices(),
                none.changes(),
                none.recommendation(),
                none.standing(),
                objective.about().dashboard(),
                none.policyStep());
    }

    private Alert.Promise promise() {
        Goal goal = objective.goal();
        return new Alert.Promise(
                objective.id(),
                hearing.reading().scope(),
                goal.target(),
                goal.windowMs(),
                goal.method(),
                goal.slotMs(),
                objective.owner(),
                objective.about().runbook(),
                hearing.ledger().terms().revision().word(),
                objective.cause());
    }

    private Alert.Times times() {
        return new Alert.Times(
                step.times().metricMs(),
                clockTimeMs,
                step.times().onsetMs(),
                step.times().firedMs());
    }

    private Alert.Finding finding() {
        List<Measurement> evidence = hearing.evidence();
        return new Alert.Finding(
                withDriftShare(evidence),
                hearing.posted().status().coverage(),
                step.isRevised(),
                hearing.showsIt() ? alsoMoved(evidence) : List.of());
    }

    /** Of a slice, also which share of the drift of all events it carries in the column that is named first. */
    private List<Measurement> withDriftShare(List<Measurement> evidence) {
        List<Measurement> all = new ArrayList<>(evidence);
        String column = evidence.isEmpty() ? "" : evidence.get(0).column();
        hearing.reading().measurements().stream()
                .filter(found -> found.judged().measure() == Measure.DRIFT_SHARE
                        && found.column().equals(column))
                .forEach(all::add);
        return all;
    }

    private List<Measurement> alsoMoved(List<Measurement> evidence) {
        Set<String> shown = evidence.stream().map(Measurement::column).collect(Collectors.toSet());
        return Evidence.alsoMoved(hearing.reading(), shown, MOST_COMPANIONS);
    }
}
