package io.tidemark.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 5m}, {@code 1h30m}, {@code 1d}, {@code 4w}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,6}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final long LONGEST_DAYS = 36_500;

    private DurationText() {}

    /** Whether the text is a duration of at most a hundred years. */
    public static boolean isValid(String text) {
        return WHOLE.matcher(text).matches() && parse(text).toDays() <= LONGEST_DAYS;
    }

    /** The duration of a valid text; <em>unchecked</em>. */
    public static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            sum = sum.plus(unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1))));
        }
        return sum;
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    /** Whether all that a text lacks is a unit. */
    static boolean isBare(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** What is wrong with a text that is not valid, and what would be right. */
    static String whyNot(String text) {
        if (isBare(text)) {
            return "has no unit; write " + text + "s, " + text + "m, " + text + "h or " + text + "d";
        }
        if (text.startsWith("-")) {
            return "is negative; write a duration like 5m, 1h or 1d";
        }
        if (WHOLE.matcher(text).matches()) {
            return "is more than a hundred years";
        }
        return "is not a duration; write a number and one of ms, s, m, h, d, w, like 5m or 1d";
    }

    /** As {@link #parse} reads it, in the largest unit up to days that divides it. */
    public static String of(Duration duration) {
        long ms = duration.toMillis();
        String[] units = {"d", "h", "m", "s"};
        for (String unit : units) {
            long unitMs = unit(unit).toMillis();
            if (ms % unitMs == 0 && ms >= unitMs) {
                return ms / unitMs + unit;
            }
        }
        return ms + "ms";
    }
}
