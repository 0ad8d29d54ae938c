package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A planned rebalance in the middle of FIRING: a second instance of the real application joins while pages of four models are open, takes
 * some of them over, and leaves again. People are told the same as by an application of one instance that is left alone.
 */
class RebalanceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final int PARTITIONS = 2;
    private static final int A_MINUTE = 30;
    private static final List<String> REGIONS = List.of("eu", "us", "apac");
    private static final List<String> MODELS = List.of("ads", "churn", "fraud", "search");
    private static final String MONITOR =
            """
              - model: MODEL
                source: {topic: MODEL-events}
                slices: [region]
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 1h}
                columns: {allowed: {x: {min: 0, max: 1}}}
            """;
    private static final String SLO =
            """
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: MODEL-range
              labels: {model: MODEL, owner: t}
              annotations: {tidemark.io/runbook: "https://example.com"}
            spec:
              service: MODEL
              budgetingMethod: Occurrences
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: tidemark, spec: {kind: range, column: x, slices: all}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.9}]
              alertPolicies: [{alertPolicyRef: minutes}]
            """;
    private static final String POLICY =
            """
            ---
            apiVersion: openslo/v1
            kind: AlertPolicy
            metadata: {name: minutes}
            spec:
              conditions:
                - kind: AlertCondition
                  spec:
                    severity: page
                    condition:
                      kind: mwmb
                      pairs: [{budgetPercent: 50, longWindow: 10m, shortWindow: 2m}]
                      keepFiringFor: 3m
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void tasksThatMoveWhileAlertsFireSayTheSameAsThoseThatStay() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            for (String model : MODELS) {
                cluster.createTopic(model + "-events", PARTITIONS);
            }
            List<Watched> moved = Watched.each(cluster, "moved", monitors());
            List<Watched> calm = Watched.each(cluster, "calm", monitors());

            try (Instance first = Instance.start(directory.resolve("first"), options(moved.get(0)));
                    Instance only = Instance.start(directory.resolve("only"), options(calm.get(0)))) {
                // in order first, so that every slice is known before anything is to be told
                send(moved, cluster, 0, 20, 0.5);
                awaitThat(() -> assertThat(moved).allMatch(Watched::isDrained));
                awaitThat(() -> assertThat(calm).allMatch(Watched::isDrained));
                send(moved, cluster, 20, 30, 5);
                joinAndLeave(moved, cluster);
                send(moved, cluster, 36, 40, 5);
                send(moved, cluster, 40, 60, 0.5);
                moved.forEach(watched -> watched.end(PARTITIONS));
                awaitEnd(moved, first);
                awaitEnd(calm, only);
            }

            Watched any = moved.get(0);
            assertThat(Told.opened(any)).hasSize(MODELS.size());
            assertThat(Told.notices(any, "acknowledged")).hasSize(MODELS.size());
            assertThat(Told.transitions(calm.get(0)).toString()).contains("FIRING", "RECOVERING", "RESOLVED");
            assertThat(Told.transitions(any)).isEqualTo(Told.transitions(calm.get(0)));
            assertThat(Told.numbers(any)).doesNotHaveDuplicates();
            assertThat(sequences(any)).hasSize(MODELS.size()).allSatisfy((key, numbers) -> assertThat(numbers)
                    .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList()));
            assertThat(Told.burning(any).filter(alert -> minute(alert) > 30))
                    .isNotEmpty()
                    .allSatisfy(alert -> {
                        assertThat(Told.text(alert, "acknowledgedBy")).isEqualTo("ada");
                        assertThat(Told.text(alert, "silencedBy")).isEqualTo("[planned]");
                    });
        }
    }

    private static String monitors() {
        String all =
                MODELS.stream().map(model -> MONITOR.replace("MODEL", model)).collect(Collectors.joining());
        String slos = MODELS.stream().map(model -> SLO.replace("MODEL", model)).collect(Collectors.joining());
        return "monitors:\n" + all + slos + POLICY;
    }

    /** A second instance takes some models over while all of them fire and people have seen to it, goes on with them, and leaves. */
    private void joinAndLeave(List<Watched> moved, Cluster cluster) throws IOException {
        Watched any = moved.get(0);
        awaitThat(() -> assertThat(Told.opened(any)).hasSize(MODELS.size()));
        moved.forEach(RebalanceIT::acknowledgeAndSilence);
        awaitThat(() -> assertThat(Told.burning(any).filter(RebalanceIT::isTakenAndSilenced))
                .hasSizeGreaterThanOrEqualTo(MODELS.size()));
        try (Instance second = Instance.start(directory.resolve("second"), options(any))) {
            awaitThat(() -> assertThat(judging(cluster)).isEqualTo(2));
            send(moved, cluster, 30, 36, 5);
            awaitThat(() -> assertThat(modelsHeardOf(any, 35)).isEqualTo(MODELS.size()));
            assertThat(judging(cluster)).isEqualTo(2);
            second.stop();
        }
        awaitThat(() -> assertThat(judging(cluster)).isEqualTo(1));
    }

    /** One thread and four partitions of readings, so that an instance is a member and every member has its models. */
    private List<String> options(Watched watched) throws IOException {
        List<String> options = new ArrayList<>(watched.options(directory));
        options.addAll(List.of("--threads", "1", "--partitions", "4"));
        return options;
    }

    /** Rows of every model with this value; 0.5 is in order, 5 is not. */
    private static void send(List<Watched> models, Cluster cluster, int from, int to, double value) {
        for (int row = from * A_MINUTE; row < to * A_MINUTE; row++) {
            Instant time = Instant.ofEpochMilli(START + row * MINUTE / A_MINUTE);
            String region = REGIONS.get(row % REGIONS.size());
            Event event = Event.at(time, value, "c").in("region", region);
            for (Watched model : models) {
                model.send(row / REGIONS.size() % PARTITIONS, event);
            }
        }
        cluster.flush();
    }

    /** Somebody takes the page of a model, and silences the rest of its alerts for the rest of the run. */
    private static void acknowledgeAndSilence(Watched watched) {
        GenericRecord page = Told.opened(watched)
                .filter(alert -> Told.text(alert, "model").equals(watched.model()))
                .findFirst()
                .orElseThrow();
        watched.tell(operation(watched, Operation.Kind.ACKNOWLEDGE, Told.text(page, "episodeId"), Operation.Span.NONE));
        watched.tell(
                operation(watched, Operation.Kind.SILENCE, "", new Operation.Span(0, Long.MAX_VALUE, "", 0, "UTC")));
    }

    private static Operation operation(Watched watched, Operation.Kind kind, String episode, Operation.Span span) {
        return new Operation("planned", kind, watched.model(), 0, "ada", "", episode, Operation.Cover.ALL, span, "");
    }

    private static boolean isTakenAndSilenced(GenericRecord alert) {
        return Told.text(alert, "acknowledgedBy").equals("ada")
                && Told.text(alert, "silencedBy").equals("[planned]");
    }

    /** How many members of the group have a part of the readings, from which judges judge. */
    private static long judging(Cluster cluster) {
        Map<TopicPartition, String> owners = cluster.owners("moved");
        Map<String, Set<Integer>> judges = new HashMap<>();
        owners.forEach((partition, member) -> {
            if (partition.topic().equals("moved-readings")) {
                judges.computeIfAbsent(member, ignored -> new TreeSet<>()).add(partition.partition());
            }
        });
        return judges.values().stream().mapToInt(Set::size).sum() == 4 ? judges.size() : 0;
    }

    /** Of how many models something was said of that minute or a later one. */
    private static long modelsHeardOf(Watched watched, int minute) {
        return Told.burning(watched)
                .filter(alert -> minute(alert) >= minute)
                .map(alert -> Told.text(alert, "model"))
                .distinct()
                .count();
    }

    private static long minute(GenericRecord alert) {
        return ((Long) alert.get("metricTime") - START) / MINUTE;
    }

    /** The numbers of each identity of a burning budget, in the order in which they were told. */
    private static Map<String, List<Long>> sequences(Watched watched) {
        Map<String, List<Long>> sequences = new TreeMap<>();
        Told.burning(watched).forEach(alert -> sequences
                .computeIfAbsent(Told.text(alert, "dedupKey"), ignored -> new ArrayList<>())
                .add((Long) alert.get("sequence")));
        return sequences;
    }

    private static void awaitEnd(List<Watched> models, Instance instance) {
        awaitThat(() -> {
            assertThat(instance.isAlive()).isTrue();
            assertThat(models).allMatch(Watched::isDrained);
        });
    }

    private static void awaitThat(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(assertion);
    }
}
