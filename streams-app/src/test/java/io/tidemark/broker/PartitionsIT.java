package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.runtime.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Source partitions that are silent, slow, without keys, or come back. */
class PartitionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int MINUTES = 10;
    private static final int A_MINUTE = 60;

    @TempDir
    private static Path directory;

    private static Cluster cluster;

    private final SortedMap<Watched.Key, Long> sent = new TreeMap<>();
    private String name = "";

    @BeforeAll
    static void startCluster() {
        cluster = Cluster.start(directory);
    }

    @AfterAll
    static void closeCluster() {
        cluster.close();
    }

    @BeforeEach
    void takeName(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    private Watched watched(String idleAfter, int partitions) throws Exception {
        cluster.createTopic(name, partitions);
        return new Watched(
                cluster,
                "app-" + name,
                """
                monitors:
                  - model: m
                    source: {topic: %s}
                    windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: %s}
                """
                        .formatted(name, idleAfter));
    }

    private Service start(Watched watched) {
        return Service.start(watched.settings(directory.resolve(name)), watched.file());
    }

    private void send(Watched watched, int partition, Instant time) {
        watched.send(partition, Event.at(time, 1, "a"));
        count(time);
    }

    private void count(Instant time) {
        long windowMs = Math.floorDiv(time.toEpochMilli(), 60_000L) * 60_000L;
        sent.merge(new Watched.Key("*", Instant.ofEpochMilli(windowMs)), 1L, Long::sum);
    }

    /** One event a second. */
    private void sendMinutes(Watched watched, int partition, int from, int to) {
        for (int second = from * A_MINUTE; second < to * A_MINUTE; second++) {
            send(watched, partition, START.plusSeconds(second));
        }
        cluster.flush();
    }

    private static void awaitDrained(Watched watched) {
        await().atMost(PATIENCE).until(watched::isDrained);
    }

    private void endAndAwaitAll(Watched watched, int partitions) {
        watched.end(partitions);
        await().atMost(PATIENCE).until(() -> watched.readings().size() >= sent.size() && watched.isDrained());
    }

    private static SortedMap<Watched.Key, Long> rows(Watched watched) {
        SortedMap<Watched.Key, Long> rows = new TreeMap<>();
        watched.readings().forEach((key, heard) -> rows.put(key, heard.rows()));
        return rows;
    }

    @Test
    void silentPartitionHoldsWindowsUntilIdle() throws Exception {
        Watched watched = watched("3s", 3);
        long startedMs = System.currentTimeMillis();
        try (Service app = start(watched)) {
            sendMinutes(watched, 0, 0, MINUTES);
            sendMinutes(watched, 1, 0, MINUTES);

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
                // The others flow on.
                send(watched, 0, START.plusSeconds(MINUTES * A_MINUTE));
                send(watched, 1, START.plusSeconds(MINUTES * A_MINUTE));
                return watched.readings().size() >= MINUTES - 1;
            });

            assertThat(cluster.read("app-" + name + "-readings"))
                    .extracting(ConsumerRecord::timestamp)
                    .allMatch(timestamp -> timestamp >= startedMs + 3_000);
            endAndAwaitAll(watched, 3);
            assertThat(rows(watched)).isEqualTo(sent);
        }
    }

    @Test
    void laggingPartitionHoldsWindowsWhileItFlows() throws Exception {
        Watched watched = watched("30m", 2);
        try (Service app = start(watched)) {
            sendMinutes(watched, 0, 0, MINUTES);
            sendMinutes(watched, 1, 0, 1);
            awaitDrained(watched);
            // Its last event is of 00:00:59, less than the first window's end and lateness.
            assertThat(watched.readings()).isEmpty();

            for (int minute = 1; minute < MINUTES; minute++) {
                sendMinutes(watched, 1, minute, minute + 1);
                awaitDrained(watched);
                assertThat(watched.readings().keySet())
                        .extracting(Watched.Key::windowStart)
                        .containsExactlyElementsOf(sent.keySet().stream()
                                .map(Watched.Key::windowStart)
                                .limit(minute)
                                .toList());
            }
            endAndAwaitAll(watched, 2);

            assertThat(rows(watched)).isEqualTo(sent);
            assertThat(watched.readings().values())
                    .extracting(Watched.Heard::revision)
                    .containsOnly(0);
        }
    }

    @Test
    void keysDoNotMatter() throws Exception {
        Watched watched = watched("30m", 3);
        SplittableRandom random = new SplittableRandom(7);
        try (Service app = start(watched)) {
            for (int i = 0; i < 900; i++) {
                Instant time = START.plusSeconds(i / 3);
                byte[] key = new byte[random.nextInt(9)];
                random.nextBytes(key);
                byte[] value = watched.encode(Event.at(time, i, "a"));
                cluster.send(new ProducerRecord<>(name, null, i % 3 == 0 ? null : key, value));
                count(time);
            }
            endAndAwaitAll(watched, 3);

            assertThat(rows(watched)).isEqualTo(sent);
        }
    }

    @Test
    void partitionThatComesBackRepairsItsWindows() throws Exception {
        Watched watched = watched("2s", 2);
        try (Service app = start(watched)) {
            sendMinutes(watched, 0, 0, MINUTES);
            sendMinutes(watched, 1, 0, 5);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
                send(watched, 0, START.plusSeconds(MINUTES * A_MINUTE));
                return watched.readings().size() >= MINUTES - 1;
            });
            awaitDrained(watched);
            assertThat(watched.readings().values())
                    .extracting(Watched.Heard::revision)
                    .containsOnly(0);

            sendMinutes(watched, 1, 5, MINUTES);
            endAndAwaitAll(watched, 2);
            awaitDrained(watched);

            assertThat(rows(watched)).isEqualTo(sent);
            assertThat(revision(watched, 4)).isZero();
            assertThat(revision(watched, 5)).isPositive();
            assertThat(revision(watched, 8)).isPositive();
        }
    }

    private static int revision(Watched watched, int minute) {
        return watched.reading(new Watched.Key("*", START.plusSeconds((long) minute * A_MINUTE)))
                .revision();
    }
}
