package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.Service;
import io.tidemark.serde.AvroJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/producers.md} tells people to do, done: its snippets are taken from the document as they stand. */
class ProducersIT {
    private static final Path DOCUMENT = Path.of("docs", "producers.md");
    private static final Pattern SNIPPET = Pattern.compile("<!-- (\\S+) -->\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PYTHON = "/usr/bin/python3";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    @TempDir
    private Path directory;

    @Test
    void everySnippetSendsEventsThatAreCounted() throws Exception {
        Map<String, String> snippets = snippets();
        try (Cluster cluster = Cluster.start(directory)) {
            for (String topic : List.of("churn", "payments", "churn-labels")) {
                cluster.createTopic(topic, 1);
            }
            Watched watched = new Watched(cluster, "app", snippets.getOrDefault("monitors.yaml", ""));
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                HttpServer proxy = proxy(cluster);
                for (Map.Entry<String, String> snippet : snippets.entrySet()) {
                    run(snippet.getKey(), addressed(snippet.getValue(), cluster, proxy));
                }
                proxy.stop(0);
                end(cluster, "churn");
                end(cluster, "payments");

                await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(cluster, watched))
                        .containsExactly(
                                Map.entry("churn client=confluent-kafka", 2L),
                                Map.entry("churn client=java", 1L),
                                Map.entry("churn client=kcat", 1L),
                                Map.entry("churn client=rest", 1L),
                                Map.entry("payments client=kafka-python", 3L),
                                Map.entry("payments client=kcat", 2L)));
                assertThat(cluster.read("churn-labels")).hasSize(1);
                assertThat(cluster.read("app-dead-letters")).isEmpty();
            }
        }
    }

    @Test
    void everySnippetIsOneThatIsRun() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(document.split("\n```\\w+\n", -1).length - 1)
                .isEqualTo(snippets().size());
        assertThat(snippets())
                .containsOnlyKeys(
                        "Send.java",
                        "avro.py",
                        "confluent.py",
                        "kafka_python.py",
                        "kcat.sh",
                        "monitors.yaml",
                        "rest.sh");
    }

    private static SortedMap<String, String> snippets() throws IOException {
        SortedMap<String, String> snippets = new TreeMap<>();
        Matcher matcher = SNIPPET.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2) + "\n");
        }
        return snippets;
    }

    private static String addressed(String snippet, Cluster cluster, HttpServer proxy) {
        return snippet.replace("localhost:9092", cluster.servers())
                .replace("localhost:8082", "127.0.0.1:" + proxy.getAddress().getPort());
    }

    private void run(String name, String text) throws Exception {
        String file = Files.writeString(directory.resolve(name), text).toString();
        if (name.equals("avro.py")) {
            run(List.of(PYTHON, "-m", "py_compile", file));
        } else if (name.endsWith(".py")) {
            run(List.of(PYTHON, file));
        } else if (name.endsWith(".sh")) {
            run(List.of("bash", "-euo", "pipefail", file));
        } else if (name.endsWith(".java")) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            run(List.of(java, "-cp", System.getProperty("java.class.path"), file));
        }
    }

    private void run(List<String> command) throws Exception {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean hasEnded = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(hasEnded).as(command + " ends: " + Files.readString(log)).isTrue();
        assertThat(process.exitValue())
                .as(command + ": " + Files.readString(log))
                .isZero();
    }

    /** Takes JSON as version 2 of the REST proxy's API does, and puts values on the topic as the proxy would. */
    private static HttpServer proxy(Cluster cluster) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/topics/", exchange -> answer(exchange, cluster));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Cluster cluster) throws IOException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        boolean isRight =
                exchange.getRequestMethod().equals("POST") && type.equals("application/vnd.kafka.json.v2+json");
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        String topic = exchange.getRequestURI().getPath().substring("/topics/".length());
        for (JsonNode sent : body.path("records")) {
            cluster.send(new ProducerRecord<>(topic, JSON.writeValueAsBytes(sent.path("value"))));
        }
        cluster.flush();
        byte[] answer = "{\"offsets\":[]}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isRight ? 200 : 415, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void end(Cluster cluster, String topic) {
        ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, 0, null, NOTHING);
        end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, NOTHING));
        cluster.send(end);
        cluster.flush();
    }

    /** Rows of all windows of a model's slices, but that of all events. */
    private static SortedMap<String, Long> rows(Cluster cluster, Watched watched) {
        Map<String, Long> latest = new HashMap<>();
        AvroJson avro = new AvroJson(watched.registry());
        cluster.read("app-readings").forEach(message -> {
            GenericRecord reading = avro.read(message.value());
            String slice = reading.get("slice").toString();
            if (slice.startsWith("client=")) {
                latest.put(reading.get("model") + " " + slice + "@" + reading.get("windowStart"), (Long)
                        reading.get("rows"));
            }
        });
        SortedMap<String, Long> rows = new TreeMap<>();
        latest.forEach((window, count) -> rows.merge(window.substring(0, window.indexOf('@')), count, Long::sum));
        rows.values().removeIf(count -> count == 0);
        return rows;
    }
}
