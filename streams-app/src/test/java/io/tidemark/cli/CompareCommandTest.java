package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
    @TempDir
    private Path directory;

    private Path reference = Path.of("");
    private Path current = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        reference = AmountFiles.reference(directory);
        current = AmountFiles.current(directory);
    }

    @Test
    void saysWhatDriftedAndWhatMoved() {
        Shell shell = Shell.run("compare", reference, current);

        assertThat(shell)
                .isEqualTo(new Shell(
                        1,
                        """
                        2 of 3 columns drifted: country and amount.
                        reference %s, 600 rows; current %s, 600 rows
                        removed, only in the reference: old
                        added, only in the current file: new

                        verdict  column   measure      value  allowed  bounds            n  against m
                        GOOD     member   js_distance  0.000    0.100  [0.000, 0.229]  600  600
                        BAD      amount   missing      0.200    0.010  [0.137, 0.275]  600  600
                            > 98: 1.0 %% → 31.3 %%; = 0: 1.0 %% → 0.0 %%; = 1: 1.0 %% → 0.0 %%
                            missing: 0.0 %% → 20.0 %%
                        BAD      country  unseen       0.100    0.001  [0.055, 0.161]  600  600
                            new “BR”: 0.0 %% → 10.0 %%; “A”: 33.3 %% → 30.0 %%; “B”: 33.3 %% → 30.0 %%
                        measured on the reference's cells, as the stream does; --exact takes raw values
                        16 tests, each at α = 3.1e-05: at most one false alarm in 1,000 such comparisons
                        rows are taken as independent (no φ): where they hang together, bounds are too narrow
                        """
                                .formatted(reference, current),
                        ""));
    }

    @Test
    void oneColumnIsToldWithEveryMeasure() {
        Shell shell = Shell.run("compare", reference, current, "--column", "mem*", "--false-alarms", "1 per 20");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .startsWith("No column drifted (1 column).\n")
                .contains(
                        """
                        member (boolean): GOOD, 600 values against 600
                        """)
                .containsPattern("GOOD     js_distance +0.000 +0.100  \\[0.000, 0.167\\] +600  600 +0.186  √bits")
                .containsPattern("GOOD     share “true” +0.750 +0.770  ")
                .contains("5 tests, each at α = 5.0e-03: at most one false alarm in 20 such comparisons\n");
    }

    @Test
    void jsonHasEveryMeasureOfEveryColumn() throws IOException {
        JsonNode json = JsonLines.parse(
                Shell.run("compare", reference, current, "--json").out());

        assertThat(JsonLines.names(json))
                .containsExactly(
                        "reference",
                        "current",
                        "exact",
                        "falseAlarms",
                        "tests",
                        "alpha",
                        "rowsAreIndependent",
                        "referenceWindows",
                        "scale",
                        "drifted",
                        "columns",
                        "added",
                        "removed");
        assertThat(json.at("/reference/rows").asInt()).isEqualTo(600);
        assertThat(json.at("/tests").asInt()).isEqualTo(16);
        assertThat(json.at("/alpha").asDouble()).isEqualTo(0.001 / 2 / 16);
        assertThat(json.get("added")).hasToString("[\"new\"]");
        assertThat(json.get("removed")).hasToString("[\"old\"]");
        JsonNode amount = json.at("/columns/0");
        assertThat(JsonLines.names(amount))
                .containsExactly("column", "kind", "n", "m", "phi", "verdict", "measures", "evidence");
        assertThat(amount.get("column").asText()).isEqualTo("amount");
        assertThat(amount.get("n").asInt()).isEqualTo(480);
        assertThat(amount.get("measures"))
                .extracting(measure -> measure.get("measure").asText())
                .startsWith("ks", "rank_shift", "rank_spread", "js_distance", "psi", "missing", "invalid")
                .contains("wasserstein", "hellinger", "mean");
        assertThat(JsonLines.names(amount.at("/measures/0")))
                .containsExactly(
                        "measure",
                        "label",
                        "unit",
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
                        "verdict");
        assertThat(JsonLines.names(amount.at("/evidence/0")))
                .containsExactly("label", "before", "after", "contribution");
    }

    @ParameterizedTest
    @CsvSource({"crlf", "bom", "semicolon", "quoted", "gzip"})
    void formOfAFileDoesNotMatter(String form) throws IOException {
        String plain = Files.readString(reference);
        Path other = directory.resolve("other.csv");
        switch (form) {
            case "crlf" -> Files.writeString(other, plain.replace("\n", "\r\n"));
            case "bom" -> Files.writeString(other, "\uFEFF" + plain);
            case "semicolon" -> Files.writeString(other, plain.replace(',', ';'));
            case "quoted" -> Files.writeString(other, plain.replaceAll("([^,\n]+)", "\"$1\""));
            default -> {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(other))) {
                    out.write(plain.getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(measures(Shell.run("compare", other, current, "--json")))
                .isEqualTo(measures(Shell.run("compare", reference, current, "--json")));
        assertThat(Shell.run("compare", reference, other).code()).isZero();
    }

    @Test
    void columnThatBecameTextIsInvalid() throws IOException {
        Path texts = AmountFiles.write(directory, "texts.csv", AmountFiles.HEADER, i -> "much,A,true,1");

        JsonNode amount = measures(Shell.run("compare", reference, texts, "--json", "--column", "amount"))
                .get(0);

        assertThat(amount.get("kind").asText()).isEqualTo("number");
        assertThat(amount.get("verdict").asText()).isEqualTo("BAD");
        assertThat(amount.at("/measures/6/measure").asText()).isEqualTo("invalid");
        assertThat(amount.at("/measures/6/value").asDouble()).isEqualTo(1);
        assertThat(amount.at("/measures/6/verdict").asText()).isEqualTo("BAD");
    }

    @Test
    void someTextsDoNotMakeATextOfANumber() throws IOException {
        Path some = AmountFiles.write(
                directory, "some.csv", AmountFiles.HEADER, i -> (i % 33 == 0 ? "much" : i % 100) + ",A,true,1");
        Path most = AmountFiles.write(
                directory, "most.csv", AmountFiles.HEADER, i -> (i % 33 == 0 ? i % 100 : "a" + i % 9) + ",A,true,1");

        JsonNode number = measures(Shell.run("compare", some, reference, "--json", "--column", "amount"));
        JsonNode text = measures(Shell.run("compare", most, most, "--json", "--column", "amount"));

        assertThat(number.at("/0/kind").asText()).isEqualTo("number");
        assertThat(text.at("/0/kind").asText()).isEqualTo("category");
    }

    @Test
    void numbersThatCannotBePlacedAreCounted() throws IOException {
        String[] words = {"NaN", "inf", "-inf", "1e300", "-1e300", "1e-300", "", "-0.0"};
        Path odd = AmountFiles.write(directory, "odd.csv", "v,w\n" + AmountFiles.lines(800, i -> words[i % 8] + ",1"));

        JsonNode column = measures(Shell.run("compare", odd, odd, "--exact", "--json", "--column", "v"))
                .get(0);

        assertThat(column.get("verdict").asText()).isEqualTo("GOOD");
        assertThat(column.get("n").asInt()).isEqualTo(400);
        assertThat(column.at("/measures/5/count").asInt()).isEqualTo(100);
        assertThat(column.at("/measures/6/count").asInt()).isEqualTo(300);
        assertThat(column.at("/statistics/moments_quantiles/current/count").asInt())
                .isEqualTo(400);
    }

    @Test
    void fewRowsAreSaidToBeTooFew() throws IOException {
        Path eight = AmountFiles.write(
                directory,
                "eight.csv",
                AmountFiles.HEADER + "\n" + AmountFiles.lines(8, i -> AmountFiles.row(12 * i + 7)));

        Shell shell = Shell.run("compare", reference, eight, "--column", "amount");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .startsWith("No column drifted; nothing can be said of 1 of 1: amount.\n")
                .contains("amount (number): INSUFFICIENT, 8 values against 600")
                .contains(" rows of the current file would do\n");
    }

    @Test
    void currentFileWithoutRowsHasNoData() throws IOException {
        Path none = AmountFiles.write(directory, "none.csv", AmountFiles.HEADER + "\n");

        Shell shell = Shell.run("compare", reference, none);

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .startsWith("Nothing was judged: the current file has no rows.\n")
                .contains("NO_DATA  amount ");
    }

    @Test
    void columnWithoutValuesCannotBeJudged() throws IOException {
        Path empty = AmountFiles.write(directory, "empty.csv", "a,b", i -> ",1");

        Shell shell = Shell.run("compare", empty, empty);

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("INSUFFICIENT  a ", "    no usable value in either file\n", "GOOD          b ");
    }

    @Test
    void constantThatMovedIsSeen() throws IOException {
        Shell shell = Shell.run(
                "compare",
                AmountFiles.write(directory, "five.csv", "a", i -> "5"),
                AmountFiles.write(directory, "six.csv", "a", i -> "6"));

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).contains("    = 5: 100.0 % → 0.0 %; > 5: 0.0 % → 100.0 %\n");
    }

    @Test
    void columnsNamedPredictionAndScoreAreLikeAnyOther() throws IOException {
        Path before = AmountFiles.write(directory, "before.csv", "prediction,score", i -> i % 2 + "," + i % 100);
        Path after = AmountFiles.write(directory, "after.csv", "score,prediction", i -> i % 50 + "," + i % 2);

        JsonNode columns = measures(Shell.run("compare", before, after, "--json"));

        assertThat(columns).extracting(column -> column.get("verdict").asText()).containsExactly("GOOD", "BAD");
        assertThat(columns).extracting(column -> column.get("n").asInt()).containsExactly(600, 600);
        assertThat(columns.at("/0/measures/5/value").asDouble()).isZero();
    }

    @Test
    void linesThatAreNoRowsAreToldAndLeftOut() throws IOException {
        Path ragged = AmountFiles.write(
                directory, "ragged.csv", AmountFiles.HEADER + "\n1,2\n" + AmountFiles.lines(600, AmountFiles::row));

        Shell shell = Shell.run("compare", reference, ragged);

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("current " + ragged
                        + ", 600 rows (1 line left out: line 2: row has 2 fields, the header has 4)\n");
    }

    @Test
    void monitorsTimeColumnGivesDispersion() throws IOException {
        // 48 windows of 30 rows: an hour is high or low as a whole
        IntFunction<String> row = i -> "2020-01-0" + (1 + i / 720) + "T"
                + String.format(Locale.ROOT, "%02d:%02d", i / 30 % 24, i % 30 * 2) + ","
                + (i / 30 % 2 * 10 + i % 3);
        Path waves = AmountFiles.write(directory, "waves.csv", "at,v\n" + AmountFiles.lines(1440, row));
        Path hour = AmountFiles.write(directory, "hour.csv", "at,v\n" + AmountFiles.lines(30, row));
        Path monitors = AmountFiles.write(
                directory,
                "m.yaml",
                "monitors: [{model: waves, source: {csv: {time: at}}, tolerances: tight, reference: {first: 2h}}]\n");

        Shell shell = Shell.run("compare", waves, hour, "-c", monitors, "--json");
        JsonNode json = JsonLines.parse(shell.out());

        assertThat(json.get("rowsAreIndependent").asBoolean()).isFalse();
        assertThat(json.get("referenceWindows").asInt()).isEqualTo(48);
        assertThat(json.get("scale").asInt()).isEqualTo(1);
        assertThat(json.get("columns")).hasSize(1);
        assertThat(json.at("/columns/0/phi").asDouble()).isGreaterThan(5);
        assertThat(json.at("/columns/0/measures/0/n").asDouble()).isLessThan(30 / 5.0);
        assertThat(json.at("/columns/0/measures/0/tolerance").asDouble()).isEqualTo(0.025);
    }

    @Test
    void chancesOfAllColumnsAreAdjustedTogether() throws IOException {
        JsonNode tests = JsonLines.parse(Shell.run("compare", reference, current, "--exact", "--json")
                        .out())
                .get("multiple_testing");

        assertThat(tests.get("columns")).hasToString("[\"amount\",\"country\",\"member\"]");
        assertThat(tests.get("tests"))
                .hasToString("[\"ks_2samp.pvalue_asymp_scipy\",\"chi2_g_test.chi2_p\",\"chi2_g_test.chi2_p\"]");
        assertThat(tests.at("/pvalues/2").asDouble()).isEqualTo(1);
        assertThat(tests.at("/bonferroni/1").asDouble())
                .isEqualTo(3 * tests.at("/pvalues/1").asDouble());
        assertThat(JsonLines.names(tests)).contains("fdr_bh", "fdr_by", "holm");
    }

    private static JsonNode measures(Shell shell) throws IOException {
        return JsonLines.parse(shell.out()).get("columns");
    }
}
