package io.tidemark.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them: the same in every country. */
final class Words {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** {@code 1997-05-05 00:00Z}. */
    static String instant(long ms) {
        return MINUTE.format(Instant.ofEpochMilli(ms));
    }

    /** {@code 41 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%,.0f %%", 100 * share);
    }

    /** {@code 15 d}, {@code 19 h}, {@code 5 min}, {@code 30 s}: in the largest unit of which there are two, or exactly one. */
    static String duration(long ms) {
        long[] units = {
            Duration.ofDays(1).toMillis(),
            Duration.ofHours(1).toMillis(),
            Duration.ofMinutes(1).toMillis()
        };
        String[] names = {" d", " h", " min"};
        for (int i = 0; i < units.length; i++) {
            if (ms >= 2 * units[i] || ms == units[i]) {
                return Math.floorDiv(ms + units[i] / 2, units[i]) + names[i];
            }
        }
        return Math.floorDiv(ms + 500, 1000) + " s";
    }

    /** {@code 3 h 30 min}: in the largest unit that fits, and the one below it where something is left. */
    static String span(long ms) {
        long[] units = {86_400, 3_600, 60, 1};
        String[] names = {" d", " h", " min", " s"};
        long seconds = Math.floorDiv(ms + 500, 1000);
        int i = 0;
        while (i < units.length - 1 && seconds < units[i]) {
            i++;
        }
        String first = seconds / units[i] + names[i];
        long rest = i < units.length - 1 ? seconds % units[i] / units[i + 1] : 0;
        return rest == 0 ? first : first + " " + rest + names[i + 1];
    }
}
