package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same data as CSV, as nested JSON lines and as Avro of somebody else's schema give the same readings and alerts, to the byte, but for the clock's time
 * in alerts.
 *
 * <p>What would differ is excluded by the mapping, as a user would: a date is no feature in Avro, whose type says that it is one, and a text in
 * JSON and CSV. And a record that is null in every row of a slice makes its fields {@code column_removed} there, which CSV cannot say: here an address is
 * null in some rows of the slice, and the country in the others.
 */
class SameReadingsIT {
    private static final String ORDERS =
            """
            monitors:
              - model: orders
                source:
                  fields:
                    time: event.created_at
                    id: event.id
                    version: model.version
                    dimensions: {country: customer.address.country}
                    prediction: outcome.label
                    score: outcome.score
                    latency: took_ms
                    status: outcome.status
                    label: truth
                    features:
                      from: [customer, payment, "items[0]", signals, embedding]
                      exclude: [since]
                      rename: {address.country: country}
                columns:
                  types: {embedding: embedding}
                  allowed: {amount: {min: 0, max: 55}}
                  request: [latency]
                slices: [[country]]
                windows: {size: 1d}
                reference: {from: 2026-01-01, to: 2026-01-11}
                comparisons: [previous]
                quality: {duplicates: true}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: drift, labels: {model: orders, owner: me}}
            spec:
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: drift, columns: [amount]}}}}}
              objectives: [{target: 0.9}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            """;

    private static final String FLIGHTS =
            """
            monitors:
              - model: flights
                source:
                  csv: {time: timestamp}
                  fields:
                    time: flight.departed
                    dimensions: {origin: flight.from}
                    features: {rename: {flight.from: origin, flight.to: destination}}
                columns:
                  types: {origin: category, destination: category, distance: number, delay: number, delayed15: category}
                slices: [[origin]]
                windows: {size: 1d}
                reference: {from: 2001-01-01, to: 2001-01-21}
            """;

    @TempDir
    private Path directory;

    @Test
    void ordersGiveTheSameReadingsAsCsvJsonAndForeignAvro() throws IOException {
        Orders orders = new Orders();
        Path config = Files.writeString(directory.resolve("orders.yaml"), ORDERS);

        Shell csv = replay(config, "orders.csv", orders.csv());
        Shell json = replay(config, "orders.jsonl", orders.json());
        Shell avro = replay(config, "orders.avro", orders.avro("snappy"));

        assertThat(csv.err()).contains("orders: reference 2026-01-01 to 2026-01-11, 1,440 events, ");
        assertThat(List.of(csv.code(), json.code(), avro.code()))
                .as(csv.err() + json.err() + avro.err())
                .containsOnly(1);
        assertThat(readings("orders.jsonl")).isEqualTo(readings("orders.csv"));
        assertThat(readings("orders.avro")).isEqualTo(readings("orders.csv"));
        assertThat(alerts("orders.jsonl")).isNotEmpty().isEqualTo(alerts("orders.csv"));
        assertThat(alerts("orders.avro")).isEqualTo(alerts("orders.csv"));
        assertThat(columns("orders.csv"))
                .contains(
                        "amount", "country", "label", "latency", "member", "method", "prediction", "price", "quantity")
                .contains("risk", "score", "sku", "speed", "embedding.norm")
                .doesNotContain("since", "payment.amount", "items[0].price");
    }

