package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code drill} refuses before a broker is started. */
class DrillCommandTest {
    @TempDir
    private Path directory;

    private Path monitors = Path.of("");
    private Path rows = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        monitors = Files.writeString(
                directory.resolve("shop.yaml"),
                """
                monitors:
                  - model: shop
                    source: {csv: {time: at}}
                    columns: {exclude: [day]}
                    windows: {size: 1d}
                    reference: {from: 2024-01-01, to: 2024-01-03}
                """);
        StringBuilder csv = new StringBuilder("at,day,price\n");
        for (int i = 0; i < 240; i++) {
            csv.append(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(3600L * i))
                    .append(",1,")
                    .append(i % 24)
                    .append('\n');
        }
        rows = Files.writeString(directory.resolve("shop.csv"), csv);
    }

    private Shell drill(String... more) {
        List<Object> arguments = new ArrayList<>(List.of("drill", rows, "--config", monitors));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--faults nuls               | --faults=nuls is not a fault; did you mean nulls?",
                "--faults nulls,zzzzzz       | --faults=zzzzzz is not a fault; there are nulls, unit-change, swapped-columns, stale-feature, class-ratio, category-renamed, label-flip, dropped-slice, duplicated-hour, late-hour, latency-step, failed-requests, silent-stream",
                "--columns pricee            | no column of the file has the name: --columns=pricee, file=FILE; did you mean price?",
                "--columns day               | the monitor does not measure the column: --columns=day, model=shop; take it into columns.include, or leave it out of columns.exclude",
                "--at 2025-01-01             | the fault would begin outside the file: --at=2025-01-01 00:00Z, the file's events are from 2024-01-01 00:00Z to 2024-01-10 23:00Z",
                "--at 2024-01-05 --for 30d   | the fault would last beyond the file: --for=30d from 2024-01-05 00:00Z, last event 2024-01-10 23:00Z; at most 6d",
                "--share 1.5                 | --share=1.5 is not in (0, 1]; for 30 % write 0.3",
                "--rows 0                    | --rows=0 is not at least 1",
            })
    void whatCannotBeDrilledIsASentence(String options, String sentence) {
        Shell shell = drill(options.split(" "));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo(sentence.replace("FILE", rows.toString()) + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--minimum 80%   | '80%' is neither a share nor a number; write 0.8 for 80 %, or 8 for eight faults",
                "--for soon      | 'soon' is not a length of time; write 30m, 2h or 1d",
                "--at someday    | 'someday' is not a time; write 2001-06-12T13:58Z",
            })
    void optionsOfTheWrongShapeAreMisuse(String options, String reason) {
        Shell shell = drill(options.split(" "));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                               | drill looks at one thing: FILE, or --topic TOPIC (or TOPIC alone) with --bootstrap-servers",
                "ROWS --topic shop              | drill looks at one thing: FILE, or --topic TOPIC (or TOPIC alone) with --bootstrap-servers",
                "ROWS -b here:9092              | ROWS is a file, which needs no cluster; leave --bootstrap-servers out, or write --topic ROWS for the topic of that name",
                "ROWS --range 2024-01-01..2024-01-02 | --range is of a topic, and ROWS is a file; leave it out",
                "shop-events                    | there is no such file: file=shop-events; if it is a topic, say where: --bootstrap-servers HOST:PORT",
                "no/such.csv -b here:9092       | there is no such file, and no topic can have this name: no/such.csv; topics have letters, digits, '.', '_' and '-'",
                "--topic shop --data-dir DIR    | there is no embedded broker in DIR/kafka; name the cluster by --bootstrap-servers, or the directory of run by --data-dir",
                "--topic shop -b here           | --bootstrap-servers: 'here' is not the address of a broker; write HOST:PORT, several with commas between them",
            })
    void whatIsNeitherFileNorTopicIsASentence(@Nullable String arguments, String sentence) {
        List<Object> words = new ArrayList<>(List.of("drill", "--config", monitors));
        if (arguments != null) {
            words.addAll(List.of(told(arguments).split(" ")));
        }

        Shell shell = Shell.run(words.toArray());

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo(told(sentence) + "\n");
    }

    private String told(String text) {
        return text.replace("ROWS", rows.toString())
                .replace("DIR", directory.resolve("none").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAR1 | the file is Parquet; write it as JSON lines, Avro or CSV: file=FILE",
                "[{}] | the file is one JSON array: file=FILE; write an object a line: jq -c '.[]' FILE",
            })
    void aFileOfNoKnownFormatIsASentence(String content, String sentence) throws IOException {
        rows = Files.writeString(directory.resolve("shop.data"), content);

        Shell shell = drill();

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).isEqualTo(sentence.replace("FILE", rows.toString()) + "\n");
    }

    @Test
    void errorsAreAnObjectForMachines() {
        Shell shell = drill("--faults", "nuls", "--json");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEqualTo("{\"error\":\"--faults=nuls is not a fault; did you mean nulls?\"}\n");
    }

    @Test
    void helpSaysThatNothingIsPublished() {
        assertThat(Shell.run("drill", "--help").out().replaceAll("\\s+", " "))
                .contains("nothing is published, and no running application's budgets, alerts or state are touched");
    }
}
