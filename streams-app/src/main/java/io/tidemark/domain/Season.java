package io.tidemark.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A cycle of the calendar: the same phase of the cycles before.
 *
 * <p>Phases are of local time: at a change of the clock a cycle is an hour shorter or longer, and 9 o'clock stays 9 o'clock. A local time
 * that a change skips is the one an hour later; of one that comes twice the first is meant.
 *
 * @param phase what repeats
 * @param cycles how many cycles back, ≥ 1
 * @param zone whose local time
 */
public record Season(Phase phase, int cycles, ZoneId zone) {
    /** What repeats. */
    public enum Phase {
        /** The hour, every day. */
        HOUR_OF_DAY("hour-of-day", 1, ChronoUnit.HOURS),
        /** The hour and day, every week. */
        HOUR_OF_WEEK("hour-of-week", 7, ChronoUnit.HOURS),
        /** The whole day, every week. */
        DAY_OF_WEEK("day-of-week", 7, ChronoUnit.DAYS);

        private final String word;
        private final int days;
        private final ChronoUnit unit;

        Phase(String word, int days, ChronoUnit unit) {
            this.word = word;
            this.days = days;
            this.unit = unit;
        }

        public String word() {
            return word;
        }

        /** Length of a cycle, but for changes of the clock. */
        public Duration cycle() {
            return Duration.ofDays(days);
        }
    }

    /**
     * The spans of earlier cycles that a span is compared with, the latest first: as long, and in the same phase. A span shorter than the
     * phase's unit stands for the whole unit; a span longer than a cycle goes back by as many cycles as it touches, so that no two
     * spans overlap.
     */
    public List<TimeWindow> before(TimeWindow span) {
        ZonedDateTime from = floor(span);
        ZonedDateTime to = ceiling(span);
        long lengthMs = Duration.between(from, to).toMillis();
        long stride = phase.days * -Math.floorDiv(-lengthMs, phase.cycle().toMillis());
        List<TimeWindow> spans = new ArrayList<>();
        for (int i = 1; i <= cycles; i++) {
            spans.add(new TimeWindow(ms(from.minusDays(i * stride)), ms(to.minusDays(i * stride))));
        }
        return spans;
    }

    private ZonedDateTime floor(TimeWindow span) {
        ZonedDateTime start = local(span.startMs());
        return isShort(span) ? start.truncatedTo(phase.unit) : start;
    }

    private ZonedDateTime ceiling(TimeWindow span) {
        ZonedDateTime end = local(span.endMs());
        ZonedDateTime floor = end.truncatedTo(phase.unit);
        return !isShort(span) || floor.equals(end) ? end : floor.plus(1, phase.unit);
    }

    /** Whether the span has a phase only together with its neighbours: it is no whole number of units. */
    private boolean isShort(TimeWindow span) {
        return span.lengthMs() % phase.unit.getDuration().toMillis() != 0;
    }

    private ZonedDateTime local(long ms) {
        return Instant.ofEpochMilli(ms).atZone(zone);
    }

    private static long ms(ZonedDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    /** {@code seasonal:hour-of-week:4}. */
    public String name() {
        return "seasonal:" + phase.word + ":" + cycles;
    }
}
