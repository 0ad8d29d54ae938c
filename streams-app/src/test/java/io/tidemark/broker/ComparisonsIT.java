package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.EventEncoder;
import io.tidemark.testkit.FeatureRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a slice is compared with lives on other tasks: the readings are the same to the byte, however many there are. */
class ComparisonsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int MINUTES = 20;
    private static final int A_MINUTE = 240;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {first: 5m}
                comparisons: [training, rest, {canary: v2, against: v1}, {launch: 5m}]
            """;

    @TempDir
    private Path directory;

    @Test
    void comparisonsAreTheSameOnOneTaskAndOnFour() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched one = new Watched(cluster, "one", MONITORS);
            Watched four = new Watched(cluster, "four", MONITORS);
            List<byte[]> events = events(one);
            publishAndStart(
                    one,
                    1,
                    events,
                    one1 -> publishAndStart(four, 4, events, four1 -> {
                        for (int i = 0; i < events.size(); i++) {
                            one.send(i % 2, events.get(i));
                        }
                        cluster.flush();
                        one.end(2);
                        await().atMost(PATIENCE).until(() -> one.isDrained() && four.isDrained());
                        await().atMost(PATIENCE)
                                .until(() -> lines(cluster, one).size() > 0
                                        && lines(cluster, one).size()
                                                == lines(cluster, four).size());
                    }));

            TreeSet<String> ofOne = lines(cluster, one);
            assertThat(lines(cluster, four)).isEqualTo(ofOne);
            for (String name : List.of("training:v1", "training:v2", "\"rest\"", "canary:v1", "launch:v2@")) {
                assertThat(ofOne).as(name).anyMatch(line -> line.contains(name));
            }
        }
    }

    private interface Step {
        void run(Service app) throws Exception;
    }

    private void publishAndStart(Watched watched, int partitions, List<byte[]> events, Step step) throws Exception {
        AppSettings settings = new AppSettings(
                watched.applicationId(),
                watched.settings(directory).bootstrapServers(),
                "mock://" + watched.applicationId(),
                directory.resolve(watched.applicationId()),
                Duration.ofMillis(100),
                2,
                partitions,
                Map.of());
        Pins.publish(settings, watched.file(), Pins.of(watched.file(), watched.registry(), events));
        try (Service app = Service.start(settings, watched.file())) {
            step.run(app);
        }
    }

    /** Training events of half a year ago in one burst, then serving ones in order. */
    private static List<byte[]> events(Watched watched) {
        EventEncoder encoder = new EventEncoder(
                "m",
                EventEncoder.Type.FEATURES,
                watched.registry().register("events", EventEncoder.Type.FEATURES.schema()));
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> events = new ArrayList<>();
        Instant then = START.minus(Duration.ofDays(180));
        for (int i = 0; i < 4_000; i++) {
            events.add(encoder.write(
                    row(then.plusSeconds(i), i, random).of("v" + (1 + i % 2)).trained()));
        }
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            events.add(encoder.write(
                    row(START.plusMillis(i * 60_000L / A_MINUTE), i, random).of(i % 5 == 0 ? "v2" : "v1")));
        }
        return events;
    }

    private static FeatureRow row(Instant time, int i, SplittableRandom random) {
        return new FeatureRow(
                time.toEpochMilli(), List.of("eu", "us", "br").get(i % 3), Map.of("price", random.nextDouble()));
    }

    /** Every reading as a line of JSON; each task's are in its own order. */
    private static TreeSet<String> lines(Cluster cluster, Watched watched) {
        AvroJson avro = new AvroJson(watched.registry());
        TreeSet<String> lines = new TreeSet<>();
        cluster.read(watched.applicationId() + "-readings")
                .forEach(message -> lines.add(AvroJson.line(avro.read(message.value()))));
        return lines;
    }
}
