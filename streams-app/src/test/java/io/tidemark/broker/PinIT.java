package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Operation;
import io.tidemark.domain.TimeText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reference that somebody asks for of a running application: over HTTP, and on the topic while nobody runs. */
class PinIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String ADMIN = "admin-0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int A_MINUTE = 600;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {first: 10m}
            """;

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(3);
    private final HttpClient client = HttpClient.newHttpClient();
    private int minute;

    @Test
    void windowsAreComparedWithWhatWasAskedFor() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            sendMinutes(watched, cluster, 10, 0);
            try (Instance instance = Instance.start(directory.resolve("one"), options(cluster))) {
                sendMinutes(watched, cluster, 2, 0);
                String first = awaitAnother(watched, cluster, 0, "");
                // From here on all values are larger by 5: against the first reference each window has drifted.
                int from = minute;
                sendMinutes(watched, cluster, 12, 5);
                await().atMost(PATIENCE)
                        .until(() -> closedMinutes(instance) >= from + 11 && lastMinute(watched) >= from + 10);
                assertThat(verdict(watched, from + 10)).isEqualTo("BAD");

                String id = ask(instance, from + 1, from + 11, 202)
                        .get("operationId")
                        .asText();
                String second = awaitAnother(watched, cluster, 5, first);

                assertThat(second).startsWith("pinned:").isNotEqualTo(first);
                assertThat(verdict(watched, lastMinute(watched))).isEqualTo("GOOD");
                assertThat(reference(watched, from + 10))
                        .as("windows of before")
                        .isEqualTo(first);
                watched.send(0, Event.at(START.plusSeconds(60L * (from + 10)), 5, "late"));
                cluster.flush();
                await().atMost(PATIENCE).until(() -> heard(watched, from + 10).rows() == A_MINUTE + 1);
                assertThat(reference(watched, from + 10))
                        .as("late data of before")
                        .isEqualTo(first);
                assertThat(verdict(watched, from + 10)).isEqualTo("BAD");
                await().atMost(PATIENCE).until(() -> note(instance, id).contains(second));
                assertThat(note(instance, id))
                        .startsWith("windows from 2026-01-05 ")
                        .contains("made of 6000 events of " + shown(from + 1) + " to " + shown(from + 11));
                assertThat(references(instance)).contains(first, second);

                JsonNode early = ask(instance, from, minute + 60, 400);
                assertThat(early.get("detail").asText())
                        .startsWith("the range must lie in what is closed: to=" + at(minute + 60));
                instance.stop();
            }
            // Asked for while nobody runs, of a time before all events.
            watched.tell(asked("m/00000001", START.minusSeconds(600), START));
            watched.tell(asked("m/00000002", START, START));
            try (Instance again = Instance.start(directory.resolve("again"), options(cluster))) {
                await().atMost(PATIENCE).until(() -> note(again, "m/00000001").contains("no event"));
                await().atMost(PATIENCE).until(() -> note(again, "m/00000002").contains("from must be before to"));
                assertThat(note(again, "m/00000001"))
                        .startsWith("no reference was made of 2026-01-04 23:50Z to 2026-01-05 00:00Z as ada asked");
                assertThat(Files.readAllLines(again.log()))
                        .as("what was made is not made again")
                        .noneMatch(line -> line.contains(" pinned model="));
            }
        }
    }

    private static Operation asked(String id, Instant from, Instant to) {
        return new Operation(
                id,
                Operation.Kind.PIN,
                "m",
                1,
                "ada",
                "season",
                "",
                Operation.Cover.ALL,
                new Operation.Span(from.toEpochMilli(), to.toEpochMilli(), "", 0, "UTC"),
                "");
    }

    /** Sends minutes until a window is compared with another reference than that; returns which. */
    private String awaitAnother(Watched watched, Cluster cluster, double shift, String before) {
        await().atMost(PATIENCE).until(() -> {
            sendMinutes(watched, cluster, 1, shift);
            await().atMost(PATIENCE).until(watched::isDrained);
            String now = reference(watched, lastMinute(watched));
            return !now.isEmpty() && !now.equals(before);
        });
        return reference(watched, lastMinute(watched));
    }

    private static int lastMinute(Watched watched) {
        return watched.readings().isEmpty()
                ? -1
                : (int) Duration.between(START, watched.readings().lastKey().windowStart())
                        .toMinutes();
    }

    private static String reference(Watched watched, int minute) {
        return minute < 0
                ? ""
                : heard(watched, minute).reading().get("reference").toString();
    }

    private static @Nullable String verdict(Watched watched, int minute) {
        return heard(watched, minute).verdicts("x", "ks").get("");
    }

    private static Watched.Heard heard(Watched watched, int minute) {
        return watched.reading(new Watched.Key("*", START.plusSeconds(60L * minute)));
    }

    private static String at(int minute) {
        return START.plusSeconds(60L * minute).toString();
    }

    private static String shown(int minute) {
        return TimeText.instant(START.plusSeconds(60L * minute).toEpochMilli());
    }

    private void sendMinutes(Watched watched, Cluster cluster, int minutes, double shift) {
        int end = (minute + minutes) * A_MINUTE;
        for (int i = minute * A_MINUTE; i < end; i++) {
            Instant time = START.plusMillis(i * 60_000L / A_MINUTE);
            watched.send(i % 2, Event.at(time, shift + random.nextDouble(), "c" + random.nextInt(3)));
        }
        minute += minutes;
        cluster.flush();
    }

    private JsonNode ask(Instance instance, int from, int to, int expected) throws Exception {
        String body = "{\"from\": \"" + at(from) + "\", \"to\": \"" + at(to) + "\", \"reason\": \"a new season\"}";
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url(instance) + "/api/v1/models/m/reference"))
                        .header("Authorization", "Bearer " + ADMIN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        return JSON.readTree(response.body());
    }

    private JsonNode get(Instance instance, String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url(instance) + "/api/v1" + path))
                        .header("Authorization", "Bearer " + ADMIN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    /** What came of a request; empty while nothing has. */
    private String note(Instance instance, String id) throws Exception {
        for (JsonNode annotation : get(instance, "/annotations?model=m").path("annotations")) {
            if (annotation.path("id").asText().equals("note:" + id)) {
                return annotation.get("text").asText();
            }
        }
        return "";
    }

    private List<String> references(Instance instance) throws Exception {
        return get(instance, "/models/m/references").get("references").findValuesAsText("name");
    }

    private long closedMinutes(Instance instance) throws Exception {
        String closed = get(instance, "/models/m").path("closedThrough").asText("");
        return closed.isEmpty() || closed.equals("null")
                ? -1
                : Duration.between(START, Instant.parse(closed)).toMinutes();
    }

    private static String url(Instance instance) {
        await().atMost(PATIENCE).until(() -> instance.address().isPresent());
        return "http://" + instance.address().orElseThrow();
    }

    private List<String> options(Cluster cluster) throws IOException {
        return List.of(
                "--config",
                Files.writeString(directory.resolve("monitors.yaml"), MONITORS).toString(),
                "--bootstrap-servers",
                cluster.servers(),
                "--registry",
                "mock://app",
                "--application-id",
                "app",
                "--commit-interval",
                "200",
                "--http",
                "127.0.0.1:0",
                "--http-tokens",
                Files.writeString(directory.resolve("tokens"), "admin.ada=" + ADMIN + "\n")
                        .toString());
    }
}
