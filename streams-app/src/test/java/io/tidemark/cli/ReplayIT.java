package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} as a script uses it, on a shop's prices: 45 days, the first 30 of them the reference. */
class ReplayIT {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 45;
    private static final int ROWS_A_DAY = 96;
    private static final int FIRST_DAY_OF_DRIFT = 35;
    private static final String MONITORS =
            """
            monitors:
              - model: shop
                source: {csv: {time: at}}
                slices: [[country]]
                windows: {size: 1d}
                reference: {from: 2024-01-01, to: 2024-01-31}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: prices, labels: {model: shop, owner: me}}
            spec:
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: drift, columns: [price]}}}}}
              objectives: [{target: 0.9}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: two-days}
                  spec: {conditions: [{spec: {severity: ticket, condition: {pairs: [{budgetPercent: 60, longWindow: 3d, shortWindow: 1d}]}}}]}
            """;

    @TempDir
    private Path directory;

    private Path monitors = Path.of("");

    @BeforeEach
    void writeMonitors() throws IOException {
        monitors = Files.writeString(directory.resolve("shop.yaml"), MONITORS);
    }

    @Test
    void driftIsExitCodeOneAndZippedOrNotTheSameReadings() throws IOException {
        String rows = rows(60);
        Path plain = Files.writeString(directory.resolve("shop.csv"), rows);
        Path zipped = zip(directory.resolve("shop.csv.gz"), rows);

        Shell first = replay(plain, "first");
        Shell second = replay(zipped, "second");

        assertThat(first.code()).isEqualTo(1);
        assertThat(second.code()).isEqualTo(1);
        assertThat(Files.mismatch(file("first-readings"), file("second-readings")))
                .isEqualTo(-1);
        assertReadings(JsonLines.read(file("first-readings")));
        assertAlerts(JsonLines.read(file("first-alerts")));
        assertThat(first.out())
                .contains("TICKET  shop · ")
                .endsWith(" readings, " + badReadings()
                        + " of them with something bad; 1 alert opened, 5 policy steps entered\n");
        assertThat(first.err()).contains("shop: reference 2024-01-01 to 2024-01-31, 2,880 events, ");
    }

    private static void assertReadings(List<JsonNode> readings) {
        // 45 days of "*", DE and FR
        assertThat(readings).hasSize(3 * DAYS);
        assertThat(readings)
                .extracting(JsonLines::names)
                .containsOnly(List.of(
                        "model",
                        "stage",
                        "slice",
                        "windowStart",
                        "windowEnd",
                        "reference",
                        "revision",
                        "rows",
                        "measurements",
                        "last",
                        "comparison",
                        "referenceState"));
        assertThat(readings)
                .extracting(reading -> reading.get("windowEnd").asText() + " "
                        + reading.get("slice").asText())
                .isSorted()
                .startsWith("2024-01-02T00:00:00Z *", "2024-01-02T00:00:00Z country=DE")
                .endsWith(
                        "2024-02-15T00:00:00Z *", "2024-02-15T00:00:00Z country=DE", "2024-02-15T00:00:00Z country=FR");
        assertThat(readings.get(0).get("rows").asLong()).isEqualTo(ROWS_A_DAY);
        assertThat(JsonLines.names(readings.get(0).get("measurements").get(0)))
                .containsExactly(
                        "column",
                        "scale",
                        "measure",
                        "label",
                        "value",
                        "lower",
                        "upper",
                        "n",
                        "m",
                        "reference",
                        "tolerance",
                        "count",
                        "total",
                        "minimumN",
                        "smallestVisible",
                        "verdict",
                        "dispersion",
                        "evidence",
                        "offenders");
    }

