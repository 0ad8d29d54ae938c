package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import java.util.List;

/**
 * One alert's say: what its ledger says, and what people heard of it.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Voice {
    private final Speaker speaker;
    private String episodeId = "";
    private Said said = Said.NOTHING;
    private Speech speech = Speech.QUIET;
    private String inhibitedBy = "";
    private long sequence;
    private Acknowledged acknowledged = Acknowledged.BY_NOBODY;
    private List<String> silencedBy = List.of();

    /** An alert of which nothing was heard. */
    public Voice(Speaker speaker) {
        this.speaker = speaker;
    }

    /**
     * Who speaks.
     *
     * @param dedupKey the alert's identity
     * @param model the model
     * @param objective the objective's id
     * @param slice the slice
     * @param severity how urgent
     */
    public record Speaker(String dedupKey, String model, String objective, String slice, Severity severity) {
        static Speaker of(Alert alert) {
            return new Speaker(
                    alert.dedupKey(),
                    alert.promise().scope().model(),
                    alert.promise().objective(),
                    alert.promise().scope().slice(),
                    alert.severity());
        }
    }

    /**
     * What the ledger said last.
     *
     * @param state of the episode
     * @param openedMs event time at which it fired; 0 if it never did
     * @param untilMs event time at which it ended; {@link Long#MAX_VALUE} while it is open
     * @param consumed share of the slice's budget that is used
     * @param burn over the long lookback of the first pair
     */
    public record Said(State state, long openedMs, long untilMs, double consumed, double burn) {
        static final Said NOTHING = new Said(State.INACTIVE, 0, 0, 0, 0);

        static Said of(Draft draft) {
            Alert alert = draft.alert();
            return new Said(
                    alert.transition().state(),
                    alert.times().firedMs(),
                    draft.isOpen() ? Long.MAX_VALUE : alert.times().metricTimeMs(),
                    alert.budget().consumed(),
                    alert.burn().isEmpty() ? 0 : alert.burn().get(0).burnLong());
        }

        /** Whether the episode was open at an instant. */
        boolean isOpenAt(long ms) {
            return state != State.INACTIVE && openedMs <= ms && ms < untilMs;
        }
    }

    /** What people hear of an episode. The order is part of a byte layout: append only. */
    public enum Speech {
        /** There is none, or it was closed. */
        QUIET,
        /** Nothing: another alert explains it. */
        INHIBITED,
        /** They know, and do not know yet that it is over. */
        TOLD,
        /** They were told that it is over, by hand; it is not. */
        DISMISSED
    }

    /**
     * Who has the episode.
     *
     * @param by empty if nobody
     * @param ms when, by the clock; 0 if nobody
     */
    public record Acknowledged(String by, long ms) {
        static final Acknowledged BY_NOBODY = new Acknowledged("", 0);
    }

    /** Takes note of what the ledger says. */
    void says(Draft draft) {
        said = Said.of(draft);
        isAbout(draft.alert().episodeId());
    }

    /** Takes note of the episode; nobody has a new one. An alert that no ledger says is open to people alone, and explains no other. */
    void isAbout(String episode) {
        if (!episode.equals(episodeId)) {
            episodeId = episode;
            acknowledged = Acknowledged.BY_NOBODY;
        }
    }

    void become(Speech next) {
        become(next, "");
    }

    void become(Speech next, String by) {
        speech = next;
        inhibitedBy = by;
    }

    /** The next number, at least as high as that of the ledger, which counts what nobody heard too. */
    long nextSequence(long ledgers) {
        sequence = Math.max(sequence + 1, ledgers);
        return sequence;
    }

    void acknowledge(String by, long clockMs) {
        acknowledged = new Acknowledged(by, clockMs);
    }

    void setSilencedBy(List<String> silences) {
        silencedBy = List.copyOf(silences);
    }

    public Speaker speaker() {
        return speaker;
    }

    public String episodeId() {
        return episodeId;
    }

    public Said said() {
        return said;
    }

    public Speech speech() {
        return speech;
    }

    /** The alert that explains it while it is INHIBITED; else empty. */
    public String inhibitedBy() {
        return inhibitedBy;
    }

    /** Number of the last alert told; never less than before. */
    public long sequence() {
        return sequence;
    }

    public Acknowledged acknowledged() {
        return acknowledged;
    }

    /** The silences that people were last told of. */
    public List<String> silencedBy() {
        return silencedBy;
    }

    /** Who has it and what covers it, as an alert carries it. */
    AlertContext.Standing standing(AlertContext.Standing last) {
        return new AlertContext.Standing(
                acknowledged.by(), acknowledged.ms(), silencedBy, List.of(), last.escalationLevel(), last.roles());
    }

    /** The voice as it was stored. */
    static Voice restored(Speaker speaker, Stored stored, Said said, Acknowledged acknowledged) {
        Voice voice = new Voice(speaker);
        voice.episodeId = stored.episodeId();
        voice.said = said;
        voice.speech = stored.speech();
        voice.inhibitedBy = stored.inhibitedBy();
        voice.sequence = stored.sequence();
        voice.silencedBy = stored.silencedBy();
        voice.acknowledged = acknowledged;
        return voice;
    }

    /** Part of a stored voice, in the order of the layout. */
    record Stored(Speech speech, long sequence, String episodeId, String inhibitedBy, List<String> silencedBy) {}
}
