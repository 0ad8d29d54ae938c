package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Meters;
import io.tidemark.serde.Registry;
import io.tidemark.testkit.MonitorHarness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The names that outlive a deploy. */
class MonitorTopologyTest {
    private final String described = MonitorHarness.topology(
                    MonitorFileReader.parse("m.yaml", "monitors: [{model: fraud, source: {topic: fraud-events}}]"),
                    new Registry("mock://described"),
                    new Meters())
            .describe()
            .toString();

    /** A changed name is a migration of state: it needs a decision record. */
    @Test
    void picturesNodesAndStoresAreTheAgreedOnes() throws IOException {
        assertThat(described.stripTrailing().lines().map(String::stripTrailing).toList())
                .isEqualTo(golden().lines().toList());
    }

    @Test
    void nothingIsNamedByKafka() {
        assertThat(described).doesNotContain("KSTREAM-", "KTABLE-");
    }

    /** {@code src/test/resources/topology.txt}, without trailing blanks. */
    private static String golden() throws IOException {
        try (InputStream in = MonitorTopologyTest.class.getResourceAsStream("/topology.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
