package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.stats.ColumnKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first look at files of records. */
@Tag("slow")
class InitRecordFilesTest {
    @TempDir
    private Path directory;

    @Test
    void linesOfJsonAreMappedByTheirPaths() throws IOException {
        Path file = ScoredFiles.lines(directory.resolve("scored.jsonl"), ScoredFiles::json);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .contains("of scored.jsonl: 4,000 rows, from 2026-01-05 00:00Z to 2026-01-18 21:15Z, 288 a day;")
                .contains(" JSON.\n")
                .contains("then: tidemark replay " + file + " --config THIS")
                .contains(
                        """
                          - model: scored
                            source:
                              topic: scored-events                  # what run reads; a replay of the file makes its own
                              format: json
                              fields:                               # paths into the record; all others are features
                                time: event.created_at
                                id: event.id                        # no value twice
                                prediction: outcome.label
                                score: outcome.score
                                label: truth
                                dimensions:                         # what slices can be made of, by name
                                  country: customer.country
                        """)
                .contains("label: category")
                .contains("labels: {positive: fraud}")
                .contains("slo: quality")
                .contains("amount: number")
                .contains("reference: {from: 2026-01-05, to: ");
    }

    @Test
    void sameDataGetTheSameProposalWhateverTheFile() throws IOException {
        Monitor csv = proposed(ScoredFiles.csv(directory.resolve("csv.csv")), "csv");

        Monitor json = proposed(ScoredFiles.gzip(directory.resolve("json.ndjson.gz"), ScoredFiles::json), "json");
        Monitor avro = proposed(ScoredFiles.avro(directory.resolve("avro.avro")), "avro");

        assertThat(json.windows()).isEqualTo(csv.windows());
        assertThat(avro.windows()).isEqualTo(csv.windows());
        assertThat(json.references()).isEqualTo(csv.references());
        assertThat(avro.references()).isEqualTo(csv.references());
        assertThat(avro.columns()).isEqualTo(json.columns());
        assertThat(csv.columns().kinds()).hasSize(5).containsEntry("label", ColumnKind.CATEGORY);
        assertThat(csv.source().format().fields().place(Role.LABEL)).isEqualTo("truth");
        assertThat(csv.source().format().fields().dimensions().named()).containsOnlyKeys("country");
        assertThat(avro.columns().kinds())
                .isEqualTo(Map.of(
                        "amount", ColumnKind.NUMBER,
                        "customer.country", ColumnKind.CATEGORY,
                        "prediction", ColumnKind.CATEGORY,
                        "score", ColumnKind.NUMBER,
                        "label", ColumnKind.CATEGORY));
    }

    @Test
    void nestedAvroIsMappedByItsSchema() throws IOException {
        Path file = ScoredFiles.avro(directory.resolve("scored.avro"));

        Monitor monitor = proposed(file, "scored");

        assertThat(monitor.source().format().fields().place(Role.TIME)).isEqualTo("event.created_at");
        assertThat(monitor.source().format().fields().place(Role.ID)).isEqualTo("event.id");
        assertThat(monitor.source().format().fields().place(Role.LABEL)).isEqualTo("truth");
        assertThat(Shell.run("profile", file, "--config", directory.resolve("out.yaml"))
                        .code())
                .isZero();
        assertThat(Shell.run("init", "--file", file).out()).contains(" Avro shop.Scored.\n");
    }

    @Test
    void brokenLinesAmongGoodOnesAreToldWithTheirPlace() throws IOException {
        Path file = ScoredFiles.lines(
                directory.resolve("dirty.jsonl"),
                i -> i % 100 == 7
                        ? "{\"event\":"
                        : i % 100 == 8 ? "[1]" : i % 100 == 9 ? "{\"amount\":1}" : ScoredFiles.json(i));

        Shell shell = Shell.run("init", "--file", file, "--out", directory.resolve("out.yaml"));

        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .contains("80 records (2 %, the first in line 8) cannot be read, and are counted as bad rows.")
                .contains("40 rows (1 %) have no time that can be read as the others, and are counted as bad rows.");
        assertThat(Shell.run("profile", file, "--config", directory.resolve("out.yaml"))
                        .code())
                .isZero();
    }

    @Test
    void ownEventsNeedNoMapping() throws IOException {
        Path file = ScoredFiles.lines(
                directory.resolve("own.jsonl"),
                i -> "{\"model\":\"fraud\",\"eventTime\":" + (1_767_571_200_000L + 300_000L * i)
                        + ",\"features\":{\"x\":" + i * 7919 % 977 + ".5}}");

        Monitor monitor = proposed(file, "fraud");

        assertThat(monitor.source().format().isCanonical()).isTrue();
        assertThat(monitor.columns().kinds()).isEqualTo(Map.of("x", ColumnKind.NUMBER));
        assertThat(Shell.run("profile", file, "--config", directory.resolve("out.yaml"))
                        .code())
                .isZero();
    }

