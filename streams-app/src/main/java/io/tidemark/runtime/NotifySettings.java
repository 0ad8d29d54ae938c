package io.tidemark.runtime;

import java.time.Duration;

/**
 * How patient notifiers are.
 *
 * @param connect longest wait for a connection
 * @param request longest wait for a whole answer
 * @param firstBackoff wait after a first failure, doubled after each further one
 * @param longestBackoff where the doubling ends
 * @param resend how often Alertmanager is sent all alerts
 */
public record NotifySettings(
        Duration connect, Duration request, Duration firstBackoff, Duration longestBackoff, Duration resend) {
    /** 5 s to connect, 15 s to answer, tries 0.5 s to 1 min apart, Alertmanager every minute. */
    public static final NotifySettings USUAL = new NotifySettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMillis(500),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
}
