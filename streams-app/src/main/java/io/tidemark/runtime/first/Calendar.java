package io.tidemark.runtime.first;

import io.tidemark.runtime.first.RowSample.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Columns that say nothing but what the event time says: the hour, the weekday. A window of an hour has one of them, and would always differ. */
final class Calendar {
    private static final int ROWS_A_PHASE = 8;
    private static final int ENOUGH_ROWS = 2_000;
    private static final double NEARLY_ALL = 0.99;
    private static final int MOST_VALUES = 400;
    private static final int EARLIEST_ZONE = -12;
    private static final int LATEST_ZONE = 14;

    /** What comes round again and again, so that a column that goes with it is made of it; then what a column has to name itself. */
    private static final List<Phase> PHASES = List.of(
            new Phase("day of the week", Kind.ROUND, time -> time.getDayOfWeek().getValue()),
            new Phase("hour", Kind.ROUND, ZonedDateTime::getHour),
            new Phase("half-hour of the day", Kind.ROUND, time -> time.getHour() * 2 + time.getMinute() / 30),
            new Phase("quarter of an hour", Kind.ROUND, time -> time.getHour() * 4 + time.getMinute() / 15),
            new Phase("month", Kind.NAMED, ZonedDateTime::getMonthValue),
            new Phase("day of the month", Kind.NAMED, ZonedDateTime::getDayOfMonth),
            new Phase("year", Kind.NAMED, ZonedDateTime::getYear));

    private Calendar() {}

    private enum Kind {
        ROUND,
        NAMED
    }

    private record Phase(String word, Kind kind, ToIntFunction<ZonedDateTime> of) {}

    /** A row's time and value. */
    private record Point(Instant time, String value) {}

    /** The part of the calendar that decides the column's value in 99 % of the rows, in some zone; empty if none does. */
    static String of(List<Row> rows, int column) {
        List<Point> points = points(rows, column);
        long distinct = points.stream().map(Point::value).distinct().count();
        if (distinct < 2 || distinct > MOST_VALUES) {
            return "";
        }
        for (Phase phase : PHASES) {
            for (int hours = EARLIEST_ZONE; hours <= LATEST_ZONE; hours++) {
                if (decides(phase, ZoneOffset.ofHours(hours), points)) {
                    return phase.word();
                }
            }
        }
        return "";
    }

    /** Some of the rows; none if one has no time. */
    private static List<Point> points(List<Row> rows, int column) {
        List<Point> points = new ArrayList<>();
        int step = Math.max(1, rows.size() / ENOUGH_ROWS);
        for (int i = 0; i < rows.size(); i += step) {
            Row row = rows.get(i);
            if (row.timeMs() == RowSample.NO_TIME) {
                return List.of();
            }
            points.add(
                    new Point(Instant.ofEpochMilli(row.timeMs()), row.values().get(column)));
        }
        return points;
    }

    private static boolean decides(Phase phase, ZoneOffset zone, List<Point> points) {
        Map<Integer, Map<String, Integer>> byPhase = new HashMap<>();
        int named = 0;
        for (Point point : points) {
            int at = phase.of().applyAsInt(point.time().atZone(zone));
            named += point.value().equals(Integer.toString(at)) ? 1 : 0;
            byPhase.computeIfAbsent(at, ignored -> new HashMap<>()).merge(point.value(), 1, Integer::sum);
        }
        if (phase.kind() == Kind.NAMED) {
            return named >= points.size() * NEARLY_ALL;
        }
        Set<String> usual = new HashSet<>();
        int agreeing = 0;
        for (Map<String, Integer> values : byPhase.values()) {
            Map.Entry<String, Integer> most =
                    values.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            usual.add(most.getKey());
            agreeing += most.getValue();
        }
        return points.size() >= byPhase.size() * ROWS_A_PHASE
                && usual.size() > 1
                && agreeing >= points.size() * NEARLY_ALL;
    }
}
