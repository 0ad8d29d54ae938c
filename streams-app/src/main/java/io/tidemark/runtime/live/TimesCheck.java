package io.tidemark.runtime.live;

import io.tidemark.config.DurationText;
import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.Monitor;
import io.tidemark.config.TimeFormat;
import io.tidemark.runtime.first.Figures;
import io.tidemark.runtime.first.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether event times can be meant, and how far apart a topic's partitions are. */
final class TimesCheck {
    private static final double MILLIS_A_SECOND = 1_000;
    private static final double MICROS_A_MILLI = 1_000;
    private static final double NANOS_A_MILLI = 1_000_000;
    private static final int LISTED = 8;

    private final Watched watched;
    private final TopicFacts facts;
    private final EventSpan span;
    private final Section section;

    private TimesCheck(Watched watched, TopicFacts facts, Section section) {
        this.watched = watched;
        this.facts = facts;
        this.span = facts.span();
        this.section = section;
    }

    /** Says what is odd; nothing without events. */
    static void check(Watched watched, TopicFacts facts, TopicSample sample, Section section) {
        if (facts.span().events() > 0) {
            TimesCheck check = new TimesCheck(watched, facts, section);
            check.ahead();
            check.early();
            check.age();
            check.partitions(sample);
        }
    }

    private void ahead() {
        EventSpan.Odd ahead = span.ahead();
        if (ahead.count() > 0) {
            section.mend(share(ahead) + " dated more than "
                    + DurationText.of(watched.monitor().future()) + " ahead of the clock: "
                    + ahead.place() + " is of " + year(ahead.ms()) + remedy(ahead.ms())
                    + "; such events go to the dead letters");
        }
    }

    private void early() {
        EventSpan.Odd early = span.early();
        if (early.count() > 0) {
            section.mend(share(early) + " dated before 1990: " + early.place() + " is of " + year(early.ms())
                    + remedy(early.ms()));
        }
    }

    private String share(EventSpan.Odd odd) {
        return Figures.count(odd.count()) + " of " + Figures.plural(span.events(), "event")
                + (odd.count() == 1 ? " is" : " are");
    }

    private static String year(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    /** What the number would say in another unit, where that makes sense. */
    private String remedy(long ms) {
        FieldMapping fields = facts.format().fields();
        String place = fields.place(Role.TIME);
        for (Map.Entry<String, Double> unit : inOtherUnits(ms).entrySet()) {
            double other = unit.getValue();
            if (other >= EventSpan.EARLIEST_MS
                    && other <= span.nowMs() + Duration.ofDays(1).toMillis()) {
                return "; in " + unit.getKey() + " it would be of "
                        + Figures.time((long) other) + ": correct " + watched.place("source.fields.timeFormat")
                        + ", or the producer's unit";
            }
        }
        return place.isEmpty()
                ? "; correct the producers' clocks"
                : "; correct the producer's " + place + ", or " + watched.place("source.fields.time");
    }

    private Map<String, Double> inOtherUnits(long ms) {
        TimeFormat.Kind kind = facts.format().fields().timeFormat().kind();
        double number = kind == TimeFormat.Kind.SECONDS
                ? ms / MILLIS_A_SECOND
                : kind == TimeFormat.Kind.MICROS ? ms * MICROS_A_MILLI : ms;
        Map<String, Double> units = new LinkedHashMap<>();
        units.put("seconds", number * MILLIS_A_SECOND);
        units.put("millis", number);
        units.put("micros", number / MICROS_A_MILLI);
        units.put("nanos", number / NANOS_A_MILLI);
        return units;
    }

    private void age() {
        Duration retention = watched.monitor().windows().retention();
        long ageMs = span.nowMs() - span.newestMs();
        if (span.newestMs() >= EventSpan.EARLIEST_MS && ageMs > retention.toMillis()) {
            section.note("the newest event, of " + Figures.time(span.newestMs()) + ", is "
                    + Figures.span(Duration.ofMillis(ageMs)) + " old, older than "
                    + watched.place("windows.retention") + "=" + DurationText.of(retention)
                    + ": what run says will be of then");
        }
    }

    /** A partition that lags holds windows open, or is too late for them. */
    private void partitions(TopicSample sample) {
        Monitor monitor = watched.monitor();
        long mostMs = monitor.windows().size().toMillis()
                + monitor.windows().lateness().toMillis();
        List<String> behind = new ArrayList<>();
        span.newest().forEach((partition, ms) -> {
            if (span.newestMs() - ms > mostMs) {
                behind.add(partition + " by " + Figures.span(Duration.ofMillis(span.newestMs() - ms)));
            }
        });
        String idle = DurationText.of(monitor.windows().idleAfter());
        if (!behind.isEmpty()) {
            section.note("newest events far behind the newest of all, " + Figures.time(span.newestMs())
                    + ": partition " + listed(behind)
                    + "; windows wait " + idle
                    + " for a silent one (windows.idleAfter), then its events come too late");
        }
        if (sample.empty() > 0 && sample.kept() > 0) {
            section.note(sample.empty() + " of " + Figures.plural(sample.partitions(), "partition")
                    + (sample.empty() == 1 ? " holds" : " hold") + " no records: windows wait " + idle
                    + " for each at the start (windows.idleAfter)");
        }
    }

    private static String listed(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(LISTED, all.size())))
                + (all.size() > LISTED ? ", … (" + all.size() + ")" : "");
    }
}
