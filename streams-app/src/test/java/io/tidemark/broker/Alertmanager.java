package io.tidemark.broker;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A real Alertmanager that groups by model and objective and tells this test what it would tell people. */
final class Alertmanager implements AutoCloseable {
    private static final String CONFIG =
            """
            route:
              receiver: test
              group_by: [model, objective]
              group_wait: 1s
              group_interval: 1s
              repeat_interval: 1h
            receivers:
              - name: test
                webhook_configs:
                  - url: http://127.0.0.1:%d/
                    send_resolved: true
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonNode> told = new ArrayList<>();
    private final HttpServer people;
    private final Process process;
    private final URI url;

    private Alertmanager(Path directory) throws IOException {
        this.people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        people.setExecutor(Executors.newSingleThreadExecutor());
        people.createContext("/", exchange -> {
            hear(json.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        people.start();
        int port = Installed.freePort();
        this.url = URI.create("http://127.0.0.1:" + port);
        Path config = Files.writeString(
                directory.resolve("alertmanager.yml"),
                CONFIG.formatted(people.getAddress().getPort()));
        this.process = new ProcessBuilder(
                        Installed.program("prometheus-alertmanager", "alertmanager")
                                .toString(),
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("alertmanager.log").toFile())
                .start();
    }

    /** Starts one and waits until it is ready. */
    static Alertmanager start(Path directory) throws IOException {
        Alertmanager started = new Alertmanager(directory);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> started.status("/-/ready") == 200);
        return started;
    }

    URI url() {
        return url;
    }

    private synchronized void hear(JsonNode notification) {
        told.add(notification);
    }

    /** What people were told, notification by notification. */
    synchronized List<JsonNode> told() {
        return List.copyOf(told);
    }

    /** The alerts that it holds, silenced ones too. */
    List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        parse(send(HttpRequest.newBuilder(url.resolve("/api/v2/alerts")).build())
                        .body())
                .forEach(alerts::add);
        return alerts;
    }

    /** Silences what has that label, and returns the silence's id. */
    String silence(String label, String value, String from, String until) {
        String body = "{\"matchers\":[{\"name\":\"" + label + "\",\"value\":\"" + value
                + "\",\"isRegex\":false,\"isEqual\":true}],\"startsAt\":\"" + from + "\",\"endsAt\":\"" + until
                + "\",\"createdBy\":\"test\",\"comment\":\"test\"}";
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve("/api/v2/silences"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return parse(answer.body()).get("silenceID").textValue();
    }

    private int status(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).build()).statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(text, wrong);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        people.stop(0);
    }
}
