package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.schemas.SloStatus;
import io.tidemark.testkit.ApiDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running {@code run --http} tells of itself, and of an objective's past. */
class PipelineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER = 5;
    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                slices: [[country]]
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                columns: {allowed: {x: {min: 0, max: 0.5}}}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: x-valid
              labels: {model: m, owner: t}
              annotations: {tidemark.io/runbook: "https://example.com"}
            spec:
              service: m
              budgetingMethod: Occurrences
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: tidemark, spec: {kind: range, column: x, slices: all}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.9}]
            """;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void itTellsHowItIsAndHowItWas() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            for (int second = 0; second < 600; second++) {
                double x = second % 10 == 0 && second > 300 ? 0.9 : 0.1;
                watched.send(
                        second % 2,
                        Event.at(START.plusSeconds(second), x, "c").in("country", second % 4 < 2 ? "BR" : "DE"));
            }
            byte[] secret = "a secret".getBytes(StandardCharsets.UTF_8);
            cluster.send(new ProducerRecord<>("events", 1, null, secret));
            cluster.flush();
            try (Instance instance = Instance.start(directory.resolve("one"), options(cluster))) {
                await().atMost(PATIENCE).ignoreExceptions().until(() -> get(instance, "/api/v1/pipeline", "")
                        .at("/models/0/closedThrough")
                        .asText()
                        .equals("2026-01-05T00:09:00Z"));
                await().atMost(PATIENCE)
                        .until(() -> get(instance, "/api/v1/pipeline", "")
                                        .get("deadLetters")
                                        .get("records")
                                        .asInt()
                                == 1);
                await().atMost(PATIENCE)
                        .until(() ->
                                get(instance, "/api/v1/pipeline", "").get("sources").findValues("lagRecords").stream()
                                        .allMatch(lag -> lag.asText().equals("0")));

                // Rates are looked at every few seconds.
                await().atMost(PATIENCE)
                        .until(() -> get(instance, "/api/v1/pipeline", "")
                                        .at("/instances/0/eventsPerSecond")
                                        .asDouble()
                                > 0);
                JsonNode pipeline = get(instance, "/api/v1/pipeline", "");
                assertThat(pipeline.at("/instances/0/stateBytes").asLong()).isPositive();
                assertThat(pipeline.at("/instances/0/rocksBytes").asLong()).isPositive();
                assertThat(pipeline.at("/instances/0/threads").asInt()).isEqualTo(1);
                assertThat(pipeline.get("missingInstances")).isEmpty();
                assertThat(pipeline.get("rejected").toString()).isEqualTo("{\"not_wire_format\":1}");
                assertThat(pipeline.at("/models/0/watermark").asText()).startsWith("2026-01-05T00:09:5");

                JsonNode letters = get(instance, "/api/v1/dead-letters", "");
                assertThat(letters.at("/letters/0/source/topic").asText()).isEqualTo("events");
                assertThat(letters.at("/letters/0/reason").asText()).isEqualTo("not_wire_format");
                assertThat(letters.toString()).doesNotContain("a secret");

                JsonNode config = get(instance, "/api/v1/config", "");
                assertThat(config.at("/application/application/application-id").asText())
                        .isEqualTo("app");

                double said = (Double) latest(cluster).get("consumed");
                JsonNode history = get(
                        instance,
                        "/api/v1/models/{model}/slos/{objective}/history",
                        "/api/v1/models/m/slos/x-valid/history");
                JsonNode consumed = history.get("consumed");
                assertThat(said).isPositive();
                assertThat(consumed.get(consumed.size() - 1).asDouble()).isEqualTo(said);
                assertThat(history.at("/buckets/0").asText()).isEqualTo("2026-01-05T00:00:00Z");
                assertThat(history.get("bad").toString()).isEqualTo("[0,0,0,0,0,5,6,6,6]");
                JsonNode objective =
                        get(instance, "/api/v1/models/{model}/slos/{objective}", "/api/v1/models/m/slos/x-valid");
                assertThat(objective.get("slices").toString()).contains("\"*\"", "country=BR", "country=DE");
                assertThat(objective.at("/objective/explanation").toString()).contains("promise", "90 %");
            }
        }
    }

    private static GenericRecord latest(Cluster cluster) throws IOException {
        byte[] newest = {};
        for (ConsumerRecord<byte[], byte[]> message : cluster.read("app-status")) {
            boolean isWhole = new String(message.key(), StandardCharsets.UTF_8).endsWith("|*");
            newest = isWhole ? message.value() : newest;
        }
        return new GenericDatumReader<GenericRecord>(SloStatus.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(newest, HEADER, newest.length - HEADER, null));
    }

    /** @param path empty if it is the documented one */
    private JsonNode get(Instance instance, String documented, String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://" + instance.address().orElseThrow() + (path.isEmpty() ? documented : path)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ApiDocument.faults(documented, "get", 200, response.body())).isEmpty();
        return JSON.readTree(response.body());
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
                "--threads",
                "1",
                "--http",
                "127.0.0.1:0");
    }
}
