package io.tidemark.query;

import io.tidemark.assess.AssessRules;
import io.tidemark.assess.PastReader;
import io.tidemark.config.Monitor;
import io.tidemark.config.ReferenceRule;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.serde.ReadingLines;
import io.tidemark.stats.grid.Dispersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Readings of closed windows, made anew from the stores as assess made them. Any thread may ask. */
public final class Readings {
    private static final int REACH = 1 << (Dispersion.SCALES - 1);

    private final Questions questions;
    private final Monitored monitored;

    public Readings(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /**
     * Which readings.
     *
     * @param column the measurements of that column only; empty for all
     * @param comparison those against that only; empty for all
     * @param limit windows, at most; the newest of the range
     */
    public record Chosen(String column, Optional<Comparison> comparison, int limit) {}

    /**
     * Readings.
     *
     * @param range the windows that were read
     * @param completeFromMs start of the first window whose whole history is kept: readings of windows before it lack the longer scales, and what trailing and
     *     seasonal references had of then
     * @param readings of the windows, the newest window first, the main reading of each first
     * @param hasMore whether the range has windows before these
     */
    public record Told(TimeWindow range, long completeFromMs, List<Reading> readings, boolean hasMore) {
        /** The readings as JSON, with the names of their topic. */
        public List<String> lines() {
            return new ReadingLines().write(readings);
        }
    }

    /**
     * The readings of a scope's windows in a range; windows that are no longer kept have none.
     *
     * @throws Refused if the scope was never seen, the column is not known, or no window of the range is kept
     * @throws Unavailable if nobody can say now
     */
    public Answer<Told> told(Scope scope, AskedRange asked, Chosen chosen) {
        monitored.monitor(scope.model());
        return questions.ask(view -> told(view, scope, asked, chosen));
    }

    private Told told(View view, Scope scope, AskedRange asked, Chosen chosen) {
        Spans spans = new Spans(monitored, view);
        spans.known(scope);
        AssessRules rules = monitored.rules(scope.model());
        TimeWindow wanted = spans.range(scope, asked);
        long keptFrom = spans.closedThroughMs(scope) - rules.retentionMs();
        if (wanted.endMs() <= keptFrom) {
            throw Refused.notKept("readings are made of windows, and those of the range are no longer kept: to="
                    + Instant.ofEpochMilli(wanted.endMs()) + ", windows since "
                    + Instant.ofEpochMilli(keptFrom));
        }
        long start = Math.max(Math.max(wanted.startMs(), keptFrom), wanted.endMs() - chosen.limit() * rules.windowMs());
        TimeWindow range = new TimeWindow(start, wanted.endMs());
        boolean hasMore = start > Math.max(wanted.startMs(), keptFrom);
        long back = (reach(rules, scope) + 1) * rules.windowMs();
        ViewedState state = new ViewedState(
                view,
                monitored.partition(scope),
                rules.retention(),
                new TimeWindow(range.startMs() - back, range.endMs()));
        List<Reading> readings = read(state, rules, scope, range).stream()
                .filter(reading ->
                        chosen.comparison().map(reading.comparison()::equals).orElse(true))
                .toList();
        return new Told(range, completeFrom(rules, scope, keptFrom), only(chosen.column(), scope, readings), hasMore);
    }

    /** How many windows before one are looked at for it. */
    private long reach(AssessRules rules, Scope scope) {
        int trailing = 0;
        for (String column : columns(scope.model())) {
            trailing = Math.max(trailing, rules.trailing().applyAsInt(column));
        }
        return REACH + trailing;
    }

    private long completeFrom(AssessRules rules, Scope scope, long keptFrom) {
        Monitor monitor = monitored.monitor(scope.model());
        long seasonal = columns(scope.model()).stream()
                        .map(column -> monitor.references().ruleFor(column))
                        .anyMatch(ReferenceRule.Seasonal.class::isInstance)
                ? Math.max(0, rules.retentionMs() - rules.windowMs())
                : 0;
        return keptFrom
                + Math.max(
                        seasonal,
                        Math.min(rules.retentionMs() - rules.windowMs(), (reach(rules, scope) - 1) * rules.windowMs()));
    }

    private TreeSet<String> columns(String model) {
        TreeSet<String> columns = new TreeSet<>();
        monitored
                .grids()
                .book(model)
                .eras()
                .forEach(era -> columns.addAll(era.grids().keySet()));
        return columns;
    }

    private List<Reading> read(ViewedState state, AssessRules rules, Scope scope, TimeWindow range) {
        PastReader reader = new PastReader(monitored.grids(), state);
        List<Reading> readings = new ArrayList<>();
        for (long start = range.endMs() - rules.windowMs(); start >= range.startMs(); start -= rules.windowMs()) {
            TimeWindow window = new TimeWindow(start, start + rules.windowMs());
            List<StoredProfile> known =
                    state.windows(scope, start - (rules.forgetAfter() + 1L) * rules.windowMs(), window.endMs());
            readings.addAll(reader.read(rules, scope, window, known));
        }
        return readings;
    }

    private List<Reading> only(String column, Scope scope, List<Reading> readings) {
        if (column.isEmpty()) {
            return readings;
        }
        TreeSet<String> known = columns(scope.model());
        readings.forEach(reading -> reading.measurements().forEach(one -> known.add(one.column())));
        known.remove("");
        Profiles.requireKnown(column, known);
        return readings.stream().map(reading -> only(column, reading)).toList();
    }

    private static Reading only(String column, Reading reading) {
        List<Measurement> of = reading.measurements().stream()
                .filter(one -> one.column().equals(column))
                .toList();
        return new Reading(
                reading.scope(),
                reading.window(),
                reading.reference(),
                reading.revision(),
                reading.rows(),
                of,
                reading.isLast(),
                reading.comparison(),
                reading.referenceState());
    }
}
