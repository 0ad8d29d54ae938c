package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} without a reference: it makes one by itself, once. */
class WarmUpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int A_MINUTE = 600;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {first: 30m}
            """;

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void pinsOnceWhenItsRangeHasClosed() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            try (Instance first = Instance.start(directory.resolve("first"), options(cluster));
                    Instance second = Instance.start(directory.resolve("second"), options(cluster))) {
                sendMinutes(watched, cluster, 0, 28);
                await().atMost(PATIENCE).until(() -> watched.readings().size() == 27);
                assertThat(watched.readings().values()).allSatisfy(WarmUpIT::isWarmingUp);
                assertThat(pinnedLines(first, second)).isEmpty();

                sendMinutes(watched, cluster, 28, 32);
                await().atMost(PATIENCE).until(() -> !pinnedLines(first, second).isEmpty());
                int[] minute = {32};
                // Profile takes up new grids between two commits; how many minutes of events pass until then is a
                // matter of the machine.
                await().atMost(PATIENCE).until(() -> {
                    sendMinutes(watched, cluster, minute[0], ++minute[0]);
                    awaitDrained(watched);
                    return watched.readings().values().stream().anyMatch(WarmUpIT::isGood);
                });
                watched.end(2);
                await().atMost(PATIENCE).until(() -> watched.readings().size() == minute[0] && watched.isDrained());

                // The newest event was of minute 31, so the grids hold from minute 33 on.
                assertThat(minute(watched, 32)).satisfies(WarmUpIT::isWarmingUp);
                assertThat(minute(watched, minute[0] - 1)).matches(WarmUpIT::isGood);
                assertThat(watched.readings().values()).allMatch(heard -> heard.rows() == A_MINUTE);
                assertThat(pinnedLines(first, second)).singleElement().satisfies(line -> assertThat(line)
                        .contains("pinned model=m from=2026-01-05T00:00:00Z to=2026-01-05T00:30:00Z events=18000")
                        .contains("validFrom=2026-01-05T00:33:00Z"));
                assertThat(cluster.read("app-grids"))
                        .filteredOn(grid -> new String(grid.key(), StandardCharsets.UTF_8).equals("m"))
                        .hasSize(1);
            }
        }
    }

    /** What the topic held before the first start is judged as a file is: all but the reference's own range. */
    @Test
    void historyIsPinnedBeforeTheFirstStart() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            sendMinutes(watched, cluster, 0, 60);
            try (Instance first = Instance.start(directory.resolve("first"), options(cluster))) {
                watched.end(2);
                await().atMost(PATIENCE).until(() -> watched.readings().size() == 60 && watched.isDrained());

                assertThat(minute(watched, 29).reading().get("reference").toString())
                        .isEmpty();
                for (int i = 30; i < 60; i++) {
                    assertThat(minute(watched, i)).matches(WarmUpIT::isGood);
                }
                assertThat(pinnedLines(first)).singleElement().satisfies(line -> assertThat(line)
                        .contains("pinned model=m from=2026-01-05T00:00:00Z to=2026-01-05T00:30:00Z events=18000"));
                // Killed, it would keep its place in the group for 45 s.
                first.stop();
            }
            try (Instance again = Instance.start(directory.resolve("again"), options(cluster))) {
                await().atMost(PATIENCE).until(() -> lines(again).anyMatch(line -> line.contains("RUNNING")));

                assertThat(pinnedLines(again)).isEmpty();
                assertThat(lines(again)).noneMatch(line -> line.contains("reads what the topic holds"));
            }
        }
    }

    private static void isWarmingUp(Watched.Heard heard) {
        assertThat(heard.reading().get("reference").toString()).isEmpty();
        assertThat(heard.verdicts("x", "quantile").values()).isNotEmpty().containsOnly("WARMING_UP");
    }

    private static boolean isGood(Watched.Heard heard) {
        return heard.reading().get("reference").toString().startsWith("pinned:")
                && "GOOD".equals(heard.verdicts("x", "ks").get(""));
    }

    private static void awaitDrained(Watched watched) {
        await().atMost(PATIENCE).until(watched::isDrained);
    }

    private static Watched.Heard minute(Watched watched, int minute) {
        return watched.reading(new Watched.Key("*", START.plusSeconds(60L * minute)));
    }

    private void sendMinutes(Watched watched, Cluster cluster, int from, int to) {
        for (int i = from * A_MINUTE; i < to * A_MINUTE; i++) {
            Instant time = START.plusMillis(i * 60_000L / A_MINUTE);
            watched.send(i % 2, Event.at(time, random.nextDouble(), "c" + random.nextInt(3)));
        }
        cluster.flush();
    }

    private static List<String> pinnedLines(Instance... instances) {
        return Stream.of(instances)
                .flatMap(WarmUpIT::lines)
                .filter(line -> line.contains(" pinned model="))
                .toList();
    }

    private static Stream<String> lines(Instance instance) {
        try {
            return Files.readAllLines(instance.log()).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a log", failure);
        }
    }

    private List<String> options(Cluster cluster) throws IOException {
        return List.of(
                "--config",
                        Files.writeString(directory.resolve("monitors.yaml"), MONITORS)
                                .toString(),
                "--bootstrap-servers", cluster.servers(),
                "--registry", "mock://app",
                "--application-id", "app",
                "--commit-interval", "200");
    }
}
