package io.tidemark.http;

/** Where the server tells what it answered, and what it hands out at {@code /metrics}. Any thread. */
public interface Telemetry {
    /** Prometheus' text format. */
    String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** OpenMetrics. */
    String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /**
     * All metrics.
     *
     * @param mediaType {@link #TEXT} or {@link #OPEN_METRICS}
     */
    String text(String mediaType);

    /** A request was answered. */
    default void answered(Answered request) {}

    /**
     * A request that was answered.
     *
     * @param method of HTTP
     * @param path the path's template, {@code /api/v1/models/{model}}; {@code other} if there is no such path
     * @param status of HTTP
     * @param ms how long it took
     */
    record Answered(String method, String path, int status, double ms) {}
}
