package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.QualityRules.Rate;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.MedianVolume;
import io.tidemark.stats.verdict.StatedComparison;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what the monitor's owner stated of the quality of the data in one window of one scope, whatever a reference says; then adds
 * records to look at, and takes out what is redacted.
 *
 * <p>Made for one window; not thread-safe.
 */
final class WindowQuality {
    private static final Set<Measure> REQUESTS = EnumSet.of(Measure.FAILED, Measure.SLOW, Measure.UNHEALTHY);

    private final AssessRules rules;
    private final QualityRules quality;
    private final Scope scope;
    private final TimeWindow window;
    private final Profile base;
    private final Against against;
    private final Levels levels;
    private final GridBook.Era era;
    private final ClosedState state;
    private final List<Measurement> read = new ArrayList<>();

    WindowQuality(ClosedWindow closed, Against against, Levels levels, ClosedState state) {
        this.rules = closed.rules();
        this.quality = rules.quality();
        this.scope = closed.scope();
        this.window = closed.window();
        this.base = closed.profile();
        this.era = closed.era();
        this.against = against;
        this.levels = levels;
        this.state = state;
    }

    /** The window's measurements with those of its quality; where both have one of the same column and measure, that of what was stated counts. */
    List<Measurement> complete(List<Measurement> measurements) {
        if (Scope.isDependency(scope.slice())) {
            readRequests();
            readFreshness();
        } else if (against.comparison() == Comparison.MAIN) {
            readColumns();
            readRequests();
            readRows();
            readVolume();
        }
        return new Redaction(quality).of(withOffenders(merged(measurements)));
    }

    private List<Measurement> merged(List<Measurement> measurements) {
        if (read.isEmpty()) {
            return measurements;
        }
        Set<Key> stated = new HashSet<>();
        read.forEach(measurement -> stated.add(key(measurement)));
        List<Measurement> all = new ArrayList<>();
        for (Measurement measurement : measurements) {
            if (!stated.contains(key(measurement))) {
                all.add(measurement);
            }
        }
        all.addAll(read);
        return all;
    }

    private record Key(String column, int scale, Measure measure) {}

    private static Key key(Measurement measurement) {
        return new Key(
                measurement.column(), measurement.scale(), measurement.judged().measure());
    }

    private boolean isAsked(Measure measure) {
        return quality.asked().contains(measure);
    }

    private void readColumns() {
        if (isAsked(Measure.WRONG_TYPE)) {
            for (String column : DerivedColumn.owners(era.grids())) {
                Counts counts = counts(column);
                addShare(column, Measure.WRONG_TYPE, counts.wrongType(), counts.seen());
            }
        }
        quality.allowed().entrySet().stream()
                .filter(rule -> isAsked(rule.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(rule -> {
                    Counts counts = counts(rule.getKey());
                    long rows = era.grids().keySet().contains(rule.getKey())
                            ? counts.seen()
                            : Math.max(counts.seen(), base.rows().concerning(rule.getKey()));
                    addShare(rule.getKey(), rule.getValue(), counts.outOfRange(), rows);
                });
    }

    private Counts counts(String column) {
        return base.columns().getOrDefault(column, Counts.withoutGrid());
    }

    private void addShare(String column, Measure measure, long count, long total) {
        double phi = dispersion(column);
        add(column, StatedComparison.share(measure, count, total, delta(), phi, levels.alpha()), phi);
    }

    /** φ of a column's base windows; 1 where no reference knows it. */
    private double dispersion(String column) {
        Grid grid = era.grids().get(column);
        ColumnReference known = grid == null ? null : against.baseline().column(column, grid, 1);
        return known == null ? 1 : known.dispersion().at(1);
    }

    private double delta() {
        return rules.tolerances().of(Measure.INVALID);
    }

    private void add(String column, Judged judged, double phi) {
        read.add(new Measurement(column, 1, judged, phi, List.of()));
    }

    private void readRows() {
        RowFacts facts = base.facts();
        long events = base.rows().events();
        Rate expected = quality.limits().expected().get(scope.slice());
        if (expected != null) {
            long rows = expected.in(window.lengthMs());
            add("", StatedComparison.completeness(events, rows, delta()), 1);
        }
        readFreshness();
        if (isAsked(Measure.LATE)) {
            addShare("", Measure.LATE, facts.late(), events);
        }
        if (scope.isWhole() && quality.countsIds()) {
            add("", StatedComparison.duplicates(facts.ids(), delta(), levels.alpha()), 1);
        }
        if (scope.isWhole() && isAsked(Measure.REJECTED)) {
            readRejected(facts, events + facts.allRejected());
        }
        if (scope.isWhole() && quality.limits().hasRows()) {
            add(
                    "",
                    StatedComparison.rows(
                            events,
                            quality.limits().fewestRows(),
                            quality.limits().mostRows()),
                    1);
        }
    }

    /** Named by its reasons, the most frequent one first: {@code UNDECODABLE 9, NO_TIMESTAMP 3}. */
    private void readRejected(RowFacts facts, long records) {
        Judged judged = StatedComparison.share(
                Measure.REJECTED, facts.allRejected(), records, delta(), dispersion(""), levels.alpha());
        String reasons = facts.rejected().entrySet().stream()
                .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", "));
        add("", judged.labelled(reasons), dispersion(""));
    }

