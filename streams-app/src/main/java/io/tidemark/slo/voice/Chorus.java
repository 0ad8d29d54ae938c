package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slices;
import io.tidemark.slo.voice.Draft.Newest;
import io.tidemark.slo.voice.Voice.Speech;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides, of all that the ledgers of a model's slices say, what people hear.
 *
 * <p><b>One thing, one alert.</b> Where all events and at least half of the slices of an objective fire, people hear of all events, and
 * the alert lists the slices. Where data do not come, or a dependency fails, they hear of that, once, and not that the data look different. What
 * is explained lives on in silence; once what explains it is over it speaks, if its newest slot is bad still.
 *
 * <p><b>No matter who comes first.</b> Readings of slices come from different tasks, in any order. So what one slot's ledgers say is
 * held as drafts until each slice that matters was heard up to that slot, and then decided together: the same readings in any order make
 * the same alerts. Only where a slice does not come at all a clock releases what waits for it, or a full memory does. An application that starts on
 * hours of waiting events knows no slices yet, and its tasks go through them at their own pace: what is said first waits until both all events and
 * a slice were heard, or for {@value #ACQUAINTED_AFTER_MS} ms.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Chorus {
    /** Clock time that drafts wait at most: longer than a group of Kafka takes to notice that a member died. */
    public static final long PATIENCE_MS = 60_000;

    /** Clock time that the first drafts wait for an objective's slices to be heard of at all: a beat of judge's clock. */
    static final long ACQUAINTED_AFTER_MS = 10_000;

    /** Comparisons that every slice has from its first window on. */
    private static final Set<Comparison> COME_FIRST = Set.of(Comparison.MAIN, Comparison.LABELS);

    /** Most drafts of an objective that wait. */
    static final int MOST_HELD = 4_096;

    private final Map<String, Part> parts = new TreeMap<>();
    private final VoiceMemory memory;
    private final Roster roster;
    private final Choir choir;
    private final Silences silences;

    /** A chorus that goes on where the memory's last owner stopped. */
    public Chorus(Collection<Objective> objectives, VoiceMemory memory, long clockMs) {
        this.memory = memory;
        this.roster = new Roster(memory);
        this.choir = new Choir(memory);
        this.silences = new Silences(memory);
        objectives.forEach(objective -> parts.put(key(objective), new Part(objective, objectives)));
        memory.drafts().forEach(key -> hold(key, clockMs));
    }

    private static String key(Objective objective) {
        return objective.subject().model() + "|" + objective.id();
    }

    /** One objective: what explains it, and what waits. */
    private static final class Part {
        private final Objective objective;
        private final List<String> sources;
        private final List<Objective> spokesmen;
        private final Predicate<Member.Id> awaited;
        private final TreeSet<DraftKey> held = new TreeSet<>();
        private long sinceMs;
        private boolean isAcquainted;

        Part(Objective objective, Collection<Objective> all) {
            this.objective = objective;
            List<Objective> explaining = all.stream()
                    .filter(other -> Cause.explains(other, objective))
                    .toList();
            this.sources = explaining.stream().map(Objective::id).toList();
            this.spokesmen = all.stream()
                    .filter(other -> Cause.speaksForSilence(other, objective))
                    .toList();
            this.isAcquainted = !isOfManySlices(objective);
            this.awaited = id -> isWhole(id)
                    || Roster.isOf(objective, id)
                    || explaining.stream().anyMatch(source -> Roster.isOf(source, id));
        }

        private static boolean isOfManySlices(Objective objective) {
            Slices slices = objective.subject().slices();
            return COME_FIRST.contains(objective.subject().comparison())
                    && (slices instanceof Slices.Each || slices instanceof Slices.Groupings);
        }

        /** Whether no other slice has anything to do with it. */
        boolean isAlone() {
            return objective.subject().slices().equals(Slices.WHOLE) && sources.isEmpty();
        }

        private boolean isWhole(Member.Id id) {
            return id.scope().isWhole()
                    && id.scope().stage() == objective.subject().stage()
                    && id.comparison().equals(objective.subject().comparison());
        }
    }

    /** What is said of this chorus' open alerts by the clock, and because people say something. */
    public Vigil vigil() {
        return new Vigil(choir, silences, memory);
    }

    /** Takes note of who was heard. Call before {@link #take}, and {@link #release} after. */
    public Member hear(Reading reading) {
        return roster.hear(reading);
    }

    /**
     * Takes in what a ledger says; {@link #release} decides. What is said of an objective that it does not know is dropped.
     *
     * @param alert finished but for number, slices and standing; its notice is the ledger's, as if there were no other slice
     * @param heard its slice, as {@link #hear} returned it
     */
    public void take(Alert alert, Newest slot, Member heard, long clockMs) {
        Part part = part(alert);
        if (part != null) {
            hold(Draft.of(alert, slot, dueMs(part, alert.times().metricTimeMs(), heard)), clockMs);
        }
    }

    /** Takes in what a ledger says though nothing was heard of its slice. */
    public void takeLate(Alert alert, Newest slot, long clockMs) {
        if (part(alert) != null) {
            hold(Draft.of(alert, slot, alert.times().metricTimeMs()), clockMs);
        }
    }

    private @Nullable Part part(Alert alert) {
        return parts.get(alert.promise().scope().model() + "|" + alert.promise().objective());
    }

    private void hold(Draft draft, long clockMs) {
        memory.putDraft(draft);
        hold(draft.key(), clockMs);
    }

    /** Nobody waits for a slice in the slot in which it is first heard; so it waits for the others until the next one. */
    private static long dueMs(Part part, long metricMs, Member heard) {
        boolean isNew = metricMs == heard.joinedMs() && !part.isAlone();
        return isNew ? metricMs + part.objective.goal().slotMs() : metricMs;
    }

    private void hold(DraftKey key, long clockMs) {
        Part part = parts.get(objectiveOf(key));
        if (part == null || !part.objective.subject().slices().include(key.slice())) {
            memory.takeDraft(key);
            return;
        }
        if (part.held.isEmpty()) {
            part.sinceMs = clockMs;
        }
        part.held.add(key);
    }

    private static String objectiveOf(DraftKey key) {
        return key.model() + "|" + key.objective();
    }

    /** What is decided now of one model, in the order in which it is to be told. */
    public List<Alert> release(String model, long clockMs) {
        List<Alert> told = new ArrayList<>();
        for (Part part : ofModel(model)) {
            while (!part.held.isEmpty() && mayGo(part)) {
                told.addAll(decide(part, clockMs));
            }
        }
        return told;
    }

    /** The objectives that explain others first. */
    private List<Part> ofModel(String model) {
        Map<Boolean, List<Part>> bySource = parts.values().stream()
                .filter(part -> part.objective.subject().model().equals(model) && !part.held.isEmpty())
                .collect(Collectors.partitioningBy(part -> part.sources.isEmpty()));
        List<Part> ordered = new ArrayList<>(bySource.getOrDefault(true, List.of()));
        ordered.addAll(bySource.getOrDefault(false, List.of()));
        return ordered;
    }

    private boolean mayGo(Part part) {
        return part.held.size() > MOST_HELD
                || isAcquainted(part)
                        && roster.isComplete(
                                part.awaited,
                                part.objective.subject().model(),
                                part.held.first().dueMs());
    }

    private boolean isAcquainted(Part part) {
        part.isAcquainted |= !part.isAcquainted && roster.knows(part.objective);
        return part.isAcquainted;
    }

    /** What has waited for too long: those it waited for are not waited for again until they are heard. */
    public List<Alert> releaseOverdue(long clockMs) {
        List<Alert> told = new ArrayList<>();
        for (Part part : parts.values()) {
            if (!part.held.isEmpty() && !part.isAcquainted && clockMs - part.sinceMs >= ACQUAINTED_AFTER_MS) {
                part.isAcquainted = true;
                told.addAll(release(part.objective.subject().model(), clockMs));
            }
            if (!part.held.isEmpty() && clockMs - part.sinceMs >= PATIENCE_MS) {
                String model = part.objective.subject().model();
                roster.giveUp(part.awaited, model, part.held.first().dueMs());
                told.addAll(release(model, clockMs));
            }
        }
        return told;
    }

    /** End of the newest slot heard of a model, event time; {@link Long#MIN_VALUE} if none was. O(slices). */
    public long newestMs(String model) {
        return roster.newestMs(model);
    }

    /** Forgets the slices of a model that were last heard before an instant, event time. */
    public void forget(String model, long beforeMs) {
        roster.forget(model, beforeMs);
    }

    /** How many drafts wait. */
    public int held() {
        return parts.values().stream().mapToInt(part -> part.held.size()).sum();
    }

    /** Decides together what all slices say of the first slot that waits. */
    private List<Alert> decide(Part part, long clockMs) {
        long dueMs = part.held.first().dueMs();
        List<Draft> drafts = new ArrayList<>();
        while (!part.held.isEmpty() && part.held.first().dueMs() == dueMs) {
            Draft draft = memory.takeDraft(part.held.pollFirst());
            if (draft != null) {
                drafts.add(draft);
            }
        }
        part.sinceMs = clockMs;
        drafts.forEach(draft -> choir.of(draft).says(draft));
        List<Alert> told = new ArrayList<>();
        for (Draft draft : drafts) {
            Voice voice = choir.of(draft);
            Notice notice = notice(part, voice, draft);
            if (notice != null) {
                told.add(finished(part, voice, draft, notice, clockMs));
            }
            choir.store(voice);
        }
        return told;
    }

    /** What people hear of a draft; null if nothing. */
    private @Nullable Notice notice(Part part, Voice voice, Draft draft) {
        boolean wasTold = voice.speech() == Speech.TOLD;
        if (!draft.isOpen()) {
            voice.become(Speech.QUIET);
            return wasTold ? Notice.CLOSED : null;
        }
        if (voice.speech() == Speech.DISMISSED && draft.alert().transition().notice() != Notice.OPENED) {
            return null;
        }
        if (wasTold && draft.alert().transition().notice() != Notice.OPENED) {
            return Notice.UPDATED;
        }
        boolean isFresh = draft.alert().transition().notice() == Notice.OPENED;
        if (!isFresh && draft.slot() != Newest.BAD) {
            return null;
        }
        String explanation = explanation(part, voice, draft);
        voice.become(explanation.isEmpty() ? Speech.TOLD : Speech.INHIBITED, explanation);
        return explanation.isEmpty() ? Notice.OPENED : null;
    }

    /** The alert that explains this one; empty if none does. Once explained it stays so for as long as that one is open. */
    private String explanation(Part part, Voice voice, Draft draft) {
        DraftKey key = draft.key();
        Voice before = voice.inhibitedBy().isEmpty() ? null : choir.find(voice.inhibitedBy());
        if (before != null && before.said().isOpenAt(key.dueMs())) {
            return voice.inhibitedBy();
        }
        Alert.Severity severity = draft.alert().severity();
        for (String source : part.sources) {
            Voice found = choir.source(source, key, severity);
            if (found != null) {
                return found.speaker().dedupKey();
            }
        }
        Voice silence = Cause.silenceExplains(part.objective) ? choir.silence(part.objective, key, severity) : null;
        if (silence != null) {
            return silence.speaker().dedupKey();
        }
        Voice same = sameSilence(part, voice, key, severity);
        if (same != null) {
            return same.speaker().dedupKey();
        }
        Voice whole = key.isWhole() ? null : choir.open(key, Scope.ALL, severity);
        boolean isGeneral =
                whole != null && 2L * choir.firing(key, severity) >= roster.known(part.objective, key.dueMs());
        return whole != null && isGeneral ? whole.speaker().dedupKey() : "";
    }

    /** The alert that another objective has no data either, of the same instant; null if there is none, or the voice speaks of something else. */
    private @Nullable Voice sameSilence(Part part, Voice voice, DraftKey key, Alert.Severity severity) {
        boolean isSilence =
                voice.speaker().dedupKey().equals(DedupKey.ofSilence(part.objective, key.slice(), severity));
        for (Objective spokesman : isSilence ? part.spokesmen : List.<Objective>of()) {
            Voice found = choir.silence(spokesman, key, severity);
            if (found != null && found.said().openedMs() == voice.said().openedMs()) {
                return found;
            }
        }
        return null;
    }

    private Alert finished(Part part, Voice voice, Draft draft, Notice notice, long clockMs) {
        Alert alert = draft.alert();
        AlertContext context = alert.context();
        if (notice == Notice.OPENED) {
            voice.setSilencedBy(silences.covering(alert, clockMs));
        }
        AlertContext.Slices slices = draft.key().isWhole() ? slices(part, draft) : context.slices();
        return alert.as(voice.nextSequence(alert.sequence()), alert.transition().as(notice), clockMs)
                .with(context.with(slices).with(voice.standing(context.standing())));
    }

    private AlertContext.Slices slices(Part part, Draft draft) {
        long known = roster.known(part.objective, draft.key().dueMs());
        if (known == 0) {
            return AlertContext.Slices.NONE;
        }
        Alert.Severity severity = draft.alert().severity();
        return new AlertContext.Slices(
                choir.firing(draft.key(), severity), (int) known, choir.worst(draft.key(), severity));
    }
}
