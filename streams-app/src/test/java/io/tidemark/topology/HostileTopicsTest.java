package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Reading;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.testkit.FeatureRow;
import io.tidemark.testkit.MonitorHarness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