    @Test
    void flightsGiveTheSameReadingsNestedOrNot() throws IOException {
        List<String> rows = flights();
        Path config = Files.writeString(directory.resolve("flights.yaml"), FLIGHTS);

        replay(config, "flights.csv", String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        replay(config, "flights.json.gz", zipped(json(rows)));
        replay(config, "flights.avro", avro(rows));

        assertThat(readings("flights.json.gz")).isNotEmpty().isEqualTo(readings("flights.csv"));
        assertThat(readings("flights.avro")).isEqualTo(readings("flights.csv"));
        assertThat(columns("flights.csv")).contains("origin", "destination", "distance", "delay", "delayed15");
    }

    @Test
    void referenceMayBeOfAnotherKindThanTheFile() throws IOException {
        Orders orders = new Orders();
        Path config = Files.writeString(
                directory.resolve("published.yaml"),
                ORDERS.replace("{from: 2026-01-01, to: 2026-01-11}", "{published: january}"));
        Path csv = Files.write(directory.resolve("reference.csv"), orders.csv());
        Path json = Files.write(directory.resolve("reference.ndjson"), orders.json());

        replay(config, "by-csv.avro", orders.avro("zstandard"), "--reference", csv);
        replay(config, "by-json.csv", orders.csv(), "--reference", json);

        assertThat(readings("by-csv.avro")).contains("published:january").isEqualTo(readings("by-json.csv"));
    }

    @Test
    void badRecordsOfBothAreToldWithTheirPlaceAndCostNothingElse() throws IOException {
        Orders orders = new Orders();
        Path config = Files.writeString(directory.resolve("orders.yaml"), ORDERS);
        String json = new String(orders.json(), StandardCharsets.UTF_8);
        int second = json.indexOf('\n') + 1;

        Shell whole = replay(config, "whole.jsonl", json.getBytes(StandardCharsets.UTF_8));
        Shell broken = replay(
                config,
                "broken.jsonl",
                (json.substring(0, second) + "{\"event\":{\"id\":\"x\"}}\n{\"event\"\n" + json.substring(second))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(whole.out()).doesNotContain("dead letters");
        assertThat(broken.out())
                .contains(
                        """
                        2 lines were no event, or had a label of no use (dead letters)
                          line 2: no event time: event.created_at is absent
                          line 3: is not one JSON object: ends early, at byte 8
                        """);
        assertThat(JsonLines.read(out("broken.jsonl")))
                .hasSameSizeAs(JsonLines.read(out("whole.jsonl")))
                .last()
                .isEqualTo(JsonLines.read(out("whole.jsonl"))
                        .get(JsonLines.read(out("whole.jsonl")).size() - 1));
    }

    /** What is outside of features.from, an own column of the shop's and the models' names, is measured in none of the formats. */
    @Test
    void eventsOfOtherModelsArePassedOverAndCountedInCsvAndJson() throws IOException {
        String monitor =
                """
                  - model: %s
                    source: {topic: t, fields: {time: at, model: meta.model, features: {from: f}}}
                    columns: {types: {colour: category}}
                    windows: {size: 1d}
                    reference: {from: 2026-01-01, to: 2026-01-03}
                """;
        Path config = Files.writeString(
                directory.resolve("several.yaml"), "monitors:\n" + monitor.formatted("a") + monitor.formatted("b"));
        StringBuilder csv = new StringBuilder("at,meta.model,f.x,left\n");
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            String at = "2026-01-0%dT%02d:%02d:00Z".formatted(1 + i / 100, i % 100 / 5, i % 5);
            String model = List.of("a", "a", "b", "c").get(i % 4);
            csv.append("%s,%s,%d,%d\n".formatted(at, model, i % 9, i));
            json.append("{\"at\":\"%s\",\"meta\":{\"model\":\"%s\"},\"f\":{\"x\":%d},\"left\":%d}\n"
                    .formatted(at, model, i % 9, i));
        }
        Path untyped = Files.writeString(
                directory.resolve("untyped.yaml"),
                Files.readString(config).replace("    columns: {types: {colour: category}}\n", ""));

        Shell ofCsv = replay(untyped, "s.csv", csv.toString().getBytes(StandardCharsets.UTF_8), "--model", "a");
        Shell ofJson = replay(config, "s.jsonl", json.toString().getBytes(StandardCharsets.UTF_8), "--model", "a");

        assertThat(List.of(ofCsv.out(), ofJson.out())).allSatisfy(out -> assertThat(out)
                .startsWith("200 events in ")
                .contains("100 events passed over, of other models of the monitor file, b: --model replays them")
                .contains(
                        "100 events passed over, of models that no monitor watches, c: run sends such to the dead letters")
                .doesNotContain("were no event"));
        assertThat(ofJson.err())
                .contains("note: columns.types.colour is in no event of the reference; measured are x\n");
        assertThat(readings("s.jsonl")).isNotEmpty().isEqualTo(readings("s.csv"));
        assertThat(columns("s.csv")).contains("x").doesNotContain("left", "meta.model");
    }

    private Shell replay(Path config, String name, byte[] content, Object... more) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        List<Object> arguments = new ArrayList<>(List.of(
                "replay",
                file,
                "--config",
                config,
                "--readings-out",
                out(name),
                "--alerts-out",
                out(name + "-alerts")));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }

