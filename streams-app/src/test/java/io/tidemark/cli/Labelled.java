package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Real predictions of the electricity price with what was true, and what is asked of predictions with labels. */
final class Labelled {
    static final Path ELECTRICITY = Path.of("src/test/resources/data/electricity-predictions.csv.gz");
    static final String ELECTRICITY_MONITOR =
            """
            monitors:
              - model: electricity
                source: {csv: {prediction: prediction, score: score, label: label, labelTime: label_timestamp}}
                windows: {size: 1d}
                reference: {from: 1996-08-05, to: 1996-10-01}
                labels: {positive: UP}
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Labelled() {}

    /** An objective on a measure of quality, of its name; a tenth of a period's windows may be bad. */
    static String slo(String model, String measure, String slices, String period) {
        return """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %5$s, labels: {model: %1$s, owner: team}}
                spec:
                  service: %1$s
                  indicator:
                    spec:
                      thresholdMetric:
                        metricSource: {type: tidemark, spec: {kind: quality, measure: %2$s, slices: %3$s}}
                  timeWindow: [{duration: %4$s, isRolling: true}]
                  objectives: [{target: 0.9}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                .formatted(model, measure, slices, period, measure.replace('_', '-'));
    }

    /** The header, and so many rows of electricity. */
    static List<String> first(int rows) throws IOException {
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(ELECTRICITY)), StandardCharsets.UTF_8);
                BufferedReader lines = new BufferedReader(text)) {
            return lines.lines().limit(rows + 1L).toList();
        }
    }

    /** Those rows as nested JSON, with their truth, and with an id or none. */
    static List<String> json(List<String> rows, boolean hasId) {
        return IntStream.range(1, rows.size())
                .mapToObj(row -> json(rows.get(row).split(",", -1), hasId ? "row " + row : ""))
                .toList();
    }

    private static String json(String[] row, String id) {
        ObjectNode event = JSON.createObjectNode().put("at", row[0]);
        if (!id.isEmpty()) {
            event.put("id", id);
        }
        event.putObject("said").put("p", Double.parseDouble(row[1])).put("class", row[2]);
        return event.put("truth", row[3]).toString();
    }
}
