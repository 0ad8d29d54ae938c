package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay cannot run with is told before a broker is started: this test would take a minute otherwise. */
class ReplayCommandTest {
    private static final String ONE =
            "monitors: [{model: flights, source: {csv: {time: at}}, columns: {types: {delay: number}}, windows: {size: 1d}, "
                    + "reference: {from: 2001-01-01, to: 2001-02-01}}]\n";

    @TempDir
    private Path directory;

    private Path monitors = Path.of("");

    @BeforeEach
    void writeMonitors() throws IOException {
        monitors = write("m.yaml", ONE);
    }

    @Test
    void fileThatIsNotThere() {
        Path csv = directory.resolve("absent.csv");

        assertThat(Shell.run("replay", csv, "-c", monitors))
                .isEqualTo(new Shell(2, "", "there is no such file: file=" + csv + "\n"));
    }

    @Test
    void directoryIsNoFile() {
        assertThat(Shell.run("replay", directory, "-c", monitors))
                .isEqualTo(new Shell(2, "", "cannot read file=" + directory + ": Is a directory\n"));
    }

    @Test
    void fileWithoutAnything() throws IOException {
        Path csv = write("f.csv", "");

        assertThat(Shell.run("replay", csv, "-c", monitors))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "the file has no header line: file=" + csv
                                + "; write the columns' names into the first line\n"));
    }

    @Test
    void fileWithoutTheTime() throws IOException {
        Path csv = write("f.csv", "time,delay\n2001-01-01,1\n");

        assertThat(Shell.run("replay", csv, "-c", monitors))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "the file has no such column: source.csv.time=at, file=" + csv
                                + "; its columns are time, delay\n"));
    }

    @Test
    void fileWithoutAColumnOfTheMonitor() throws IOException {
        Path csv = write("f.csv", "at,dealy\n2001-01-01,1\n");

        assertThat(Shell.run("replay", csv, "-c", monitors))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "the file has no such column: columns.types=delay, file=" + csv
                                + "; did you mean dealy? its columns are at, dealy\n"));
    }

    @Test
    void modelThatIsNotThere() throws IOException {
        Path csv = write("f.csv", "at,delay\n");

        assertThat(Shell.run("replay", csv, "-c", monitors, "--model", "fligths"))
                .isEqualTo(new Shell(
                        2, "", "--model=fligths is not a model of " + monitors + "; did you mean flights?\n"));
    }

    @Test
    void severalModelsNeedAChoice() throws IOException {
        Path two = write("two.yaml", "monitors: [{model: a, source: {topic: t}}, {model: b, source: {topic: u}}]\n");

        assertThat(Shell.run("replay", "f.csv", "-c", two))
                .isEqualTo(new Shell(
                        2,
                        "",
                        two + " monitors several models, and a file is one model's; add --model with one of a, b\n"));
    }

    @Test
    void rangeWithoutData() throws IOException {
        Path csv = write("f.csv", "at,delay\n2002-01-01T00:00:00Z,1\n2002-01-02T00:00:00Z,2\n");

        Shell shell = Shell.run("replay", csv, "-c", monitors);

        assertThat(shell)
                .isEqualTo(new Shell(
                        2,
                        "",
                        "pinning flights …\nno event to make a reference of: model=flights, "
                                + "range=2001-01-01T00:00:00Z..2001-02-01T00:00:00Z, events seen=2 from "
                                + "2002-01-01T00:00:00Z to 2002-01-02T00:00:00Z; state a range that the data covers under "
                                + "reference\n"));
    }

    @Test
    void headerAlone() throws IOException {
        Path csv = write("f.csv", "at,delay\n");

        assertThat(Shell.run("replay", csv, "-c", monitors, "--json"))
                .isEqualTo(new Shell(
                        2,
                        "{\"error\":\"the file has no line below its header: file=" + csv + "\"}\n",
                        "the file has no line below its header: file=" + csv + "\n"));
    }

    @Test
    void linesThatAreAllBadSayWhy() throws IOException {
        Path csv = write("f.csv", "at,delay\n1/2/01 noon,1\nx,2\n");

        assertThat(Shell.run("replay", csv, "-c", monitors, "--json").err())
                .isEqualTo("no line of the file is an event: file=" + csv
                        + ", line 2: at=1/2/01 noon is not a time; see source.csv.timeFormat\n");
    }

    @Test
    void monitorFileWithMistakes() throws IOException {
        Path bad = write("bad.yaml", "monitors: [{model: m, source: {topic: t}, windows: {size: 60}}]\n");

        Shell shell = Shell.run("replay", "f.csv", "-c", bad, "--json");

        assertThat(shell.err())
                .isEqualTo("bad.yaml:1: monitors[0].windows.size=60 has no unit; write 60s, 60m, 60h or 60d\n"
                        + "1 mistake in bad.yaml\n");
        assertThat(shell.out())
                .isEqualTo("{\"error\":\"1 mistake in bad.yaml\",\"problems\":[{\"file\":\"bad.yaml\",\"line\":1,"
                        + "\"text\":\"monitors[0].windows.size=60 has no unit; write 60s, 60m, 60h or 60d\"}]}\n");
    }

    @Test
    void outputIsNeverWrittenOverInput() throws IOException {
        Path csv = write("f.csv", "at,delay\n");

        assertThat(Shell.run("replay", csv, "-c", monitors, "--readings-out", csv)
                        .err())
                .isEqualTo("--readings-out=" + csv + " is another file of this command; name one of its own\n");
        assertThat(Shell.run("replay", csv, "-c", monitors, "--alerts-out", directory)
                        .err())
                .isEqualTo("--alerts-out=" + directory + " is a directory; name a file\n");
        Path nowhere = directory.resolve("no").resolve("a.jsonl");
        assertThat(Shell.run("replay", csv, "-c", monitors, "--alerts-out", nowhere)
                        .err())
                .isEqualTo("--alerts-out=" + nowhere + " is in no directory; make " + directory.resolve("no")
                        + " first\n");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
