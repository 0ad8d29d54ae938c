package io.tidemark.runtime.first;

import io.tidemark.runtime.first.ColumnFacts.Count;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, times and values in comments. */
public final class Figures {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SHOWN_VALUES = 4;
    private static final int LONGEST_VALUE = 24;
    private static final double LARGE = 1e9;
    private static final MathContext DIGITS = new MathContext(6);

    private Figures() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share in percent: {@code 0.3 %}, {@code 42 %}. */
    static String percent(double share) {
        if (share > 0 && share < 0.001) {
            return "under 0.1 %";
        }
        String digits = String.format(Locale.ROOT, share < 0.0995 ? "%.1f" : "%.0f", share * 100);
        return digits.replaceFirst("\\.0$", "") + " %";
    }

    public static String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms));
    }

    /** A number as people write it. */
    static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(value) < LARGE ? rounded.toPlainString() : rounded.toString();
    }

    /** The largest whole unit: {@code 1 h}, {@code 3 d}. */
    public static String span(Duration duration) {
        if (duration.toDays() > 0) {
            return count(duration.toDays()) + " d";
        }
        return duration.toHours() > 0 ? duration.toHours() + " h" : Math.max(1, duration.toMinutes()) + " min";
    }

    /** The most frequent values with their shares. */
    static String values(ColumnFacts facts) {
        List<String> parts = new ArrayList<>();
        for (Count count :
                facts.top().subList(0, Math.min(SHOWN_VALUES, facts.top().size()))) {
            parts.add(value(count.value()) + " " + percent(facts.share(count)));
        }
        return String.join(", ", parts) + (facts.distinct() > SHOWN_VALUES ? ", …" : "");
    }

    /** A value on one line. */
    static String value(String value) {
        String plain = value.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() > LONGEST_VALUE ? plain.substring(0, LONGEST_VALUE) + "…" : plain;
    }

    public static String plural(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
