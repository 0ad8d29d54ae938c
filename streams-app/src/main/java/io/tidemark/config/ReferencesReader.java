package io.tidemark.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code reference} and {@code references} of a monitor. Without any, the first 7 days are the reference, or the first 28
 * windows if that is more.
 */
final class ReferencesReader {
    private static final Pattern COUNT = Pattern.compile("\\d+");
    private static final Duration USUAL_WARM_UP = Duration.ofDays(7);
    private static final int USUAL_WINDOWS = 28;
    private static final int MOST_TRAILING = 1_000;

    private final Windows windows;
    private final boolean areWindowsSound;

    private ReferencesReader(Windows windows, boolean areWindowsSound) {
        this.windows = windows;
        this.areWindowsSound = areWindowsSound;
    }

    /**
     * Reads both keys.
     *
     * @param areWindowsSound whether what depends on the windows can be checked
     */
    static References read(Section monitor, Windows windows, boolean areWindowsSound) {
        ReferencesReader reader = new ReferencesReader(windows, areWindowsSound);
        ReferenceRule standard = monitor.has("reference")
                ? monitor.section("reference", reader::rule)
                : new ReferenceRule.First(reader.usualWarmUp());
        monitor.field("reference");
        return new References(standard, monitor.sections("references", reader::forColumns));
    }

    private Duration usualWarmUp() {
        Duration usual = windows.size().multipliedBy(USUAL_WINDOWS);
        return usual.compareTo(USUAL_WARM_UP) > 0 ? usual : USUAL_WARM_UP;
    }

    private References.ForColumns forColumns(Section override) {
        List<String> columns = override.field("columns").names();
        if (!override.has("columns")) {
            override.field("columns").failMissing("name the columns that this reference is for");
        }
        return new References.ForColumns(columns, rule(override));
    }

    private ReferenceRule rule(Section section) {
        Field from = section.field("from");
        Field to = section.field("to");
        Field first = section.field("first");
        Field trailing = section.field("trailing");
        int ways = (from.isPresent() || to.isPresent() ? 1 : 0)
                + (first.isPresent() ? 1 : 0)
                + (trailing.isPresent() ? 1 : 0);
        if (ways != 1) {
            section.fail("needs exactly one of: from and to, first, trailing");
            return new ReferenceRule.First(usualWarmUp());
        }
        if (first.isPresent()) {
            return first(first);
        }
        return trailing.isPresent() ? trailing(trailing) : pinned(from, to);
    }

    private ReferenceRule first(Field field) {
        Duration length = WindowsReader.durationOrWindows(field, windows.size(), usualWarmUp());
        if (areWindowsSound && length.compareTo(windows.size()) < 0) {
            field.fail("is shorter than one window of " + DurationText.of(windows.size())
                    + "; five windows or more tell how much they vary");
        }
        return new ReferenceRule.First(length);
    }

    private ReferenceRule trailing(Field field) {
        int count = COUNT.matcher(field.text("")).matches()
                ? field.whole(1, MOST_TRAILING, USUAL_WINDOWS)
                : windowsIn(field);
        if (areWindowsSound && windows.size().multipliedBy(count + 1L).compareTo(windows.retention()) > 0) {
            field.fail("needs " + (count + 1) + " windows of " + DurationText.of(windows.size()) + ", but retention="
                    + DurationText.of(windows.retention()) + "; keep panes longer or trail less");
        }
        return new ReferenceRule.Trailing(count);
    }

    private int windowsIn(Field field) {
        Duration length = WindowsReader.durationOrWindows(
                field, windows.size(), windows.size().multipliedBy(USUAL_WINDOWS));
        long count = length.dividedBy(windows.size());
        boolean isWhole = length.toMillis() % windows.size().toMillis() == 0;
        if (areWindowsSound && (!isWhole || count < 1 || count > MOST_TRAILING)) {
            field.fail("is not 1 to " + MOST_TRAILING + " whole windows of " + DurationText.of(windows.size())
                    + "; write their number");
            return USUAL_WINDOWS;
        }
        return (int) Math.max(1, Math.min(MOST_TRAILING, count));
    }

    private ReferenceRule pinned(Field from, Field to) {
        Instant start = instant(from);
        Instant end = instant(to);
        boolean areInstants = !start.equals(Instant.MIN) && !end.equals(Instant.MIN);
        if (areInstants && !start.isBefore(end)) {
            from.fail("is not before to=" + to.text("") + "; to is not part of the reference");
        } else if (areInstants
                && areWindowsSound
                && Duration.between(start, end).compareTo(windows.size()) < 0) {
            to.fail("makes a reference shorter than one window of " + DurationText.of(windows.size()));
        }
        return new ReferenceRule.Pinned(start, end);
    }

    private Instant instant(Field field) {
        String text = field.text("");
        if (!field.isSingle()) {
            if (!field.isPresent()) {
                field.failMissing("write a date like 2024-01-01");
            }
            return Instant.MIN;
        }
        Instant instant = parse(text);
        if (instant.equals(Instant.MIN)) {
            field.fail("is not a time; write 2024-01-01 or 2024-01-01T12:00Z (without a zone it is UTC)");
        } else if (areWindowsSound && instant.toEpochMilli() % windows.pane().toMillis() != 0) {
            field.fail(
                    "is not on a pane's boundary; panes are " + DurationText.of(windows.pane()) + ", from 00:00 UTC");
        }
        return instant;
    }

    /** The instant, or {@link Instant#MIN} if it is none. */
    private static Instant parse(String text) {
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.matches(".*T.*(Z|[+-]\\d\\d.*)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
