package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.cli.TidemarkCommand;
import io.tidemark.runtime.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code profile --publish} beside a running application: it waits, judges, and takes a second publication over. */
class PublishedReferenceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int A_MINUTE = 600;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events, csv: {time: at}}
                windows: {size: 1m, pane: 1m, lateness: 0s, idleAfter: 30m}
                reference: {published: spring}
            """;

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void publishedFileIsTheReferenceFromItsTimeOn() throws Exception {
        Path monitors = Files.writeString(directory.resolve("m.yaml"), MONITORS);
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                sendMinutes(watched, cluster, 0, 2);
                await().atMost(PATIENCE).until(() -> watched.readings().size() == 1);
                assertThat(minute(watched, 0).reading().get("referenceState"))
                        .hasToString("waits for the published reference spring");

                assertThat(publish(monitors, cluster, "a", START.plusSeconds(180)))
                        .isZero();
                assertThat(publish(monitors, cluster, "b", START.plusSeconds(360)))
                        .isZero();
                int[] minute = {3};
                await().atMost(PATIENCE).until(() -> {
                    sendMinutes(watched, cluster, minute[0], ++minute[0]);
                    return minute[0] >= 8
                            && minute(watched, minute[0] - 2)
                                    .reading()
                                    .get("reference")
                                    .toString()
                                    .endsWith("@b");
                });
                watched.end(1);
                await().atMost(PATIENCE).until(watched::isDrained);

                assertThat(minute(watched, minute[0] - 1).verdicts("x", "ks")).containsValue("GOOD");
            }
        }
    }

    private static int publish(Path monitors, Cluster cluster, String version, Instant validFrom) throws Exception {
        StringBuilder csv = new StringBuilder("at,x,c\n");
        SplittableRandom values = new SplittableRandom(9);
        for (int i = 0; i < 20_000; i++) {
            csv.append(START.minusSeconds(40_000 - i))
                    .append(',')
                    .append(values.nextDouble())
                    .append(",c")
                    .append(values.nextInt(3))
                    .append('\n');
        }
        Path file = Files.writeString(monitors.resolveSibling("training.csv"), csv);
        return TidemarkCommand.execute(
                "profile",
                file.toString(),
                "--config",
                monitors.toString(),
                "--publish",
                "spring",
                "--as",
                version,
                "--valid-from",
                validFrom.toString(),
                "--bootstrap-servers",
                cluster.servers(),
                "--application-id",
                "app");
    }

    private void sendMinutes(Watched watched, Cluster cluster, int from, int to) {
        for (int i = from * A_MINUTE; i < to * A_MINUTE; i++) {
            Instant time = START.plusMillis(i * 60_000L / A_MINUTE);
            watched.send(0, Event.at(time, random.nextDouble(), "c" + random.nextInt(3)));
        }
        cluster.flush();
        await().atMost(PATIENCE).until(watched::isDrained);
    }

    private static Watched.Heard minute(Watched watched, int minute) {
        return watched.reading(new Watched.Key("*", START.plusSeconds(60L * minute)));
    }
}
