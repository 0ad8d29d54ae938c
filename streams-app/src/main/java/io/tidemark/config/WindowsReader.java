package io.tidemark.config;

import io.tidemark.domain.RollUp;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code windows} of a monitor, and their defaults.
 *
 * <table>
 * <caption>Defaults</caption>
 * <tr><td>size</td><td>1h</td></tr>
 * <tr><td>pane</td><td>the largest of 1m, 5m, 15m, 30m, 1h, 6h, 1d that divides the size and is at most a 24th of it; else the
 * greatest whole number of seconds, up to 60, that divides the size; else the size</td></tr>
 * <tr><td>lateness</td><td>a quarter of the size, at most 1h</td></tr>
 * <tr><td>idleAfter</td><td>60s</td></tr>
 * <tr><td>retention</td><td>168 windows (a week of hours), at most 90d, but 64 windows at least: the longest scale that is read; and as
 * far back as references and volume look</td></tr>
 * <tr><td>hours, days</td><td>30d and 400d: the windows' sums by the hour and the day, where windows are shorter than these</td></tr>
 * <tr><td>noDataAfter</td><td>3 windows</td></tr>
 * <tr><td>forgetAfter</td><td>64 windows</td></tr>
 * </table>
 */
final class WindowsReader {
    private static final Pattern COUNT = Pattern.compile("(\\d{1,4}) windows?");
    private static final int LONGEST_SCALE = 64;
    private static final int USUAL_NO_DATA_WINDOWS = 3;
    private static final int USUAL_RETENTION_WINDOWS = 168;
    private static final long SECONDS_A_MINUTE = 60;
    private static final int MOST_EMPTY_WINDOWS = 10_000;
    private static final int MOST_PANES = 10_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_LATENESS = Duration.ofHours(1);
    private static final List<Duration> PANES = List.of(
            Duration.ofDays(1),
            Duration.ofHours(6),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));

    private WindowsReader() {}

    static Windows read(Section windows) {
        Duration size = atLeastSecond(windows.field("size"), Duration.ofHours(1));
        Duration pane = pane(windows.field("pane"), size, windows.field("size"));
        Duration lateness = windows.field("lateness").durationOrZero(usualLateness(size));
        Duration idleAfter = windows.field("idleAfter").duration(Duration.ofSeconds(60));
        Duration retention = retention(windows.field("retention"), size, lateness);
        Duration hours = rollUp(windows.field("hours"), Duration.ofDays(30), Duration.ofDays(2));
        Duration days = rollUp(windows.field("days"), Duration.ofDays(400), Duration.ofDays(2));
        Duration noDataAfter =
                durationOrWindows(windows.field("noDataAfter"), size, size.multipliedBy(USUAL_NO_DATA_WINDOWS));
        int forgetAfter = windowsIn(windows.field("forgetAfter"), size, LONGEST_SCALE);
        return new Windows(size, pane, lateness, idleAfter, retention, hours, days, noDataAfter, forgetAfter);
    }

    /** Whether {@link #read} takes the size as it is written, or is meant to take the usual one; reports nothing. */
    static boolean isSizeSound(Field windows) {
        Field size = windows.sectionIfSection().field("size");
        if (!size.isPresent()) {
            return windows.isSection() || !windows.isPresent();
        }
        return size.isSingle()
                && DurationText.isValid(size.text(""))
                && DurationText.parse(size.text("")).compareTo(SHORTEST) >= 0;
    }

    private static Duration atLeastSecond(Field field, Duration fallback) {
        Duration duration = field.duration(fallback);
        if (duration.compareTo(SHORTEST) < 0) {
            field.fail("is shorter than 1s; write 1s or more");
            return fallback;
        }
        return duration;
    }

    private static Duration pane(Field field, Duration size, Field sizeField) {
        if (!field.isPresent()) {
            return usualPane(size);
        }
        Duration pane = atLeastSecond(field, usualPane(size));
        if (size.toMillis() % pane.toMillis() != 0) {
            field.fail("does not divide the windows' size=" + sizeField.text("1h") + "; "
                    + DurationText.of(usualPane(size)) + " would");
        } else if (size.dividedBy(pane) > MOST_PANES) {
            field.fail("makes more than " + MOST_PANES + " panes of a window of " + DurationText.of(size) + "; "
                    + DurationText.of(usualPane(size)) + " is usual");
        }
        return pane;
    }

    /** As the table above says. */
    static Duration usualPane(Duration size) {
        long longest = size.toMillis() / 24;
        for (Duration pane : PANES) {
            if (size.toMillis() % pane.toMillis() == 0 && pane.toMillis() <= longest) {
                return pane;
            }
        }
        return greatestPartWithinMinute(size);
    }

    private static Duration greatestPartWithinMinute(Duration size) {
        for (long seconds = Math.min(SECONDS_A_MINUTE, size.toSeconds()); seconds > 0; seconds--) {
            if (size.toMillis() % (seconds * 1000) == 0) {
                return Duration.ofSeconds(seconds);
            }
        }
        return size;
    }

    private static Duration usualLateness(Duration size) {
        Duration quarter = size.dividedBy(4);
        return quarter.compareTo(LONGEST_LATENESS) > 0 ? LONGEST_LATENESS : quarter;
    }

    private static Duration retention(Field field, Duration size, Duration lateness) {
        Duration retention = field.duration(usualRetention(size));
        Duration least = size.plus(lateness);
        Duration summed = summedUpIn(size);
        if (retention.compareTo(least) < 0) {
            field.fail("is shorter than a window and its lateness; write " + DurationText.of(longer(least, summed))
                    + " or more");
        } else if (retention.compareTo(summed) < 0) {
            field.fail("is shorter than the " + DurationText.of(summed) + " that windows are summed up in; write "
                    + DurationText.of(summed) + " or more");
        }
        return retention;
    }

    private static Duration usualRetention(Duration size) {
        Duration week = size.multipliedBy(USUAL_RETENTION_WINDOWS);
        Duration most = Duration.ofDays(90);
        Duration usual = longer(size.multipliedBy(LONGEST_SCALE), week.compareTo(most) > 0 ? most : week);
        return longer(usual, summedUpIn(size));
    }

    /** The shortest span that windows of this size are summed up in; they must be kept until then. */
    private static Duration summedUpIn(Duration size) {
        for (RollUp rollUp : RollUp.values()) {
            if (rollUp.sums(size.toMillis())) {
                return Duration.ofMillis(rollUp.lengthMs());
            }
        }
        return Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration rollUp(Field field, Duration usual, Duration least) {
        Duration kept = field.duration(usual);
        if (kept.compareTo(least) < 0) {
            field.fail("is shorter than " + DurationText.of(least) + "; write " + DurationText.of(least) + " or more");
        }
        return kept;
    }

    private static int windowsIn(Field field, Duration size, int usual) {
        Duration length = durationOrWindows(field, size, size.multipliedBy(usual));
        long count = length.dividedBy(size);
        if (count < 1 || count > MOST_EMPTY_WINDOWS) {
            field.fail("is not 1 to " + MOST_EMPTY_WINDOWS + " windows of " + DurationText.of(size) + "; " + usual
                    + " windows is usual");
            return usual;
        }
        return (int) count;
    }

    /** A duration, or {@code 3 windows}. */
    static Duration durationOrWindows(Field field, Duration size, Duration fallback) {
        if (field.isSingle()) {
            Matcher count = COUNT.matcher(field.text(""));
            if (count.matches() && Integer.parseInt(count.group(1)) > 0) {
                return size.multipliedBy(Integer.parseInt(count.group(1)));
            }
        }
        return field.duration(fallback);
    }
}