    private void readFreshness() {
        if (isAsked(Measure.FRESHNESS)) {
            long events = base.rows().events();
            add("", StatedComparison.freshness(ageMs(), quality.limits().freshMs(), events), 1);
        }
    }

    /** What the monitor's rules counted of requests, or of a dependency's reports; rows hang together as the latencies of the reference do. */
    private void readRequests() {
        boolean isDependency = Scope.isDependency(scope.slice());
        double phi = isDependency ? 1 : dispersion(ReservedColumn.LATENCY.column());
        for (RequestRule rule : quality.requests()) {
            if (rule.isOfDependencies() == isDependency) {
                RowFacts.Tally tally = base.facts().requests().getOrDefault(rule.id(), RowFacts.Tally.NONE);
                Judged judged = StatedComparison.share(
                        rule.measure(), tally.bad(), tally.total(), delta(), phi, levels.alpha());
                add("", judged.labelled(rule.label()), phi);
            }
        }
    }

    /** From the newest event to the window's end; where the window has none, from that of the latest window before that has. */
    private long ageMs() {
        long newest = base.facts().newestMs();
        if (newest != RowFacts.NONE) {
            return window.endMs() - newest;
        }
        long earliest = latestBeforeMs();
        for (StoredProfile earlier : state.windows(scope, earliest, window.startMs())) {
            newest = Math.max(newest, earlier.profile().facts().newestMs());
        }
        return window.endMs() - Math.max(earliest, newest);
    }

    /** Start of the latest window before this one that has rows, as far as that is known without looking at them; else how far slices are remembered. */
    private long latestBeforeMs() {
        ScopeProgress progress = state.scope(scope);
        if (progress != null && progress.lastPaneMs() < window.startMs()) {
            return TimeWindow.containing(progress.lastPaneMs(), window.lengthMs())
                    .startMs();
        }
        return window.startMs() - rules.forgetAfter() * window.lengthMs();
    }

    private void readVolume() {
        if (quality.volume().kind() != QualityRules.VolumeRule.Kind.REFERENCE) {
            long[][] before = new EarlierRows(rules, scope, window, state).read(quality.volume());
            double phi = MedianVolume.phi(before);
            add("", MedianVolume.judge(base.rows().events(), before, rules.tolerances(), levels), phi);
        }
    }

    /** Slices keep no records; the whole and dependencies do. */
    private List<Measurement> withOffenders(List<Measurement> measurements) {
        boolean keepsRecords = scope.isWhole() || Scope.isDependency(scope.slice());
        return keepsRecords ? measurements.stream().map(this::withOffenders).toList() : measurements;
    }

    /** Records are shown for what is bad, and for what an objective counts row by row. */
    private Measurement withOffenders(Measurement measurement) {
        Judged judged = measurement.judged();
        boolean isShown = judged.verdict() == Verdict.BAD || (isAsked(judged.measure()) && judged.count() > 0);
        if (!isShown || measurement.scale() > 1) {
            return measurement;
        }
        boolean isOfRule = REQUESTS.contains(judged.measure());
        return new Measurement(
                measurement.column(),
                measurement.scale(),
                judged,
                measurement.dispersion(),
                measurement.evidence(),
                base.facts().offenders().of(isOfRule ? judged.label() : measurement.column(), judged.measure()));
    }
}
