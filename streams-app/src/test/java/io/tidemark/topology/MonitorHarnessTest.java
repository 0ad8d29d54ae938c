package io.tidemark.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From an event's bytes to an alert, through the whole topology; one-minute windows, no lateness. */
@Tag("slow")
class MonitorHarnessTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Instant CLOCK = Instant.parse("2026-01-02T00:00:00Z");
    private static final Scope WHOLE = new Scope("fraud", Stage.SERVING, Scope.ALL);
    private static final NumberGrid QUARTERS = new NumberGrid(new double[] {1, 2, 3}, 2, 1);
    private static final int ROWS = 100;
    private static final String YAML =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s, noDataAfter: 3m}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: no-drift
              labels: {model: fraud, owner: risk}
              annotations: {tidemark.io/runbook: "https://example.com/drift"}
            spec:
              service: fraud
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1d, isRolling: true}]
              indicator:
                spec:
                  thresholdMetric:
                    metricSource:
                      type: tidemark
                      spec: {kind: drift}
              objectives:
                - {target: 0.9, timeSliceWindow: 1m, timeSliceTarget: 1.0}
            """;

    private final MonitorHarness harness = MonitorHarness.of(YAML, CLOCK);

    @BeforeEach
    void start() {
        GridBook.Era era = new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(Map.of("load", QUARTERS, "price", QUARTERS)));
        harness.grids("fraud", new GridBook(List.of(era), new TreeSet<>(List.of(Scope.ALL))));
        harness.reference(reference());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void eventsWithoutKeysAreCountedInEverySlice() {
        quiet(0);
        harness.end();

        List<Reading> readings = harness.readings();

        assertThat(readings)
                .extracting(reading -> reading.scope().slice(), Reading::rows, Reading::reference)
                .containsExactly(
                        tuple("*", 100L, "pinned:1f0c"), tuple("region=eu", 100L, ""), tuple("version=v1", 100L, ""));
    }

    @Test
    void eventsWithKeysAreCountedLikeThoseWithout() {
        byte[] event = harness.bytes(FeatureRow.of(START, 1, 1));
        harness.pipe("a".getBytes(UTF_8), event);
        harness.pipe(null, event);
        harness.end();

        assertThat(whole()).singleElement().extracting(Reading::rows).isEqualTo(2L);
    }

    @Test
    void quietStreamIsGood() {
        for (int minute = 0; minute < 3; minute++) {
            quiet(minute);
        }
        harness.end();

        List<Reading> readings = whole();

        assertThat(readings).hasSize(3);
        assertThat(readings).allSatisfy(reading -> assertThat(reading.measurements())
                .extracting(m -> m.judged().verdict())
                .doesNotContain(Verdict.BAD, Verdict.WARMING_UP, Verdict.NO_DATA));
        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void driftOfOneColumnIsBadWithEvidenceAndAlerts() {
        quiet(0);
        for (int minute = 1; minute < 8; minute++) {
            drifted(minute);
        }
        harness.end();

        Reading last = whole().get(7);

        assertThat(verdict(last, "price", Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(verdict(last, "load", Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(measured(last, "price", Measure.KS).evidence().get(0).label())
                .isEqualTo("> 3");
        assertThat(harness.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.getModel()).isEqualTo("fraud");
            assertThat(alert.getSlice()).isEqualTo("*");
            assertThat(alert.getSeverity().name()).isEqualTo(Severity.PAGE.name());
        });
    }

    @Test
    void undecodableBytesAreDeadLettersAndTheStreamGoesOn() {
        byte[] bytes = Arrays.copyOf(harness.bytes(FeatureRow.of(START, 1, 1)), 7);
        bytes[5] = 99;
        bytes[6] = 98;
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "abc".getBytes(UTF_8));

        harness.pipe(FeatureRow.of(START, 1, 1));
        harness.pipe("k".getBytes(UTF_8), bytes, headers);
        harness.pipe(FeatureRow.of(START, 1, 1));
        harness.end();

        TestRecord<byte[], byte[]> letter = only(harness.deadLetters());
        assertThat(letter.value()).isEqualTo(bytes);
        assertThat(header(letter, "tidemark.reason")).isEqualTo("UNDECODABLE");
        assertThat(header(letter, "tidemark.topic")).isEqualTo("fraud-events");
        assertThat(header(letter, "tidemark.partition")).isEqualTo("0");
        assertThat(header(letter, "tidemark.offset")).isEqualTo("1");
        assertThat(header(letter, "tidemark.detail")).isNotEmpty();
        assertThat(header(letter, "trace")).isEqualTo("abc");
        assertThat(whole()).singleElement().extracting(Reading::rows).isEqualTo(2L);
        assertThat(harness.meters().read(Meter.REJECTED)).isEqualTo(1);
    }

    @Test
    void everyKindOfRubbishHasItsReason() {
        harness.pipe(null, new byte[0]);
        harness.pipe(null, null);
        harness.pipe(null, "{\"json\":1}".getBytes(UTF_8));
        harness.pipe(null, new byte[] {0, 0, 0, 99, 99, 1});
        harness.pipe(FeatureRow.of(0, 1, 1));

        assertThat(harness.deadLetters())
                .extracting(letter -> header(letter, "tidemark.reason"))
                .containsExactly("EMPTY", "EMPTY", "NOT_WIRE_FORMAT", "UNKNOWN_SCHEMA", "NO_TIMESTAMP");
    }

    /** A compacted topic says so of a key that is gone; without a key nothing is. */
    @Test
    void tombstoneIsCountedAndIsNoFault() {
        harness.pipe(FeatureRow.of(START, 1, 1));
        harness.pipe("k".getBytes(UTF_8), null);
        harness.pipe("k".getBytes(UTF_8), new byte[0]);
        harness.pipe(FeatureRow.of(START, 1, 1));
        harness.end();

        assertThat(header(only(harness.deadLetters()), "tidemark.offset")).isEqualTo("2");
        assertThat(harness.meters().read(Meter.TOMBSTONES)).isEqualTo(1);
        assertThat(harness.meters().read(Meter.REJECTED)).isEqualTo(1);
        assertThat(whole()).singleElement().extracting(Reading::rows).isEqualTo(2L);
    }

    @Test
    void eventOf2099IsADeadLetterAndClosesNothing() {
        long farAhead = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
        harness.pipe(FeatureRow.of(START, 1, 1));

        harness.pipe(FeatureRow.of(farAhead, 1, 1));
        harness.pipe(FeatureRow.of(START + 1, 1, 1));

        assertThat(header(only(harness.deadLetters()), "tidemark.reason")).isEqualTo("FROM_THE_FUTURE");
        assertThat(harness.readings()).isEmpty();
    }

    @Test
    void windowClosesWithTheFirstEventAfterIt() {
        quiet(0);
        assertThat(harness.readings()).isEmpty();

        harness.pipe(FeatureRow.of(START + 60_000, 1, 1));

        assertThat(whole()).singleElement().extracting(Reading::rows).isEqualTo(100L);
    }

    @Test
    void lateEventTellsItsWindowAgain() {
        quiet(0);
        quiet(1);
        harness.readings();

        harness.pipe(FeatureRow.of(START, 1, 1));

        assertThat(whole()).singleElement().satisfies(reading -> {
            assertThat(reading.window()).isEqualTo(new TimeWindow(START, START + 60_000));
            assertThat(reading.rows()).isEqualTo(101);
            assertThat(reading.revision()).isEqualTo(1);
        });
    }

    @Test
    void eventBefore1970IsCountedLikeAnyOther() {
        harness.pipe(FeatureRow.of(-120_000, 1, 1));
        harness.end();

        assertThat(whole()).singleElement().satisfies(reading -> {
            assertThat(reading.window().startMs()).isEqualTo(-120_000);
            assertThat(reading.rows()).isEqualTo(1);
        });
    }

    @Test
    void silenceIsToldByTheClock() {
        quiet(0);
        assertThat(harness.readings()).isEmpty();

        for (int second = 0; second < 300; second++) {
            harness.advanceClock(Duration.ofSeconds(1));
        }

        List<Reading> readings = whole();
        assertThat(readings)
                .hasSizeGreaterThan(2)
                .first()
                .extracting(Reading::rows)
                .isEqualTo(100L);
        assertThat(readings.subList(1, readings.size())).allSatisfy(reading -> {
            assertThat(reading.rows()).isZero();
            assertThat(verdict(reading, "price", Measure.KS)).isEqualTo(Verdict.NO_DATA);
            assertThat(verdict(reading, "", Measure.VOLUME)).isEqualTo(Verdict.BAD);
        });
    }

    @Test
    void missingValuesAreJudged() {
        for (int row = 0; row < ROWS; row++) {
            harness.pipe(FeatureRow.of(START + row, row % 4 + 0.5, row % 2 == 0 ? Double.NaN : row % 4 + 0.5));
        }
        harness.end();

        Reading reading = whole().get(0);

        assertThat(verdict(reading, "price", Measure.MISSING)).isEqualTo(Verdict.BAD);
        assertThat(measured(reading, "price", Measure.MISSING).judged().count()).isEqualTo(50);
        assertThat(verdict(reading, "load", Measure.MISSING)).isNotEqualTo(Verdict.BAD);
    }

    /** A hundred rows, a quarter in each cell of both columns. */
    private void quiet(int minute) {
        for (int row = 0; row < ROWS; row++) {
            harness.pipe(FeatureRow.of(START + minute * 60_000L + row, row % 4 + 0.5, row % 4 + 0.5));
        }
    }

    /** The price is in its last cell, the load where it was. */
    private void drifted(int minute) {
        for (int row = 0; row < ROWS; row++) {
            harness.pipe(FeatureRow.of(START + minute * 60_000L + row, row % 4 + 0.5, 9));
        }
    }

    private List<Reading> whole() {
        return harness.readings().stream()
                .filter(reading -> reading.scope().isWhole())
                .toList();
    }

    private static Reference reference() {
        Dispersion none = Dispersion.unknown(100);
        Counts counts = new Counts(QUARTERS.id(), QUARTERS.cells());
        for (int cell = 0; cell < QUARTERS.cells(); cell++) {
            counts.countCell(cell, 2_500);
        }
        ColumnReference column = new ColumnReference(counts, none);
        return new Reference(
                "1f0c",
                WHOLE,
                new TimeWindow(START - 100 * 60_000, START),
                START - 100 * 60_000,
                3,
                new RowsReference(ROWS, none),
                new TreeMap<>(Map.of("load", column, "price", column)));
    }

    private static Measurement measured(Reading reading, String column, Measure measure) {
        return reading.measurements().stream()
                .filter(m -> m.column().equals(column)
                        && m.scale() == 1
                        && m.judged().measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    private static Verdict verdict(Reading reading, String column, Measure measure) {
        return measured(reading, column, measure).judged().verdict();
    }

    private static TestRecord<byte[], byte[]> only(List<TestRecord<byte[], byte[]>> letters) {
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
