package io.tidemark.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Lengths of time and numbers as people read them, to about three digits. */
final class Spans {
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long SECOND = Duration.ofSeconds(1).toMillis();
    private static final long[] UNITS = {DAY, HOUR, MINUTE, SECOND};
    private static final String[] WORDS = {" d", " h", " min", " s"};

    private Spans() {}

    /** {@code 28 d}, {@code 1 d 6 h}, {@code 40 min 19 s}, {@code 300 ms}: in the largest unit that there is one of, and the next. */
    static String of(long ms) {
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (ms >= UNITS[unit]) {
                return inUnit(ms, unit);
            }
        }
        return ms + " ms";
    }

    private static String inUnit(long ms, int unit) {
        if (unit == UNITS.length - 1) {
            return ms / SECOND + WORDS[unit];
        }
        long rest = Math.round((ms % UNITS[unit]) / (double) UNITS[unit + 1]);
        long most = UNITS[unit] / UNITS[unit + 1];
        long whole = ms / UNITS[unit] + rest / most;
        return whole + WORDS[unit] + (rest % most == 0 ? "" : " " + rest % most + WORDS[unit + 1]);
    }

    /** {@code 13.4}, {@code 0.023}, {@code 1,240}: three digits, or a whole number. */
    static String number(double value) {
        if (Math.abs(value) >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return value == 0
                ? "0"
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** {@code 99.95 %}: as people wrote it. */
    static String percent(double share) {
        return BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .round(new MathContext(9))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** {@code 14.9 %}: three digits. */
    static String about(double share) {
        return number(100 * share) + " %";
    }
}
