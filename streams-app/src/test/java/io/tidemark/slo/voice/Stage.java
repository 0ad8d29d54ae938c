package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.Step;
import io.tidemark.testkit.HeapVoiceMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chorus under test. Each slice has a part to sing, one letter a slot of a minute: {@code .} calm, {@code F} firing, {@code R}
 * recovering, {@code L} calm and the last before it is forgotten.
 */
final class Stage {
    static final long MINUTE = 60_000;
    static final Objective DRIFT = objective("drift", Selection.Kind.DRIFT, Slices.EACH);
    static final Objective FRESH = objective("fresh", Selection.Kind.FRESHNESS, Slices.WHOLE);

    final HeapVoiceMemory memory = new HeapVoiceMemory();
    final List<Alert> told = new ArrayList<>();
    private final List<Objective> objectives;
    private final Map<String, Episode> episodes = new HashMap<>();
    Chorus chorus;
    Vigil vigil;
    long clockMs;

    /** What a ledger would know of one episode. */
    private static final class Episode {
        private State state = State.INACTIVE;
        private long firedMs;
        private long sequence;
    }

    Stage(Objective... objectives) {
        this.objectives = List.of(objectives);
        this.chorus = new Chorus(this.objectives, memory, clockMs);
        this.vigil = chorus.vigil();
    }

    static Objective objective(String id, Selection.Kind kind, Slices slices) {
        return new Objective(
                id,
                new Objective.Subject("m", io.tidemark.domain.Stage.SERVING, slices),
                new Indicator.OfWindows(Selection.of(kind, List.of()), Limit.TOLERANCE),
                new Goal(0.9, 60 * MINUTE, Method.TIMESLICES, MINUTE),
                AlertPolicy.standard(),
                Objective.About.NOTHING);
    }

    /** Ends, and goes on with what was kept. */
    Stage restart() {
        chorus = new Chorus(objectives, memory, clockMs);
        vigil = chorus.vigil();
        return this;
    }

    /** One slot of one slice, for an objective. */
    Stage sing(Objective objective, String slice, int slot, char letter) {
        return sing(objective, slice, slot, letter, Step.Subject.BURN);
    }

    /** The same of the alert that says that there are no data. */
    Stage mute(Objective objective, String slice, int slot, char letter) {
        return sing(objective, slice, slot, letter, Step.Subject.SILENCE);
    }

    private Stage sing(Objective objective, String slice, int slot, char letter, Step.Subject subject) {
        Scope scope = new Scope("m", io.tidemark.domain.Stage.SERVING, slice);
        TimeWindow window = new TimeWindow(slot * MINUTE, (slot + 1) * MINUTE);
        Reading reading = new Reading(scope, window, "pinned:1", 0, 100, List.of(), letter == 'L', Comparison.MAIN, "");
        Member heard = chorus.hear(reading);
        Episode episode = episodes.computeIfAbsent(objective.id() + "|" + slice + subject, unused -> new Episode());
        State before = episode.state;
        boolean wasOpen = before == State.FIRING || before == State.RECOVERING;
        episode.state = switch (letter) {
            case 'F' -> State.FIRING;
            case 'R' -> State.RECOVERING;
            default -> wasOpen ? State.RESOLVED : State.INACTIVE;
        };
        if (letter == 'F' || letter == 'R' || wasOpen) {
            episode.firedMs = wasOpen ? episode.firedMs : window.endMs();
            Notice notice = episode.state == State.RESOLVED ? Notice.CLOSED : wasOpen ? Notice.UPDATED : Notice.OPENED;
            chorus.take(
                    alert(objective, scope, window.endMs(), before, notice, subject),
                    letter == 'F' ? Draft.Newest.BAD : Draft.Newest.CALM,
                    heard,
                    clockMs);
        }
        return hear(chorus.release("m", clockMs));
    }

    /** What was given out. */
    Stage hear(List<Alert> alerts) {
        alerts.forEach(vigil::told);
        told.addAll(alerts);
        return this;
    }

    private Alert alert(
            Objective objective, Scope scope, long nowMs, State before, Notice notice, Step.Subject subject) {
        Episode episode =
                episodes.computeIfAbsent(objective.id() + "|" + scope.slice() + subject, unused -> new Episode());
        String key = subject == Step.Subject.SILENCE
                ? DedupKey.ofSilence(objective, scope.slice(), Severity.PAGE)
                : DedupKey.of(objective, scope.slice(), Severity.PAGE);
        Alert.Burn burn = new Alert.Burn(10, 2, scope.slice().length(), 1, 1, 1, 1, 1, Alert.PairState.BURNING);
        return new Alert(
                key,
                key + ":" + episode.firedMs / 1000,
                ++episode.sequence,
                Severity.PAGE,
                objective.policy().mode() == AlertPolicy.Mode.DRY_RUN,
                new Alert.Transition(notice, episode.state, before, Alert.Reason.BURN),
                new Alert.Promise(objective.id(), scope, 0.9, 60 * MINUTE, Method.TIMESLICES, MINUTE, "", "", ""),
                new Alert.Times(nowMs, clockMs, episode.firedMs, episode.firedMs),
                new Alert.Budget(0.25, 0.75, 1, new Alert.TimeLeft.Lasting()),
                List.of(burn),
                new Alert.Finding(List.of(), 1, false, List.of()),
                AlertContext.NONE,
                scope.slice());
    }

    /** What was told so far, each as {@code slice minute NOTICE}. */
    List<String> heard() {
        return told.stream()
                .map(alert -> alert.promise().objective().substring(0, 1)
                        + " " + alert.promise().scope().slice()
                        + " " + alert.times().metricTimeMs() / MINUTE
                        + " " + alert.transition().notice())
                .toList();
    }

    /** Somebody says something. */
    Vigil.Answer say(Operation.Kind kind, String id, String episodeId, long fromMs, long toMs) {
        return vigil.take(
                new Operation(
                        id,
                        kind,
                        "m",
                        clockMs,
                        "ada",
                        "",
                        episodeId,
                        Operation.Cover.ALL,
                        new Operation.Span(fromMs, toMs, "", 0, "UTC"),
                        ""),
                clockMs);
    }
}