    @Test
    void twoPlacesOfOneNameAreOneColumn() throws IOException {
        Path file = ScoredFiles.lines(
                directory.resolve("shared.jsonl"),
                i -> more(
                        i, i % 2 == 0 ? "\"a.b\":" + i * 7919 % 977 + ".5" : "\"a\":{\"b\":" + i * 7919 % 977 + ".5}"));

        Shell shell = Shell.run("init", "--file", file, "--out", directory.resolve("out.yaml"));

        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .contains(
                        "a.b and \"a.b\" are one column, as a name is a path without quotes: a record has the first of them");
        assertThat(Files.readString(directory.resolve("out.yaml")))
                .containsOnlyOnce("a.b: number")
                .contains("a.b: number                         # 0.5 to 976.5, 99 % of ");
    }

    @Test
    void namesThatNoPathCanSayAreLeftOut() throws IOException {
        Path file = ScoredFiles.lines(
                directory.resolve("odd.jsonl"),
                i -> more(i, "\"\":" + i + ",\"12\\\" screen\":" + i * 7919 % 977 + ",\"in\":{\"\":" + i + "}"));

        Shell shell = Shell.run("init", "--file", file, "--out", directory.resolve("out.yaml"));
        Monitor monitor = MonitorFileReader.read(directory.resolve("out.yaml")).monitor("odd");

        assertThat(shell.err())
                .contains("a name in a path cannot be empty, nor have a quote in it: left out are the fields "
                        + "[\"\", \"12\\\" screen\", in.].");
        assertThat(monitor.columns().exclude()).containsExactlyInAnyOrder("12\" screen", "in.");
        assertThat(monitor.columns().kinds())
                .containsOnlyKeys("amount", "customer.country", "prediction", "score", "label");
        assertThat(Shell.run("profile", file, "--config", directory.resolve("out.yaml"))
                        .code())
                .isZero();
    }

    /** One of 4,000 has no id, one no time: they say nothing of the others. */
    @Test
    void oddRecordDoesNotDecideForAll() throws IOException {
        Path file = ScoredFiles.lines(
                directory.resolve("nearly.jsonl"),
                i -> i == 1_500
                        ? ScoredFiles.json(i).replaceFirst("\"created_at\":\"[^\"]*\"", "\"created_at\":\"not a time\"")
                        : i == 1_700
                                ? ScoredFiles.json(i).replaceFirst(",\"id\":\"[^\"]*\"", "")
                                : ScoredFiles.json(i));

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.err()).contains("1 row (under 0.1 %) have no time that can be read");
        assertThat(shell.out())
                .contains("id: event.id                        # no value twice, under 0.1 % missing")
                .doesNotContain("timeZone")
                .doesNotContain("free text");
    }

    @Test
    void codesWithLeadingZerosAreCategories() throws IOException {
        Path file = ScoredFiles.lines(
                directory.resolve("codes.jsonl"), i -> more(i, String.format("\"plz\":\"%05d\"", 1 + i * 7919 % 400)));

        assertThat(Shell.run("init", "--file", file).out())
                .contains("plz: category                       # codes with leading zeros; 400 codes: ");
    }

    private static String more(int i, String fields) {
        return ScoredFiles.json(i).replaceFirst("\\{", "{" + fields.replace("\\", "\\\\") + ",");
    }

    @Test
    void recordsWithoutTimesAreForATopic() throws IOException {
        Path file = ScoredFiles.lines(directory.resolve("timeless.jsonl"), i -> "{\"x\":" + i * 7919 % 977 + ".5}");

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).startsWith("no field says when a record came: replay cannot read this file");
        assertThat(shell.out()).contains("time: $timestamp");
        assertThat(MonitorFileReader.parse("out", shell.out()).monitors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}\n", "{\n  \"a\": 1\n}\n{\n \"a\": 2\n}\n"})
    void fileThatSaysNothingIsRefused(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("few.json"), text);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .startsWith("the file has too few records to say anything of its fields: file=" + file + ", records=")
                .endsWith("; take one of some thousand, of JSON an object a line\n");
    }

    /** What init writes is in order by validate, without a warning. */
    private Monitor proposed(Path file, String model) {
        Path out = directory.resolve("out.yaml");
        assertThat(Shell.run("init", "--file", file, "--out", out, "--force").code())
                .isZero();
        assertThat(Shell.run("validate", out).err()).isEmpty();
        return MonitorFileReader.read(out).monitor(model);
    }
}
