package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fifth of the departures of 2001 with a fault of another kind on some days of March and April: each is found by its own measure, on its day and no other. */
class QualityReplayIT {
    private static final String SECRET = "hunter2";
    private static final String MONITORS =
            """
            monitors:
              - model: flights
                source: {csv: {time: timestamp, timeZone: UTC, id: id}}
                columns:
                  exclude: [id]
                  redact: [destination]
                  types: {origin: category, destination: category, distance: number, delay: number, delayed15: category}
                  allowed:
                    distance: {min: 1, max: 6000}
                    delayed15: {values: [0, 1]}
                    destination: {pattern: "[A-Z]{3}"}
                windows: {size: 1d}
                reference: {from: 2001-01-01, to: 2001-02-01}
                quality:
                  expectedRows: 400 per 1d
                  freshness: 8h
                  duplicates: true
                  volume: {weeks: 4}
            """;

    /** An objective by rows of each kind. */
    private static final List<String> KINDS =
            List.of("range", "allowed", "pattern", "type", "duplicates", "rejected", "completeness");

    @TempDir
    private Path directory;

    @Test
    void eachFaultIsFoundOnItsDay() throws IOException {
        Path file = directory.resolve("flights.csv");
        Files.write(file, planted());
        Path monitors = Files.writeString(directory.resolve("m.yaml"), MONITORS + slos());

        Shell shell = Shell.run(
                "replay", file, "--config", monitors, "--readings-out", out("readings"), "--alerts-out", out("alerts"));

        Map<String, TreeSet<String>> bad = badDays(JsonLines.read(out("readings")));
        assertThat(bad.get("out_of_range distance")).containsExactly("2001-03-06");
        assertThat(bad.get("pattern_mismatch destination")).containsExactly("2001-03-08");
        assertThat(bad.get("not_allowed delayed15")).containsExactly("2001-03-10");
        assertThat(bad.get("wrong_type delay")).containsExactly("2001-03-12");
        assertThat(bad.get("duplicate ")).containsExactly("2001-03-14");
        assertThat(bad.get("rejected ")).containsExactly("2001-03-16");
        assertThat(bad.get("volume ")).containsExactly("2001-03-20", "2001-04-03");
        assertThat(bad.get("completeness ")).containsExactly("2001-03-20");
        String all = Files.readString(out("readings")) + Files.readString(out("alerts")) + shell.out() + shell.err();
        assertThat(all).doesNotContain(SECRET);
        assertThat(shell.out())
                .contains("30 lines were no event, or had a label of no use (dead letters)")
                .contains("  line ")
                .contains(": row has 1 fields, the header has 7");
        assertThat(shell.out()).contains("flights · distance out of range in all events since 2001-03-06");
    }

    private static Map<String, TreeSet<String>> badDays(List<JsonNode> readings) {
        Map<String, TreeSet<String>> days = new TreeMap<>();
        for (JsonNode reading : readings) {
            for (JsonNode found : reading.get("measurements")) {
                if (reading.get("slice").asText().equals("*")
                        && found.get("verdict").asText().equals("BAD")) {
                    String what = found.get("measure").asText() + " "
                            + found.get("column").asText();
                    days.computeIfAbsent(what, unused -> new TreeSet<>())
                            .add(reading.get("windowStart").asText().substring(0, 10));
                }
            }
        }
        return days;
    }

    private static List<String> planted() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> lines = flights();
        rows.add("id," + lines.get(0));
        for (int i = 5; i < lines.size(); i += 5) {
            if (lines.get(i).compareTo("2001-04-10") < 0) {
                plant(i, lines.get(i), rows);
            }
        }
        return rows;
    }

    /** Every third row of its day is hit. */
    private static void plant(int number, String line, List<String> rows) {
        String day = line.substring(5, 10);
        String[] fields = line.split(",", -1);
        boolean isHit = number % 3 == 0;
        if (isHit && COLUMNS.containsKey(day)) {
            fields[COLUMNS.get(day)] = FAULTS.get(day);
        }
        if (day.equals("03-20") && number % 25 != 0) {
            return;
        }
        String row = number + "," + String.join(",", fields);
        rows.add(row);
        if (day.equals("03-14") && isHit) {
            rows.add(row);
        }
        if (day.equals("03-16")
                && isHit
                && rows.stream().filter("garbage"::equals).count() < 30) {
            rows.add("garbage");
        }
        for (int copy = 0; day.equals("04-03") && copy < 4; copy++) {
            rows.add("c" + copy + row);
        }
    }

    /** By day: the column that is hit, in the order timestamp, origin, destination, distance, delay, delayed15. */
    private static final Map<String, Integer> COLUMNS = Map.of("03-06", 3, "03-08", 2, "03-10", 5, "03-12", 4);

    private static final Map<String, String> FAULTS =
            Map.of("03-06", "-5", "03-08", SECRET, "03-10", "2", "03-12", "late");

    private static List<String> flights() throws IOException {
        try (InputStream zipped =
                        Objects.requireNonNull(QualityReplayIT.class.getResourceAsStream("/demo/flights.csv.gz"));
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static String slos() {
        StringBuilder all = new StringBuilder();
        for (String kind : KINDS) {
            String side = kind.equals("completeness") ? "good" : "bad";
            all.append(
                    """
                    ---
                    apiVersion: openslo/v1
                    kind: SLO
                    metadata: {name: %s, labels: {model: flights, owner: me}}
                    spec:
                      budgetingMethod: Occurrences
                      timeWindow: [{duration: 28d, isRolling: true}]
                      indicator: {spec: {ratioMetric: {counter: true, %s: {metricSource: {spec: {kind: %s}}}, total: {metricSource: {spec: {kind: rows}}}}}}
                      objectives: [{target: 0.99}]
                      alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                    """
                            .formatted(kind, side, kind));
        }
        return all.toString();
    }

    private Path out(String name) {
        return directory.resolve(name + ".jsonl");
    }
}
