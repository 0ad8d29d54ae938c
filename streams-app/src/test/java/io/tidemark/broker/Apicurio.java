package io.tidemark.broker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real schema registry in a process of its own, with Confluent's API; what it knows is on disk, so that it can be killed. */
public final class Apicurio implements AutoCloseable {
    private static final Path UNPACKED = Path.of("target", "apicurio");
    private static final String JAR = "apicurio-registry-app-3.0.9-runner.jar";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Path directory;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private Process process;

    private Apicurio(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.process = launch();
    }

    /** One with an empty memory in that directory. */
    public static Apicurio start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        return new Apicurio(directory, port);
    }

    private Process launch() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                UNPACKED.resolve(JAR).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(UNPACKED.resolve("log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "APICURIO_STORAGE_KIND", "sql",
                        "APICURIO_STORAGE_SQL_KIND", "h2",
                        "APICURIO_DATASOURCE_URL",
                                "jdbc:h2:file:" + directory.resolve("db").toAbsolutePath()));
        try {
            Process started = builder.start();
            await().atMost(PATIENCE).until(() -> isUp() || !started.isAlive());
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start Apicurio; mvn verify unpacks it to " + UNPACKED, failure);
        }
    }

    private boolean isUp() {
        try {
            return get("/subjects").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** What it answers to a path of Confluent's API. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).GET());
    }

    /** Registers a schema by a POST of one's own. */
    HttpResponse<String> register(String subject, String schema) {
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        return send(HttpRequest.newBuilder(URI.create(url() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(ANSWER).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** Of Confluent's API. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, with what it knew. */
    void restart() {
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
