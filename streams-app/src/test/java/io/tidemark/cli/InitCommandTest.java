package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.CsvMapping.Decimal;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.ReferenceRule;
import io.tidemark.config.SloSpec;
import io.tidemark.config.TimeFormat.Kind;
import io.tidemark.domain.LabelRules;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.stats.ColumnKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class InitCommandTest {
    private static final Path DEMO = Path.of("src/main/resources/demo");
    private static final String SCORED = "at,id,amount,prediction,label";

    @TempDir
    private Path directory;

    @Test
    void electricityIsReadByTheDayAgainstItsFirstQuarter() {
        Monitor monitor = proposed(DEMO.resolve("electricity.csv.gz")).monitor("electricity");

        assertThat(monitor.source().csv().time()).isEqualTo("timestamp");
        assertThat(monitor.source().csv().prediction()).isEqualTo("prediction");
        assertThat(monitor.source().csv().score()).isEqualTo("score");
        assertThat(monitor.columns().exclude()).containsExactlyInAnyOrder("day", "period");
        assertThat(monitor.columns().kinds())
                .containsEntry("nswprice", ColumnKind.NUMBER)
                .containsEntry("vicprice", ColumnKind.NUMBER)
                .containsEntry("prediction", ColumnKind.CATEGORY);
        assertThat(monitor.windows().size()).isEqualTo(Duration.ofDays(1));
        assertThat(monitor.references().held())
                .isEqualTo(new ReferenceRule.Pinned(
                        Instant.parse("1996-05-06T00:00:00Z"), Instant.parse("1996-08-05T00:00:00Z")));
    }

    @Test
    void flightsAreGroupedByTheirAirports() {
        Monitor monitor = proposed(DEMO.resolve("flights.csv.gz")).monitor("flights");

        assertThat(monitor.slices().dimensions()).contains("origin");
        assertThat(monitor.source().format().fields().place(Role.LABEL)).isEqualTo("delayed15");
        assertThat(monitor.columns().kinds())
                .containsEntry("label", ColumnKind.CATEGORY)
                .containsEntry("distance", ColumnKind.NUMBER);
        assertThat(monitor.windows().size()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void objectivesAreOnTrial() {
        MonitorFile file = proposed(DEMO.resolve("electricity.csv.gz"));

        assertThat(file.slos())
                .extracting(slo -> slo.name())
                .containsExactly(
                        "electricity-drift", "electricity-missing", "electricity-volume", "electricity-class-ratio");
        assertThat(file.slos()).allMatch(slo -> slo.mode() == SloSpec.Mode.DRY_RUN);
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void textIsWhatAPersonCanRead() throws IOException {
        Path file = write("orders.csv", "at,country,amount,order_id", 2_000, InitCommandTest::order);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .startsWith(
                        """
                        # yaml-language-server: $schema=monitors.schema.json
                        # The line above is for editors, which complete and check this file: tidemark validate --schema > monitors.schema.json
                        # A first proposal by tidemark init, of orders.csv: 2,000 rows, from 2026-01-01 00:00Z to 2026-01-07 22:35Z, 288 a day.
                        """)
                .contains(
                        """
                        monitors:
                          - model: orders
                            source:
                              topic: orders-events                  # what run reads; a replay of the file makes its own
                              fields:                               # headers of the file, paths into a topic's records; all others are features
                                time: at
                                id: order_id                        # no value twice
                                dimensions:                         # what slices can be made of, by name
                                  country: country
                            columns:
                              types:
                                country: category                   # 2 values: DE 75 %, FR 25 %
                                amount: number                      # 0 to 49.5, 99 % of 0 to 49.5, 1 % missing
                              # allowed:                            # what you know of the data; values outside count as invalid. These bounds were only seen
                              #   country: {values: [DE, FR]}
                              #   amount: {min: 0, max: 49.5}
                            # slices:                               # groups that could be measured beside the whole
                              # - [country]                         # 2 values; those with 75 % of the rows have rows enough, the thinnest of them DE: 54 in a usual window, 30 are needed
                            windows:
                              size: 6h                              # 72 rows in a usual one; none of 28 windows has fewer than 28 rows
                              # of 1h 100 % of 167 windows have fewer than 32 rows
                            reference: {from: 2026-01-01, to: 2026-01-05T12:00:00Z}  # 18 windows, 1,296 rows; better: the range that the model was trained on
                        """);
    }

    @Test
    void fileThatIsThereIsNotWrittenOver() throws IOException {
        Path file = write("orders.csv", "at,country,amount,order_id", 2_000, InitCommandTest::order);
        Path out = Files.writeString(directory.resolve("mine.yaml"), "mine");

        Shell refused = Shell.run("init", "--file", file, "--out", out);

        assertThat(refused)
                .isEqualTo(new Shell(
                        2,
                        "",
                        "--out=" + out + " is there already; name another file, or add --force to write over it\n"));
        assertThat(out).hasContent("mine");
        assertThat(Shell.run("init", "--file", file, "--out", out, "--force").code())
                .isZero();
        assertThat(Files.readString(out)).startsWith("# yaml-language-server");
    }

    @Test
    void fileWithoutTimesSaysWhatToDo() throws IOException {
        Path file = write("people.csv", "id,age,time", 500, i -> i + "," + i * 7 % 80 + ",x" + i % 9);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .startsWith(
                        "no column says when a row came (time is called like one, but holds x0, for example): replay cannot read")
                .contains("tidemark compare REFERENCE CURRENT --config THIS");
        assertThat(MonitorFileReader.parse("out", shell.out())
                        .monitor("people")
                        .columns()
                        .kinds())
                .containsEntry("age", ColumnKind.NUMBER);
        Path config = Files.writeString(directory.resolve("people.yaml"), shell.out());
        assertThat(Shell.run("compare", file, file, "--config", config).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"semicolon", "tab", "bom", "crlf", "quoted", "gzip"})
    void formOfAFileDoesNotMatter(String form) throws IOException {
        Path plain = write("orders.csv", "at,country,amount,order_id", 2_000, InitCommandTest::order);
        String text = Files.readString(plain);
        Path other = directory.resolve("other.csv");
        switch (form) {
            case "semicolon" -> Files.writeString(other, text.replace(',', ';'));
            case "tab" -> Files.writeString(other, text.replace(',', '\t'));
            case "bom" -> Files.writeString(other, "\uFEFF" + text);
            case "crlf" -> Files.writeString(other, text.replace("\n", "\r\n"));
            case "quoted" -> Files.writeString(other, text.replaceAll("([^,\n]+)", "\"$1\""));
            default -> {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(other))) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        Monitor expected = proposed(plain).monitor("orders");
        Monitor monitor = proposed(other).monitor("other");

        assertThat(monitor.columns()).isEqualTo(expected.columns());
        assertThat(monitor.windows()).isEqualTo(expected.windows());
        assertThat(monitor.references()).isEqualTo(expected.references());
        assertThat(monitor.source().csv().time()).isEqualTo("at");
    }

    @Test
    void germanFileIsUnderstood() throws IOException {
        Path file = write(
                "umsatz.csv",
                "Datum;Land;Betrag;Menge",
                2_000,
                i -> String.format(
                        "%02d.%02d.2026;%s;%d,50;%d",
                        i / 70 % 28 + 1, 1, i % 3 == 0 ? "DE" : "AT", i % 90, i * 7 % 99));

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.err()).doesNotContain("decimal comma");
        Monitor monitor = MonitorFileReader.parse("out", shell.out()).monitor("umsatz");
        assertThat(monitor.source().csv().time()).isEqualTo("Datum");
        assertThat(monitor.source().csv().timeFormat().kind()).isEqualTo(Kind.PATTERN);
        assertThat(monitor.source().csv().timeFormat().pattern()).isEqualTo("dd.MM.yyyy");
        assertThat(monitor.source().csv().decimal()).isEqualTo(Decimal.COMMA);
        assertThat(shell.out()).contains("delimiter: \";\"").contains("decimal: \",\"");
        assertThat(monitor.columns().exclude()).isEmpty();
        assertThat(monitor.columns().kinds()).containsEntry("Betrag", ColumnKind.NUMBER);
        assertThat(CsvSchema.infer(file, monitor).columns())
                .filteredOn(column -> column.name().equals("Betrag"))
                .extracting(CsvSchema.Column::kind)
                .containsExactly(ColumnKind.NUMBER);
    }

    @Test
    void decimalCommasThatCannotBeReadAreTold() throws IOException {
        Path thousands = write(
                "thousands.csv",
                "Datum;Betrag;Menge",
                2_000,
                i -> String.format("%02d.01.2026;1.%03d,50;%d", i / 70 % 28 + 1, i % 90, i * 7 % 99));
        Path mixed = write(
                "mixed.csv",
                "Datum;Betrag;Kurs",
                2_000,
                i -> String.format("%02d.01.2026;%d,50;1.%d", i / 70 % 28 + 1, i % 90, i * 7 % 99));

        Shell ofThousands = Shell.run("init", "--file", thousands);
        Shell ofMixed = Shell.run("init", "--file", mixed);

        assertThat(ofThousands.err()).contains("numbers with a decimal comma, as in Betrag, are read as texts here");
        assertThat(ofMixed.err()).contains("numbers with a decimal comma, as in Betrag, are read as texts here");
        assertThat(ofThousands.out() + ofMixed.out()).doesNotContain("decimal:");
    }

    /** The time of day is not read: a person has to know. */
    @Test
    void dateAndTimeOfDayInTwoColumnsAreTold() throws IOException {
        Path file = write(
                "register.csv",
                "date,time,amount",
                2_000,
                i -> String.format(
                                "%02d/%02d/2026,%02d:30 %s",
                                1 + i / 784, 1 + i / 28 % 28, 1 + i % 12, i % 2 == 0 ? "AM" : "PM")
                        + "," + i * 7919 % 977 * 0.5);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.err())
                .contains("times are whole days: date holds the date alone, and time the time of day.")
                .contains("like 2026-02-01T13:30:00");
        Monitor monitor = MonitorFileReader.parse("out", shell.out()).monitor("register");
        assertThat(monitor.source().csv().time()).isEqualTo("date");
        assertThat(monitor.columns().exclude()).containsExactly("time");
        assertThat(monitor.windows().size()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void wordsAndDelimitersStandBesideTheFields() throws IOException {
        Path file = write(
                "mixed.csv",
                "at;truth;amount",
                2_000,
                i -> at(i) + ";" + (i * 7919 % 11 < 4 ? "yes" : "no") + ";" + (i % 20 == 3 ? "?" : i * 7919 % 977));

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.out())
                .contains(
                        """
                                time: at
                                label: truth
                              csv:
                                missing: ["", NA, "null", "?"]      # in columns of numbers these stand for no value
                                delimiter: ";"
                        """)
                .contains("label: category");
    }

    @Test
    void dirtyRowsAreToldWithTheirNumber() throws IOException {
        Path file = write(
                "dirty.csv",
                "at,amount",
                1_000,
                i -> i % 100 == 7 ? "broken" : i % 100 == 9 ? "soon,1" : at(i) + "," + i % 13 * 0.5);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.err())
                .contains("10 rows (1 %) have no time that can be read as the others")
                .contains("10 rows (1 %, the first in line 9) have more or fewer fields than the header");
    }

    @Test
    void fileThatIsOutOfOrderIsTold() throws IOException {
        Path file = write("back.csv", "at,amount", 1_000, i -> at(i < 500 ? i + 500 : i - 500) + "," + i % 13 * 0.5);

        assertThat(Shell.run("init", "--file", file).err())
                .contains(
                        "the file is not in the order of its times: 500 rows are older than one before, by up to 3 d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n", "a,b\n1,2\n", "a,a\n1,2\n", "a,b\n1\n2\n3\n", "\u0000\u0001PAR1"})
    void fileThatSaysNothingIsRefused(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("file.csv"), text);

        Shell shell = Shell.run("init", "--file", file);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err().strip())
                .isIn(
                        "the file has no header line: file=" + file + "; write the columns' names into the first line",
                        "the file has too few rows to say anything of its columns: file=" + file
                                + ", rows=0; take one of some thousand rows",
                        "the file has too few rows to say anything of its columns: file=" + file
                                + ", rows=1; take one of some thousand rows",
                        "the file has too few rows to say anything of its columns: file=" + file
                                + ", rows=0, rows of another length than the header=3; take one of some thousand rows",
                        "the header names a column twice: column=a, file=" + file,
                        "the file is not CSV: file=" + file
                                + ", its first line holds character U+0000; write it as CSV in UTF-8 with a header line, gzip or not");
    }

    @Test
    void oddNamesAreQuoted() throws IOException {
        Path file = write(
                "odd.csv",
                "at,yes,\"a: b\",#c,\"d \"\"e\"\"\",1st",
                1_000,
                i -> at(i) + "," + i * 7 % 90 + "," + i * 7 % 91 + "," + i * 7 % 92 + "," + i * 7 % 93 + ",w"
                        + i * 7 % 3);

        assertThat(proposed(file).monitor("odd").columns().kinds().keySet())
                .containsExactlyInAnyOrder("yes", "a: b", "#c", "d \"e\"", "1st");
    }

    /** Seven of ten coupons are missing: that is how they are, and would spend a budget of 1 % at once. */
    @Test
    void missingValuesArePromisedWhereTheyAreHardlyEverMissing() throws IOException {
        Path sparse = write(
                "sparse.csv",
                "at,amount,coupon",
                2_000,
                i -> at(i) + "," + i * 389 % 900 + "," + (i % 10 < 3 ? i % 97 : ""));
        Path full = write("full.csv", "at,amount,coupon", 2_000, i -> at(i) + "," + i * 389 % 900 + "," + i % 97);

        assertThat(missing(sparse)).containsExactly("amount");
        assertThat(missing(full)).containsExactly("*");
    }

    private List<String> missing(Path file) {
        return proposed(file).slos().stream()
                .filter(slo -> slo.name().endsWith("-missing"))
                .flatMap(slo -> slo.indicator().columns().stream())
                .toList();
    }

    /** What init writes is in order by validate, without a warning. */
    @Test
    void labelsOfTwoClassesAreGradedByTheRarerOne() throws IOException {
        Path file = write("two.csv", SCORED, 4_000, i -> scored(i, yes(i % 4 == 0), yes(i % 5 == 0)));

        MonitorFile proposed = proposed(file);

        LabelRules labels = proposed.monitor("two").labels();
        assertThat(labels.positive()).isEqualTo("yes");
        assertThat(labels.areInEvents()).isTrue();
        assertThat(proposed.slos()).extracting(SloSpec::name).contains("two-quality");
        assertThat(proposed.warnings()).isEmpty();
    }

    @Test
    void labelsOfMoreClassesHaveNoPositiveOne() throws IOException {
        Path file = write("three.csv", SCORED, 4_000, i -> scored(i, "c" + i % 3, "c" + i * 7919 % 11 % 3));

        LabelRules labels = proposed(file).monitor("three").labels();

        assertThat(labels.task()).isEqualTo(LabelRules.Task.CLASSES);
        assertThat(labels.positive()).isEmpty();
    }

    @Test
    void labelsThatAreNumbersAreGradedWithinATenthOfTheirSpread() throws IOException {
        Path file = write("price.csv", SCORED, 4_000, i -> scored(i, i * 7919 % 997 + ".5", i * 7919 % 1009 + ".5"));

        LabelRules labels = proposed(file).monitor("price").labels();

        assertThat(labels.task()).isEqualTo(LabelRules.Task.NUMBERS);
        assertThat(labels.errorLimit()).isEqualTo(100);
    }

    @Test
    void labelsOfOtherClassesThanThePredictionsAreNotGraded() throws IOException {
        Path file = write("other.csv", SCORED, 4_000, i -> scored(i, yes(i % 4 == 0), i % 5 == 0 ? "1" : "0"));

        MonitorFile proposed = proposed(file);

        assertThat(proposed.monitor("other").labels()).isEqualTo(LabelRules.NONE);
        assertThat(proposed.slos()).extracting(SloSpec::name).doesNotContain("other-quality");
    }

    private static String scored(int i, String prediction, String label) {
        return at(i) + ",o-" + i + "," + i * 7 % 100 * 0.5 + "," + prediction + "," + label;
    }

    private static String yes(boolean isSo) {
        return isSo ? "yes" : "no";
    }

    private MonitorFile proposed(Path file) {
        Path out = directory.resolve("proposed.yaml");
        assertThat(Shell.run("init", "--file", file, "--out", out, "--force").code())
                .isZero();
        assertThat(Shell.run("validate", out).code()).isZero();
        return MonitorFileReader.read(out);
    }

    private Path write(String name, String header, int rows, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Files.writeString(directory.resolve(name), text);
    }

    private static String at(int i) {
        return Instant.parse("2026-01-01T00:00:00Z")
                .plus(Duration.ofMinutes(5L * i))
                .toString();
    }

    private static String order(int i) {
        return at(i) + "," + (i % 4 == 0 ? "FR" : "DE") + "," + (i % 100 == 3 ? "" : i * 7 % 100 * 0.5) + ",o-" + i;
    }
}
