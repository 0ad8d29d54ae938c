package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Scope;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Objective;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The voices of all objectives, from the memory.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Choir {
    /** Most slices that an alert lists. */
    static final int MOST_LISTED = 10;

    private static final Comparator<AlertContext.AffectedSlice> FASTEST_FIRST = Comparator.comparingDouble(
                    AlertContext.AffectedSlice::burn)
            .thenComparingDouble(AlertContext.AffectedSlice::consumed)
            .reversed()
            .thenComparing(AlertContext.AffectedSlice::slice);

    private final VoiceMemory memory;
    private final Map<String, Voice> byKey = new HashMap<>();
    private final Map<String, Map<String, Voice>> byObjective = new HashMap<>();

    Choir(VoiceMemory memory) {
        this.memory = memory;
        memory.voices().forEach(this::keep);
    }

    private void keep(Voice voice) {
        byKey.put(voice.speaker().dedupKey(), voice);
        of(voice.speaker().model(), voice.speaker().objective())
                .put(voice.speaker().dedupKey(), voice);
    }

    private Map<String, Voice> of(String model, String objective) {
        return byObjective.computeIfAbsent(model + "|" + objective, unused -> new TreeMap<>());
    }

    /** The voice that says a draft; new if it never spoke. */
    Voice of(Draft draft) {
        return of(draft.alert());
    }

    /** The voice that says an alert; new if it never spoke. */
    Voice of(Alert alert) {
        Voice known = byKey.get(alert.dedupKey());
        if (known != null) {
            return known;
        }
        Voice fresh = new Voice(Voice.Speaker.of(alert));
        keep(fresh);
        return fresh;
    }

    @Nullable
    Voice find(String dedupKey) {
        return byKey.get(dedupKey);
    }

    void store(Voice voice) {
        memory.putVoice(voice);
    }

    Collection<Voice> all() {
        return List.copyOf(byKey.values());
    }

    void remove(Voice voice) {
        byKey.remove(voice.speaker().dedupKey());
        of(voice.speaker().model(), voice.speaker().objective())
                .remove(voice.speaker().dedupKey());
        memory.removeVoice(voice);
    }

    /** The most urgent voice of an objective's slice that is open at an instant and at least as urgent; null if there is none. */
    @Nullable
    Voice open(DraftKey key, String slice, Alert.Severity severity) {
        Voice found = null;
        for (Voice voice : of(key.model(), key.objective()).values()) {
            boolean isIt = voice.speaker().slice().equals(slice)
                    && voice.said().isOpenAt(key.dueMs())
                    && voice.speaker().severity().compareTo(severity) <= 0;
            if (isIt
                    && (found == null
                            || voice.speaker()
                                            .severity()
                                            .compareTo(found.speaker().severity())
                                    < 0)) {
                found = voice;
            }
        }
        return found;
    }

    /** The first voice of an objective, of all events, of a dependency or of that slice, that is open at an instant and at least as urgent; null if none. */
    @Nullable
    Voice source(String objective, DraftKey key, Alert.Severity severity) {
        for (Voice voice : of(key.model(), objective).values()) {
            String slice = voice.speaker().slice();
            if ((slice.equals(Scope.ALL) || Scope.isDependency(slice) || slice.equals(key.slice()))
                    && voice.said().isOpenAt(key.dueMs())
                    && voice.speaker().severity().compareTo(severity) <= 0) {
                return voice;
            }
        }
        return null;
    }

    /** The voice that says that an objective has no data, of all events or of that slice, open at an instant and at least as urgent; null if none. */
    @Nullable
    Voice silence(Objective objective, DraftKey key, Alert.Severity severity) {
        for (String slice : List.of(Scope.ALL, key.slice())) {
            for (Alert.Severity urgent : Alert.Severity.values()) {
                Voice voice = byKey.get(DedupKey.ofSilence(objective, slice, urgent));
                boolean isIt = voice != null
                        && !voice.speaker().dedupKey().equals(key.dedupKey())
                        && voice.said().isOpenAt(key.dueMs())
                        && urgent.compareTo(severity) <= 0;
                if (isIt) {
                    return voice;
                }
            }
        }
        return null;
    }

    /** How many slices fire, at least as urgently, the slice of all events left out. O(voices of the objective). */
    int firing(DraftKey key, Alert.Severity severity) {
        Set<String> slices = new HashSet<>();
        for (Voice voice : slices(key, severity)) {
            if (voice.said().state() == Alert.State.FIRING) {
                slices.add(voice.speaker().slice());
            }
        }
        return slices.size();
    }

    /** The slices that are open, the fastest first; of each its most urgent alert. */
    List<AlertContext.AffectedSlice> worst(DraftKey key, Alert.Severity severity) {
        Map<String, Voice> bySlice = new TreeMap<>();
        for (Voice voice : slices(key, severity)) {
            bySlice.merge(
                    voice.speaker().slice(),
                    voice,
                    (one, other) ->
                            one.speaker().severity().compareTo(other.speaker().severity()) <= 0 ? one : other);
        }
        return bySlice.values().stream()
                .map(voice -> new AlertContext.AffectedSlice(
                        voice.speaker().slice(),
                        voice.said().state(),
                        voice.said().consumed(),
                        voice.said().burn()))
                .sorted(FASTEST_FIRST)
                .limit(MOST_LISTED)
                .toList();
    }

    private List<Voice> slices(DraftKey key, Alert.Severity severity) {
        List<Voice> open = new ArrayList<>();
        for (Voice voice : of(key.model(), key.objective()).values()) {
            if (!voice.speaker().slice().equals(Scope.ALL)
                    && voice.said().isOpenAt(key.dueMs())
                    && voice.speaker().severity().compareTo(severity) <= 0) {
                open.add(voice);
            }
        }
        return open;
    }
}
