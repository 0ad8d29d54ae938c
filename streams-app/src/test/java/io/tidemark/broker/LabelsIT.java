package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.Service;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.LabelEncoder;
import io.tidemark.testkit.Guess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill test of grade: labels before their predictions and long after, twice, corrected, never, and of predictions that nobody made, while instances are
 * killed and stopped. Every window of every slice ends with exactly the labels that are true, each counted once.
 */
class LabelsIT {
    private static final long SEED = 20261123;
    private static final int PREDICTIONS = 24_000;
    private static final int PARTITIONS = 4;
    private static final int PIECE = 200;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final long HOUR = 3_600_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: m-events}
                slices: [region]
                windows: {size: 10m, pane: 10m, lateness: 0s, idleAfter: 30m}
                labels: {topic: m-truths, positive: "yes", window: 1h, horizon: 48h, latest: 4h, baseline: 3 windows}
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Guess> guesses = new HashMap<>();
    private final Map<String, String> truths = new HashMap<>();

    /**
     * A record, in the order of being sent.
     *
     * @param order by what it is sent
     */
    private record Sent(String topic, int partition, byte[] value, long order) {}

    /** Some predictions come twice. */
    private void draw(EventEncoder encoder, LabelEncoder labels, long stepMs) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < PREDICTIONS; i++) {
            long timeMs = START.toEpochMilli() + i * stepMs;
            boolean isYes = random.nextInt(3) == 0;
            Guess guess = new Guess(
                    "p" + i,
                    timeMs,
                    List.of("eu", "us").get(random.nextInt(2)),
                    isYes ? "yes" : "no",
                    isYes ? 0.8 : 0.3);
            guesses.put(guess.id(), guess);
            byte[] event = encoder.write(guess);
            sent.add(new Sent("m-events", random.nextInt(PARTITIONS), event, timeMs));
            if (i % 23 == 0) {
                sent.add(new Sent("m-events", random.nextInt(PARTITIONS), event, timeMs + HOUR / 3));
            }
            label(guess, i, labels, random);
        }
        for (int i = 0; i < 500; i++) {
            long knownMs = START.toEpochMilli() + i * 60_000L;
            byte[] value = labels.ofClass("nobody-" + i, "yes", knownMs);
            sent.add(new Sent("m-truths", random.nextInt(3), value, knownMs));
        }
        sent.sort(Comparator.comparingLong(Sent::order));
    }

    /** One in twenty is never labelled; some before, most an hour after, some a day; some twice; some corrected. */
    private void label(Guess guess, int number, LabelEncoder labels, SplittableRandom random) {
        if (number % 20 == 19) {
            return;
        }
        long delayMs =
                number % 7 == 0 ? -HOUR / 6 : number % 11 == 0 ? 10 * HOUR : HOUR / 2 + random.nextLong(HOUR / 2);
        String truth = random.nextInt(10) < 8 ? guess.answer() : guess.answer().equals("yes") ? "no" : "yes";
        int partition = number % 3;
        long knownMs = guess.timeMs() + Math.max(0, delayMs);
        sent.add(new Sent("m-truths", partition, labels.ofClass(guess.id(), truth, knownMs), guess.timeMs() + delayMs));
        if (number % 13 == 0) {
            sent.add(new Sent(
                    "m-truths", partition, labels.ofClass(guess.id(), truth, knownMs), guess.timeMs() + delayMs + 1));
        }
        if (number % 17 == 0) {
            truth = truth.equals("yes") ? "no" : "yes";
            sent.add(new Sent(
                    "m-truths",
                    partition,
                    labels.ofClass(guess.id(), truth, knownMs + HOUR),
                    guess.timeMs() + delayMs + 2 * HOUR));
        }
        truths.put(guess.id(), truth);
    }

    /** The topics are there and what will be sent is drawn, a prediction each step. */
    private Watched drawn(Cluster cluster, String monitors, long stepMs) throws Exception {
        cluster.createTopic("m-events", PARTITIONS);
        cluster.createTopic("m-truths", 3);
        Watched watched = new Watched(cluster, "graded", monitors);
        EventEncoder encoder = new EventEncoder(
                "m",
                EventEncoder.Type.PREDICTION,
                watched.registry().register("m-events", EventEncoder.Type.PREDICTION.schema()));
        LabelEncoder labels = new LabelEncoder("m", watched.registry().register("m-truths", LabelEncoder.schema()));
        draw(encoder, labels, stepMs);
        return watched;
    }

    /** What a window comes to. */
    private record Counted(long predictions, long labelled, long right) {
        Counted plus(Counted other) {
            return new Counted(predictions + other.predictions, labelled + other.labelled, right + other.right);
        }
    }

    private SortedMap<Watched.Key, Counted> expected() {
        SortedMap<Watched.Key, Counted> all = new TreeMap<>();
        guesses.values().forEach(guess -> {
            String truth = truths.get(guess.id());
            Counted one = new Counted(1, truth == null ? 0 : 1, guess.answer().equals(truth) ? 1 : 0);
            Instant window = Instant.ofEpochMilli(Math.floorDiv(guess.timeMs(), HOUR) * HOUR);
            for (String slice : List.of("*", "region=" + guess.region(), "version=v1")) {
                all.merge(new Watched.Key(slice, window), one, Counted::plus);
            }
        });
        return all;
    }

    @Test
    void killedInstancesCountEveryLabelOnce() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            Watched watched = drawn(cluster, MONITORS, 3_000);

            runDisturbed(watched, cluster);

            assertThat(counted(watched, cluster)).isEqualTo(expected());
        }
    }

    /** Five days of predictions are there, partition by partition, before the first label is, and are read with a horizon of 12 hours: none is forgotten. */
    @Test
    void labelsThatAreReadAfterAllPredictionsFindTheirs() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            Watched watched = drawn(cluster, MONITORS.replace("horizon: 48h", "horizon: 12h"), 18_000);
            sent.sort(Comparator.comparing(Sent::topic).thenComparing(Sent::partition));
            for (Sent one : sent) {
                cluster.send(new ProducerRecord<>(one.topic(), one.partition(), null, one.value()));
            }
            cluster.flush();

            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() ->
                                counted(watched, cluster).size() >= expected().size() - 30);
                end(cluster, "m-events", PARTITIONS);
                end(cluster, "m-truths", 3);
                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> counted(watched, cluster)
                        .equals(expected()));
            }
        }
    }

    private void runDisturbed(Watched watched, Cluster cluster) throws IOException {
        List<String> options = watched.options(directory);
        try (Instance first = Instance.start(directory.resolve("first"), options);
                Instance second = Instance.start(directory.resolve("second"), options)) {
            for (int next = 0; next < sent.size(); next += PIECE) {
                for (Sent one : sent.subList(next, Math.min(next + PIECE, sent.size()))) {
                    cluster.send(new ProducerRecord<>(one.topic(), one.partition(), null, one.value()));
                }
                cluster.flush();
                disturb(next / PIECE, first, second);
                if (next % (10 * PIECE) == 0) {
                    long enough = Math.max(0, next / 2 - 8_000);
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> watched.taken() >= enough);
                }
            }
            end(cluster, "m-events", PARTITIONS);
            end(cluster, "m-truths", 3);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> counted(watched, cluster)
                    .equals(expected()));
        }
    }

    /** Two kills and a stop, and back. */
    private static void disturb(int piece, Instance first, Instance second) {
        switch (piece) {
            case 50 -> first.kill();
            case 70 -> first.restart();
            case 100 -> second.stop();
            case 115 -> second.restart();
            case 150 -> second.kill();
            case 160 -> second.restart();
            default -> {}
        }
    }

    private static void end(Cluster cluster, String topic, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, partition, null, new byte[0]);
            end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, new byte[0]));
            cluster.send(end);
        }
        cluster.flush();
    }

    /** Of the latest reading of each window of quality. */
    private static SortedMap<Watched.Key, Counted> counted(Watched watched, Cluster cluster) {
        AvroJson avro = new AvroJson(watched.registry());
        Map<Watched.Key, GenericRecord> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : cluster.read("graded-readings")) {
            GenericRecord reading = avro.read(message.value());
            if (reading.get("comparison").toString().equals("labels")) {
                Instant start = Instant.ofEpochMilli((Long) reading.get("windowStart"));
                latest.merge(
                        new Watched.Key(reading.get("slice").toString(), start),
                        reading,
                        (known, fresh) ->
                                (Integer) fresh.get("revision") >= (Integer) known.get("revision") ? fresh : known);
            }
        }
        SortedMap<Watched.Key, Counted> all = new TreeMap<>();
        latest.forEach((key, reading) -> all.put(key, counted(reading)));
        return all;
    }

    private static Counted counted(GenericRecord reading) {
        long labelled = 0;
        long right = 0;
        for (Object each : (List<?>) reading.get("measurements")) {
            GenericRecord measurement = (GenericRecord) each;
            boolean isOne = measurement.get("scale").equals(1);
            if (isOne && measurement.get("measure").toString().equals("accuracy")) {
                right = (Long) measurement.get("count");
            } else if (isOne && measurement.get("measure").toString().equals("labelled")) {
                labelled = (Long) measurement.get("count");
            }
        }
        return new Counted((Long) reading.get("rows"), labelled, right);
    }
}
