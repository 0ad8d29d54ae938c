package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.query.RowsCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of {@code run --http}: whichever is asked answers for both, also while one is killed and comes back. */
class HttpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                slices: [[country]]
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {first: 30m}
            """;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void eachInstanceAnswersForBoth() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            sendMinutes(watched, cluster, 0, 10);
            try (Instance one = Instance.start(directory.resolve("one"), options(cluster));
                    Instance other = Instance.start(directory.resolve("other"), options(cluster))) {
                await().atMost(PATIENCE).until(() -> isReady(one) && isReady(other));
                await().atMost(PATIENCE).until(() -> isWhole(one) && isWhole(other));
                await().atMost(PATIENCE).until(() -> isThrough(one) && isThrough(other));

                assertThat(slices(one)).isEqualTo(slices(other));
                assertThat(slices(one)).containsExactly("*", "country=c0", "country=c1", "country=c2");
                await().atMost(PATIENCE).until(() -> get(one, "/api/v1/models")
                        .get("models")
                        .equals(get(other, "/api/v1/models").get("models")));
                assertThat(get(one, "/api/v1/sources").get("sources").findValuesAsText("newestEventTime"))
                        .hasSize(2)
                        .allMatch(time -> time.startsWith("2026-01-05T00:09:5"));
                for (String slice : slices(one)) {
                    assertThat(counts(one, slice)).as(slice).isEqualTo(counts(other, slice));
                }
                assertThat(counts(one, "*").at("/profile/events").asLong()).isEqualTo(9 * 60);
                // Both hold a part: neither could answer alone.
                assertThat(get(one, "/api/v1/models/m/slices")
                                .at("/answer/parts")
                                .findValuesAsText("instance"))
                        .contains(at(one), at(other));

                JsonNode before = counts(one, "country=c1");
                other.kill();
                await().atMost(PATIENCE)
                        .until(() -> isWhole(one)
                                && !ask(one, "/api/v1/models/m/slices").body().contains(at(other)));
                assertThat(slices(one)).hasSize(4);
                assertThat(counts(one, "country=c1")).isEqualTo(before);
                assertThat(get(one, "/api/v1/models/m/slices")
                                .at("/answer/parts")
                                .findValuesAsText("instance"))
                        .containsOnly(at(one));

                try (Instance again = Instance.start(directory.resolve("again"), options(cluster))) {
                    await().atMost(PATIENCE).until(() -> isReady(again) && isWhole(again) && isWhole(one));

                    assertThat(slices(again)).isEqualTo(slices(one)).hasSize(4);
                }
                HttpResponse<String> metrics = ask(one, "/metrics");
                assertThat(metrics.body()).contains("tidemark_ready 1.0").contains("tidemark_events_total");
            }
        }
    }

    /** Between a crash and the moment when the group notices it, who keeps copies answers, and says how far they are behind. */
    @Test
    void standbysAnswerForOneThatWasKilled() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            sendMinutes(watched, cluster, 0, 10);
            List<String> options = options(cluster);
            options.addAll(List.of("--standbys", "1"));
            try (Instance one = Instance.start(directory.resolve("one"), options);
                    Instance other = Instance.start(directory.resolve("other"), options)) {
                await().atMost(PATIENCE).until(() -> isReady(one) && isReady(other));
                await().atMost(PATIENCE).until(() -> isWhole(one) && isWhole(other));
                await().atMost(PATIENCE).until(() -> isThrough(one) && isThrough(other));
                List<String> before = slices(one);
                await().atMost(PATIENCE).until(() -> standbysAreUpToDate(one, other));

                other.kill();

                // What was asked a moment ago is answered for a second from what was kept of it; the group notices
                // after 45.
                await().atMost(Duration.ofSeconds(10)).until(() -> !get(one, "/api/v1/models/m/slices")
                        .at("/answer/parts")
                        .findValuesAsText("instance")
                        .contains(at(other)));
                JsonNode answer = get(one, "/api/v1/models/m/slices");
                assertThat(answer.get("slices").findValuesAsText("slice")).isEqualTo(before);
                assertThat(answer.at("/answer/missing")).isEmpty();
                assertThat(answer.at("/answer/parts").findValuesAsText("instance"))
                        .containsOnly(at(one));
                assertThat(answer.at("/answer/parts").findValuesAsText("role")).contains("active", "standby");
                assertThat(answer.at("/answer/parts").findValuesAsText("behindRecords"))
                        .containsOnly("0");
            }
        }
    }

    /** Each holds a copy of what the other writes, and has read all of it. */
    private boolean standbysAreUpToDate(Instance one, Instance other) throws Exception {
        for (Instance instance : List.of(one, other)) {
            for (int partition = 0; partition < 4; partition++) {
                HttpResponse<byte[]> rows = client.send(
                        HttpRequest.newBuilder(URI.create("http://" + at(instance)
                                        + "/internal/rows?store=progress&partition=" + partition + "&from=&to=eg"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                if (rows.statusCode() != 200
                        || !Long.valueOf(0)
                                .equals(RowsCodec.read(rows.body()).standing().behind())) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isReady(Instance instance) throws Exception {
        return instance.address().isPresent() && ask(instance, "/readyz").statusCode() == 200;
    }

    /** Whether all that was sent is closed, as its answers say, which may be a second old. */
    private boolean isThrough(Instance instance) throws Exception {
        return slices(instance).size() == 4 && closed(instance).equals("2026-01-05T00:09:00Z");
    }

    /** Whether nothing is missing, and nobody is asked who does not write. */
    private boolean isWhole(Instance instance) throws Exception {
        HttpResponse<String> response = ask(instance, "/api/v1/models/m/slices");
        JsonNode answer = JSON.readTree(response.body()).path("answer");
        return response.statusCode() == 200
                && answer.path("missing").isEmpty()
                && answer.path("parts").size() == 4
                && answer.path("parts").findValuesAsText("role").stream().allMatch("active"::equals);
    }

    private List<String> slices(Instance instance) throws Exception {
        return get(instance, "/api/v1/models/m/slices").get("slices").findValuesAsText("slice");
    }

    private String closed(Instance instance) throws Exception {
        return get(instance, "/api/v1/models").at("/models/0/closedThrough").asText();
    }

    /** What an instance tells of the closed windows of a slice, whoever holds them. */
    private JsonNode counts(Instance instance, String slice) throws Exception {
        String parameters = "?from=2026-01-05T00:00:00Z&to=2026-01-05T00:09:00Z&slice=" + slice.replace("=", "%3D");
        JsonNode profile = get(instance, "/api/v1/models/m/profile" + parameters);
        JsonNode series = get(instance, "/api/v1/models/m/series" + parameters);
        ObjectNode both = JSON.createObjectNode();
        both.set("profile", profile.get("rows"));
        JsonNode columns = profile.get("columns");
        // Sketches of columns without a grid are merged by chance, within the bounds that are told.
        columns.forEach(column -> ((ObjectNode) column).remove("quantiles"));
        both.set("columns", columns);
        both.set("series", series.get("rows"));
        return both;
    }

    private JsonNode get(Instance instance, String path) throws Exception {
        HttpResponse<String> response = ask(instance, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> ask(Instance instance, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + at(instance) + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String at(Instance instance) {
        return instance.address().orElseThrow();
    }

    private void sendMinutes(Watched watched, Cluster cluster, int from, int to) {
        for (int i = from * 60; i < to * 60; i++) {
            String country = "c" + random.nextInt(3);
            watched.send(
                    i % 2,
                    Event.at(START.plusSeconds(i), random.nextDouble(), country).in("country", country));
        }
        cluster.flush();
    }

    private List<String> options(Cluster cluster) throws IOException {
        return new ArrayList<>(List.of(
                "--config",
                        Files.writeString(directory.resolve("monitors.yaml"), MONITORS)
                                .toString(),
                "--bootstrap-servers", cluster.servers(),
                "--registry", "mock://app",
                "--application-id", "app",
                "--commit-interval", "200",
                "--threads", "1",
                "--http", "127.0.0.1:0"));
    }
}
