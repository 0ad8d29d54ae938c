package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Delta;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.grid.Counts;
import io.tidemark.store.PartialCodec;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MixedRow;
import io.tidemark.testkit.MonitorHarness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bytes on our own topics that we never wrote there. */
class HostileTopicsTest {
    private static final Instant CLOCK = Instant.parse("2026-01-05T12:00:00Z");
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final String MONITORS =
            """
            monitors:
              - model: fraud
                source: {topic: fraud-events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
            """;

    private final MonitorHarness harness = MonitorHarness.of(MONITORS, CLOCK);

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheStreamGoesOn() {
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);

        harness.pipe(FeatureRow.of(START, 1, 1));
        for (String topic : List.of("partials", "references", "readings", "changes", "operations")) {
            harness.pipeOwn(topic, rubbish);
        }
        harness.pipe(FeatureRow.of(START, 1, 1));
        harness.end();

        // The driver forgets what is sent before a record is processed: UnreadableRecordsTest and DeadLettersIT see the
        // letters.
        assertThat(harness.meters().rejected(Reason.UNREADABLE)).isEqualTo(3);
        assertThat(harness.deadLetters())
                .extracting(letter -> header(letter, "tidemark.topic") + " " + header(letter, "tidemark.reason"))
                .containsExactly("tidemark-changes NOT_WIRE_FORMAT", "tidemark-operations NOT_WIRE_FORMAT");
        assertThat(harness.readings())
                .filteredOn(reading -> reading.scope().isWhole())
                .singleElement()
                .extracting(Reading::rows)
                .isEqualTo(2L);
    }

    @Test
    void recordsWithoutAValueStopNothingEither() {
        harness.pipeOwn("partials", null);
        harness.pipeOwn("references", null);
        harness.pipeOwn("readings", null);

        assertThat(harness.meters().rejected(Reason.UNREADABLE)).isEqualTo(3);
    }

    @Test
    void countsThatFitNoGridAreLeftOutAndStopNothing() {
        Scope whole = new Scope("fraud", Stage.SERVING, "*");
        harness.pipe(FeatureRow.of(START, 1, 1));
        for (int cells : new int[] {2, 900, 3}) {
            Counts counts = new Counts("00112233445566ff", cells);
            counts.countCell(0, 1L << 40);
            Delta delta = Delta.of(whole, START, new Rows(1, 1, 0), new TreeMap<>(Map.of("amount", counts)));
            harness.pipeOwn("partials", PartialCodec.write(delta));
        }
        harness.end();

        assertThat(harness.meters().read(Meters.Meter.ON_OTHER_GRID)).isEqualTo(2);
        assertThat(harness.readings())
                .filteredOn(reading -> reading.scope().isWhole())
                .singleElement()
                .extracting(Reading::rows)
                .isEqualTo(4L);
    }

    @Test
    void numbersThatWouldOverflowSumsAreRefused() {
        Delta huge = new Delta(
                new Scope("fraud", Stage.SERVING, "*"),
                START,
                new Profile(new Rows((1L << 40) + 1, 0, 0), new TreeMap<>()));
        Delta farOff = new Delta(new Scope("fraud", Stage.SERVING, "*"), Long.MAX_VALUE - 5, new Profile());

        harness.pipeOwn("partials", PartialCodec.write(huge));
        harness.pipeOwn("partials", PartialCodec.write(farOff));

        assertThat(harness.meters().rejected(Reason.UNREADABLE)).isEqualTo(2);
    }

    @Test
    void textOfTenMegabytesIsAnEventAndIsKeptNowhere() {
        String text = "x".repeat(10_000_000);

        harness.pipe(new MixedRow(START, "id-" + text, Map.of("note", text, "n" + "a".repeat(2_000), 1.0)));
        harness.end();

        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.readings())
                .filteredOn(reading -> reading.scope().isWhole())
                .singleElement()
                .extracting(Reading::rows)
                .isEqualTo(1L);
        assertThat(harness.output()).hasSizeLessThan(10_000);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
