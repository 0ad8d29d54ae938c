package io.tidemark.runtime;

import io.tidemark.config.MonitorFile;
import io.tidemark.topology.MonitorObjectives;
import java.time.Duration;

/** How long the topic of readings is kept by the clock, where it is created: so long that a whole budget can be worked out again. */
public final class ReadingsKept {
    /** Of a file without SLOs, and of short ones. */
    static final Duration AT_LEAST = Duration.ofDays(30);

    /** A reading has some 40 measurements a column. */
    private static final Duration AT_MOST = Duration.ofDays(100);

    private static final Duration MORE = Duration.ofDays(7);

    private ReadingsKept() {}

    /** The longest window of an SLO and a week, from 30 to 100 days. */
    public static Duration of(MonitorFile file) {
        long longestMs = file.slos().stream()
                .mapToLong(slo -> MonitorObjectives.of(slo).goal().window().longestMs())
                .max()
                .orElse(0);
        long wantedMs = longestMs + MORE.toMillis();
        return Duration.ofMillis(Math.max(AT_LEAST.toMillis(), Math.min(AT_MOST.toMillis(), wantedMs)));
    }
}
