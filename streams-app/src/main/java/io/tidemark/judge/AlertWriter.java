package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Measurement;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Evidence;
import io.tidemark.slo.FittedTier.Standing;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Objective;
import io.tidemark.stats.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the alert of one episode at one instant. */
final class AlertWriter {
    private static final int MOST_COMPANIONS = 10;

    private final Judge.Hearing hearing;
    private final Objective objective;
    private final Standing standing;
    private final Episode episode;
    private final long clockTimeMs;

    AlertWriter(Judge.Hearing hearing, Standing standing, long clockTimeMs) {
        this.hearing = hearing;
        this.objective = hearing.objective();
        this.standing = standing;
        this.episode = hearing.state().episode(standing.severity());
        this.clockTimeMs = clockTimeMs;
    }

    /** Notes what an open episode is about, for as long as its newest slot shows it. */
    void rememberCause() {
        boolean showsIt = hearing.isNewestSlot() && hearing.state().slots().isBadNow();
        if (episode.isOpen() && (showsIt || !episode.cause().isKnown())) {
            episode.setCause(
                    CauseText.of(objective, hearing.reading(), showsIt ? evidence() : List.of(), standing.burns()));
        }
    }

    Alert write(Alert.Notice notice) {
        String slice = hearing.reading().scope().slice();
        String dedupKey = DedupKey.of(objective, slice, standing.severity());
        Alert alert = new Alert(
                dedupKey,
                dedupKey + ":" + Math.floorDiv(episode.firedMs(), 1000),
                episode.sequence(),
                standing.severity(),
                objective.policy().mode() == AlertPolicy.Mode.DRY_RUN,
                new Alert.Transition(notice, episode.state(), episode.previousState(), episode.reason()),
                promise(),
                times(),
                hearing.outcome().status().budget(),
                standing.burns(),
                finding(),
                Alert.Context.NONE,
                "");
        return alert.withSummary(AlertText.summary(
                alert, episode.cause(), hearing.state().slots().lastBadEndMs()));
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
                objective.about().owner(),
                objective.about().runbook());
    }

    private Alert.Times times() {
        return new Alert.Times(
                hearing.outcome().status().metricTimeMs(), clockTimeMs, episode.onsetMs(), episode.firedMs());
    }

    private Alert.Finding finding() {
        boolean showsIt = hearing.isNewestSlot() && hearing.state().slots().isBadNow();
        List<Measurement> evidence = showsIt ? evidence() : List.of();
        return new Alert.Finding(
                withDriftShare(evidence),
                hearing.outcome().status().coverage(),
                episode.isRevised(),
                showsIt ? alsoMoved(evidence) : List.of());
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

    private List<Measurement> evidence() {
        return objective.indicator().evidence(hearing.reading());
    }
}
