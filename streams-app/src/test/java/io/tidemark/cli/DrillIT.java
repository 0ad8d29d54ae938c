package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drill} as a script uses it, on a shop's prices: 60 days, the first 30 of them the reference. */
class DrillIT {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 60;
    private static final int ROWS_A_DAY = 96;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** At most a tenth of the shop's events may be without a price. */
    static final String COMPLETE =
            """
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: complete, labels: {model: shop, owner: me}}
            spec:
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: missing, columns: [price]}}}}}
              objectives: [{target: 0.9}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: two-days}
                  spec: {conditions: [{spec: {severity: ticket, condition: {pairs: [{budgetPercent: 60, longWindow: 3d, shortWindow: 1d}]}}}]}
            """;
    /** Counts missing prices, and nothing else. */
    private static final String MONITORS =
            """
            monitors:
              - model: shop
                source: {csv: {time: at}}
                slices: [[country]]
                windows: {size: 1d}
                reference: {from: 2024-01-01, to: 2024-01-31}
            """
                    + COMPLETE;

    @TempDir
    private Path directory;

    private Path monitors = Path.of("");
    private Path rows = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        monitors = Files.writeString(directory.resolve("shop.yaml"), MONITORS);
        rows = Files.writeString(directory.resolve("shop.csv"), csv());
    }

    /** Nothing changes but chance. */
    private static String csv() {
        StringBuilder rows = new StringBuilder("at,country,price\n");
        for (Row row : rows()) {
            rows.append(String.format("%s,%s,%d%n", row.at, row.country, row.price));
        }
        return rows.toString();
    }

    private static String jsonLines() {
        StringBuilder rows = new StringBuilder();
        for (Row row : rows()) {
            rows.append(String.format(
                    "{\"when\":%d,\"place\":\"%s\",\"price\":%d}%n", row.at.toEpochMilli(), row.country, row.price));
        }
        return rows.toString();
    }

    private record Row(Instant at, String country, int price) {}

    private static List<Row> rows() {
        SplittableRandom random = new SplittableRandom(1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * ROWS_A_DAY; i++) {
            String country = random.nextInt(3) == 0 ? "DE" : "FR";
            rows.add(new Row(START.plusSeconds(900L * i), country, 100 + random.nextInt(50)));
        }
        return rows;
    }

    private Shell drill(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("drill", rows, "--config", monitors));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }

    @Test
    void whatNoObjectiveHearsOfIsMissedAndTheReportIsTheSameTwice() throws IOException {
        Object[] options = {
            "--faults", "nulls,unit-change,label-flip,latency-step", "--columns", "price", "--for", "5d", "--json"
        };

        Shell first = drill(options);
        Shell second = drill(options);

        assertThat(first.code()).isEqualTo(1);
        assertThat(second.out()).isEqualTo(first.out());
        JsonNode json = JSON.readTree(first.out());
        // ten windows after the reference
        assertThat(json.path("from").asText()).isEqualTo("2024-02-10T00:00:00Z");
        assertThat(json.path("until").asText()).isEqualTo("2024-02-20T00:00:00Z");
        assertThat(json.path("noticed").asInt()).isEqualTo(1);
        assertThat(json.path("minimum").asInt()).isEqualTo(2);
        assertThat(json.path("reached").asBoolean()).isFalse();
        assertThat(json.path("anyway")).isEmpty();
        JsonNode nulls = json.path("faults").get(0);
        assertThat(nulls.path("fault").asText()).isEqualTo("nulls");
        assertThat(nulls.path("objective").asText()).isEqualTo("complete");
        assertThat(nulls.path("slice").asText()).isEqualTo("*");
        assertThat(nulls.path("columns")).hasToString("[\"price\"]");
        assertThat(nulls.path("delayWindows").asInt()).isEqualTo(2);
        JsonNode unit = json.path("faults").get(1);
        assertThat(unit.path("noticed").asBoolean()).isFalse();
        assertThat(unit.path("moreBad").asLong()).isPositive();
        assertThat(json.path("notApplicable").findValuesAsText("reason"))
                .containsExactly(
                        "the monitor takes no labels", "the monitor measures no latency, or the events have none");
    }

    @Test
    void aMinimumThatIsReachedIsExitCodeZero() {
        Shell shell = drill("--faults", "nulls,silent-stream", "--at", "2024-02-12", "--for", "4d", "--minimum", "1");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .startsWith("shop: each fault from 2024-02-12 00:00Z for 4 d, 4,800 rows without it; alerts count until"
                        + " 2024-02-20 00:00Z\nWithout a fault it is quiet in that time.\n")
                .contains("nulls          price    2 d, 2 windows  ticket of complete ")
                .endsWith(" of 3 faults noticed; enough: at least 1 were to be\n");
        assertThat(shell.err()).contains("drill of shop: 3 faults, so 4 replays of at most 5,760 rows each");
    }

    /** Records of another's making are read as their monitor maps them, and noticed as the same rows of CSV are. */
    @Test
    void linesOfJsonAreDrilledAsTheyAreMapped() throws IOException {
        rows = Files.writeString(directory.resolve("shop.jsonl"), jsonLines());
        monitors = Files.writeString(
                directory.resolve("mapped.yaml"),
                MONITORS.replace(
                        "source: {csv: {time: at}}",
                        "source: {format: json, fields: {time: when, dimensions: {country: place}}}"));

        Shell shell = drill("--faults", "nulls,dropped-slice", "--at", "2024-02-12", "--for", "4d", "--json");

        assertThat(shell.code()).isEqualTo(1);
        JsonNode json = JSON.readTree(shell.out());
        assertThat(json.path("rows").asInt()).isEqualTo(4_800);
        assertThat(json.path("faults").get(0).path("target").asText()).isEqualTo("price");
        assertThat(json.path("faults").get(0).path("objective").asText()).isEqualTo("complete");
        assertThat(json.findValuesAsText("target")).contains("country=FR");
    }

    @Test
    void aFileWithoutItsReferenceIsRefused() throws IOException {
        monitors = Files.writeString(
                directory.resolve("later.yaml"),
                MONITORS.replace("2024-01-01, to: 2024-01-31", "2025-01-01, to: 2025-01-31"));

        Shell shell = drill();

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("2025-01-01", "2025-01-31");
    }
}
