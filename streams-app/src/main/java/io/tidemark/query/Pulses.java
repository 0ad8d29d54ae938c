package io.tidemark.query;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How each model's events come, and how its columns stand, at a glance. Read from the stores once a window: what late data change shows with the next.
 * Who asks what another one is asking already waits for his answer. Any thread may ask.
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
    private final Map<Asked, CompletableFuture<Told>> underWay = new ConcurrentHashMap<>();

    public Pulses(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    private record Known(long closedThroughMs, Told told) {}

    private record Asked(String model, long closedThroughMs) {}

    /**
     * A pulse, or why there is none.
     *
     * @param pulse empty before the first window is closed, and where nobody can say
     * @param lacking why nobody can say, for people; empty if that is not so
     */
    public record Told(Optional<Pulse> pulse, String lacking) {
        /** Before the first window. */
        public static final Told NOTHING_YET = new Told(Optional.empty(), "");
    }

    /**
     * A model at a glance.
     *
     * @param traffic rows of its last windows, the oldest first; 48, or as many as are kept
     * @param columns how many of its columns stand so in the newest window, over all scales
     * @param unread share of its events in the newest window that were not read, beyond its tenant's quota; 0 for none
     */
    public record Pulse(List<Long> traffic, SortedMap<Verdict, Integer> columns, double unread) {}

    /**
     * The pulse of a model; one that is too wide for an answer has none, and is not read again before its next window.
     *
     * @param closedThroughMs end of its last closed window
     */
    public Told of(String model, long closedThroughMs) {
        Asked asked = new Asked(model, closedThroughMs);
        Optional<Told> last = known(asked);
        if (last.isPresent()) {
            return last.get();
        }
        CompletableFuture<Told> mine = new CompletableFuture<>();
        CompletableFuture<Told> others = underWay.putIfAbsent(asked, mine);
        return others == null ? found(asked, mine) : others.join();
    }

    private Optional<Told> known(Asked asked) {
        return Optional.ofNullable(known.get(asked.model()))
                .filter(last -> last.closedThroughMs() == asked.closedThroughMs())
                .map(Known::told);
    }

    /** Whatever comes of it, who waits for it is told. */
    private Told found(Asked asked, CompletableFuture<Told> mine) {
        Told told = new Told(Optional.empty(), "the question could not be answered");
        try {
            told = known(asked).orElseGet(() -> read(asked));
        } finally {
            underWay.remove(asked);
            mine.complete(told);
        }
        return told;
    }

    private Told read(Asked asked) {
        try {
            Scope scope = new Scope(asked.model(), Stage.SERVING, Scope.ALL);
            return keep(asked, new Told(Optional.of(pulse(scope)), ""));
        } catch (TooMuch wide) {
            return keep(asked, new Told(Optional.empty(), "too wide to be told at a glance: " + wide.getMessage()));
        } catch (Unavailable notNow) {
            return new Told(Optional.empty(), String.valueOf(notNow.getMessage()));
        } catch (Refused nothing) {
            return Told.NOTHING_YET;
        }
    }

    private Told keep(Asked asked, Told told) {
        known.put(asked.model(), new Known(asked.closedThroughMs(), told));
        return told;
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

    private Pulse pulse(Scope scope) {
        List<Reading> newest = new Readings(questions, monitored)
                .told(scope, AskedRange.LAST_DAY, new Readings.Chosen("", Optional.of(Comparison.MAIN), 1))
                .value()
                .readings();
        SortedMap<Verdict, Integer> counts = new TreeMap<>();
        newest.stream().findFirst().ifPresent(reading -> verdicts(reading)
                .values()
                .forEach(verdict -> counts.merge(verdict, 1, Integer::sum)));
        double unread = newest.stream()
                .limit(1)
                .flatMap(reading -> reading.measurements().stream())
                .filter(one -> one.judged().measure() == Measure.UNREAD)
                .mapToDouble(one -> one.judged().estimate().value())
                .findFirst()
                .orElse(0);
        return new Pulse(traffic(scope), counts, unread);
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
