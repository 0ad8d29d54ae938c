package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that falls silent is noticed by the clock. */
class SilenceIT {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int SECONDS = 50;
    private static final int A_SECOND = 400;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1s, pane: 1s, lateness: 0s, idleAfter: 1s, noDataAfter: 3s}
                reference: {from: 2026-01-05T00:00:00Z, to: 2026-01-05T00:00:40Z}
            """;

    @TempDir
    private Path directory;

    @Test
    void silenceIsNoDataAndBadVolumeByTheClock() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            List<byte[]> events = new ArrayList<>();
            for (int i = 0; i < SECONDS * A_SECOND; i++) {
                Instant time = START.plusMillis(i * 1_000L / A_SECOND);
                events.add(watched.encode(Event.at(time, i % 17, "c" + i % 3)));
            }
            Pins.publish(
                    watched.settings(directory), watched.file(), Pins.of(watched.file(), watched.registry(), events));
            Watched.Key firstEmpty = new Watched.Key("*", START.plusSeconds(SECONDS));
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                for (int i = 0; i < events.size(); i++) {
                    watched.send(i % 2, events.get(i));
                }
                cluster.flush();

                await().atMost(Duration.ofSeconds(30))
                        .until(() -> watched.readings().containsKey(firstEmpty));

                Watched.Heard empty = watched.reading(firstEmpty);
                assertThat(empty.rows()).isZero();
                assertThat(empty.verdicts("", "volume")).containsEntry("", "BAD");
                assertThat(empty.verdicts("x", "ks")).containsEntry("", "NO_DATA");
                assertThat(empty.verdicts("c", "js_distance")).containsEntry("", "NO_DATA");
                // Not before noDataAfter; how soon after it is bounded by the wait above.
                assertThat(firstEmptyMs(cluster, watched) - lastEventMs(cluster))
                        .isGreaterThanOrEqualTo(3_000);
            }
        }
    }

    private static long lastEventMs(Cluster cluster) {
        return cluster.read("events").stream()
                .mapToLong(ConsumerRecord::timestamp)
                .max()
                .orElseThrow();
    }

    private static long firstEmptyMs(Cluster cluster, Watched watched) {
        return cluster.read("app-readings").stream()
                .filter(message -> watched.rows(message.value()) == 0)
                .mapToLong(ConsumerRecord::timestamp)
                .min()
                .orElseThrow();
    }
}
