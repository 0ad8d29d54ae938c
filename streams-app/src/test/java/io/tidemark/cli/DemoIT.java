package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo finds what is known of its data, and finds the same twice; the story that it tells raises what it should, and nothing else. */
class DemoIT {
    @TempDir
    private Path directory;

    @Test
    void demoFindsWhatIsKnownAndTheSameTwice() throws IOException {
        Shell first = demo("first");
        Shell second = demo("second");

        assertThat(first.code()).as(first.out()).isZero();
        assertThat(second.code()).as(second.out()).isZero();
        assertThat(readings("first")).isNotEmpty().isEqualTo(readings("second"));
        List<JsonNode> all = JsonLines.read(file("first-alerts"));
        List<JsonNode> alerts = ofData(all);
        assertThat(alerts)
                .extracting(DemoIT::withoutClock)
                .isEqualTo(ofData(JsonLines.read(file("second-alerts"))).stream()
                        .map(DemoIT::withoutClock)
                        .toList());
        assertNothingEndsUntold(all);
        assertStory(first, all);
        assertStory(second, JsonLines.read(file("second-alerts")));
        assertInterstateDrift(alerts);
        assertPlantedDeployment(alerts);
        assertThat(alerts)
                .extracting(alert -> alert.get("objective").get("id").asText())
                .doesNotContain("flights-drift");
    }

    /** The story is played to the clock, so that labels meet windows that are open or closed already: what is told of it is the same, its revisions are not. */
    private List<String> readings(String name) throws IOException {
        try (Stream<String> lines = Files.lines(file(name + "-readings"))) {
            return lines.filter(line -> !line.contains("\"model\":\"fraud\"")).toList();
        }
    }

    private static List<JsonNode> ofData(List<JsonNode> alerts) {
        return alerts.stream().filter(alert -> !isOfStory(alert)).toList();
    }

    private static boolean isOfStory(JsonNode alert) {
        return alert.get("model").asText().equals("fraud");
    }

    /** The terminal says so, and the alerts that went to the file agree. */
    private static void assertStory(Shell demo, List<JsonNode> alerts) {
        assertThat(demo.out())
                .containsSubsequence(
                        "all of it synthetic",
                        "Chapter 1, train: ",
                        "cause training, owner team-training: as it should be",
                        "cause training, owner team-training: as it should be",
                        "Chapter 2, eligible: ",
                        "note    fraud v1 · may be promoted: all 7 criteria are met",
                        "Chapter 3, promoted: ",
                        "note    fraud · production from now on, promoted v1 by ada",
                        "Chapter 4, will not load: ",
                        "PAGE    fraud · version v2 does not load",
                        "cause serving, owner team-serving: as it should be",
                        "Chapter 5, slow on one slice: ",
                        "PAGE    fraud · latency slower in region=br",
                        "cause serving, owner team-serving: as it should be",
                        "Chapter 6, quality falls: ",
                        "TICKET  fraud · accuracy fell in all events",
                        "cause model, owner team-model: as it should be",
                        "the story: expected 5 alerts, heard 5, each with its cause and its owner; nothing else")
                .doesNotContain("nobody expected that");
        assertThat(alerts.stream()
                        .filter(DemoIT::isOfStory)
                        .filter(alert -> alert.get("notice").asText().equals("opened"))
                        .filter(alert -> alert.get("policyStep").asText().isEmpty())
                        .map(alert -> alert.get("objective").get("id").asText()))
                .containsExactlyInAnyOrder(
                        "fraud-run-stuck", "fraud-run-cost", "fraud-loading", "fraud-slower", "fraud-right");
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
