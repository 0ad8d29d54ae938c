package io.tidemark.query;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How each model's events come, and how its columns stand, at a glance. Read from the stores once a window: what late data change shows with the next.
 * Any thread may ask.
 */
public final class Pulses {
    /** Windows of traffic that are told. */
    private static final int WINDOWS = 48;

    /** What is told of a column whose measures differ. */
    private static final List<Verdict> WORST_FIRST = List.of(
            Verdict.BAD, Verdict.NO_DATA, Verdict.INSUFFICIENT, Verdict.IMMATURE, Verdict.WARMING_UP, Verdict.GOOD);

    private final Questions questions;
    private final Monitored monitored;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Pulses(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    private record Known(long closedThroughMs, Pulse pulse) {}

    /**
     * A model at a glance.
     *
     * @param traffic rows of its last windows, the oldest first; 48, or as many as are kept
     * @param columns how many of its columns stand so in the newest window, over all scales
     */
    public record Pulse(List<Long> traffic, SortedMap<Verdict, Integer> columns) {}

    /**
     * The pulse of a model; empty before its first window is closed, and while nobody can say.
     *
     * @param closedThroughMs end of its last closed window
     */
    public Optional<Pulse> of(String model, long closedThroughMs) {
        Known last = known.get(model);
        if (last != null && last.closedThroughMs() == closedThroughMs) {
            return Optional.of(last.pulse());
        }
        try {
            Scope scope = new Scope(model, Stage.SERVING, Scope.ALL);
            Pulse pulse = new Pulse(traffic(scope), columns(scope));
            known.put(model, new Known(closedThroughMs, pulse));
            return Optional.of(pulse);
        } catch (Refused | Unavailable nothing) {
            return Optional.empty();
        }
    }

    private List<Long> traffic(Scope scope) {
        return questions
                .ask(view -> {
                    Spans spans = new Spans(monitored, view);
                    Retention kept = spans.retention(scope.model());
                    long end = spans.closedThroughMs(scope);
                    long windows = Math.min(WINDOWS, kept.windowsMs() / kept.windowMs());
                    List<TimeWindow> ranges = new ArrayList<>();
                    for (long back = windows; back > 0; back--) {
                        long start = end - back * kept.windowMs();
                        ranges.add(new TimeWindow(start, start + kept.windowMs()));
                    }
                    return spans.sums(scope, ranges).stream()
                            .map(Pulses::events)
                            .toList();
                })
                .value();
    }

    private static long events(SpanProfile span) {
        return span.rows().events();
    }

    private SortedMap<Verdict, Integer> columns(Scope scope) {
        List<Reading> newest = new Readings(questions, monitored)
                .told(scope, AskedRange.LAST_DAY, new Readings.Chosen("", Optional.of(Comparison.MAIN), 1))
                .value()
                .readings();
        SortedMap<Verdict, Integer> counts = new TreeMap<>();
        newest.stream().findFirst().ifPresent(reading -> verdicts(reading)
                .values()
                .forEach(verdict -> counts.merge(verdict, 1, Integer::sum)));
        return counts;
    }

    /** A measure is as its worst scale if that is BAD, else as its best; a column is as its worst measure. */
    static Map<String, Verdict> verdicts(Reading reading) {
        Map<String, Map<String, Verdict>> measures = new TreeMap<>();
        for (Measurement one : reading.measurements()) {
            if (!one.column().isEmpty() && one.judged().measure().decides()) {
                measures.computeIfAbsent(one.column(), ignored -> new TreeMap<>())
                        .merge(
                                one.judged().measure() + "/" + one.judged().label(),
                                one.judged().verdict(),
                                Pulses::overScales);
            }
        }
        Map<String, Verdict> columns = new TreeMap<>();
        measures.forEach((column, verdicts) -> columns.put(column, worst(verdicts)));
        return columns;
    }

    private static Verdict overScales(Verdict left, Verdict right) {
        if (left == Verdict.BAD || right == Verdict.BAD) {
            return Verdict.BAD;
        }
        return left == Verdict.GOOD || right == Verdict.GOOD ? Verdict.GOOD : left;
    }

    private static Verdict worst(Map<String, Verdict> measures) {
        return WORST_FIRST.stream().filter(measures::containsValue).findFirst().orElse(Verdict.GOOD);
    }
}
