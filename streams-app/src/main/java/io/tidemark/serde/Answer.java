package io.tidemark.serde;

import io.tidemark.domain.RequestStatus;

/**
 * A prediction with how long it took and how it ended, without features.
 *
 * @param timeMs event time
 * @param version of the model that answered; empty for none
 * @param predicted the class; empty for none
 * @param latencyMs NaN for unknown
 * @param status how the request ended
 * @param region its one dimension; empty for none
 */
public record Answer(
        long timeMs, String version, String predicted, double latencyMs, RequestStatus status, String region)
        implements EventEncoder.Event {
    /** An answer without dimensions. */
    public Answer(long timeMs, String version, String predicted, double latencyMs, RequestStatus status) {
        this(timeMs, version, predicted, latencyMs, status, "");
    }

    /** An answer of the model, without a version. */
    public static Answer ok(long timeMs, double latencyMs) {
        return new Answer(timeMs, "", "ok", latencyMs, RequestStatus.OK);
    }

    @Override
    public String id() {
        return "r" + timeMs;
    }

    @Override
    public int dimensions() {
        return region.isEmpty() ? 0 : 1;
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
        return predicted;
    }

    @Override
    public boolean hasLatency() {
        return !Double.isNaN(latencyMs);
    }
}
