package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Alert.Transition;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Scope;
import io.tidemark.slo.voice.Silences.Taken;
import io.tidemark.slo.voice.Voice.Speech;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of open alerts by the clock, and because people say something: heartbeats, silences that begin and end, acknowledgements,
 * closing by hand. None of it changes a ledger. Also what no ledger says, and no other slice has to do with: that a step of an
 * error-budget policy was entered or left.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Vigil {
    private static final Answer UNKNOWN = new Answer.Refused("the episode is not open, or was never told of");

    private final Choir choir;
    private final Silences silences;
    private final VoiceMemory memory;

    Vigil(Choir choir, Silences silences, VoiceMemory memory) {
        this.choir = choir;
        this.silences = silences;
        this.memory = memory;
    }

    /** What came of an operation. */
    public sealed interface Answer {
        /** Something is to be told. */
        record Tell(Alert alert) implements Answer {}

        /** It was so already: nothing is to be said. */
        record Known() implements Answer {}

        /**
         * It cannot be.
         *
         * @param why a sentence for people
         */
        record Refused(String why) implements Answer {}

        /** It holds from now on; what it covers is told by {@link Vigil#silenced}. */
        record Holds() implements Answer {}
    }

    /** Remembers what people were told, for heartbeats. Call for each alert that the chorus or the vigil gives out, once it is complete. */
    public void told(Alert alert) {
        Voice voice = choir.find(alert.dedupKey());
        if (voice == null) {
            return;
        }
        if (voice.speech() == Speech.TOLD) {
            memory.putTold(voice, alert);
        } else {
            memory.removeTold(voice);
        }
    }

    /**
     * Every open alert that people know of, as it stands, but for dry runs. A heartbeat has the number of the alert that it repeats: it is
     * nothing new.
     */
    public List<Alert> heartbeats(long clockMs) {
        List<Alert> beats = new ArrayList<>();
        for (Voice voice : choir.all()) {
            Alert last = last(voice);
            if (last != null && !last.isDryRun()) {
                beats.add(again(last, voice, Notice.HEARTBEAT, clockMs));
            }
        }
        return beats;
    }

    /** An alert with who has it, and what covers or explains it. */
    public Alert standing(Alert alert) {
        Voice voice = choir.find(alert.dedupKey());
        AlertContext.Standing given = alert.context().standing();
        if (voice == null) {
            return alert;
        }
        AlertContext.Standing standing = voice.standing(given);
        List<String> explained = voice.speech() == Speech.TOLD ? List.of() : List.of(voice.inhibitedBy());
        return alert.with(alert.context()
                .with(new AlertContext.Standing(
                        standing.acknowledgedBy(),
                        standing.acknowledgedMs(),
                        standing.silencedBy(),
                        explained,
                        standing.escalationLevel(),
                        standing.roles())));
    }

    /** An alert that is said beside the ledger's own, with the next number of its identity; nothing if people do not know of that. */
    public List<Alert> besides(Alert alert) {
        Voice voice = choir.find(alert.dedupKey());
        if (voice == null || voice.speech() != Speech.TOLD) {
            return List.of();
        }
        long number = voice.nextSequence(0);
        choir.store(voice);
        return List.of(alert.as(number, alert.transition(), alert.times().clockTimeMs()));
    }

    /**
     * An alert of an identity that no ledger has: opened, or closed. It is told as it is, with a number and with who has it and what covers
     * it; its end only to those who do not take it for closed. From then on it is repeated, acknowledged, silenced and closed like any
     * other.
     */
    public List<Alert> ownTerms(Alert alert) {
        Voice voice = choir.of(alert);
        voice.isAbout(alert.episodeId());
        boolean isEnd = !alert.isOpen();
        if (isEnd && voice.speech() != Speech.TOLD) {
            voice.become(Speech.QUIET);
            choir.store(voice);
            return List.of();
        }
        if (!isEnd) {
            voice.setSilencedBy(silences.covering(alert, alert.times().clockTimeMs()));
        }
        AlertContext context = alert.context();
        Alert said = alert.as(
                        voice.nextSequence(alert.sequence()),
                        alert.transition(),
                        alert.times().clockTimeMs())
                .with(context.with(voice.standing(context.standing())));
        voice.become(isEnd ? Speech.QUIET : Speech.TOLD);
        choir.store(voice);
        told(said);
        return List.of(said);
    }

    private @Nullable Alert last(Voice voice) {
        return voice.speech() == Speech.TOLD ? memory.told(voice) : null;
    }

    private static Alert again(Alert last, Voice voice, Notice notice, long clockMs) {
        AlertContext context = last.context();
        return last.as(voice.sequence(), last.transition().still(notice), clockMs)
                .with(context.with(voice.standing(context.standing())));
    }

    private Alert anew(Alert last, Voice voice, Notice notice, long clockMs) {
        voice.nextSequence(0);
        choir.store(voice);
        return again(last, voice, notice, clockMs);
    }

    /**
     * The alerts that became covered by silences, or ceased to be. One that is no longer covered is opened once more: nobody was told of it
     * meanwhile.
     */
    public List<Alert> silenced(long clockMs) {
        silences.expire(clockMs);
        List<Alert> changed = new ArrayList<>();
        for (Voice voice : choir.all()) {
            Alert last = last(voice);
            List<String> covering = last == null ? List.of() : silences.covering(last, clockMs);
            if (last != null && !covering.equals(voice.silencedBy())) {
                voice.setSilencedBy(covering);
                changed.add(anew(last, voice, covering.isEmpty() ? Notice.OPENED : Notice.UPDATED, clockMs));
            }
        }
        return changed;
    }

    /** Does what people ask for. What is neither silence, acknowledgement nor resolution is not its business. */
    public Answer take(Operation operation, long clockMs) {
        return switch (operation.kind()) {
            case ACKNOWLEDGE -> acknowledge(operation, clockMs);
            case RESOLVE -> resolve(operation, clockMs);
            case SILENCE ->
                Silence.refusal(operation, clockMs)
                        .<Answer>map(Answer.Refused::new)
                        .orElseGet(() -> answer(silences.begin(operation)));
            case END_SILENCE -> answer(silences.end(operation));
            case NOTE, CORRECT, END_CORRECTION, PIN -> new Answer.Known();
        };
    }

    private static Answer answer(Taken taken) {
        return switch (taken) {
            case YES -> new Answer.Holds();
            case NOT_THERE -> new Answer.Refused("there is no such silence");
            case TOO_MANY -> new Answer.Refused("the model has " + Silences.MOST + " silences already; end some first");
        };
    }

    private Answer acknowledge(Operation operation, long clockMs) {
        Known known = known(operation.episodeId());
        if (known == null) {
            return UNKNOWN;
        }
        if (!known.voice.acknowledged().by().isEmpty()) {
            return new Answer.Known();
        }
        known.voice.acknowledge(operation.by().isEmpty() ? "somebody" : operation.by(), clockMs);
        return new Answer.Tell(anew(known.last, known.voice, Notice.ACKNOWLEDGED, clockMs));
    }

    private Answer resolve(Operation operation, long clockMs) {
        Known known = known(operation.episodeId());
        return known == null
                ? UNKNOWN
                : new Answer.Tell(closed(known.voice, known.last, Reason.MANUAL, Speech.DISMISSED, clockMs));
    }

    private Alert closed(Voice voice, Alert last, Reason reason, Speech after, long clockMs) {
        Alert closing = anew(last, voice, Notice.CLOSED, clockMs);
        voice.become(after);
        choir.store(voice);
        Transition end =
                new Transition(Notice.CLOSED, State.RESOLVED, last.transition().state(), reason);
        return closing.as(voice.sequence(), end, clockMs);
    }

    /** An alert that people know of. */
    private record Known(Voice voice, Alert last) {}

    /** What people know of an episode's id, or of a dedup key; null if nothing. */
    private @Nullable Known known(String episodeId) {
        int colon = episodeId.indexOf(':');
        Voice voice = choir.find(colon < 0 ? episodeId : episodeId.substring(0, colon));
        if (voice == null || (colon >= 0 && !voice.episodeId().equals(episodeId))) {
            return null;
        }
        Alert last = last(voice);
        return last == null ? null : new Known(voice, last);
    }

    /** Who ever spoke, or would have, and is not forgotten, in the order of their keys. O(voices log voices). */
    public List<Voice.Speaker> speakers() {
        return choir.all().stream()
                .map(Voice::speaker)
                .sorted(Comparator.comparing(Voice.Speaker::dedupKey))
                .toList();
    }

    /** What people take for open of an identity, as they were told last. */
    public List<Alert> open(String dedupKey) {
        Voice voice = choir.find(dedupKey);
        Alert last = voice == null ? null : last(voice);
        return last == null ? List.of() : List.of(last);
    }

    /** Closes what people take for open of an identity, for a reason that is none of the data's; returns what is to be told. */
    public List<Alert> close(String dedupKey, Reason why, long clockMs) {
        Voice voice = choir.find(dedupKey);
        Alert last = voice == null ? null : last(voice);
        if (voice == null || last == null) {
            return List.of();
        }
        Alert closing = closed(voice, last, why, Speech.QUIET, clockMs);
        memory.removeTold(voice);
        return List.of(closing);
    }

    /** Whether an alert of a slice says nothing because that of all events of its objective speaks for it. */
    public boolean isSpokenFor(String dedupKey) {
        Voice voice = choir.find(dedupKey);
        if (voice == null || voice.speech() != Speech.INHIBITED) {
            return false;
        }
        Voice speaking = choir.find(voice.inhibitedBy());
        return speaking != null
                && speaking.speaker().slice().equals(Scope.ALL)
                && speaking.speaker().objective().equals(voice.speaker().objective());
    }

    /** Whether an alert ever spoke, or would have, and is not forgotten. */
    public boolean knows(String dedupKey) {
        return choir.find(dedupKey) != null;
    }

    /** Closes what people take for open, and forgets what the alert said; returns what is to be told. */
    public List<Alert> expire(String dedupKey, Reason why, long clockMs) {
        List<Alert> closing = close(dedupKey, why, clockMs);
        Voice voice = choir.find(dedupKey);
        if (voice != null) {
            choir.remove(voice);
        }
        return closing;
    }
}
