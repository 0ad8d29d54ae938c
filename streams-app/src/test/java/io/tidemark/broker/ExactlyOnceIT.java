package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.Operation;
import io.tidemark.pin.Pin;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Pins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill test: two instances of the real application, killed and stopped at random while events flow, say the same as one that is left
 * alone.
 */
class ExactlyOnceIT {
    private static final long SEED = 20260105;
    private static final int PARTITIONS = 4;
    private static final int MINUTES = 150;
    private static final int A_MINUTE = 2_000;
    private static final int PIECE = 100;
    private static final int MOST_AHEAD = 15_000;
    /** Minute 87, in the middle of the drift and before the fourth disturbance. */
    private static final int IN_FORCE_FROM = 174_000;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final List<List<String>> GROUPINGS = List.of(List.of("region"), List.of("region", "tier"));
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: m-events}
                slices: [region, [region, tier]]
                windows: {size: 1m, pane: 30s, lateness: 20s, idleAfter: 30m}
                reference: {from: 2026-01-05T00:00Z, to: 2026-01-05T00:40Z}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: drift, labels: {model: m, owner: t}, annotations: {tidemark.io/runbook: "https://example.com"}}
            spec:
              service: m
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator:
                spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift, slices: all}}}}
              objectives: [{target: 0.9, timeSliceWindow: 1m}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: minutes-of-drift}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 50, longWindow: 10m, shortWindow: 2m}]
                            minTotal: 2
                            minBad: 2
                            keepFiringFor: 3m
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: missing, labels: {model: m}}
            spec:
              service: m
              budgetingMethod: Occurrences
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: tidemark, spec: {kind: missing, column: x, slices: region}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.97}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: much-missing}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: ticket
                          condition: {kind: mwmb, pairs: [{budgetPercent: 20, longWindow: 10m, shortWindow: 2m}]}
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final List<Event> events = new ArrayList<>();
    private final List<Integer> partitions = new ArrayList<>();

    /** Drift from minute 70 to minute 110: x moves, misses more, c has values never seen. */
    @BeforeEach
    void drawEvents() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            long expectedMs = i * 60_000L / A_MINUTE;
            boolean isDrifted = expectedMs >= 70 * 60_000L && expectedMs < 110 * 60_000L;
            long jitterMs = random.nextLong(15_000) - 7_500;
            long timeMs = START.toEpochMilli() + Math.max(0, Math.min(MINUTES * 60_000L - 1, expectedMs + jitterMs));
            String region = List.of("eu", "us", "apac").get(random.nextInt(3));
            events.add(new Event(
                    random.nextInt(10) < 7 ? "v1" : "v2",
                    timeMs,
                    List.of(Map.entry("region", region), Map.entry("tier", random.nextInt(4) == 0 ? "gold" : "free")),
                    random.nextInt(100) < (isDrifted && region.equals("eu") ? 15 : 1) ? null : x(random, isDrifted),
                    "c" + random.nextInt(isDrifted ? 12 : 8)));
            partitions.add(random.nextInt(PARTITIONS));
        }
    }

    private static double x(SplittableRandom random, boolean isDrifted) {
        double mean = isDrifted ? 0.8 : 0;
        return mean + random.nextDouble() + random.nextDouble() + random.nextDouble() - random.nextDouble();
    }

    @Test
    void killedInstancesSayTheSameAsAnUndisturbedOne() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("m-events", PARTITIONS);
            Watched disturbed = new Watched(cluster, "disturbed", MONITORS);
            Watched calm = new Watched(cluster, "calm", MONITORS);
            Pin pin = Pins.of(
                    disturbed.file(),
                    disturbed.registry(),
                    events.stream().map(disturbed::encode).toList());
            publish(disturbed, pin);
            publish(calm, pin);

            runDisturbed(disturbed, cluster);
            runCalm(calm);

            assertThat(whole(disturbed)).isEqualTo(events.size());
            assertThat(rows(disturbed.readings())).isEqualTo(counted());
            assertThat(bytes(disturbed)).isEqualTo(bytes(calm));
            assertThat(Told.transitions(calm).toString()).contains("FIRING", "RESOLVED");
            assertThat(Told.transitions(disturbed)).isEqualTo(Told.transitions(calm));
            assertThat(Told.numbers(disturbed)).doesNotHaveDuplicates();
            assertThat(Told.notices(disturbed, "acknowledged")).hasSize(1);
        }
    }

    private void publish(Watched watched, Pin pin) {
        AppSettings settings = watched.settings(directory.resolve("unused"));
        Pins.publish(settings, watched.file(), pin);
    }

    private void runDisturbed(Watched watched, Cluster cluster) throws IOException {
        List<String> options = watched.options(directory);
        try (Instance first = Instance.start(directory.resolve("first"), options);
                Instance second = Instance.start(directory.resolve("second"), options)) {
            List<Instance> instances = List.of(first, second);
            List<Disturbance> disturbances = disturbances();
            for (int next = 0; next < events.size(); next += PIECE) {
                produce(watched, cluster, next);
                if (next == IN_FORCE_FROM) {
                    awaitOpen(watched);
                    acknowledgeAndSilence(watched);
                }
                for (Disturbance disturbance : disturbances) {
                    disturbance.at(next, instances);
                }
                if (next % 2_000 == 0) {
                    long enough = next - MOST_AHEAD;
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> watched.taken() >= enough);
                }
            }
            watched.end(PARTITIONS);
            awaitDrained(watched, instances);
        }
    }

    /**
     * An instance is killed or told to stop in the middle of the flow, and comes back when that many more events were sent.
     *
     * @param at number of the event
     * @param victim which instance
     * @param isKill SIGKILL; else SIGTERM
     * @param back number of the event
     */
    private record Disturbance(int at, int victim, boolean isKill, int back) {
        void at(int event, List<Instance> instances) {
            if (event == at && isKill) {
                instances.get(victim).kill();
            } else if (event == at) {
                instances.get(victim).stop();
            }
            if (event == back) {
                instances.get(victim).restart();
            }
        }
    }

    /** Three kills and two stops; the third time the other instance has to take over before it comes back. */
    private static List<Disturbance> disturbances() {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        List<Disturbance> disturbances = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int at = 40_000 + 45_000 * i + PIECE * random.nextInt(100);
            int away = i == 2 ? MOST_AHEAD + 5_000 : PIECE * random.nextInt(MOST_AHEAD / PIECE);
            disturbances.add(new Disturbance(at, random.nextInt(2), i % 2 == 0, at + away));
        }
        return disturbances;
    }

    private static void awaitOpen(Watched watched) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> Told.opened(watched).findAny().isPresent());
    }

    private void produce(Watched watched, Cluster cluster, int from) {
        for (int i = from; i < from + PIECE; i++) {
            watched.send(partitions.get(i), events.get(i));
        }
        cluster.flush();
    }

    private void runCalm(Watched watched) throws IOException {
        try (Instance only = Instance.start(directory.resolve("only"), watched.options(directory))) {
            awaitDrained(watched, List.of(only));
        }
    }

    private void awaitDrained(Watched watched, List<Instance> instances) {
        int expected = counted().size();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            assertThat(instances).allMatch(Instance::isAlive);
            return watched.readings().size() >= expected && watched.isDrained();
        });
    }

    /** Events by slice and window, counted one by one. */
    private SortedMap<Watched.Key, Long> counted() {
        SortedMap<Watched.Key, Long> counts = new TreeMap<>();
        for (Event event : events) {
            Instant window = Instant.ofEpochMilli(Math.floorDiv(event.timeMs(), 60_000L) * 60_000L);
            for (String slice : event.slices(GROUPINGS)) {
                counts.merge(new Watched.Key(slice, window), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Rows of all windows of the slice of all. */
    private static long whole(Watched watched) {
        return rows(watched.readings()).entrySet().stream()
                .filter(entry -> entry.getKey().slice().equals("*"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static SortedMap<Watched.Key, Long> rows(SortedMap<Watched.Key, Watched.Heard> readings) {
        SortedMap<Watched.Key, Long> rows = new TreeMap<>();
        readings.forEach((key, heard) -> rows.put(key, heard.rows()));
        return rows;
    }

    /** Each reading's bytes, in hexadecimal digits. */
    private static SortedMap<Watched.Key, String> bytes(Watched watched) {
        SortedMap<Watched.Key, String> bytes = new TreeMap<>();
        watched.readings().forEach((key, heard) -> bytes.put(key, HexFormat.of().formatHex(heard.bytes())));
        return bytes;
    }

    /** Somebody takes the first page that is open, and silences the rest of the model's alerts for the rest of the run. */
    private static void acknowledgeAndSilence(Watched watched) {
        GenericRecord open = Told.opened(watched).findFirst().orElseThrow();
        watched.tell(operation(Operation.Kind.ACKNOWLEDGE, open.get("episodeId").toString(), Operation.Span.NONE));
        watched.tell(operation(Operation.Kind.SILENCE, "", new Operation.Span(0, Long.MAX_VALUE, "", 0, "UTC")));
    }

    private static Operation operation(Operation.Kind kind, String episode, Operation.Span span) {
        return new Operation("planned", kind, "m", 0, "ada", "", episode, Operation.Cover.ALL, span, "");
    }
}
