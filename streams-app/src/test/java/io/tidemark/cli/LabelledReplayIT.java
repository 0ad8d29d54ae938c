package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real predictions with labels that come late: of a model that decays while its scores stay sure of themselves, and of one that does not for four years.
 */
class LabelledReplayIT {
    private static final Path DATA = Path.of("src/test/resources/data");
    private static final String EMPLOYMENT =
            """
            monitors:
              - model: employment
                source:
                  csv: {time: at, id: id, prediction: prediction, score: score, label: employed, labelDelay: 21d}
                slices: [sex]
                windows: {size: 7d}
                reference: {from: 2015-01-01, to: 2015-12-31}
                labels: {positive: "1", window: 7d, horizon: 60d, latest: 30d}
            """;

    @TempDir
    private Path directory;

    private List<JsonNode> replay(String file, String monitors) throws IOException {
        Path config = Files.writeString(directory.resolve("m.yaml"), monitors);
        Shell shell = Shell.run(
                "replay",
                DATA.resolve(file),
                "--config",
                config,
                "--readings-out",
                directory.resolve("readings.jsonl"),
                "--alerts-out",
                directory.resolve("alerts.jsonl"));
        assertThat(shell.code()).as(shell.err()).isLessThan(2);
        return JsonLines.read(directory.resolve("alerts.jsonl"));
    }

    /** Of the last reading of each window of all events, the value of a measure over one window. */
    private Map<String, Double> values(String measure) throws IOException {
        Map<String, Double> values = new TreeMap<>();
        Map<String, Integer> revisions = new HashMap<>();
        for (JsonNode reading : JsonLines.read(directory.resolve("readings.jsonl"))) {
            String day = reading.get("windowStart").asText().substring(0, 10);
            int revision = reading.get("revision").asInt();
            for (JsonNode one : reading.get("measurements")) {
                boolean isIt = reading.get("slice").asText().equals("*")
                        && one.get("measure").asText().equals(measure)
                        && one.get("scale").asInt() == 1
                        && one.get("label").asText().isEmpty();
                if (isIt && revision >= revisions.getOrDefault(day, -1)) {
                    revisions.put(day, revision);
                    values.put(day, one.get("value").asDouble());
                }
            }
        }
        return values;
    }

    private static double mean(Map<String, Double> values, String from, String to) {
        return values.entrySet().stream()
                .filter(day -> day.getKey().compareTo(from) >= 0 && day.getKey().compareTo(to) < 0)
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElse(Double.NaN);
    }

    @Test
    void decayIsFoundFromLateLabelsAndTheEstimatesBlindnessIsNamed() throws IOException {
        List<JsonNode> alerts = replay(
                "electricity-predictions.csv.gz",
                Labelled.ELECTRICITY_MONITOR
                        + Labelled.slo("electricity", "accuracy", "'*'", "28d")
                        + Labelled.slo("electricity", "estimate_gap", "'*'", "28d"));

        assertThat(mean(values("accuracy"), "1996-08-05", "1996-10-01")).isBetween(0.76, 0.80);
        assertThat(mean(values("accuracy"), "1998-01-01", "1998-04-01")).isBetween(0.58, 0.62);
        assertThat(mean(values("estimated_accuracy"), "1998-01-01", "1998-04-01"))
                .isGreaterThan(0.85);
        assertThat(opened(alerts, "electricity · accuracy fell in all events"))
                .isNotEmpty()
                .allMatch(since -> since.compareTo("1996-10-01") >= 0);
        assertThat(opened(alerts, "electricity · estimate gap too large in all events"))
                .isNotEmpty()
                .allMatch(since -> since.compareTo("1996-10-01") >= 0);
    }

    @Test
    void aModelThatStaysAsGoodAsItWasIsQuiet() throws IOException {
        List<JsonNode> alerts = replay(
                "employment-predictions.csv.gz",
                EMPLOYMENT
                        + Labelled.slo("employment", "accuracy", "all", "84d")
                        + Labelled.slo("employment", "auc", "'*'", "84d")
                        + Labelled.slo("employment", "estimate_gap", "'*'", "84d"));

        assertThat(alerts).isEmpty();
        assertThat(mean(values("accuracy"), "2016-01-08", "2018-12-20")).isBetween(0.824, 0.832);
        assertThat(mean(values("auc"), "2016-01-08", "2018-12-20")).isBetween(0.900, 0.908);
        assertThat(mean(values("estimated_accuracy"), "2016-01-08", "2018-12-20"))
                .isBetween(0.820, 0.832);
    }

