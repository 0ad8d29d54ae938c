package io.tidemark.grade;

import io.tidemark.domain.NewestTimes;
import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.PredictionId;
import java.util.function.Predicate;

/** What grade remembers, as its core sees it: the store of one task. */
public interface OpenPredictions {
    /** What is known of a prediction; {@link OpenPrediction#NOTHING} if it was never met, or is forgotten. */
    OpenPrediction get(String model, PredictionId id);

    void put(String model, PredictionId id, OpenPrediction open);

    /** How far a model's time has come, of what this task has met. */
    NewestTimes newest(String model);

    void putNewest(String model, NewestTimes newest);

    /**
     * Looks at the next so many rows, from where it stopped the last time, round and round.
     *
     * @param over whether a row is to be forgotten
     */
    void sweep(int rows, Predicate<Row> over);

    /** A row that is looked at. */
    record Row(String model, OpenPrediction open) {}
}
