package io.tidemark.broker;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.http.Tokens;
import io.tidemark.query.PeerSettings;
import io.tidemark.runtime.ApiHost;
import io.tidemark.runtime.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only broker of a running application goes away: its boards stand as they are, and say so. */
class BoardsOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String READ = "read-0123456789abcdef";
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
            """;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void boardsSaySinceWhenTheyMayBeBehind() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                ApiHost host = ApiHost.start(
                        HttpSettings.of("127.0.0.1", 0, Tokens.of(Map.of("read.grafana", READ)), Openness.GUARDED),
                        "",
                        new PeerSettings("http", ""))) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            try (Service app = Service.start(
                    watched.settings(directory.resolve("state")), watched.file(), List.of(), Optional.of(host))) {
                await().atMost(PATIENCE).until(() -> board(host).path("isWhole").asBoolean());

                cluster.close();

                await().atMost(PATIENCE)
                        .until(() -> !board(host).path("isWhole").asBoolean()
                                && board(host).path("behindSince").isTextual());
            }
        }
    }

    private JsonNode board(ApiHost host) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.url() + "/api/v1/alerts"))
                .header("Authorization", "Bearer " + READ)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body()).path("board");
    }
}
