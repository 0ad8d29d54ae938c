package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Reading;
import io.tidemark.slo.voice.Chorus;
import io.tidemark.slo.voice.Draft.Newest;
import io.tidemark.slo.voice.Member;
import io.tidemark.slo.voice.Vigil;
import io.tidemark.slo.voice.Voice.Speaker;
import io.tidemark.slo.voice.VoiceMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one task keeps of what people heard: the drafts that wait for other slices, the alerts that are open, silences and who has what.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class VoiceProcessorState {
    private static final long HEARTBEAT_MS = 60_000;

    private final Chorus chorus;
    private final Vigil vigil;
    private final Meters meters;
    private @Nullable Member heard;
    private long beatMs;

    VoiceProcessorState(Judge judge, VoiceMemory memory, Meters meters, long clockMs) {
        this.chorus = new Chorus(judge.objectives(), memory, clockMs);
        this.vigil = chorus.vigil();
        this.meters = meters;
        this.beatMs = clockMs;
        meters.add(Meter.DRAFTS_HELD, chorus.held());
    }

    /** What is to be sent, in order. */
    record News(List<Alert> alerts, List<Annotation> annotations) {
        static News nothing() {
            return new News(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Takes note of a reading, before its ledgers speak. */
    void hear(Reading reading) {
        heard = chorus.hear(reading);
    }

    /** Takes in what a ledger says of the reading that was {@link #hear heard} last. */
    void take(Alert alert, Newest slot, long clockMs) {
        Member slice = heard;
        if (slice == null) {
            throw new IllegalStateException("nothing was heard yet");
        }
        int before = chorus.held();
        chorus.take(alert, slot, slice, clockMs);
        meters.add(Meter.DRAFTS_HELD, chorus.held() - before);
    }

    /** Takes in what a ledger says though nothing was heard of its slice: a correction made it. */
    void takeLate(Alert alert, Newest slot, long clockMs) {
        int before = chorus.held();
        chorus.takeLate(alert, slot, clockMs);
        meters.add(Meter.DRAFTS_HELD, chorus.held() - before);
    }

    /** What of a model is decided now, each as {@code complete} makes it. */
    List<Alert> release(String model, UnaryOperator<Alert> complete, long clockMs) {
        int before = chorus.held();
        List<Alert> released = chorus.release(model, clockMs);
        meters.add(Meter.DRAFTS_DECIDED, before - chorus.held());
        return said(released, complete);
    }

    private List<Alert> said(List<Alert> alerts, UnaryOperator<Alert> complete) {
        List<Alert> said = new ArrayList<>(alerts.size());
        for (Alert alert : alerts) {
            Alert completed = complete.apply(alert);
            vigil.told(completed);
            said.add(StandingText.on(completed));
        }
        return said;
    }

    /** An alert that is told beside the ledgers' own: of a policy's step, or of an identity that people know of, with its next number. */
    List<Alert> besides(Alert alert) {
        List<Alert> told = alert.context().policyStep().isEmpty() ? vigil.besides(alert) : vigil.ownTerms(alert);
        return told.stream().map(StandingText::on).toList();
    }

    /** An alert of an identity that no ledger speaks for: of releases. */
    List<Alert> own(Alert alert) {
        return vigil.ownTerms(alert).stream().map(StandingText::on).toList();
    }

    /** An alert with who has it and what covers it. */
    Alert standing(Alert alert) {
        return vigil.standing(alert);
    }

    /** Looks at the clock: what waited for too long, silences that begin or end, heartbeats. */
    List<Alert> tick(UnaryOperator<Alert> complete, long clockMs) {
        int before = chorus.held();
        List<Alert> alerts = new ArrayList<>(said(chorus.releaseOverdue(clockMs), complete));
        meters.add(Meter.DRAFTS_DECIDED, before - chorus.held());
        alerts.addAll(said(vigil.silenced(clockMs), UnaryOperator.identity()));
        if (clockMs - beatMs >= HEARTBEAT_MS) {
            beatMs = clockMs;
            vigil.heartbeats(clockMs).stream().map(StandingText::on).forEach(alerts::add);
        }
        return alerts;
    }

    long newestMs(String model) {
        return chorus.newestMs(model);
    }

    void forget(String model, long beforeMs) {
        chorus.forget(model, beforeMs);
    }

    /** Whether the alert of all events speaks for that of a slice. */
    boolean isSpokenFor(String dedupKey) {
        return vigil.isSpokenFor(dedupKey);
    }

    boolean knows(String dedupKey) {
        return vigil.knows(dedupKey);
    }

    /** Forgets an alert; returns what is to be told of it, if people take it for open. */
    List<Alert> expire(String dedupKey, Reason why, long clockMs) {
        return vigil.expire(dedupKey, why, clockMs).stream()
                .map(StandingText::on)
                .toList();
    }

    /** Closes an alert, if people take it for open; returns what is to be told of it. */
    List<Alert> close(String dedupKey, Reason why, long clockMs) {
        return vigil.close(dedupKey, why, clockMs).stream()
                .map(StandingText::on)
                .toList();
    }

    /** Who ever spoke, or would have. */
    List<Speaker> speakers() {
        return vigil.speakers();
    }

    /** What people take for open of an identity, as they were told last. */
    List<Alert> open(String dedupKey) {
        return vigil.open(dedupKey);
    }

    /** Does what people ask for. */
    News take(Operation operation, long clockMs) {
        News news = News.nothing();
        Vigil.Answer answer = vigil.take(operation, clockMs);
        if (answer instanceof Vigil.Answer.Tell tell) {
            news.alerts.addAll(said(List.of(tell.alert()), UnaryOperator.identity()));
        }
        if (answer instanceof Vigil.Answer.Holds) {
            news.alerts.addAll(said(vigil.silenced(clockMs), UnaryOperator.identity()));
        }
        news.annotations.addAll(OperationNotes.of(operation, answer, clockMs));
        return news;
    }
}
