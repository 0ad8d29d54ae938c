package io.tidemark.ingest;

import io.tidemark.config.TimeFormat;
import io.tidemark.config.TimeFormat.Kind;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a column's times are written, found out from some of its values.
 *
 * @param format the first of the usual ones that reads nearly all values; {@link Kind#AUTO} wherever that does
 * @param word as a monitor file says it
 * @param also another format that reads them too, with another meaning (day and month exchanged); empty if there is none
 * @param hasZone whether all values that can be read say their zone themselves
 */
public record TimeShape(TimeFormat format, String word, String also, boolean hasZone) {
    /** A column that holds no times. */
    public static final TimeShape NONE = new TimeShape(TimeFormat.AUTO, "", "", false);

    private static final int PERCENT_TIMES = 98;
    /** Numbers are times only if they are of these years: 1990 to 2100, in seconds, milliseconds, microseconds, or nanoseconds that end in 000: others of that length are mostly ids. */
    private static final long EARLIEST_MS = 631_152_000_000L;

    private static final long LATEST_MS = 4_102_444_800_000L;
    private static final Pattern EPOCH = Pattern.compile("\\d{9,10}(\\.\\d+)?|\\d{12,13}|\\d{15,16}|\\d{15,16}000");
    private static final Pattern DATED = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");
    private static final Pattern ZONED = Pattern.compile(".*[Tt ]\\d\\d:?\\d\\d.*(Z|z|[+-]\\d\\d:?(\\d\\d)?)");
    private static final List<String> DATES = List.of(
            "dd.MM.yyyy",
            "d.M.yyyy",
            "MM/dd/yyyy",
            "dd/MM/yyyy",
            "M/d/yyyy",
            "d/M/yyyy",
            "yyyy/MM/dd",
            "yyyyMMdd",
            "d-MMM-yyyy",
            "d MMM yyyy");
    private static final List<String> CLOCKS = List.of(
            "",
            " HH:mm:ss",
            " HH:mm",
            " H:mm:ss",
            " H:mm",
            " HH:mm:ss.SSS",
            " h:mm:ss a",
            " h:mm a",
            "'T'HH:mm:ss",
            "HHmmss");

    /** The shape of a column's values, of which none is missing; {@link #NONE} if fewer than {@value #PERCENT_TIMES} % are times. */
    public static TimeShape of(List<String> values) {
        if (values.isEmpty() || values.stream().noneMatch(value -> value.chars().anyMatch(Character::isDigit))) {
            return NONE;
        }
        List<String> usual = values.stream().filter(TimeShape::looksUsual).toList();
        if (isMost(usual.size(), values.size())) {
            return reads(TimeFormat.AUTO, usual, values.size())
                    ? new TimeShape(TimeFormat.AUTO, "auto", "", hasZone(usual))
                    : NONE;
        }
        List<String> patterns = patterns(values);
        return patterns.isEmpty()
                ? NONE
                : new TimeShape(
                        new TimeFormat(Kind.PATTERN, patterns.get(0)),
                        patterns.get(0),
                        patterns.size() > 1 ? patterns.get(1) : "",
                        false);
    }

    /** A text as milliseconds since the epoch, without a zone in UTC; {@link CsvRows#NO_TIME} if it is no time of this shape. */
    public long timeMs(String text) {
        return new CsvTime(format, ZoneOffset.UTC).parse(text.toCharArray(), 0, text.length());
    }

    public boolean isTime() {
        return !word.isEmpty();
    }

    /** What cannot be read as a time says nothing of zones. */
    private static boolean hasZone(List<String> values) {
        CsvTime time = new CsvTime(TimeFormat.AUTO, ZoneOffset.UTC);
        return values.stream()
                .filter(value -> time.parse(value.toCharArray(), 0, value.length()) != CsvTime.NO_TIME)
                .allMatch(value ->
                        EPOCH.matcher(value).matches() || ZONED.matcher(value).matches());
    }

    private static boolean looksUsual(String value) {
        return EPOCH.matcher(value).matches() || DATED.matcher(value).matches();
    }

    private static boolean isMost(int some, int all) {
        return some * 100 >= all * PERCENT_TIMES;
    }

    /** The formats that read nearly all values, of those that exchange day and month one of each. */
    private static List<String> patterns(List<String> values) {
        List<String> found = new ArrayList<>();
        for (String date : DATES) {
            for (String clock : CLOCKS) {
                String pattern = date + clock;
                boolean isNew = found.stream().noneMatch(other -> exchanges(other) == exchanges(pattern));
                if (isNew
                        && fits(pattern, values.get(0))
                        && reads(new TimeFormat(Kind.PATTERN, pattern), values, values.size())) {
                    found.add(pattern);
                }
            }
        }
        return found;
    }

    private static boolean exchanges(String pattern) {
        return pattern.startsWith("M");
    }

    /** A quick look that spares the slow parser most formats. */
    private static boolean fits(String pattern, String value) {
        return pattern.contains(":") == value.contains(":") && pattern.contains("/") == value.contains("/");
    }

    private static boolean reads(TimeFormat format, List<String> values, int all) {
        CsvTime time = new CsvTime(format, ZoneOffset.UTC);
        int times = 0;
        for (String value : values) {
            long ms = time.parse(value.toCharArray(), 0, value.length());
            times += ms >= EARLIEST_MS && ms < LATEST_MS
                            || ms != CsvTime.NO_TIME && DATED.matcher(value).matches()
                    ? 1
                    : 0;
        }
        return isMost(times, all);
    }
}
