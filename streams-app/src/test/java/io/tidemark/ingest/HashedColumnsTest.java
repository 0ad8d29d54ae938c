package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.Salt;
import io.tidemark.testkit.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes are those of {@code openssl dgst -sha256 -hmac "sixteen bytes ok"}, the first 20 digits through {@code tr 0-9a-f a-p}. */
class HashedColumnsTest {
    private static final Salt SALT = Salt.of("sixteen bytes ok");
    private static final String ANN = "ghkhfdbokhlbhflpbfej";
    private static final String SEVEN = "pgbollfkejbdbdbjcebl";
    private static final String TRUE = "paccjdgbjbjfjpakpkof";
    private static final String BR = "eenhighibegfheehodfk";
    private static final String E1 = "fpbmdebjjbbdpjindnjd";
    private static final String FRAUD = "eejmgmngpgjpkhbjfeie";

    private static final String SOURCE =
            """
            monitors:
              - model: m
                source:
                  topic: t
                  format: %s
                  csv: {time: at, id: id, prediction: outcome}
                  fields: {time: at, id: id, prediction: outcome, dimensions: {country: country}}
                columns: {hash: [mail, code, ok, country, id, outcome, vector]}
                slices: [[country]]
            """;

    @TempDir
    private Path directory;

    private static MonitorFile file(String format) {
        return MonitorFileReader.parse("m.yaml", SOURCE.formatted(format)).with(SALT);
    }

    private static String id(Mapped topic) {
        return new String(
                topic.observation().idBytes(),
                topic.observation().idOffset(),
                topic.observation().idLength());
    }

    /** As doubles 2^53 and 2^53 + 1 are the same. */
    @Test
    void neighboursAmongLargeIdsHaveHashesOfTheirOwn() {
        Mapped topic = Mapped.of(file("json"));

        String first = topic.see("{\"at\":1700000000,\"code\":9007199254740992}");
        String second = topic.see("{\"at\":1700000000,\"code\":9007199254740993}");

        assertThat(first).contains("code=\"").isNotEqualTo(second);
    }

    @Test
    void jsonIsHashed() {
        Mapped topic = Mapped.of(file("json"));

        String seen =
                topic.see("{\"at\":1700000000123,\"id\":\"e-1\",\"mail\":\"ann@example.com\",\"code\":7,\"ok\":true,"
                        + "\"country\":\"BR\",\"outcome\":\"fraud\",\"vector\":[1,2],\"plain\":\"x\",\"n\":3}");

        assertThat(seen)
                .isEqualTo(" v=- SERVING @1700000000123 country:" + BR + " features prediction mail=\"" + ANN
                        + "\" code=\""
                        + SEVEN + "\" ok=\"" + TRUE + "\" country=\"" + BR + "\" <prediction>=\"" + FRAUD
                        + "\" vector=? plain=\"x\" n=3.0");
        assertThat(id(topic)).isEqualTo(E1);
    }

    @Test
    void avroIsHashedRecordAfterRecord() {
        Schema schema = SchemaBuilder.record("R")
                .fields()
                .requiredLong("at")
                .requiredString("id")
                .requiredString("mail")
                .requiredDouble("code")
                .requiredBoolean("ok")
                .requiredString("country")
                .requiredString("outcome")
                .requiredInt("n")
                .endRecord();
        Mapped topic = Mapped.of(file("avro"));
        List<String> seen = new ArrayList<>();

        for (int n = 3; n < 6; n++) {
            seen.add(topic.see(
                    1,
                    new GenericRecordBuilder(schema)
                            .set("at", 1_700_000_000_123L)
                            .set("id", "e-1")
                            .set("mail", "ann@example.com")
                            .set("code", 7.0)
                            .set("ok", true)
                            .set("country", "BR")
                            .set("outcome", "fraud")
                            .set("n", n)
                            .build()));
        }

        assertThat(seen.get(0))
                .contains(
                        "country:" + BR, "mail=\"" + ANN, "code=\"" + SEVEN, "ok=\"" + TRUE, "<prediction>=\"" + FRAUD)
                .contains("n=3.0")
                .doesNotContain("ann", "fraud", ":BR", "7.0", "true");
        assertThat(seen.get(2)).isEqualTo(seen.get(0).replace("n=3.0", "n=5.0"));
        assertThat(id(topic)).isEqualTo(E1);
    }

    @Test
    void csvIsHashedAsWritten() throws IOException {
        Monitor monitor = file("json").monitor("m");
        Path csv = Files.writeString(
                directory.resolve("f.csv"),
                "at,id,mail,code,ok,country,outcome,vector,n\n2026-01-01T00:00Z,e-1,ann@example.com,7,true,BR,fraud,1,3\n");
        CsvSchema schema = CsvSchema.infer(csv, monitor);

        try (CsvEvents events =
                CsvEvents.open(csv, schema, monitor.source().csv(), (line, reason, row, detail) -> {})) {
            events.next();
            CsvRow row = events.row();

            assertThat(List.of("mail", "code", "ok", "country", "outcome"))
                    .extracting(name -> row.text(schema.indexOf(name)))
                    .containsExactly(ANN, SEVEN, TRUE, BR, FRAUD);
            assertThat(List.of(row.id(), row.dimension(0), row.prediction())).containsExactly(E1, BR, FRAUD);
            assertThat(row.kind(schema.indexOf("n"))).isEqualTo(CsvRow.FieldKind.LONG);
        }
    }

    @Test
    void valuesBeyondTheCacheHashTheSame() {
        ValueHash hash = new ValueHash(SALT);
        String longer = "ann@example.com".repeat(4);

        for (int i = 0; i < 10_000; i++) {
            hash.of("value " + i);
        }

        assertThat(hash.of("ann@example.com")).isEqualTo(ANN).isEqualTo(hash.of("ann@example.com"));
        assertThat(hash.of(longer)).isEqualTo(new ValueHash(SALT).of(longer)).isNotEqualTo(ANN);
        assertThat(hash.of("")).hasSize(20).isNotEqualTo(hash.of("\0"));
    }

    @Test
    void withoutASaltNothingGoesOn() {
        Mapped topic = Mapped.of(MonitorFileReader.parse("m.yaml", SOURCE.formatted("json")));

        assertThatThrownBy(() -> topic.see("{\"at\":1700000000123,\"mail\":\"ann@example.com\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("ann");
    }

    @Test
    void misspeltHashedColumnOfAFileIsTold() throws IOException {
        Path csv = Files.writeString(directory.resolve("f.csv"), "at,mail\n2026-01-01T00:00Z,a\n");
        Monitor monitor = MonitorFileReader.parse(
                        "m.yaml",
                        "monitors: [{model: m, source: {topic: t, csv: {time: at}}, columns: {hash: [mial]}}]")
                .monitor("m");

        assertThatThrownBy(() -> CsvSchema.infer(csv, monitor))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessageContaining("the file has no such column: columns.hash=mial");
    }
}
