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
        assertNothingEndsUntold(alerts);
        assertInterstateDrift(alerts);
        assertPlantedDeployment(alerts);
        assertThat(alerts)
                .extracting(alert -> alert.get("objective").get("id").asText())
                .doesNotContain("flights-drift");
    }

    /** Whatever people are told is over, they were told of before; a late ticket, which a page held back, among it. */
    private static void assertNothingEndsUntold(List<JsonNode> alerts) {
        assertThat(episodes(alerts, "closed")).isNotEmpty().isSubsetOf(episodes(alerts, "opened"));
    }

    private static Set<String> episodes(List<JsonNode> alerts, String notice) {
        Set<String> episodes = new TreeSet<>();
        alerts.stream()
                .filter(alert -> alert.get("notice").asText().equals(notice))
                .forEach(alert -> episodes.add(alert.get("episodeId").asText()));
        return episodes;
    }

    /** On 1997-05-05 vicprice, vicdemand and transfer, constant until then, begin to vary. */
    private static void assertInterstateDrift(List<JsonNode> alerts) {
        JsonNode opened = alerts.stream()
                .filter(alert -> alert.get("objective").get("id").asText().equals("electricity-interstate-drift"))
                .filter(alert -> alert.get("policyStep").asText().isEmpty())
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

    /** v43, put in service at 13:58 on 2001-06-12, is planted; so are an older change, one of another scope, and a later one. */
    private static void assertPlantedDeployment(List<JsonNode> alerts) {
        JsonNode opened = alerts.stream()
                .filter(alert -> alert.get("objective").get("id").asText().equals("departures-valid"))
                .filter(alert -> alert.get("policyStep").asText().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(opened.get("since").asText()).isEqualTo("2001-06-12T14:00:00Z");
        assertThat(opened.get("changes").findValuesAsText("eventId")).containsExactly("demo-2", "demo-3", "demo-1");
        assertThat(opened.get("recommendation").asText()).startsWith("roll back v43: ");
        assertThat(opened.get("summary").asText()).contains("just before: deployed v43 (13:58Z), ");
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
