package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
    @TempDir
    private Path directory;

    /** 100 zeros with a gap, then ones: PH's sum after k ones is about k·(1 − k/(100 + k)) and passes 2 at the third. */
    private Path file() throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,x,y\n");
        for (int row = 0; row < 110; row++) {
            csv.append("t")
                    .append(row)
                    .append(',')
                    .append(row < 100 ? "0" : "1")
                    .append(row == 5 ? ",\n" : ",0\n");
        }
        return Files.writeString(directory.resolve("x.csv"), csv);
    }

    @Test
    void changesAreToldByRowAndTime() throws IOException {
        Path file = file();

        Shell shell = Shell.run("detect", file, "--column", "x", "--detector", "PH:30:0:2:1");

        assertThat(shell)
                .isEqualTo(new Shell(
                        1,
                        """
                        row 102  t102  rise  estimate 0.02912621359223301
                        PH:30:0:2:1 on x: 1 change in 110 rows; estimate 1 of the last 7 values
                        """,
                        ""));
    }

    @Test
    void quietColumnIsNoChangeAndGapsAreCounted() throws IOException {
        Shell shell = Shell.run("detect", file(), "--column", "y");

        assertThat(shell)
                .isEqualTo(new Shell(
                        0,
                        "RAWADWIN:0.002 on y: 0 changes in 110 rows, 1 skipped; estimate 0 of the last 109 values\n",
                        ""));
    }

    @Test
    void jsonIsOneObject() throws IOException {
        Path file = file();

        Shell shell =
                Shell.run("detect", file, "--column", "x", "--detector", "PH:30:0:2:1", "--every", "105", "--json");

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out())
                .isEqualTo("{\"file\":\"" + file + "\",\"column\":\"x\",\"detector\":\"PH:30:0:2:1\",\"rows\":110,"
                        + "\"skipped\":0,\"changes\":[102],\"details\":[{\"row\":102,\"time\":\"t102\","
                        + "\"direction\":\"rise\",\"estimate\":0.02912621359223301}],\"silent\":[],\"warnings\":[],"
                        + "\"estimates\":[{\"row\":104,\"estimate\":1.0,\"width\":2}],\"estimate\":1.0,\"width\":7}\n");
    }

    @Test
    void mistakesAreToldAndCannotRun() throws IOException {
        Path file = file();

        assertThat(Shell.run("detect", file, "--column", "z").err())
                .contains("the file has no such column: column=z, file=" + file + "; ");
        assertThat(Shell.run("detect", file, "--column", "x", "--detector", "CUSM")
                        .err())
                .contains("there is no such detector: detector=CUSM; known are ADWIN:0.002");
        assertThat(Shell.run("detect", file, "--column", "x", "--every", "-1").err())
                .contains("--every=-1 is negative; write 50, or leave it out");
        assertThat(Shell.run("detect", directory.resolve("no.csv"), "--column", "x"))
                .isEqualTo(new Shell(2, "", "there is no such file: file=" + directory.resolve("no.csv") + "\n"));
    }

    @Test
    void columnWithoutANumberIsNoQuietColumn() throws IOException {
        Path words = Files.writeString(directory.resolve("words.csv"), "y\nUP\nDOWN\n");

        Shell shell = Shell.run("detect", words, "--column", "y");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("no number in the column: column=y, rows=2, file=" + words + "; a detector watches numbers");
    }
}
