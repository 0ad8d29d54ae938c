package io.tidemark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.TidemarkCommand;
import io.tidemark.http.ApiServer;
import io.tidemark.http.Health;
import io.tidemark.http.HttpSettings;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.http.Sources;
import io.tidemark.http.Tokens;
import io.tidemark.testkit.AnsweringState;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compose.yaml puts together, file against file, and its scripts run; docker-compose's own check is in .ci/run. */
class ComposeTest {
    @TempDir
    private Path directory;

    private static JsonNode service(String name) throws IOException {
        return DockerFiles.one("compose.yaml").at("/services/" + name);
    }

    @Test
    void everyFileCanBeRead() throws IOException {
        List<Path> files = DockerFiles.ending(".yaml", ".yml", ".json");
        for (Path file : files) {
            assertThat(DockerFiles.read(file)).as(file.toString()).isNotEmpty();
        }

        assertThat(files).hasSizeGreaterThanOrEqualTo(14);
    }

    @Test
    void filesThatAreMountedAreThere() throws IOException {
        for (JsonNode volume : DockerFiles.one("compose.yaml").findValues("volumes")) {
            for (String mount : DockerFiles.texts(volume)) {
                if (mount.startsWith("./")) {
                    assertThat(DockerFiles.ROOT.resolve(mount.substring(0, mount.indexOf(':'))))
                            .exists();
                }
            }
        }
        JsonNode targets =
                DockerFiles.one("prometheus/prometheus.yml").at("/scrape_configs/0/static_configs/0/targets");
        assertThat(DockerFiles.texts(targets)).containsExactly("tidemark-1:8080", "tidemark-2:8080");
        assertThat(DockerFiles.texts(service("tidemark-2").get("command")))
                .contains("--http-advertised=tidemark-2:8080");
        assertThat(DockerFiles.one("grafana/provisioning/datasources/prometheus.yaml")
                        .at("/datasources/0/url")
                        .asText())
                .isEqualTo("http://prometheus:9090");
    }

    /** Nothing is reachable from other machines, and nothing of Tidemark's may be written but its volume. */
    @Test
    void portsAreOfLoopback() throws IOException {
        Set<String> ports = new TreeSet<>();
        DockerFiles.one("compose.yaml").findValues("ports").forEach(some -> ports.addAll(DockerFiles.texts(some)));

        assertThat(ports).hasSize(7).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(DockerFiles.one("compose.yaml").at("/x-tidemark/read_only").asBoolean())
                .isTrue();
    }

    /** As {@code tidemark run} itself reads them. */
    @Test
    void commandsAreThoseOfRun() throws Exception {
        assertThat(run("../docker/make-tokens", directory.toString())).isZero();
        for (String name : List.of("tidemark-1", "tidemark-2")) {
            List<String> arguments =
                    new ArrayList<>(DockerFiles.texts(service(name).get("command")));
            arguments.replaceAll(
                    argument -> argument.replace("/etc/tidemark/", Path.of("..", "docker", "kubernetes") + "/")
                            .replace("/run/tidemark/", directory + "/"));
            arguments.add("--print-config");

            assertThat(TidemarkCommand.execute(arguments.toArray(String[]::new)))
                    .isZero();
        }
    }

    @Test
    void tokensAreMadeOnceAndAreTaken() throws Exception {
        assertThat(run("../docker/make-tokens", directory.toString())).isZero();
        String first = Files.readString(directory.resolve("tokens.properties"));
        assertThat(run("../docker/make-tokens", directory.toString())).isZero();

        assertThat(Files.readString(directory.resolve("tokens.properties"))).isEqualTo(first);
        Properties properties = new Properties();
        properties.load(new StringReader(first));
        Map<String, String> tokens = new HashMap<>();
        properties.forEach((name, token) -> tokens.put(name.toString(), token.toString()));
        assertThat(tokens).containsOnlyKeys("read.prometheus", "act.you", "admin.you", "peer.tidemark");
        assertThat(Set.copyOf(tokens.values())).as("each its own").hasSize(4);
        assertThat(Files.readString(directory.resolve("prometheus.token"))).isEqualTo(tokens.get("read.prometheus"));
        assertThat(Tokens.of(tokens)).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("prometheus.token"))))
                .isEqualTo("r--r--r--");
    }

    @Test
    void theHealthCheckSaysWhatHealthzSays() throws Exception {
        AtomicReference<Health> health = new AtomicReference<>(new Health(true, false, "rebalancing", "restores"));
        String port;
        try (ApiServer server = ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                new Sources(health::get, type -> "", AnsweringState::twoModels))) {
            port = Integer.toString(server.port());

            assertThat(run("../docker/healthcheck", port)).as("restores").isZero();
            assertThat(run("../docker/healthcheck", port, "/readyz")).isEqualTo(1);
            health.set(new Health(false, false, "error", ""));
            assertThat(run("../docker/healthcheck", port)).isEqualTo(1);
        }
        assertThat(run("../docker/healthcheck", port)).as("nobody listens").isEqualTo(1);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
