package io.tidemark.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How instants and lengths of time are written for people: the same in every country. */
public final class TimeText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long[] UNITS = {
        Duration.ofDays(1).toMillis(),
        Duration.ofHours(1).toMillis(),
        Duration.ofMinutes(1).toMillis()
    };
    private static final String[] WORDS = {" d", " h", " min"};

    private TimeText() {}

    /** {@code 1997-05-05 00:00Z}: to the minute, in UTC, of milliseconds since the epoch. */
    public static String instant(long ms) {
        return MINUTE.format(Instant.ofEpochMilli(ms));
    }

    /** {@code 15 d}, {@code 19 h}, {@code 5 min}, {@code 30 s}: whole, rounded, in the largest unit of which there are two, or exactly one. */
    public static String duration(long ms) {
        for (int i = 0; i < UNITS.length; i++) {
            if (ms >= 2 * UNITS[i] || ms == UNITS[i]) {
                return Math.floorDiv(ms + UNITS[i] / 2, UNITS[i]) + WORDS[i];
            }
        }
        return Math.floorDiv(ms + 500, 1000) + " s";
    }
}
