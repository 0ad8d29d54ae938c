package io.tidemark.notify;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One episode as its alerts tell it: its transitions, and of everything else the alert that says most. Alerts come in the order of their
 * topic; those of other episodes are passed over, but for the newest of each slice of the same objective and severity. Holds at most
 * {@value #MOST} transitions, slices and annotations each. Owned by one thread.
 */
public final class Story {
    static final int MOST = 1_000;

    private final String episodeId;
    private final List<Turned> turns = new ArrayList<>();
    private final Map<String, Alert> slices = new LinkedHashMap<>();
    private final List<Annotation> notes = new ArrayList<>();
    private @Nullable Alert first;
    private @Nullable Alert last;
    private @Nullable Alert telling;
    private @Nullable Alert suspecting;
    private @Nullable Alert widest;
    private double episodeConsumed;

    /** Something that happened to the episode, in the words of {@link Turn}. */
    record Turned(Alert.Times times, String words) {}

    public Story(String episodeId) {
        this.episodeId = episodeId;
    }

    /** Takes in what happened at an alert of the episode that is no longer at hand; what happened at one that is heard too is told once. */
    public void turned(Alert.Times times, String words) {
        Turned turned = new Turned(times, words);
        if (turns.size() < MOST && !turns.contains(turned)) {
            turns.add(turned);
        }
    }

    /** Takes in an alert, of whichever episode. */
    public void hear(Alert alert) {
        if (!alert.episodeId().equals(episodeId)) {
            slices.put(alert.dedupKey(), alert);
            if (slices.size() > MOST) {
                slices.remove(slices.keySet().iterator().next());
            }
            return;
        }
        first = first == null ? alert : first;
        last = alert;
        telling = telling == null && !alert.finding().evidence().isEmpty() ? alert : telling;
        suspecting = alert.context().changes().isEmpty() ? suspecting : alert;
        boolean isWidest = widest == null
                || alert.context().slices().firing() > widest.context().slices().firing();
        widest = isWidest ? alert : widest;
        episodeConsumed = Math.max(episodeConsumed, alert.context().episodeConsumed());
        if (Turn.isOne(alert)) {
            turned(alert.times(), Turn.words(alert));
        }
    }

    /** Takes in an annotation; it is told if it belongs to the episode, or to its objective or model at its time. */
    public void hear(Annotation note) {
        if (notes.size() < MOST) {
            notes.add(note);
        }
    }

    /** Whether there was any alert of the episode. */
    public boolean isKnown() {
        return first != null;
    }

    String episodeId() {
        return episodeId;
    }

    List<Turned> turns() {
        return List.copyOf(turns);
    }

    /** The first alert of it that was heard. */
    Alert first() {
        return known(first);
    }

    Alert last() {
        return known(last);
    }

    /** The first with evidence, or the first. */
    Alert telling() {
        return telling == null ? first() : telling;
    }

    /** The last with changes, or the last. */
    Alert suspecting() {
        return suspecting == null ? last() : suspecting;
    }

    /** The one with most slices. */
    Alert widest() {
        return known(widest);
    }

    /** Share of the budget that the episode used: as it says, or else by how much the budget moved while it was told. */
    double episodeConsumed() {
        double moved = last().budget().consumed() - first().budget().consumed();
        return episodeConsumed > 0 ? episodeConsumed : Math.max(0, moved);
    }

    /** The newest alerts of other slices of the same objective and severity, where their episodes lie within this one's time. */
    List<Alert> besides() {
        Alert own = first();
        return slices.values().stream()
                .filter(other -> other.severity() == own.severity())
                .filter(other ->
                        other.promise().objective().equals(own.promise().objective()))
                .filter(other -> other.promise()
                        .scope()
                        .model()
                        .equals(own.promise().scope().model()))
                .filter(other -> !other.dedupKey().equals(own.dedupKey())
                        && other.context().policyStep().isEmpty())
                .filter(other -> other.times().sinceMs() <= last().times().metricTimeMs()
                        && other.times().metricTimeMs() >= own.times().sinceMs())
                .toList();
    }

    /** The annotations that belong to it. */
    List<Annotation> notes() {
        Alert own = first();
        return notes.stream()
                .filter(note -> note.subject().episodeId().equals(episodeId)
                        || isOfAll(note) && isOfObjective(note, own) && isWithin(note, own))
                .toList();
    }

    /** Whether it is of no other episode: a step of a policy has an alert of its own, and is part of every story of its time. */
    private static boolean isOfAll(Annotation note) {
        return note.subject().episodeId().isEmpty()
                || note.kind() == Annotation.Kind.POLICY_ENTERED
                || note.kind() == Annotation.Kind.POLICY_LEFT;
    }

    private static boolean isOfObjective(Annotation note, Alert own) {
        Annotation.Subject subject = note.subject();
        return subject.model().equals(own.promise().scope().model())
                && (subject.objective().isEmpty()
                        || subject.objective().equals(own.promise().objective()));
    }

    private boolean isWithin(Annotation note, Alert own) {
        long fromMs = note.times().fromMs();
        return fromMs >= own.times().sinceMs() && fromMs <= last().times().metricTimeMs();
    }

    private Alert known(@Nullable Alert alert) {
        if (alert == null) {
            throw new IllegalStateException("no alert of the episode was heard: episode=" + episodeId);
        }
        return alert;
    }
}
