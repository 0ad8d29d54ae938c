package io.tidemark.grade;

import io.tidemark.domain.NewestTimes;
import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.PredictionId;
import io.tidemark.store.PredictionStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The store of a task as {@link Grader} sees it. How far a model's time has come is kept on the heap, and stored once between two sweeps.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class GradeProcessorState implements OpenPredictions {
    private final PredictionStore store;
    private final Map<String, NewestTimes> newest = new HashMap<>();
    private final Map<String, NewestTimes> stored = new HashMap<>();

    GradeProcessorState(PredictionStore store) {
        this.store = store;
    }

    @Override
    public OpenPrediction get(String model, PredictionId id) {
        return store.get(model, id);
    }

    @Override
    public void put(String model, PredictionId id, OpenPrediction open) {
        store.put(model, id, open);
    }

    @Override
    public NewestTimes newest(String model) {
        return newest.computeIfAbsent(model, store::newest);
    }

    @Override
    public void putNewest(String model, NewestTimes times) {
        newest.put(model, times);
    }

    @Override
    public void sweep(int rows, Predicate<Row> over) {
        newest.forEach((model, times) -> {
            if (!times.equals(NewestTimes.NONE) && !times.equals(stored.put(model, times))) {
                store.putNewest(model, times);
            }
        });
        store.sweep(rows, (model, open) -> over.test(new Row(model, open)));
    }
}