    private Path out(String name) {
        return directory.resolve(name + "-out.jsonl");
    }

    private String readings(String name) throws IOException {
        return Files.readString(out(name));
    }

    private String alerts(String name) throws IOException {
        return Files.readString(out(name + "-alerts")).replaceAll("\"clockTime\":\"[^\"]*\"", "");
    }

    private Set<String> columns(String name) throws IOException {
        Set<String> columns = new TreeSet<>();
        for (JsonNode reading : JsonLines.read(out(name))) {
            columns.addAll(reading.get("measurements").findValuesAsText("column"));
        }
        return columns;
    }

    /** Every fifth departure of January and February, and the header. */
    private static List<String> flights() throws IOException {
        InputStream packed = Objects.requireNonNull(SameReadingsIT.class.getResourceAsStream("/demo/flights.csv.gz"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            int[] number = {0};
            return lines.lines()
                    .filter(line -> number[0]++ % 5 == 0 && (number[0] == 1 || line.compareTo("2001-03") < 0))
                    .toList();
        }
    }

    private static byte[] json(List<String> rows) {
        StringBuilder lines = new StringBuilder();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            lines.append(
                    "{\"flight\":{\"departed\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"},\"distance\":%s,\"delay\":%s,\"delayed15\":%s}\n"
                            .formatted(
                                    cells[0],
                                    cells[1],
                                    cells[2],
                                    orNull(cells[3]),
                                    orNull(cells[4]),
                                    orNull(cells[5])));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String orNull(String cell) {
        return cell.isEmpty() ? "null" : cell;
    }

    private static byte[] avro(List<String> rows) throws IOException {
        Schema local = new Schema.Parser().parse("{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}");
        Schema flight = SchemaBuilder.record("Flight")
                .fields()
                .name("departed")
                .type(local)
                .noDefault()
                .requiredString("from")
                .requiredString("to")
                .endRecord();
        Schema schema = SchemaBuilder.record("Departure")
                .fields()
                .name("flight")
                .type(flight)
                .noDefault()
                .optionalInt("distance")
                .optionalInt("delay")
                .optionalInt("delayed15")
                .endRecord();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))
                .setCodec(CodecFactory.deflateCodec(6))) {
            writer.create(schema, out);
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split(",", -1);
                writer.append(new GenericRecordBuilder(schema)
                        .set(
                                "flight",
                                new GenericRecordBuilder(flight)
                                        .set(
                                                "departed",
                                                LocalDateTime.parse(cells[0])
                                                        .toInstant(ZoneOffset.UTC)
                                                        .toEpochMilli())
                                        .set("from", cells[1])
                                        .set("to", cells[2])
                                        .build())
                        .set("distance", cells[3].isEmpty() ? null : Integer.valueOf(cells[3]))
                        .set("delay", cells[4].isEmpty() ? null : Integer.valueOf(cells[4]))
                        .set("delayed15", cells[5].isEmpty() ? null : Integer.valueOf(cells[5]))
                        .build());
            }
        }
        return out.toByteArray();
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