    /** NaN is how many write what they do not know yet: no label, and nothing waits for it. */
    @Test
    void labelsThatAreNotKnownYetAreNone() throws IOException {
        StringBuilder rows = new StringBuilder("time,id,prediction,label\n");
        for (int hour = 0; hour < 240; hour++) {
            String label = hour >= 200 ? List.of("NaN", "", "inf", "1e400").get(hour % 4) : "" + hour % 7;
            rows.append(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3_600L * hour))
                    .append(",e" + hour + ',' + hour % 7 + ',' + label.replace("inf", "Infinity") + '\n');
        }

        replay(
                Files.writeString(directory.resolve("open.csv"), rows)
                        .toAbsolutePath()
                        .toString(),
                """
                monitors:
                  - model: open
                    source: {csv: {time: time, id: id, prediction: prediction, label: label, labelDelay: 1h}}
                    windows: {size: 1h, retention: 20d}
                    reference: {from: 2026-01-01, to: 2026-01-03}
                    labels: {task: numbers, within: 1, window: 1d, horizon: 5d, latest: 1d}
                """);

        assertThat(values("labelled")).containsEntry("2026-01-08", 1.0).containsEntry("2026-01-10", 0.0);
        assertThat(values("mae")).containsEntry("2026-01-08", 0.0);
    }

    /** Real predictions whose truth stands beside them: the same events as CSV, and as JSON with and without an id, come to the same quality. */
    @Test
    void labelsInTheEventsAreThoseOfAFile() throws IOException {
        List<String> rows = Labelled.first(8_000);
        Path csv = Files.write(directory.resolve("power.csv"), rows);
        Path named = Files.write(directory.resolve("named.jsonl"), Labelled.json(rows, true));
        Path nameless = Files.write(directory.resolve("nameless.jsonl"), Labelled.json(rows, false));

        List<JsonNode> ofFile =
                graded(csv, "csv: {prediction: prediction, score: score, label: label, labelDelay: 0s}");
        List<JsonNode> ofNamed = graded(
                named, "format: json, fields: {time: at, id: id, prediction: said.class, score: said.p, label: truth}");
        List<JsonNode> ofNameless = graded(
                nameless, "format: json, fields: {time: at, prediction: said.class, score: said.p, label: truth}");

        assertThat(ofFile).hasSizeGreaterThan(150);
        assertThat(ofNamed).containsExactlyInAnyOrderElementsOf(ofFile);
        assertThat(ofNameless).containsExactlyInAnyOrderElementsOf(ofFile);
    }

    /** Readings by labels, each window's last. */
    private List<JsonNode> graded(Path file, String source) throws IOException {
        replay(
                file.toAbsolutePath().toString(),
                """
                monitors:
                  - model: power
                    source: {topic: power, %s}
                    windows: {size: 1d}
                    reference: {from: 1996-08-05, to: 1996-10-01}
                    labels: {positive: UP}
                """
                                .formatted(source)
                        + Labelled.slo("power", "accuracy", "'*'", "28d"));
        Map<String, JsonNode> last = new TreeMap<>();
        for (JsonNode reading : JsonLines.read(directory.resolve("readings.jsonl"))) {
            if (reading.get("comparison").asText().equals("labels")) {
                last.merge(
                        reading.get("windowStart").asText(),
                        reading,
                        (one, other) -> one.get("revision").asInt()
                                        > other.get("revision").asInt()
                                ? one
                                : other);
            }
        }
        return last.values().stream()
                .map(reading -> ((ObjectNode) reading.deepCopy()).without("revision"))
                .map(JsonNode.class::cast)
                .toList();
    }

    /** A label that does not say when it became known would be known at once: it is none. */
    @Test
    void labelsWithoutATimeAreNone() throws IOException {
        StringBuilder rows = new StringBuilder("time,id,prediction,label,known\n");
        for (int hour = 0; hour < 72; hour++) {
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3_600L * hour);
            String known = hour < 24 ? at.plusSeconds(60).toString() : hour % 2 == 0 ? "" : "soon";
            rows.append(at).append(",e" + hour + ",1,1," + known + '\n');
        }

        replay(
                Files.writeString(directory.resolve("timeless.csv"), rows)
                        .toAbsolutePath()
                        .toString(),
                """
                monitors:
                  - model: timeless
                    source: {csv: {time: time, id: id, prediction: prediction, label: label, labelTime: known}}
                    windows: {size: 1h, retention: 20d}
                    reference: {from: 2026-01-01, to: 2026-01-02}
                    labels: {task: numbers, within: 1, window: 1d, horizon: 5d, latest: 1d}
                """);

        assertThat(values("labelled")).containsEntry("2026-01-01", 1.0).containsEntry("2026-01-02", 0.0);
    }

    /** Of 40 days ten without any event, in any slice. */
    @Test
    void anOutageIsOneTicketOfAnObjectiveOfQuality() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder rows = new StringBuilder("time,id,region,prediction,label\n");
        for (int minute = 0; minute < 40 * 24 * 60; minute += 10) {
            int day = minute / (24 * 60);
            if (day < 20 || day >= 30) {
                rows.append(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute))
                        .append(",e" + minute + ','
                                + List.of("eu", "us", "asia").get(random.nextInt(3)) + ",yes,")
                        .append(random.nextInt(10) < 9 ? "yes\n" : "no\n");
            }
        }

        List<JsonNode> alerts = replay(
                Files.writeString(directory.resolve("outage.csv"), rows)
                        .toAbsolutePath()
                        .toString(),
                """
                monitors:
                  - model: shop
                    source: {csv: {time: time, id: id, prediction: prediction, label: label, labelDelay: 1h}}
                    slices: [region]
                    windows: {size: 1d}
                    reference: {from: 2026-01-01, to: 2026-01-08}
                    labels: {positive: "yes", window: 1d, horizon: 10d, latest: 2d}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {model: shop, slo: quality, measure: accuracy, slices: [region], owner: team}
                """);

        assertThat(alerts).extracting(alert -> alert.get("slice").asText()).containsOnly("*");
        assertThat(alerts)
                .extracting(alert ->
                        alert.get("summary").asText().lines().findFirst().orElse(""))
                .contains("shop · no predictions in all events since 2026-01-21 00:00Z (3 × 1 d without data, or more)")
                .contains(
                        "shop · no predictions in all events from 2026-01-21 00:00Z to 2026-01-31 00:00Z, 10 d: recovered"
                                + " (3 × 1 d without data, or more)");
    }

    /** v1 for twelve days, then v2, first beside it, which is worse from its first hour; its successor is as good as v1 was. */
    private Path versions() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        StringBuilder rows = new StringBuilder("time,id,version,prediction,score,label\n");
        for (int minute = 0; minute < 24 * 24 * 60; minute += 2) {
            int day = minute / (24 * 60);
            boolean isCanary = day >= 12 && day < 14;
            String version = day < 12 || isCanary && random.nextInt(3) > 0 ? "v1" : day < 18 ? "v2" : "v3";
            boolean isRight = random.nextDouble() < (version.equals("v2") ? 0.75 : 0.9);
            boolean isYes = random.nextDouble() < 0.4;
            boolean saysYes = isYes == isRight;
            rows.append(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute))
                    .append(",e" + minute + ',' + version + ',' + (saysYes ? "yes,0.85," : "no,0.15,"))
                    .append(isYes ? "yes\n" : "no\n");
        }
        return Files.writeString(directory.resolve("versions.csv"), rows);
    }

    @Test
    void aVersionThatIsWorseFromItsFirstDayIsFoundAgainstTheVersionBefore() throws IOException {
        List<JsonNode> alerts = replay(
                versions().toAbsolutePath().toString(),
                """
                monitors:
                  - model: shop
                    source:
                      csv: {time: time, id: id, version: version, prediction: prediction, score: score, label: label, labelDelay: 6h}
                    windows: {size: 1h, retention: 40d}
                    reference: {from: 2026-01-01, to: 2026-01-05}
                    labels: {positive: "yes", window: 1d, horizon: 10d, latest: 2d, baseline: 5 windows}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                metadata: {name: as-usual}
                spec: {model: shop, slo: quality, owner: team}
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                metadata: {name: successor}
                spec: {model: shop, slo: quality, owner: team, reference: previous}
                """);

        assertThat(opened(alerts, "shop · accuracy fell in version=v2 against previous:v1"))
                .singleElement()
                .matches(since -> since.equals("2026-01-13") || since.equals("2026-01-14"));
        assertThat(alerts)
                .extracting(alert -> alert.get("slice").asText())
                .as("its own first windows are as bad as it is, and v3 is better")
                .contains("version=v2")
                .doesNotContain("version=v1", "version=v3");
    }

    /** Since when, of the alerts that say so. */
    private static List<String> opened(List<JsonNode> alerts, String what) {
        return alerts.stream()
                .map(alert -> alert.get("summary").asText())
                .filter(text -> text.startsWith(what) && text.contains(" since "))
                .map(text -> text.substring(text.indexOf(" since ") + 7, text.indexOf(" since ") + 17))
                .distinct()
                .toList();
    }
}
