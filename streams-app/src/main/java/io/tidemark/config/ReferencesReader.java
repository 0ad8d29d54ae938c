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
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
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
        Main main = monitor.has("reference")
                ? monitor.section("reference", reader::main)
                : new Main(new ReferenceRule.First(reader.usualWarmUp()), References.Lifetime.ENDLESS);
        monitor.field("reference");
        return new References(
                main.rule(),
                monitor.sections("references", reader::forColumns),
                main.lifetime(),
                ComparisonsReader.read(monitor.field("comparisons"), windows, areWindowsSound));
    }

    private record Main(ReferenceRule rule, References.Lifetime lifetime) {}

    private Main main(Section section) {
        Field name = section.field("name");
        Field expires = section.field("expires");
        ReferenceRule rule = rule(section);
        if (name.isSingle() && !NAME.matcher(name.text("")).matches()) {
            name.fail("is not a name; write letters, digits, '.', '_' and '-', at most 100");
        }
        if (rule instanceof ReferenceRule.Published && name.isPresent()) {
            name.fail("is for references that are pinned here; a published one has the name in published");
        }
        if (!rule.isHeld() && (name.isPresent() || expires.isPresent())) {
            section.fail("moves with the windows and has no name and no end; leave name and expires out");
        }
        long expiresMs =
                expires.isPresent() ? expires.duration(windows.retention()).toMillis() : Long.MAX_VALUE;
        return new Main(rule, new References.Lifetime(name.text(""), expiresMs));
    }

    private Duration usualWarmUp() {
        Duration usual = windows.size().multipliedBy(USUAL_WINDOWS);
        return usual.compareTo(USUAL_WARM_UP) > 0 ? usual : USUAL_WARM_UP;
    }

    /** Grids and the reference of whole rows are made once, so what is held is the same for all columns. */
    private References.ForColumns forColumns(Section override) {
        List<String> columns = override.field("columns").names();
        if (!override.has("columns")) {
            override.field("columns").failMissing("name the columns that this reference is for");
        }
        ReferenceRule rule = rule(override);
        if (rule instanceof ReferenceRule.Published || rule instanceof ReferenceRule.OfVersion) {
            override.fail("is for some columns, and a published reference or a version's is made of whole rows;"
                    + " write it under reference");
        }
        return new References.ForColumns(columns, rule);
    }

    private ReferenceRule rule(Section section) {
        Field from = section.field("from");
        Field to = section.field("to");
        Field first = section.field("first");
        Field trailing = section.field("trailing");
        Field seasonal = section.field("seasonal");
        Field published = section.field("published");
        Field version = section.field("version");
        boolean isSeasonal = seasonal.isPresent() || section.has("cycles") || section.has("timeZone");
        List<Boolean> ways = List.of(
                from.isPresent() || to.isPresent(),
                first.isPresent(),
                trailing.isPresent(),
                isSeasonal,
                published.isPresent());
        long chosen = ways.stream().filter(way -> way).count();
        if (version.isPresent()) {
            return ofVersion(
                    version, chosen > 1 || trailing.isPresent() || isSeasonal || published.isPresent(), section);
        }
        if (chosen != 1) {
            section.fail("needs exactly one of: from and to, first, trailing, seasonal, published");
            return new ReferenceRule.First(usualWarmUp());
        }
        if (isSeasonal) {
            return new ReferenceRule.Seasonal(new SeasonReader(windows, areWindowsSound).read(section));
        }
        if (published.isPresent()) {
            return new ReferenceRule.Published(nameOf(published));
        }
        return trailing.isPresent() ? trailing(trailing) : range(section);
    }

    private ReferenceRule range(Section section) {
        Field first = section.field("first");
        return first.isPresent() ? first(first) : pinned(section.field("from"), section.field("to"));
    }

    private ReferenceRule ofVersion(Field version, boolean isMixed, Section section) {
        if (isMixed) {
            section.fail("takes a version's events either from and to, or first (the first of them)");
        }
        boolean isStated = section.has("from") || section.has("to") || section.has("first");
        return new ReferenceRule.OfVersion(
                version.requiredText("name the model version"),
                isStated ? range(section) : new ReferenceRule.First(usualWarmUp()));
    }

    private static String nameOf(Field published) {
        String name = published.requiredText("name it as tidemark profile --publish does");
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            published.fail("is not a name; write letters, digits, '.', '_' and '-', at most 100");
        }
        return name;
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
                    + DurationText.of(windows.retention()) + "; set windows.retention to "
                    + DurationText.of(windows.size().multipliedBy(count + 1L)) + " or more, or trail less");
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
