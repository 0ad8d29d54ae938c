package io.tidemark.config;

import io.tidemark.slo.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code timeWindow} of an SLO: one rolling window, or one period of a calendar. */
final class TimeWindowReader {
    private static final Window USUAL = new Window.Rolling(Duration.ofDays(28).toMillis());
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,4})([dwMQY])");
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Map<String, Boolean> ANSWERS = new TreeMap<>(Map.of("true", true, "false", false));
    private static final Map<String, Window.Unit> UNITS = Map.of(
            "d", Window.Unit.DAY,
            "w", Window.Unit.WEEK,
            "M", Window.Unit.MONTH,
            "Q", Window.Unit.QUARTER,
            "Y", Window.Unit.YEAR);

    private TimeWindowReader() {}

    /**
     * The window; 28 days where nothing is said.
     *
     * @param slot the slots that the window is whole ones of; null if they are not known
     */
    static Window read(Field field, @Nullable SlotSize slot) {
        List<Field> windows = field.items();
        if (windows.isEmpty()) {
            checkUsual(field, slot);
            return USUAL;
        }
        if (windows.size() > 1) {
            field.fail("has " + windows.size() + " windows; keep one");
        }
        Section section = windows.get(0).section();
        int problems = section.report().count();
        Window window = window(section);
        if (section.report().count() == problems) {
            checkSlots(section.field("duration"), window, slot);
        }
        section.finish();
        return window;
    }

    /** The usual length, or the longest below it that is whole slots. */
    static Duration usual(Duration slot) {
        Duration usual = Duration.ofMillis(USUAL.lengthMs());
        SlotSize size = SlotSize.ofModel(slot);
        return misfit(usual, size).isEmpty() ? usual : fitting(usual, size);
    }

    private static Window window(Section section) {
        Field duration = section.field("duration");
        Field calendar = section.field("calendar");
        boolean isRolling = section.field("isRolling").choice(ANSWERS, !calendar.isPresent());
        if (!duration.isPresent()) {
            duration.failMissing("write 28d");
            return USUAL;
        }
        if (isRolling && calendar.isPresent()) {
            calendar.fail("stands beside isRolling=true; keep one of them");
            calendar(duration, calendar.section());
            return USUAL;
        }
        if (!isRolling && !calendar.isPresent()) {
            calendar.failMissing(
                    "isRolling=false needs {startTime: 2026-01-01 00:00:00, timeZone: Europe/Paris}; or write "
                            + "isRolling: true");
            return USUAL;
        }
        return isRolling ? rolling(duration) : calendar(duration, calendar.section());
    }

    private static Window rolling(Field field) {
        Matcher period = PERIOD.matcher(field.text(""));
        if (!period.matches() || Character.isLowerCase(period.group(2).charAt(0))) {
            return new Window.Rolling(
                    field.duration(Duration.ofMillis(USUAL.lengthMs())).toMillis());
        }
        Window.Calendar months = new Window.Calendar(
                Math.max(1, Integer.parseInt(period.group(1))),
                UNITS.getOrDefault(period.group(2), Window.Unit.MONTH),
                LocalDateTime.MIN,
                ZoneId.of("UTC"));
        field.warn("is a calendar's, and the window rolls: it is taken as "
                + DurationText.of(Duration.ofMillis(months.lengthMs())) + "; write that, or a calendar");
        return new Window.Rolling(months.lengthMs());
    }

    private static Window calendar(Field duration, Section calendar) {
        LocalDateTime start = start(calendar.field("startTime"));
        ZoneId zone = zone(calendar.field("timeZone"));
        calendar.finish();
        Matcher period = PERIOD.matcher(duration.text(""));
        if (!period.matches() || Integer.parseInt(period.group(1)) == 0) {
            duration.fail("is not a period of a calendar; write a number and one of d, w, M, Q, Y, like 1M");
            return USUAL;
        }
        return new Window.Calendar(
                Integer.parseInt(period.group(1)), UNITS.getOrDefault(period.group(2), Window.Unit.MONTH), start, zone);
    }

    private static LocalDateTime start(Field field) {
        String text = field.requiredText("write when a period begins, like 2026-01-01 00:00:00");
        try {
            return text.isBlank() ? LocalDateTime.of(2026, 1, 1, 0, 0) : LocalDateTime.parse(text, START);
        } catch (DateTimeParseException e) {
            field.fail("is not a time of a calendar; write it like 2026-01-01 00:00:00");
            return LocalDateTime.of(2026, 1, 1, 0, 0);
        }
    }

    /** A region of the IANA database. */
    static ZoneId zone(Field field) {
        String text = field.requiredText("write a zone like Europe/Paris, or UTC");
        try {
            return ZoneId.of(text.isBlank() ? "UTC" : text);
        } catch (DateTimeException e) {
            String nearest = Names.nearest(text, ZoneId.getAvailableZoneIds());
            field.fail("is not a time zone; "
                    + (nearest.isEmpty() ? "write one like Europe/Paris, or UTC" : "did you mean " + nearest + "?"));
            return ZoneId.of("UTC");
        }
    }

    private static void checkUsual(Field field, @Nullable SlotSize slot) {
        if (slot == null || field.isPresent()) {
            return;
        }
        Duration usual = Duration.ofMillis(USUAL.lengthMs());
        String misfit = misfit(usual, slot);
        if (!misfit.isEmpty()) {
            field.failMissing("the usual " + DurationText.of(usual) + " " + misfit + "; write [{duration: "
                    + DurationText.of(fitting(usual, slot)) + "}]");
        }
    }

    private static void checkSlots(Field field, Window window, @Nullable SlotSize slot) {
        if (slot == null) {
            return;
        }
        Duration length = Duration.ofMillis(window.lengthMs());
        String misfit = misfit(length, slot);
        if (!misfit.isEmpty()) {
            field.fail(misfit + "; write " + DurationText.of(fitting(length, slot)) + ", or change " + slot.key());
        }
    }

    /** Why a budget's window cannot be kept in slots of that size; empty if it can. */
    private static String misfit(Duration window, SlotSize size) {
        Duration slot = size.length();
        long slots = window.dividedBy(slot);
        String windows = "windows of " + size.key() + "=" + DurationText.of(slot);
        if (slots < 2 || window.toMillis() % slot.toMillis() != 0) {
            return "is not two or more whole " + windows;
        }
        boolean isTooLong = slots > io.tidemark.slo.Goal.MOST_SLOTS;
        return isTooLong ? "is " + slots + " " + windows + ", at most " + io.tidemark.slo.Goal.MOST_SLOTS : "";
    }

    /** The longest one up to that, or else the shortest, that can be kept. */
    private static Duration fitting(Duration window, SlotSize size) {
        Duration slot = size.length();
        long slots = window.dividedBy(slot);
        return slot.multipliedBy(Math.min(io.tidemark.slo.Goal.MOST_SLOTS, Math.max(2, slots)));
    }
}
