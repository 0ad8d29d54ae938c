package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dimension that is a user's id. */
class SliceExplosionIT {
    private static final int USERS = 100_000;
    private static final int LIMIT = 50;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                slices: [user]
                maxSlices: 50
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
            """;

    @TempDir
    private Path directory;

    @Test
    void hundredThousandUsersAreFiftySlicesAndOther() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            for (int user = 0; user < USERS; user++) {
                watched.send(0, Event.at(START.plusMillis(user), user, "a").in("user", "u" + user));
            }
            watched.end(1);
            List<String> options = List.of(
                    "--config",
                    Files.writeString(directory.resolve("monitors.yaml"), MONITORS)
                            .toString(),
                    "--bootstrap-servers",
                    cluster.servers(),
                    "--registry",
                    "mock://app",
                    "--application-id",
                    "app");

            // In 512 MB.
            try (Instance instance = Instance.start(directory, options)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    assertThat(instance.isAlive()).isTrue();
                    return watched.isDrained() && watched.readings().containsKey(key("*", 1));
                });
            }

            assertThat(watched.readings().keySet().stream()
                            .map(Watched.Key::slice)
                            .distinct())
                    .hasSize(1 + LIMIT + 1);
            assertThat(rows(watched, "*")).isEqualTo(USERS);
            assertThat(rows(watched, "user=__other__")).isEqualTo(USERS - LIMIT);
        }
    }

    private static long rows(Watched watched, String slice) {
        return watched.reading(key(slice, 0)).rows()
                + watched.reading(key(slice, 1)).rows();
    }

    private static Watched.Key key(String slice, int minute) {
        return new Watched.Key(slice, START.plusSeconds(60L * minute));
    }
}
