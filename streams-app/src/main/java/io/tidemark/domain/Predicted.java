package io.tidemark.domain;

import java.util.List;

/**
 * What grading needs of a prediction.
 *
 * @param timeMs its event time
 * @param slices every slice that it was counted in, but for that of all events
 * @param answer the predicted class; empty where a number was predicted
 * @param value the predicted number; NaN where a class was
 * @param score NaN without one
 */
public record Predicted(long timeMs, List<String> slices, String answer, double value, double score) {
    public Predicted {
        slices = List.copyOf(slices);
    }
}
