package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people read them, the same in every country. */
public final class Plain {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Plain() {}

    /** {@code 28 d}, {@code 6 h}, {@code 5 min}, {@code 90 s}: in the largest unit of which there are two, or which fits exactly; rounded. */
    public static String length(long ms) {
        if (ms >= 2 * DAY_MS || ms == DAY_MS) {
            return rounded(ms, DAY_MS) + " d";
        }
        if (ms >= 2 * HOUR_MS || ms == HOUR_MS) {
            return rounded(ms, HOUR_MS) + " h";
        }
        return ms >= 2 * MINUTE_MS || ms % MINUTE_MS == 0 ? rounded(ms, MINUTE_MS) + " min" : rounded(ms, 1000) + " s";
    }

    private static String rounded(long ms, long unit) {
        return String.format(Locale.ROOT, "%,d", Math.floorDiv(ms + unit / 2, unit));
    }

    /** {@code 1,234}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 2 pages}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 4.1 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%,.1f %%", 100 * share);
    }

    /** {@code 99.9 %}: all its digits. */
    public static String target(double share) {
        return new BigDecimal(Double.toString(share))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** {@code 99.873 %}: rounded down to five digits after the point, so that it never says more than was kept. */
    public static String kept(double share) {
        return BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .setScale(5, RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** {@code 14.4}: two digits, or none from a hundred on. */
    public static String rate(double rate) {
        return String.format(Locale.ROOT, rate >= 100 ? "%,.0f" : "%.2f", rate);
    }

    /** {@code 16.4 min}: time of entirely bad data. */
    public static String minutes(double ms) {
        return String.format(Locale.ROOT, "%,.1f min", ms / MINUTE_MS);
    }

    /** {@code gone}, {@code 3 d}, or {@code lasts}. */
    public static String left(Alert.TimeLeft left) {
        if (left instanceof Alert.TimeLeft.Until until) {
            return length(until.ms());
        }
        return left instanceof Alert.TimeLeft.Gone ? "gone" : "lasts";
    }

    /** {@code in 90 d}. */
    public static String span(long startMs, long endMs) {
        return TimeText.instant(startMs) + " to " + TimeText.instant(endMs) + " ("
                + length(Duration.ofMillis(endMs - startMs).toMillis()) + ")";
    }

    /** What a budget is for: {@code 30 d}, {@code each month of the calendar in Europe/Zurich}. */
    public static String window(Window window) {
        if (window instanceof Window.Calendar calendar) {
            String unit = calendar.unit().name().toLowerCase(Locale.ROOT);
            return (calendar.count() == 1 ? "each " + unit : "each " + calendar.count() + " " + unit + "s") + " of the"
                    + " calendar in " + calendar.zone().getId();
        }
        return length(window.lengthMs());
    }

    /** An enumeration's constant as a word: {@code TOO_FEW_ROWS} is {@code too few rows}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
