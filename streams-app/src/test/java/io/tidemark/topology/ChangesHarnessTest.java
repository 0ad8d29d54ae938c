package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Scope;
import io.tidemark.schemas.Annotation;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.store.StoreNames;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes and operations from their bytes to judge, through the whole topology. */
class ChangesHarnessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CLOCK = Instant.parse("2026-01-02T00:00:00Z");
    private static final String YAML =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 60s}
                changes: {confirmWithin: 2m}
            """;

    private final MonitorHarness harness = MonitorHarness.of(YAML, CLOCK);

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void changeWithoutKeyReachesJudgeOnce() {
        Change change = change("fraud", Kind.CONFIG_CHANGED, START, "");

        harness.change(change);
        harness.change(change);

        assertThat(harness.annotations()).hasSize(1).first().satisfies(written -> {
            assertThat(written.getKind()).isEqualTo("change");
            assertThat(written.getModel()).isEqualTo("fraud");
            assertThat(written.getFrom()).isEqualTo(START);
            assertThat(written.getText()).isEqualTo("configuration changed");
        });
        assertThat(harness.meters().read(Meter.TIDINGS)).isEqualTo(2);
    }

    @Test
    void changeOfAllModelsReachesJudgeToo() {
        harness.change(change("", Kind.DEPENDENCY, START, ""));

        assertThat(harness.annotations())
                .extracting(Annotation::getText)
                .containsExactly("dependency changed for all models");
    }

    @Test
    void changeOfAModelThatNobodyWatchesIsCountedAndLeft() {
        harness.change(change("other", Kind.DEPLOYED, START, "v1"));

        assertThat(harness.annotations()).isEmpty();
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.meters().read(Meter.CHANGES_ELSEWHERE)).isEqualTo(1);
    }

    @Test
    void whatCannotBeUsedIsADeadLetterAndTheStreamGoesOn() {
        byte[] noAvro = "{}hello".getBytes(StandardCharsets.UTF_8);

        harness.changeBytes(noAvro);
        harness.change(change("fraud", Kind.DEPLOYED, CLOCK.plusSeconds(7_200), "v1"));
        harness.operation(note("nobody"));
        harness.operation(note("fraud"));
        harness.change(change("fraud", Kind.CONFIG_CHANGED, START, ""));

        List<TestRecord<byte[], byte[]>> letters = harness.deadLetters();
        assertThat(letters)
                .extracting(letter -> header(letter, "tidemark.reason"))
                .containsExactly("NOT_WIRE_FORMAT", "FROM_THE_FUTURE", "UNKNOWN_MODEL");
        assertThat(letters.get(0).value()).isEqualTo(noAvro);
        assertThat(letters)
                .extracting(letter -> header(letter, "tidemark.topic"))
                .containsExactly("tidemark-changes", "tidemark-changes", "tidemark-operations");
        assertThat(harness.annotations())
                .extracting(annotation -> annotation.getKind().toString())
                .containsExactly("note", "change");
    }

    /** Somebody else wrote them to the topic; another rule would keep a task at work for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYSETPOS=5;BYDAY=1MO",
                "FREQ=HOURLY;INTERVAL=2147483647",
                "FREQ=HOURLY;BYSECOND=0,1",
                "FREQ=DAILY;UNTIL=20270101",
                "nothing"
            })
    void aRuleThatCannotBeFollowedIsWrittenDownAndHarmsNothing(String rule) {
        harness.operation(correction("1", new Operation.Span(START.toEpochMilli(), 0, rule, 60_000, "UTC")));
        harness.operation(correction("2", new Operation.Span(Long.MIN_VALUE, Long.MAX_VALUE, rule, 60_000, "UTC")));
        harness.operation(correction("3", new Operation.Span(0, 0, "FREQ=DAILY", Long.MAX_VALUE, "UTC")));
        harness.operation(correction("4", new Operation.Span(0, 0, "FREQ=DAILY", 60_000, "Mars")));
        harness.operation(correction("5", new Operation.Span(START.toEpochMilli(), 0, "FREQ=DAILY", 60_000, "UTC")));
        for (int minute = 0; minute < 6; minute++) {
            harness.pipe(FeatureRow.of(START.toEpochMilli() + minute * 60_000L, 1, 1));
        }
        harness.end();

        assertThat(harness.annotations())
                .extracting(written -> written.getText().contains("nothing was done"))
                .containsExactly(true, true, true, true, false);
        assertThat(harness.rows(StoreNames.OPERATIONS).keySet())
                .filteredOn(key -> !key.startsWith("lineage/"))
                .containsExactly("correction/fraud|5");
        assertThat(harness.readings()).isNotEmpty();
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void versionThatArrivesIsConfirmed() {
        NumberGrid quarters = new NumberGrid(new double[] {1, 2, 3}, 2, 1);
        GridBook.Era era = new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(Map.of("load", quarters, "price", quarters)));
        harness.grids("fraud", new GridBook(List.of(era), new TreeSet<>(List.of(Scope.ALL))));
        harness.change(change("fraud", Kind.DEPLOYED, START, "v1"));
        harness.change(change("fraud", Kind.DEPLOYED, START, "v9"));
        assertThat(harness.annotations()).hasSize(2);

        // rows of version v1
        for (int minute = 0; minute < 6; minute++) {
            harness.pipe(FeatureRow.of(START.toEpochMilli() + minute * 60_000L, 1, 1));
        }
        harness.end();

        assertThat(harness.annotations())
                .extracting(
                        written -> written.getKind() + " " + written.getValues().get("version"))
                .containsExactly("change_confirmed v1", "change_not_confirmed v9");
    }

    private static Change change(String model, Kind kind, Instant at, String version) {
        return new Change(kind + version, kind, model, at.toEpochMilli(), version, "", Map.of(), "", "", "", "");
    }

    private static Operation correction(String id, Operation.Span span) {
        return new Operation(
                id, Operation.Kind.CORRECT, "fraud", 0, "ann", "", "", Operation.Cover.ALL, span, "maintenance");
    }

    private static Operation note(String model) {
        return new Operation(
                "1", Operation.Kind.NOTE, model, 0, "ann", "", "", Operation.Cover.ALL, Operation.Span.NONE, "");
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
