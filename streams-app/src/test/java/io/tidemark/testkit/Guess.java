package io.tidemark.testkit;

import io.tidemark.serde.EventEncoder;

/**
 * A prediction that a label comes for.
 *
 * @param id of the event and of the prediction
 * @param timeMs event time
 * @param region its one dimension
 * @param answer the predicted class
 * @param score of the positive class
 */
public record Guess(String id, long timeMs, String region, String answer, double score) implements EventEncoder.Event {
    @Override
    public String version() {
        return "v1";
    }

    @Override
    public int dimensions() {
        return 1;
    }

    @Override
    public String dimensionName(int index) {
        return "region";
    }

    @Override
    public String dimensionValue(int index) {
        return region;
    }

    @Override
    public String predictedClass() {
        return answer;
    }

    @Override
    public double predictedValue() {
        return Double.NaN;
    }

    @Override
    public boolean hasScore() {
        return true;
    }
}