    private static void assertAlerts(List<JsonNode> alerts) {
        JsonNode opened = alerts.stream()
                .filter(alert -> alert.get("policyStep").asText().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(JsonLines.names(opened))
                .containsExactly(
                        "dedupKey",
                        "episodeId",
                        "incidentKey",
                        "sequence",
                        "state",
                        "previousState",
                        "reason",
                        "severity",
                        "dryRun",
                        "revised",
                        "objective",
                        "model",
                        "stage",
                        "slice",
                        "metricTime",
                        "clockTime",
                        "since",
                        "firedAt",
                        "burn",
                        "budget",
                        "coverage",
                        "evidence",
                        "summary",
                        "alsoMoved",
                        "notice",
                        "episodeConsumed",
                        "slices",
                        "slicesFiring",
                        "slicesKnown",
                        "changes",
                        "recommendation",
                        "acknowledgedBy",
                        "acknowledgedAt",
                        "silencedBy",
                        "inhibitedBy",
                        "escalationLevel",
                        "roles",
                        "dashboard",
                        "policyStep",
                        "lineageVersion",
                        "lineageRun",
                        "lineage",
                        "cause",
                        "tenant");
        assertThat(alerts).extracting(alert -> alert.get("metricTime").asText()).isSorted();
        assertThat(opened.get("state").asText()).isEqualTo("FIRING");
        assertThat(opened.get("severity").asText()).isEqualTo("TICKET");
        assertThat(opened.get("evidence").get(0).get("column").asText()).isEqualTo("price");
        // the drift begins on day 35
        assertThat(opened.get("since").asText()).isBetween("2024-02-04T00:00:00Z", "2024-02-05T00:00:00Z");
    }

    private long badReadings() throws IOException {
        return JsonLines.read(file("first-readings")).stream()
                .filter(reading ->
                        reading.get("measurements").findValuesAsText("verdict").contains("BAD"))
                .count();
    }

    @Test
    void calmIsExitCodeZeroAndBadLinesChangeNothingElse() throws IOException {
        String rows = rows(0);
        Path calm = Files.writeString(directory.resolve("calm.csv"), rows);
        Path broken = Files.writeString(directory.resolve("broken.csv"), withBadLines(rows));

        Shell first = replay(calm, "calm", "--json");
        Shell second = replay(broken, "broken", "--json");

        assertThat(first.code()).isZero();
        // a day costs a third of this SLO's budget, which is worth a warning
        assertThat(first.err().lines()).allMatch(line -> line.startsWith("warning: shop.yaml:"));
        assertThat(first.out().lines()).hasSize(1);
        JsonNode summary = JsonLines.parse(first.out());
        assertThat(JsonLines.names(summary))
                .containsExactly(
                        "events",
                        "seconds",
                        "rejected",
                        "rejectedLines",
                        "ofOtherModels",
                        "ofUnmonitoredModels",
                        "readings",
                        "badReadings",
                        "alertRecords",
                        "alertsOpened",
                        "policyStepsEntered",
                        "lateMerged",
                        "lateExpired",
                        "overflowing",
                        "namesShared",
                        "namesRefused",
                        "budgets");
        assertThat(summary.get("events").asLong()).isEqualTo((long) DAYS * ROWS_A_DAY);
        assertThat(summary.get("rejected").asLong()).isZero();
        assertThat(summary.get("readings").asLong()).isEqualTo(3 * DAYS);
        assertThat(summary.get("alertsOpened").asLong()).isZero();
        assertThat(file("calm-alerts")).isEmptyFile();
        assertThat(second.code()).isZero();
        JsonNode withBadLines = JsonLines.parse(second.out());
        assertThat(withBadLines.get("rejected").asLong()).isEqualTo(3);
        assertThat(withBadLines.get("rejectedLines")).hasSize(3).allMatch(line -> line.asText()
                .startsWith("line "));
        assertThat(Files.mismatch(file("calm-readings"), file("broken-readings")))
                .isEqualTo(-1);
    }

    @Test
    void headerAloneIsExitCodeTwo() throws IOException {
        Path csv = Files.writeString(directory.resolve("header.csv"), "at,country,price\n");

        Shell shell = replay(csv, "header");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).endsWith("the file has no line below its header: file=" + csv + "\n");
        assertThat(file("header-readings")).doesNotExist();
    }

    private Shell replay(Path csv, String name, String... more) {
        Object[] arguments = new Object[8 + more.length];
        Object[] always = {
            "replay",
            csv,
            "-c",
            monitors,
            "--readings-out",
            file(name + "-readings"),
            "--alerts-out",
            file(name + "-alerts")
        };
        System.arraycopy(always, 0, arguments, 0, always.length);
        System.arraycopy(more, 0, arguments, always.length, more.length);
        return Shell.run(arguments);
    }

    private Path file(String name) {
        return directory.resolve(name + ".jsonl");
    }

    /** Prices around 100; from day 35 on higher. */
    private static String rows(int higherBy) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder rows = new StringBuilder("at,country,price\n");
        for (int i = 0; i < DAYS * ROWS_A_DAY; i++) {
            int extra = i >= FIRST_DAY_OF_DRIFT * ROWS_A_DAY ? higherBy : 0;
            rows.append(START.plusSeconds(i * 86_400L / ROWS_A_DAY))
                    .append(i % 2 == 0 ? ",DE," : ",FR,")
                    .append(Math.round(100 * (100 + 10 * random.nextGaussian() + extra)) / 100.0)
                    .append('\n');
        }
        return rows.toString();
    }

    /** One that has too few fields, one without a time, one whose time is none. */
    private static String withBadLines(String rows) {
        int middle = rows.indexOf('\n', rows.length() / 2) + 1;
        return rows.substring(0, middle) + "2024-01-22T00:00:00Z,DE\n,FR,100\nyesterday,FR,100\n"
                + rows.substring(middle);
    }

    private static Path zip(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
