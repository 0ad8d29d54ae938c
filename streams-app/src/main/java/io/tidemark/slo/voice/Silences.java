package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The silences of every model that are not over, from the memory.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Silences {
    /** Most silences of one model. */
    public static final int MOST = 1_000;

    private final VoiceMemory memory;
    private final Map<String, Map<String, Silence>> byModel = new TreeMap<>();

    Silences(VoiceMemory memory) {
        this.memory = memory;
        memory.silences().forEach(silence -> of(silence.model()).put(silence.id(), silence));
    }

    private Map<String, Silence> of(String model) {
        return byModel.computeIfAbsent(model, unused -> new TreeMap<>());
    }

    /** What became of an operation. */
    public enum Taken {
        YES,
        /** There is none of that id. */
        NOT_THERE,
        /** There are {@link #MOST} already. */
        TOO_MANY
    }

    /** A silence begins that {@link Silence#refusal} has nothing against, or is replaced by one of its id. */
    Taken begin(Operation operation) {
        Silence silence = Silence.of(operation);
        Map<String, Silence> silences = of(silence.model());
        if (silences.size() >= MOST && !silences.containsKey(silence.id())) {
            return Taken.TOO_MANY;
        }
        silences.put(silence.id(), silence);
        memory.putSilence(silence);
        return Taken.YES;
    }

    /** A silence ends before its time. */
    Taken end(Operation operation) {
        Silence ended = of(operation.model()).remove(operation.id());
        if (ended == null) {
            return Taken.NOT_THERE;
        }
        memory.removeSilence(ended);
        return Taken.YES;
    }

    /** Forgets what is over. */
    void expire(long clockMs) {
        for (Map<String, Silence> silences : byModel.values()) {
            List<Silence> over = silences.values().stream()
                    .filter(silence -> silence.endMs() <= clockMs)
                    .toList();
            over.forEach(silence -> silences.remove(silence.id()));
            over.forEach(memory::removeSilence);
        }
    }

    /** The ids of the silences that cover an alert at an instant of the clock, in order. */
    List<String> covering(Alert alert, long clockMs) {
        return of(alert.promise().scope().model()).values().stream()
                .filter(silence -> silence.covers(alert, clockMs))
                .map(Silence::id)
                .toList();
    }
}
