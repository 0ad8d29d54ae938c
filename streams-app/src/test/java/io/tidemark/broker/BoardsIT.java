package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.http.Tokens;
import io.tidemark.query.PeerSettings;
import io.tidemark.runtime.ApiHost;
import io.tidemark.runtime.Pins;
import io.tidemark.runtime.Service;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application on a broker, asked over HTTP: an alert fires, is seen, heard of and acknowledged, and people's word reaches the stream. */
class BoardsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int A_MINUTE = 300;
    private static final String READ = "read-0123456789abcdef";
    private static final String ACT = "act-0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {from: 2026-01-05T00:00Z, to: 2026-01-05T00:30Z}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: drift, labels: {model: m, owner: t}, annotations: {tidemark.io/runbook: "https://example.com"}}
            spec:
              service: m
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
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
            """;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void anAlertIsSeenHeardOfAndAcknowledged() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                ApiHost host = ApiHost.start(
                        HttpSettings.of(
                                "127.0.0.1",
                                0,
                                Tokens.of(Map.of("read.grafana", READ, "act.on-call", ACT)),
                                Openness.GUARDED),
                        "",
                        new PeerSettings("http", ""))) {
            cluster.createTopic("events", 1);
            Watched watched = new Watched(cluster, "app", MONITORS);
            List<byte[]> healthy = minutes(watched, 0, 40, 0);
            Pins.publish(
                    watched.settings(directory),
                    watched.file(),
                    Pins.of(watched.file(), watched.registry(), healthy.subList(0, 30 * A_MINUTE)));
            try (Service app = Service.start(
                    watched.settings(directory.resolve("state")), watched.file(), List.of(), Optional.of(host))) {
                healthy.forEach(event -> watched.send(0, event));
                cluster.flush();
                await().atMost(PATIENCE)
                        .until(() -> !get(host, "/slos").get("slos").isEmpty());
                BufferedReader events = listen(host);
                // No alert at all, and no schema: it is counted, and the boards go on.
                cluster.send(
                        new ProducerRecord<>("app-alerts", "x".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2}));

                minutes(watched, 40, 70, 100).forEach(event -> watched.send(0, event));
                cluster.flush();
                await().atMost(PATIENCE)
                        .until(() ->
                                !get(host, "/alerts?state=open").get("alerts").isEmpty());

                String episode = get(host, "/episodes?open=true")
                        .at("/episodes/0/episodeId")
                        .asText();
                assertThat(get(host, "/episodes/" + episode)
                                .at("/timeline/0/kind")
                                .asText())
                        .isEqualTo("opened");
                assertThat(heard(events, "alert")).contains("\"model\":\"m\"");
                assertThat(post(host, READ, episode).statusCode()).isEqualTo(403);
                HttpResponse<String> done = post(host, ACT, episode);
                assertThat(done.statusCode()).as(done.body()).isEqualTo(202);
                await().atMost(PATIENCE).until(() -> get(host, "/episodes/" + episode)
                        .at("/alert/acknowledgedBy")
                        .asText()
                        .equals("on-call"));
                assertThat(heardOf(events, "\"notice\":\"acknowledged\"")).contains(episode);
                assertThat(get(host, "/overview").at("/models/0/episodesOpen").asInt())
                        .isPositive();
                await().atMost(PATIENCE)
                        .until(() -> get(host, "/alerts").at("/board/isWhole").asBoolean()
                                && get(host, "/alerts")
                                                .at("/board/unreadableRecords")
                                                .asInt()
                                        == 1);
                await().atMost(PATIENCE).until(() -> get(host, "/annotations?kind=acknowledged")
                        .at("/annotations/0/text")
                        .asText()
                        .contains("on it (for ada)"));
                silencesAreListedAndEnded(host);
            }
        }
    }

    private void silencesAreListedAndEnded(ApiHost host) throws Exception {
        String silence =
                told(host, "/silences", "{\"model\":\"m\",\"to\":\"9998-01-01T00:00:00Z\",\"reason\":\"known\"}");
        told(
                host,
                "/corrections",
                "{\"model\":\"m\",\"category\":\"chaos\",\"reason\":\"game day\",\"recurrence\":\"FREQ=DAILY\",\"durationMs\":1}");
        await().atMost(PATIENCE).until(() -> get(host, "/silences?model=m")
                .get("silences")
                .findValuesAsText("state")
                .equals(List.of("kept", "kept")));
        JsonNode inForce = get(host, "/silences?inForce=true").get("silences");
        assertThat(inForce.findValuesAsText("id")).containsExactly(silence);
        assertThat(inForce.at("/0/by").asText()).isEqualTo("on-call");
        assertThat(inForce.at("/0/reason").asText()).isEqualTo("known");

        // At once: the boards have not heard of it yet.
        String brief = told(host, "/silences", "{\"model\":\"m\",\"to\":\"9998-01-01T00:00:00Z\",\"reason\":\"oops\"}");
        told(host, "/silences/" + brief + "/end", "{}");
        told(host, "/silences/" + silence + "/end", "{\"reason\":\"over\"}");
        await().atMost(PATIENCE).until(() -> get(host, "/silences?kind=silence")
                .get("silences")
                .findValuesAsText("state")
                .equals(List.of("ended", "ended")));
        HttpResponse<String> again = post(host, ACT, "/silences/" + silence + "/end", "{}");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
    }

    private String told(ApiHost host, String path, String body) throws Exception {
        HttpResponse<String> response = post(host, ACT, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body()).get("operationId").asText();
    }

    private List<byte[]> minutes(Watched watched, int from, int to, double shift) {
        List<byte[]> events = new ArrayList<>();
        for (int i = from * A_MINUTE; i < to * A_MINUTE; i++) {
            Instant time = START.plusMillis(i * 60_000L / A_MINUTE);
            events.add(watched.encode(Event.at(time, i % 17 + shift, "c" + i % 3)));
        }
        return events;
    }

    private JsonNode get(ApiHost host, String path) throws Exception {
        HttpResponse<String> response =
                client.send(request(host, path, READ).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    private static HttpRequest.Builder request(ApiHost host, String path, String token) {
        return HttpRequest.newBuilder(URI.create(host.url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post(ApiHost host, String token, String episode) throws Exception {
        return post(host, token, "/episodes/" + episode + "/acknowledge", "{\"by\":\"ada\",\"reason\":\"on it\"}");
    }

    private HttpResponse<String> post(ApiHost host, String token, String path, String body) throws Exception {
        return client.send(
                request(host, path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private BufferedReader listen(ApiHost host) throws Exception {
        HttpResponse<InputStream> response =
                client.send(request(host, "/events", READ).build(), HttpResponse.BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event of that type. */
    private static String heard(BufferedReader events, String type) throws Exception {
        String line = events.readLine();
        while (!line.equals("event: " + type)) {
            line = events.readLine();
        }
        events.readLine();
        return events.readLine();
    }

    private static String heardOf(BufferedReader events, String words) throws Exception {
        String line = events.readLine();
        while (!line.contains(words)) {
            line = events.readLine();
        }
        return line;
    }
}
