package io.tidemark.broker;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A real Prometheus with docker/'s configuration and rules, which asks one instance each second. */
final class Prometheus implements AutoCloseable {
    private static final Path DOCKER = Path.of("..", "docker", "prometheus");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private Prometheus(Path directory, Path config) throws IOException {
        int port = Installed.freePort();
        this.url = URI.create("http://127.0.0.1:" + port);
        this.process = new ProcessBuilder(
                        Installed.program("prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    /** Starts one that asks that instance, host:port, with that token; waits until it is ready. */
    static Prometheus start(Path directory, String instance, String token) throws IOException {
        Path own = Files.createDirectories(directory.resolve("prometheus"));
        Path rules = Files.createDirectories(own.resolve("rules"));
        for (String name : List.of("tidemark.yml", "sloth.yml")) {
            Files.copy(DOCKER.resolve("rules").resolve(name), rules.resolve(name));
        }
        Path secret = Files.writeString(own.resolve("token"), token);
        String config = Files.readString(DOCKER.resolve("prometheus.yml"))
                .replace("\"tidemark-1:8080\", \"tidemark-2:8080\"", '"' + instance + '"')
                .replace("/run/tidemark/prometheus.token", secret.toString())
                .replace("15s", "1s");
        Prometheus started = new Prometheus(own, Files.writeString(own.resolve("prometheus.yml"), config));
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> started.get("/-/ready").statusCode() == 200);
        return started;
    }

    /** What promtool says of these arguments, run beside docker/'s files, after the status that it ends with. */
    static String promtool(Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Installed.program("promtool").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(DOCKER.toFile());
        builder.redirectInput(input.toFile());
        Process promtool = builder.start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return promtool.waitFor() + "\n" + said;
    }

    /** The samples of an expression now. */
    List<JsonNode> query(String expression) throws IOException, InterruptedException {
        JsonNode answer =
                json.readTree(get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                        .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException("no query: " + expression + " " + answer);
        }
        List<JsonNode> samples = new ArrayList<>();
        answer.at("/data/result").forEach(samples::add);
        return samples;
    }

    /** The one sample's value. */
    double value(String expression) throws IOException, InterruptedException {
        List<JsonNode> samples = query(expression);
        if (samples.size() != 1) {
            throw new IllegalStateException("not one sample: " + expression + " " + samples);
        }
        return Double.parseDouble(samples.get(0).at("/value/1").asText());
    }

    /** Names of all series that it has seen. */
    Set<String> names() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        json.readTree(get("/api/v1/label/__name__/values").body())
                .get("data")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    /** All rules as it has them, recording and alerting. */
    List<JsonNode> rules() throws IOException, InterruptedException {
        List<JsonNode> rules = new ArrayList<>();
        json.readTree(get("/api/v1/rules").body()).at("/data/groups").forEach(group -> group.get("rules")
                .forEach(rules::add));
        return rules;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
