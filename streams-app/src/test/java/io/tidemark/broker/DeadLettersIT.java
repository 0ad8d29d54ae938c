package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.Service;
import io.tidemark.runtime.letters.DeadLetterReplay;
import io.tidemark.runtime.letters.LetterFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be used do not stop the stream, and are not lost. */
class DeadLettersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
            """;

    @TempDir
    private Path directory;

    /** What the dead-letter topic says of a record. */
    private record Letter(long offset, String reason, byte[] value) {}

    @Test
    void badRecordsKeepTheirBytesAndStopNothing() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            byte[] good = watched.encode(Event.at(START, 1, "a"));
            byte[] cut = Arrays.copyOf(good, good.length - 3);
            byte[] unknownSchema = good.clone();
            unknownSchema[3] = 77;
            byte[] future = watched.encode(Event.at(Instant.parse("2099-01-01T00:00:00Z"), 1, "a"));
            byte[] otherFormat = "{\"x\":1}".getBytes(StandardCharsets.UTF_8);
            List<byte[]> bad = List.of(cut, unknownSchema, future, otherFormat, new byte[0]);
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                for (int second = 0; second < 120; second++) {
                    watched.send(0, Event.at(START.plusSeconds(second), second, "a"));
                    if (second >= 10 && second < 15) {
                        watched.send(0, bad.get(second - 10));
                    }
                }
                cluster.flush();
                await().atMost(PATIENCE)
                        .until(() -> cluster.read("app-dead-letters").size() == bad.size() && watched.isDrained());

                // The second window is open: 2099 moved no time.
                assertThat(watched.readings()).containsOnlyKeys(new Watched.Key("*", START));
                watched.end(1);
                await().atMost(PATIENCE).until(() -> watched.readings().size() == 2);

                assertThat(watched.readings().values())
                        .extracting(Watched.Heard::rows)
                        .containsExactly(60L, 60L);
                assertThat(letters(cluster))
                        .usingRecursiveFieldByFieldElementComparator()
                        .containsExactly(
                                // Ten or more good records stand before each.
                                new Letter(11, "UNDECODABLE", cut),
                                new Letter(13, "UNKNOWN_SCHEMA", unknownSchema),
                                new Letter(15, "FROM_THE_FUTURE", future),
                                new Letter(17, "NOT_WIRE_FORMAT", otherFormat),
                                new Letter(19, "EMPTY", new byte[0]));
            }
        }
    }

    @Test
    void deadLetterSaysWhereItStoodAndWhy() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 3);
            Watched watched = new Watched(cluster, "app", MONITORS);
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                watched.send(2, new byte[] {7});
                cluster.flush();
                await().atMost(PATIENCE)
                        .until(() -> cluster.read("app-dead-letters").size() == 1);

                assertThat(headers(cluster.read("app-dead-letters").get(0)))
                        .containsAllEntriesOf(Map.of(
                                "tidemark.reason", "NOT_WIRE_FORMAT",
                                "tidemark.detail", "length=1, first byte=7, expected 0",
                                "tidemark.topic", "events",
                                "tidemark.partition", "2",
                                "tidemark.offset", "0"));
            }
        }
    }

    @Test
    void recordThatIsSentAgainAndFailsAgainSaysSo() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            AppSettings settings = watched.settings(directory.resolve("state"));
            try (Service app = Service.start(settings, watched.file())) {
                watched.send(1, new byte[] {7});
                cluster.flush();
                await().atMost(PATIENCE)
                        .until(() -> cluster.read("app-dead-letters").size() == 1);

                DeadLetterReplay.Outcome outcome =
                        new DeadLetterReplay(settings, Progress.SILENT).send(LetterFilter.all());

                assertThat(outcome).isEqualTo(new DeadLetterReplay.Outcome(1, 0, 0, 0));
                // The letter, its mark, and the letter of the second failure.
                await().atMost(PATIENCE)
                        .until(() -> cluster.read("app-dead-letters").size() == 3);
                assertThat(cluster.read("app-dead-letters").stream()
                                .map(DeadLettersIT::headers)
                                .filter(headers -> headers.containsKey("tidemark.failures")))
                        .singleElement()
                        .satisfies(headers -> assertThat(headers)
                                .containsEntry("tidemark.failures", "2")
                                .containsEntry("tidemark.offset", "1")
                                .containsKey("tidemark.letter"));
            }
        }
    }

    @Test
    void rubbishOnOurOwnTopicsStopsNothing() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
                for (String topic : List.of("app-partials", "app-references")) {
                    cluster.send(new ProducerRecord<>(topic, 0, "key".getBytes(StandardCharsets.UTF_8), rubbish));
                }
                cluster.flush();
                for (int second = 0; second < 70; second++) {
                    watched.send(0, Event.at(START.plusSeconds(second), second, "a"));
                }
                watched.end(1);
                await().atMost(PATIENCE)
                        .until(() -> cluster.read("app-dead-letters").size() == 2
                                && watched.readings().size() == 2);

                assertThat(cluster.read("app-dead-letters"))
                        .allSatisfy(letter -> {
                            assertThat(letter.key()).asString().isEqualTo("key");
                            assertThat(letter.value()).isEqualTo(rubbish);
                            assertThat(headers(letter)).containsEntry("tidemark.reason", "UNREADABLE");
                        })
                        .extracting(letter -> headers(letter).get("tidemark.topic"))
                        .containsExactlyInAnyOrder("app-partials", "app-references");
                assertThat(watched.readings().values())
                        .extracting(Watched.Heard::rows)
                        .containsExactly(60L, 10L);
            }
        }
    }

    @Test
    void recordThatIsTooLargeForTheTopicIsCutAndStopsNothing() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 1);
            cluster.createTopic("app-dead-letters", 1, Map.of("max.message.bytes", "20000"));
            Watched watched = new Watched(cluster, "app", MONITORS);
            byte[] large = new byte[600_000];
            new SplittableRandom(7).nextBytes(large);
            large[0] = 1;
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                for (int second = 0; second < 30; second++) {
                    watched.send(0, Event.at(START.plusSeconds(second), second, "a"));
                }
                watched.send(0, large);
                watched.end(1);
                await().atMost(PATIENCE)
                        .until(() -> cluster.read("app-dead-letters").size() == 1
                                && watched.readings().size() == 1);

                ConsumerRecord<byte[], byte[]> letter =
                        cluster.read("app-dead-letters").get(0);
                assertThat(headers(letter)).containsEntry("tidemark.cut", "value=600000");
                assertThat(letter.value()).hasSizeLessThan(10_000);
                assertThat(large).startsWith(letter.value());
            }
        }
    }

    private static List<Letter> letters(Cluster cluster) {
        return cluster.read("app-dead-letters").stream()
                .map(message -> new Letter(
                        Long.parseLong(headers(message).getOrDefault("tidemark.offset", "-1")),
                        headers(message).getOrDefault("tidemark.reason", ""),
                        message.value()))
                .sorted((left, right) -> Long.compare(left.offset(), right.offset()))
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new TreeMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
