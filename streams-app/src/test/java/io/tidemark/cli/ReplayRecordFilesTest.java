package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file of JSON or Avro is told before a broker is started. */
class ReplayRecordFilesTest {
    private static final String MAPPED =
            """
            monitors:
              - model: shop
                source:
                  fields: {time: event.created_at, id: event.id, model: model, dimensions: {country: customer.country}}
                windows: {size: 1d}
                reference: {from: 2026-01-01, to: 2026-02-01}
            """;
    private static final String GOOD =
            "{\"event\":{\"created_at\":\"2026-01-05T00:00:00Z\",\"id\":\"1\"},\"model\":\"shop\",\"customer\":{\"country\":\"DE\"}}\n";

    @TempDir
    private Path directory;

    private Path mapped = Path.of("");

    @BeforeEach
    void writeMonitors() throws IOException {
        mapped = write("mapped.yaml", MAPPED);
    }

    @Test
    void pathInNoRecordIsToldWithTheNearest() throws IOException {
        Path file = write("f.jsonl", GOOD.replace("created_at", "createdAt").replace("country", "land"));

        assertThat(Shell.run("replay", file, "-c", mapped))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "no record of the file has what the monitor names: source.fields.time=event.created_at (did you mean"
                                + " event.createdAt?), source.fields.dimensions.country=customer.country, file=" + file
                                + "; they have customer.land, event.createdAt, event.id, model\n"));
    }

    @Test
    void pathThatComesLateInTheFileIsFound() throws IOException {
        String without = GOOD.replace(",\"customer\":{\"country\":\"DE\"}", "");
        Path file = write("f.jsonl", without.repeat(1_500) + GOOD.replace("2026-01", "2025-01"));

        assertThat(Shell.run("profile", file, "-c", mapped).code()).isZero();
    }

    @Test
    void wrongPathInAvroIsToldWithTheNearest() throws IOException {
        Path file = directory.resolve("f.avro");
        Files.write(file, avro("created"));

        assertThat(Shell.run("replay", file, "-c", write("a.yaml", MAPPED.replace(", id: event.id", "")))
                        .err())
                .isEqualTo(
                        "no record of the file has what the monitor names: source.fields.time=event.created_at, file="
                                + file + "; did you mean event.created?\n");
    }

    @Test
    void avroCutShortIsToldWithItsBlock() throws IOException {
        byte[] whole = avro("created_at");
        Path file = directory.resolve("f.avro");
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        Path config = write("a.yaml", MAPPED.replace(", id: event.id", ""));

        assertThat(Shell.run("replay", file, "-c", config, "--json").err())
                .isEqualTo("the file ends in the middle of a block: file=" + file
                        + ", block=1; copy it again, or write it again\n");
    }

    @Test
    void foreignRecordsWithoutAMappingAskForOne() throws IOException {
        Path config = write("m.yaml", "monitors: [{model: shop, source: {topic: t}}]\n");
        Path json = write("f.jsonl", GOOD);
        Path avro = Files.write(directory.resolve("f.avro"), avro("eventTime"));

        assertThat(Shell.run("replay", json, "-c", config).err())
                .isEqualTo("no record of the file has eventTime, which an event of Tidemark's own has: file=" + json
                        + "; say by source.fields what the fields of other records mean; they have customer.country, "
                        + "event.created_at, event.id, model\n");
        assertThat(Shell.run("replay", avro, "-c", config).err())
                .isEqualTo("no record of the file has eventTime, which an event of Tidemark's own has: file=" + avro
                        + "; say by source.fields what the fields of other records mean; they have customer.country, "
                        + "event.eventTime, model\n");
    }

    @Test
    void recordsThatAreAllBadSayWhy() throws IOException {
        Path noTime = write("a.jsonl", GOOD.replace("2026-01-05T00:00:00Z", "yesterday"));
        Path other = write("b.jsonl", GOOD.replace("\"shop\"", "\"shops\""));
        Path pretty = write("c.json", "{\n  \"event\": {}\n}\n");

        assertThat(Shell.run("replay", noTime, "-c", mapped, "--json").err())
                .isEqualTo("no record of the file is an event: file=" + noTime
                        + ", line 1: no event time: event.created_at is a text that is no time; right would be"
                        + " 2026-09-24T10:30:00Z, or seconds to nanoseconds since the epoch; another form:"
                        + " source.fields.timeFormat\n");
        assertThat(Shell.run("replay", other, "-c", mapped, "--json").err())
                .isEqualTo("no event of the file is of the model that it is read for: model=shop, file=" + other
                        + ", its events are of shops; name the model as they do, choose another by --model, or leave"
                        + " source.fields.model out\n");
        assertThat(Shell.run("replay", pretty, "-c", mapped, "--json").err())
                .isEqualTo("no line of the file is a JSON object of its own: file=" + pretty
                        + ", lines=3; write an object a line: jq -c . " + pretty + "\n");
    }

    @Test
    void namesInRulesThatTheFileHasNotAreNoted() throws IOException {
        Path config = write(
                "n.yaml",
                MAPPED.replace(
                        "customer.country}}",
                        "customer.country}, features: {rename: {customer.contry: land}, exclude: [\"custmer.*\", \"customer.*\"]}}\n"
                                + "    columns: {exclude: [amuont, amount]}"));
        String row = GOOD.replace("2026-01", "2025-01").replace("\"model\"", "\"amount\":1,\"model\"");
        Path json = write("f.jsonl", row);
        Path csv = write(
                "f.csv", "event.created_at,event.id,model,customer.country,amount\n2025-01-05T00:00:00Z,1,shop,DE,1\n");

        assertThat(Shell.run("replay", json, "-c", config).err())
                .startsWith(
                        """
                        note: source.fields.features.rename.customer.contry is in none of the 1 lines that were looked at; did you mean customer.country?
                        note: source.fields.features.exclude=custmer.* is in none of the 1 lines that were looked at; there are amount, customer.country, land
                        note: columns.exclude=amuont is in none of the 1 lines that were looked at; did you mean amount?
                        """);
        assertThat(Shell.run(
                                "replay",
                                csv,
                                "-c",
                                write("c.yaml", Files.readString(config).replace("amuont, ", "")))
                        .err())
                .startsWith(
                        """
                        note: source.fields.features.rename.customer.contry is in none of the columns of the file; did you mean customer.country?
                        note: source.fields.features.exclude=custmer.* is in none of the columns of the file; there are amount, customer.country, land
                        """)
                .doesNotContain("note: columns.exclude");
    }

    @Test
    void csvWithoutAnythingUnderThePathOfFeaturesIsRefused() throws IOException {
        Path config =
                write("f.yaml", MAPPED.replace("customer.country}}", "customer.country}, features: {from: payment}}"));
        Path csv = write(
                "f.csv", "event.created_at,event.id,model,customer.country,amount\n2026-01-05T00:00:00Z,1,shop,DE,1\n");

        assertThat(Shell.run("replay", csv, "-c", config).err())
                .isEqualTo(
                        "no column of the file stands under what the monitor names: source.fields.features.from=payment,"
                                + " file=" + csv
                                + "; a header is a path, like payment.x; its columns are event.created_at, event.id,"
                                + " model, customer.country, amount\n");
    }

    @Test
    void kafkasOwnTimeIsNotInAFile() throws IOException {
        Path config = write("t.yaml", MAPPED.replace("event.created_at", "$timestamp"));
        Path file = write("f.jsonl", GOOD);

        assertThat(Shell.run("replay", file, "-c", config).err())
                .isEqualTo(
                        "source.fields.time is $timestamp, the Kafka record's own time, which a file does not have: file="
                                + file
                                + "; name the field of a time; they have customer.country, event.created_at, "
                                + "event.id, model\n");
    }

    @Test
    void onlyCsvIsCompared() throws IOException {
        Path csv = write("f.csv", "x\n1\n");
        Path json = write("f.jsonl", GOOD);

        assertThat(Shell.run("compare", csv, json))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "only CSV files are compared: file=" + json
                                + " is JSON lines; write it as CSV, or replay it\n"));
    }

    private static byte[] avro(String time) throws IOException {
        Schema event =
                SchemaBuilder.record("Event").fields().requiredString(time).endRecord();
        Schema customer = SchemaBuilder.record("Customer")
                .fields()
                .requiredString("country")
                .endRecord();
        Schema row = SchemaBuilder.record("Row")
                .fields()
                .name("event")
                .type(event)
                .noDefault()
                .name("customer")
                .type(customer)
                .noDefault()
                .requiredString("model")
                .endRecord();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(row))) {
            writer.create(row, out);
            writer.append(new GenericRecordBuilder(row)
                    .set(
                            "event",
                            new GenericRecordBuilder(event)
                                    .set(time, "2026-01-05T00:00:00Z")
                                    .build())
                    .set(
                            "customer",
                            new GenericRecordBuilder(customer)
                                    .set("country", "DE")
                                    .build())
                    .set("model", "shop")
                    .build());
        }
        return bytes.toByteArray();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
