package io.tidemark.judge;

import io.tidemark.domain.Operation;
import io.tidemark.slo.Correction;
import io.tidemark.slo.CorrectionCodec;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Objective;
import io.tidemark.slo.voice.Vigil.Answer;
import io.tidemark.store.KeptCorrections;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The corrections that one task's models have: those of the monitor file, and those told at run time, {@code correction/MODEL|ID},
 * {@link CorrectionCodec}.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class CorrectionProcessorState {
    /** Most corrections of one model. */
    static final int MOST = 1_000;

    private final Judge judge;
    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Map<String, Correction>> byModel = new HashMap<>();
    private final Map<String, Corrections> ready = new HashMap<>();

    CorrectionProcessorState(Judge judge, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.store = store;
        KeptCorrections.all(store)
                .forEach(kept -> of(kept.model()).put(kept.correction().id(), kept.correction()));
    }

    private Map<String, Correction> of(String model) {
        return byModel.computeIfAbsent(model, unused -> new TreeMap<>());
    }

    /** Those of an objective's slice. */
    Corrections of(Objective objective, String slice) {
        return of(objective.subject().model(), objective.id(), slice);
    }

    /** The same of an objective that is known by name. */
    Corrections of(String model, String objective, String slice) {
        return ready.computeIfAbsent(model, this::all).of(objective, slice);
    }

    private Corrections all(String model) {
        List<Correction> all = new ArrayList<>(judge.declared(model));
        all.addAll(of(model).values());
        return Corrections.of(all);
    }

    /** Takes a correction in, or its end; the ledgers notice when they are opened next. */
    Answer take(Operation operation) {
        Map<String, Correction> corrections = of(operation.model());
        String key = KeptCorrections.key(operation.model(), operation.id());
        if (operation.kind() == Operation.Kind.END_CORRECTION) {
            if (corrections.remove(operation.id()) == null) {
                return new Answer.Refused(whyUnknown(operation));
            }
            store.delete(key);
            ready.remove(operation.model());
            return new Answer.Holds();
        }
        if (corrections.size() >= MOST && !corrections.containsKey(operation.id())) {
            return new Answer.Refused("the model has " + MOST + " corrections already; end some first");
        }
        try {
            Correction correction = Correction.of(operation);
            if (correction.equals(corrections.put(operation.id(), correction))) {
                return new Answer.Known();
            }
            store.put(key, CorrectionCodec.write(correction));
            ready.remove(operation.model());
            return new Answer.Holds();
        } catch (IllegalArgumentException | DateTimeException mistake) {
            return new Answer.Refused(String.valueOf(mistake.getMessage()));
        }
    }

    private String whyUnknown(Operation operation) {
        boolean isDeclared = judge.declared(operation.model()).stream()
                .anyMatch(correction -> correction.id().equals(operation.id()));
        return isDeclared ? "the correction is in the monitor file; take it out there" : "there is no such correction";
    }
}
