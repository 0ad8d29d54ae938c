package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.AskedRange;
import io.tidemark.query.Monitored;
import io.tidemark.query.Questions;
import io.tidemark.query.Readings;
import io.tidemark.serde.ReadingLines;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Readings made anew from the stores against those on the topic: pinned and trailing references, the rest, a version before, detectors, stated quality,
 * a redacted column, a slice that falls silent, and late data.
 */
@Tag("slow")
class ReadingsAgainTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final NumberGrid QUARTERS = new NumberGrid(new double[] {1, 2, 3}, 2, 1);
    private static final String YAML =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, retention: 130m, forgetAfter: 3m}
                columns: {redact: [card]}
                reference: {first: 1m}
                comparisons: [rest, previous]
                %s
                quality: {freshness: 10s, lateAfter: 30s, rows: {min: 50, max: 150}}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: fresh
              labels: {model: fraud, owner: risk}
              annotations: {tidemark.io/runbook: "https://example.com/fresh"}
            spec:
              service: fraud
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1d, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: freshness}}}}}
              objectives: [{target: 0.9, timeSliceWindow: 1m, timeSliceTarget: 1.0}]
            """;

    private static final String DETECTORS = YAML.formatted("detectors: [{columns: [price], kind: adwin}]");
    private static final String TRAILING = YAML.formatted("references: [{columns: [load], trailing: 5}]");

    private MonitorHarness harness = MonitorHarness.of(DETECTORS, Instant.parse("2026-01-02T00:00:00Z"));
    private final GridBook book = new GridBook(
            List.of(new GridBook.Era(
                    Long.MIN_VALUE, new TreeMap<>(Map.of("price", QUARTERS, "load", QUARTERS, "card", QUARTERS)))),
            new TreeSet<>(List.of(Scope.ALL)));

    @AfterEach
    void stop() {
        harness.close();
    }

    private Reference pinned(String slice) {
        TreeMap<String, ColumnReference> columns = new TreeMap<>();
        for (String column : List.of("price", "load", "card")) {
            Counts counts = new Counts(QUARTERS.id(), QUARTERS.cells());
            for (int cell = 0; cell < 4; cell++) {
                counts.countCell(cell, 500);
            }
            columns.put(column, new ColumnReference(counts, Dispersion.unknown(0)));
        }
        return new Reference(
                "1f0c",
                new Scope("fraud", Stage.SERVING, slice),
                new TimeWindow(START - 20 * MINUTE, START),
                Long.MIN_VALUE,
                2,
                new RowsReference(100, Dispersion.unknown(0)),
                columns);
    }

    private void serve(int minute, String region, String version, double price) {
        for (int i = 0; i < 60; i++) {
            double value = 0.5 + i % 4;
            harness.pipe(new FeatureRow(
                    START + minute * MINUTE + i * 100,
                    region,
                    Map.of("price", price > 0 ? price : value, "load", value, "card", value),
                    version,
                    Stage.SERVING));
        }
    }

    /** Twelve windows; us falls silent after the fourth, v2 comes in the eighth, the price moves in the ninth. Three late rows of the fourth come after the seventh. */
    private void day() {
        harness.grids("fraud", book);
        for (String slice : List.of("*", "region=eu", "region=us")) {
            harness.reference(pinned(slice));
        }
        for (int minute = 0; minute < 12; minute++) {
            serve(minute, "eu", minute < 7 ? "v1" : "v2", minute < 8 ? 0 : 2.5);
            if (minute < 4) {
                serve(minute, "us", "v1", 0);
            }
            if (minute == 7) {
                for (int i = 0; i < 3; i++) {
                    harness.pipe(new FeatureRow(
                            START + 3 * MINUTE + i, "eu", Map.of("price", 3.5, "load", 3.5, "card", 3.5)));
                }
            }
        }
        harness.end();
    }

    private static String key(Reading reading) {
        return reading.scope() + " " + (reading.window().startMs() - START) / MINUTE + " " + reading.comparison();
    }

    private List<Reading> again(String yaml, Scope scope) {
        Monitored monitored =
                Monitored.of(MonitorFileReader.parse("m.yaml", yaml), 1, GridBook.Library.of(Map.of("fraud", book)));
        Readings readings = new Readings(new Questions(harness.kept()), monitored);
        return readings.told(scope, AskedRange.LAST_DAY, new Readings.Chosen("", Optional.empty(), 100))
                .value()
                .readings();
    }

    private static Map<String, String> lines(List<Reading> readings, Predicate<Reading> chosen) {
        ReadingLines lines = new ReadingLines();
        return readings.stream()
                .filter(chosen)
                .collect(Collectors.toMap(ReadingsAgainTest::key, lines::write, (older, newer) -> newer, TreeMap::new));
    }

    private static long minute(Reading reading) {
        return (reading.window().startMs() - START) / MINUTE;
    }

    /** Without what knows of other windows or of other slices. */
    private static Reading alone(Reading reading) {
        return new Reading(
                reading.scope(),
                reading.window(),
                reading.reference(),
                reading.revision(),
                reading.rows(),
                reading.measurements().stream()
                        .filter(one -> one.scale() == 1 && one.judged().measure() != Measure.DRIFT_SHARE)
                        .filter(one -> !one.column().equals("load"))
                        .toList(),
                reading.isLast(),
                reading.comparison(),
                reading.referenceState());
    }

    /** What late data of other windows or other slices changed since is known to readings that are made anew, and not to those that were told before. */
    private static boolean knowsOfNothingLate(Reading reading) {
        boolean isRepaired = minute(reading) == 3 && reading.revision() > 0 && reading.comparison() == Comparison.MAIN;
        return minute(reading) < 3 || isRepaired || minute(reading) > 7;
    }

    private void assertSame(String yaml, List<Reading> told) {
        List<Reading> again = told.stream()
                .map(Reading::scope)
                .distinct()
                .flatMap(scope -> again(yaml, scope).stream())
                .toList();

        assertThat(lines(again, ReadingsAgainTest::knowsOfNothingLate))
                .isEqualTo(lines(told, ReadingsAgainTest::knowsOfNothingLate));
        Predicate<Reading> main = reading -> reading.comparison() == Comparison.MAIN;
        assertThat(lines(again.stream().map(ReadingsAgainTest::alone).toList(), main))
                .isEqualTo(lines(told.stream().map(ReadingsAgainTest::alone).toList(), main));
    }

    @Test
    void readingsAreThoseOfTheTopic() {
        day();
        List<Reading> told = harness.readings();

        assertThat(told)
                .extracting(Reading::comparison)
                .contains(Comparison.MAIN, Comparison.REST, Comparison.PREVIOUS);
        assertThat(told).anyMatch(Reading::isLast);
        assertThat(told.stream().filter(reading -> reading.revision() > 0)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(told.stream().flatMap(reading -> reading.measurements().stream()))
                .extracting(measurement -> measurement.judged().measure())
                .contains(Measure.CHANGE, Measure.FRESHNESS, Measure.DRIFT_SHARE);
        assertSame(DETECTORS, told);
    }

    @Test
    void thoseAgainstTheWindowsBeforeAreToo() {
        harness.close();
        harness = MonitorHarness.of(TRAILING, Instant.parse("2026-01-02T00:00:00Z"));
        day();

        List<Reading> told = harness.readings();

        assertThat(told).extracting(Reading::reference).contains("pinned:1f0c + trailing:5");
        assertSame(TRAILING, told);
    }
}
