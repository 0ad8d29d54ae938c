package io.tidemark.runtime.meter;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Readout;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The newest reading of all events of each model: of every column and measure one measurement. That is the worst of its scales and labels: BAD before
 * others, then the one that is furthest over its tolerance. Beyond {@value #MOST} columns and measures some are left out: every column's worst measure
 * comes before any column's second.
 */
final class DriftSeries implements Series {
    static final int MOST = 1_000;
    private static final double MS = 1_000;
    private static final String[] WHAT = {"model", "column", "measure"};
    private static final Comparator<Row> MATTERS = Comparator.comparing(
                    (Row row) -> row.judged().verdict() != Verdict.BAD)
            .thenComparing(Row::strength, Comparator.reverseOrder())
            .thenComparing(Row::model)
            .thenComparing(Row::column)
            .thenComparing(Row::measure);

    private final Readout readout;

    /** A row, and how many of its column come before it. */
    private record Ranked(int rank, Row row) {}

    DriftSeries(Readout readout) {
        this.readout = readout;
    }

    /** A column and a measure of a model. */
    private record Row(String model, String column, Judged judged) {
        String measure() {
            return judged.measure().word();
        }

        /** Value over tolerance, either way; 0 where nothing is tolerated or nothing known. */
        double strength() {
            double strength =
                    judged.tolerance() > 0 ? Math.abs(judged.estimate().value()) / judged.tolerance() : 0;
            return Double.isFinite(strength) ? strength : 0;
        }
    }

    @Override
    public void addTo(Page page) {
        List<Ranked> rows = new ArrayList<>();
        for (Reading reading : readout.wholes()) {
            String model = reading.scope().model();
            page.gauge(
                            "tidemark_drift_window_end_timestamp_seconds",
                            "Event time of the end of the newest window",
                            "model")
                    .row(reading.window().endMs() / MS, model);
            page.gauge("tidemark_drift_window_rows", "Events of the newest window", "model")
                    .row(reading.rows(), model);
            Collection<Row> worst = worst(reading);
            addColumns(page, model, worst);
            rows.addAll(ranked(worst));
        }
        rows.stream()
                .sorted(Comparator.comparingInt(Ranked::rank).thenComparing(Ranked::row, MATTERS))
                .forEach(ranked -> add(page, ranked.row()));
    }

    private static Collection<Row> worst(Reading reading) {
        Map<String, Row> worst = new TreeMap<>();
        for (Measurement measurement : reading.measurements()) {
            Row row = new Row(reading.scope().model(), measurement.column(), measurement.judged());
            worst.merge(
                    row.column() + '\n' + row.measure(),
                    row,
                    (before, now) -> MATTERS.compare(now, before) < 0 ? now : before);
        }
        return worst.values();
    }

    private static List<Ranked> ranked(Collection<Row> rows) {
        Map<String, Integer> seen = new TreeMap<>();
        return rows.stream()
                .sorted(MATTERS)
                .map(row -> new Ranked(seen.merge(row.column(), 1, Integer::sum), row))
                .toList();
    }

    /** How many columns there are of each verdict; a column has that of its worst measure. */
    private static void addColumns(Page page, String model, Collection<Row> rows) {
        Family columns = page.gauge(
                "tidemark_drift_columns", "Columns by what the newest window says of them", "model", "verdict");
        Map<String, Verdict> verdicts = new TreeMap<>();
        for (Row row : rows) {
            if (!row.column().isEmpty()) {
                verdicts.merge(row.column(), row.judged().verdict(), DriftSeries::worse);
            }
        }
        Map<Verdict, Long> counts =
                verdicts.values().stream().collect(Collectors.groupingBy(one -> one, Collectors.counting()));
        for (Verdict verdict : Verdict.values()) {
            columns.row(counts.getOrDefault(verdict, 0L), model, verdict.name());
        }
    }

    /** BAD, then GOOD: what could be judged; then whatever kept the rest from it. */
    private static Verdict worse(Verdict left, Verdict right) {
        if (left == Verdict.BAD || right == Verdict.BAD) {
            return Verdict.BAD;
        }
        return left == Verdict.GOOD || right == Verdict.GOOD ? Verdict.GOOD : left;
    }

    private static void add(Page page, Row row) {
        String[] key = {row.model(), row.column(), row.measure()};
        one(page, "value", "A measure of a column in the newest window, in the measure's unit")
                .row(row.judged().estimate().value(), key);
        one(page, "lower", "Its lower bound at the level of the verdict")
                .row(row.judged().estimate().lower(), key);
        one(page, "upper", "Its upper bound").row(row.judged().estimate().upper(), key);
        one(page, "tolerance", "The largest effect that is still in order")
                .row(row.judged().tolerance(), key);
        page.gauge(
                        MOST,
                        "tidemark_drift_verdict",
                        "1 for the verdict that holds",
                        "model",
                        "column",
                        "measure",
                        "verdict")
                .row(
                        1,
                        row.model(),
                        row.column(),
                        row.measure(),
                        row.judged().verdict().name());
    }

    private static Family one(Page page, String name, String help) {
        return page.gauge(MOST, "tidemark_drift_" + name, help, WHAT);
    }
}
