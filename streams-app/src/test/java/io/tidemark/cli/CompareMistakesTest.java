package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be compared, and how that is told. */
class CompareMistakesTest {
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
    void allMissingFilesAreToldAtOnce() {
        Path a = directory.resolve("a.csv");
        Path b = directory.resolve("b.csv");

        assertThat(Shell.run("compare", a, b, "--model", "m"))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "there is no such file: file=" + a + "; there is no such file: file=" + b
                                + "; --model=m needs --config, a monitor file that has it\n"));
    }

    @Test
    void allUnknownColumnsAreToldAtOnce() {
        assertThat(Shell.run(
                        "compare", reference, current, "--column", "contry", "--column", "amount", "--column", "zz"))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "neither file has the column --column=contry: did you mean country?; neither file has the column"
                                + " --column=zz: their columns are amount, country, member, old, new\n"));
    }

    @Test
    void filesWithoutACommonColumnCannotBeCompared() throws IOException {
        Path other = AmountFiles.write(directory, "other.csv", "q,r\n1,2\n");

        assertThat(Shell.run("compare", reference, other))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "the files have no column in common: the reference's are amount, country, member, old; the current"
                                + " file's are q, r\n"));
    }

    @Test
    void referenceWithoutRowsIsNone() throws IOException {
        Path none = AmountFiles.write(directory, "none.csv", AmountFiles.HEADER + "\n");

        assertThat(Shell.run("compare", none, current, "--json"))
                .isEqualTo(new Shell(
                        2,
                        "{\"error\":\"the file has no line below its header: file=" + none + "\"}\n",
                        "the file has no line below its header: file=" + none + "\n"));
    }

    @Test
    void archiveIsNotCsv() throws IOException {
        Path zip = directory.resolve("a.zip");
        Files.write(zip, new byte[] {'P', 'K', 3, 4, 20, 0, 'a', '\n', 'b'});

        assertThat(Shell.run("compare", reference, zip))
                .isEqualTo(new Shell(2, "", "the file is a zip archive; unpack it first: file=" + zip + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tolerances=tigt | invalid value for option '--tolerances': 'tigt' is no set of tolerances; did you mean tight?",
                "--false-alarms=3 | invalid value for option '--false-alarms': '3' is not a rate between 0 and 1; write"
                        + " \"1 per 1000\" (comparisons), or 0.001",
                "--exakt | has no option --exakt; did you mean --exact?"
            })
    void wrongOptionsAreTold(String option, String told) {
        assertThat(Shell.run("compare", reference, current, option))
                .isEqualTo(new Shell(2, "", "tidemark compare: " + told + " (see tidemark compare --help)\n"));
    }
}
