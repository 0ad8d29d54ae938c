package io.tidemark.cli;

import io.tidemark.domain.TimeText;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/** What answers of the API have in common, for people. */
final class AnswerText {
    /** Stands where there is no value. */
    static final String NOTHING = "–";

    private static final double HUNDRED = 100;

    private AnswerText() {}

    /** {@code 41 %}. */
    static String percent(OptionalDouble share) {
        return share.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%,.0f %%", HUNDRED * share.getAsDouble());
    }

    /** {@code 0.312}: three significant digits. */
    static String number(OptionalDouble value) {
        return value.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%.3g", value.getAsDouble());
    }

    /** {@code 5,120}. */
    static String count(OptionalDouble rows) {
        return rows.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%,.0f", rows.getAsDouble());
    }

    /** {@code 1997-05-05 00:00Z}. */
    static String time(String instant) {
        return instant.isEmpty()
                ? NOTHING
                : TimeText.instant(Instant.parse(instant).toEpochMilli());
    }

    /** {@code 19 h}. */
    static String span(OptionalDouble ms) {
        return ms.isEmpty() ? NOTHING : TimeText.duration((long) ms.getAsDouble());
    }

    /** {@code NO_DATA} as {@code no data}. */
    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
