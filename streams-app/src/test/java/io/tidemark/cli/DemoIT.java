package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo finds what is known of its data, and finds the same twice. */
class DemoIT {
    @TempDir
    private Path directory;

    @Test
    void demoFindsWhatIsKnownAndTheSameTwice() throws IOException {
        Shell first = demo("first");
        Shell second = demo("second");

        assertThat(first.code()).isZero();
        assertThat(second.code()).isZero();
        assertThat(Files.size(file("first-readings"))).isPositive();
        assertThat(Files.mismatch(file("first-readings"), file("second-readings")))
                .isEqualTo(-1);
        List<JsonNode> alerts = JsonLines.read(file("first-alerts"));
        assertThat(alerts)
                .extracting(DemoIT::withoutClock)
                .isEqualTo(JsonLines.read(file("second-alerts")).stream()
                        .map(DemoIT::withoutClock)
                        .toList());
        assertInterstateDrift(alerts);
        assertThat(alerts)
                .extracting(alert -> alert.get("objective").get("id").asText())
                .doesNotContain("flights-drift");
    }

    /** On 1997-05-05 vicprice, vicdemand and transfer, constant until then, begin to vary. */
    private static void assertInterstateDrift(List<JsonNode> alerts) {
        JsonNode opened = alerts.stream()
                .filter(alert -> alert.get("objective").get("id").asText().equals("electricity-interstate-drift"))
                .findFirst()
                .orElseThrow();
        assertThat(opened.get("state").asText()).isEqualTo("FIRING");
        assertThat(opened.get("severity").asText()).isEqualTo("PAGE");
        assertThat(opened.get("since").asText()).isBetween("1997-05-03T00:00:00Z", "1997-05-07T00:00:00Z");
        Set<String> columns = new TreeSet<>();
        opened.get("evidence")
                .forEach(measurement -> columns.add(measurement.get("column").asText()));
        assertThat(columns).containsExactly("transfer", "vicdemand", "vicprice");
        assertThat(opened.get("summary").asText()).contains("transfer", "vicdemand", "vicprice");
    }

    private static String withoutClock(JsonNode alert) {
        return alert.toString().replaceFirst("\"clockTime\":\"[^\"]*\"", "");
    }

    private Shell demo(String name) {
        return Shell.run("demo", "--readings-out", file(name + "-readings"), "--alerts-out", file(name + "-alerts"));
    }

    private Path file(String name) {
        return directory.resolve(name + ".jsonl");
    }
}
