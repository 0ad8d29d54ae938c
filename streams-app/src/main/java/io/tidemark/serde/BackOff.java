package io.tidemark.serde;

import java.time.Duration;

/**
 * How long to leave a registry alone after it did not give what it was asked for: half a second, twice as long each time, 30 s at most.
 *
 * @param pause until it may be asked again; zero where it gave what it was asked for last
 */
public record BackOff(Duration pause) {
    /** Nothing failed lately. */
    public static final BackOff NONE = new BackOff(Duration.ZERO);

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** After one failure more. */
    public BackOff longer() {
        Duration doubled = pause.multipliedBy(2);
        return new BackOff(pause.isZero() ? SHORTEST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }
}
