package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.Salt;
import org.junit.jupiter.api.Test;

class FileTreeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode tree(MonitorFile file) {
        return JSON.valueToTree(FileTree.of(file));
    }

    @Test
    void defaultsAreFilledInAndSecretsAreNot() {
        MonitorFile file = MonitorFileReader.parse(
                        "m.yaml",
                        """
                        monitors:
                          - model: m
                            source: {topic: events}
                            columns:
                              hash: [card]
                              redact: [iban]
                              allowed: {iban: {values: [CH9300762011623852957]}, country: {values: [DE]}}
                        """)
                .with(Salt.of("0123456789abcdefSALT"));

        JsonNode monitor = tree(file).at("/monitors/0");

        assertThat(monitor.toString()).doesNotContain("CH93", "0123456789abcdef", "salt›");
        assertThat(monitor.at("/columns/allowed/iban").asText()).isEqualTo("***");
        assertThat(monitor.at("/columns/allowed/country").toString())
                .isEqualTo("{\"type\":\"values\",\"values\":[\"DE\"]}");
        assertThat(monitor.at("/columns/hash/salt").asText()).isEqualTo("***");
        assertThat(monitor.at("/windows/size").asText()).isEqualTo("1h");
    }

    @Test
    void targetsAndObjectivesOfADemoAreTold() throws Exception {
        String yaml = new String(
                FileTreeTest.class.getResourceAsStream("/demo/electricity.yaml").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);

        JsonNode tree = tree(MonitorFileReader.parse("electricity.yaml", yaml));

        assertThat(tree.at("/objects/slos").size()).isPositive();
        assertThat(tree.at("/objects/slos/0/name").asText()).isNotEmpty();
    }
}
