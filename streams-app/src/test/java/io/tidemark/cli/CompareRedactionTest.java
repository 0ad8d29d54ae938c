package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor redacts is in no output of a comparison. */
class CompareRedactionTest {
    private static final String SECRET = "s3cret";

    /** Every salary begins with these digits; no other number does. */
    private static final String SALARY = "77012";

    @TempDir
    private Path directory;

    private Path reference = Path.of("");
    private Path current = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        reference = write("ref.csv", row(1, "old-" + SECRET, 0));
        current = write("cur.csv", row(2, "new-" + SECRET, 1));
    }

    private Path write(String name, IntFunction<String> row) throws IOException {
        String lines =
                IntStream.range(0, 1000).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
        return Files.writeString(directory.resolve(name), "mail,salary,class,country\n" + lines);
    }

    private static IntFunction<String> row(long seed, String secret, int moved) {
        Random random = new Random(seed);
        return i -> secret + random.nextInt(3) + "," + SALARY + (random.nextInt(7) + 3 * moved) + "," + SECRET
                + random.nextInt(2 + moved) + "," + "ABC".charAt(random.nextInt(2 + moved));
    }

    private Path monitors(String redact) throws IOException {
        return Files.writeString(
                directory.resolve("m.yaml"),
                "monitors: [{model: m, source: {topic: t, csv: {time: at, prediction: class}}, reference: {first: 2h},"
                        + " columns: {redact: " + redact + "}}]\n");
    }

    private Shell compare(Path monitors, String... more) {
        Object[] args = new Object[5 + more.length];
        System.arraycopy(new Object[] {"compare", reference, current, "-c", monitors}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Shell.run(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-color", "--json", "--exact", "--json --exact", "--column *", "--exact --column *"})
    void valuesAreInNoOutput(String options) throws IOException {
        Path open = monitors("[country]");
        String[] more = options.equals("--no-color") ? new String[0] : options.split(" ");
        assertThat(compare(open, more).out()).contains(SECRET);

        Shell shell = compare(monitors("[mail, \"sal*\", class]"), more);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out() + shell.err()).doesNotContain(SECRET, SALARY).contains("‹redacted›", "C”");
    }

    @Test
    void distancesAndFaultsOfARedactedColumnStay() throws IOException {
        JsonNode json = JsonLines.parse(
                compare(monitors("[salary]"), "--exact", "--json").out());

        JsonNode salary = json.at("/columns/1");
        assertThat(salary.get("column").asText()).isEqualTo("salary");
        assertThat(salary.get("verdict").asText()).isEqualTo("BAD");
        assertThat(salary.get("measures"))
                .extracting(measure -> measure.get("measure").asText())
                .contains("ks", "missing", "wasserstein")
                .doesNotContain("share", "quantile", "mean", "std");
        assertThat(salary.has("statistics")).isFalse();
        assertThat(json.at("/columns/0").has("statistics")).isTrue();
    }

    @Test
    void predictionIsRedactedUnderEitherName() throws IOException {
        for (String name : new String[] {"class", "prediction"}) {
            Shell shell = compare(monitors("[" + name + "]"), "--json");

            assertThat(JsonLines.parse(shell.out()).at("/columns/2").toString())
                    .contains("\"prediction\"", "‹redacted›")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void timeThatCannotBeReadIsNotTold() throws IOException {
        Path bad = directory.resolve("bad.csv");
        Files.writeString(bad, "at,v\n2020-01-01T00:00,1\n" + SECRET + ",2\n");

        Shell shell = Shell.run("compare", bad, bad, "-c", monitors("[at]"));

        assertThat(shell.out()).doesNotContain(SECRET).contains("1 line left out: line 3: at=‹redacted› is not a time");
    }

    @Test
    void misspeltNameIsTold() throws IOException {
        Shell shell = compare(monitors("[mial, \"zz*\"]"));

        assertThat(shell)
                .isEqualTo(new Shell(
                        2,
                        "",
                        "neither file has the column columns.redact=mial: did you mean mail?; neither file has the column"
                                + " columns.redact=zz*: their columns are mail, salary, class, country\n"));
    }
}
