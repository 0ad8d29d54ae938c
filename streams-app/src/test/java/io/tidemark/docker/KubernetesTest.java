package io.tidemark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.tidemark.cli.TidemarkCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests against the objects of Kubernetes' own client, which know every field; and against one another. */
class KubernetesTest {
    private static final String NAME = "app.kubernetes.io/name";

    private static final Map<String, Checked> KINDS = Map.of(
            "apps/v1 StatefulSet", V1StatefulSet::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    /** Throws for a field that is unknown, missing or of a wrong type. */
    private interface Checked {
        void check(JsonElement object) throws IOException;
    }

    private static List<JsonNode> manifests() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String file : DockerFiles.texts(
                DockerFiles.one("kubernetes/kustomization.yaml").get("resources"))) {
            all.addAll(DockerFiles.read(DockerFiles.ROOT.resolve("kubernetes").resolve(file)));
        }
        return all;
    }

    private static JsonNode only(String kind) throws IOException {
        return manifests().stream()
                .filter(manifest -> manifest.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pod() throws IOException {
        return only("StatefulSet").at("/spec/template/spec");
    }

    private static void check(JsonNode manifest) throws IOException {
        String kind =
                manifest.get("apiVersion").asText() + ' ' + manifest.get("kind").asText();
        assertThat(KINDS).containsKey(kind);
        Objects.requireNonNull(KINDS.get(kind)).check(JsonParser.parseString(manifest.toString()));
    }

    @Test
    void everyFieldIsOneOfKubernetes() throws IOException {
        for (JsonNode manifest : manifests()) {
            check(manifest);
        }

        assertThat(manifests()).hasSize(5);
        JsonNode wrong = only("StatefulSet");
        ((ObjectNode) wrong.at("/spec/template/spec/containers/0")).put("livenesProbe", 1);
        assertThatThrownBy(() -> check(wrong)).as("the check can fail").hasMessageContaining("livenesProbe");
    }

    @Test
    void selectorsMountsAndSettingsMeetWhatTheyName() throws IOException {
        JsonNode container = pod().at("/containers/0");
        Set<String> volumes = new TreeSet<>();
        pod().get("volumes").forEach(volume -> volumes.add(volume.get("name").asText()));
        volumes.add(only("StatefulSet")
                .at("/spec/volumeClaimTemplates/0/metadata/name")
                .asText());
        List<String> settings = Files.readAllLines(DockerFiles.ROOT.resolve("kubernetes/settings.env")).stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(only("StatefulSet")
                        .at("/spec/template/metadata/labels/" + NAME.replace("/", "~1"))
                        .asText())
                .isEqualTo("tidemark");
        for (String file : List.of("services.yaml", "disruption.yaml", "network.yaml")) {
            for (JsonNode manifest :
                    DockerFiles.read(DockerFiles.ROOT.resolve("kubernetes").resolve(file))) {
                assertThat(manifest.get("spec").findValuesAsText(NAME))
                        .isNotEmpty()
                        .containsOnly("tidemark");
            }
        }
        assertThat(new TreeSet<>(container.get("volumeMounts").findValuesAsText("name")))
                .isEqualTo(volumes);
        assertThat(manifests().stream()
                        .map(manifest -> manifest.at("/metadata/name").asText()))
                .contains(only("StatefulSet").at("/spec/serviceName").asText());
        assertThat(settings)
                .containsExactlyInAnyOrder("BOOTSTRAP_SERVERS", "REGISTRY", "APPLICATION_ID", "ALERTMANAGER");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("http");
        }
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
    }

    /** As {@code tidemark run} itself reads them. */
    @Test
    void argumentsAreThoseOfRun(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("tokens.properties"), "peer.tidemark=peer-0123456789abcdef\n");
        List<String> arguments = new ArrayList<>();
        for (String argument : DockerFiles.texts(pod().at("/containers/0/args"))) {
            arguments.add(argument.replace("/etc/tidemark/", Path.of("..", "docker", "kubernetes") + "/")
                    .replace("/etc/tidemark-tokens/", directory + "/")
                    .replaceAll("\\$\\([A-Z_]+\\)", "x"));
        }
        arguments.replaceAll(argument -> argument.replace("--target=alertmanager=x", "--target=alertmanager=http://x"));
        arguments.replaceAll(argument -> argument.replace("--registry=x", "--registry=http://x"));
        arguments.add("--print-config");

        assertThat(TidemarkCommand.execute(arguments.toArray(String[]::new))).isZero();
        arguments.add("--nonsense");
        assertThat(TidemarkCommand.execute(arguments.toArray(String[]::new)))
                .as("the check can fail")
                .isEqualTo(2);
    }
}
