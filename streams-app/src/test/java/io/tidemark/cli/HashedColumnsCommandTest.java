package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor hashes is in no output of the commands that read files, and there is no run without a salt. */
class HashedColumnsCommandTest {
    @TempDir
    private Path directory;

    private Path reference = Path.of("");
    private Path current = Path.of("");
    private Path monitors = Path.of("");
    private Path salt = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        HashedFiles files = new HashedFiles(directory);
        reference = files.rows("ref.csv", "old", 1);
        current = files.rows("cur.csv", "new", 2);
        monitors = files.monitors();
        salt = files.salt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json", "--exact", "--exact --json", "--column *", "--exact --column *"})
    void comparedValuesAreInNoOutput(String options) {
        String all = "compare " + reference + " " + current + " -c " + monitors + " --hash-salt-file " + salt;

        Shell shell = Shell.run((Object[]) (all + " " + options).strip().split(" "));

        assertThat(shell.code()).as(shell.err()).isEqualTo(1);
        assertThat(shell.out() + shell.err())
                .contains("prediction")
                .containsPattern("[a-p]{20}")
                .doesNotContain(HashedFiles.SECRET, HashedFiles.DIGITS, HashedFiles.SALT);
    }

    @Test
    void profiledValuesAreInNoOutput() {
        Shell shell = Shell.run("profile", reference, "-c", monitors, "--hash-salt-file", salt, "--json");

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out() + shell.err()).doesNotContain(HashedFiles.SECRET, HashedFiles.DIGITS, HashedFiles.SALT);
    }

    @Test
    void withoutASaltNothingIsStarted() throws IOException {
        Shell none = Shell.run("replay", reference, "-c", monitors);
        Shell run = Shell.run("run", "-c", monitors, "--data-dir", directory.resolve("data"));
        Path few = Files.writeString(directory.resolve("few"), "too short\n");
        Shell tooShort = Shell.run("compare", reference, current, "-c", monitors, "--hash-salt-file", few);

        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .contains(
                        "columns.hash of model m of " + monitors
                                + " needs a salt: set TIDEMARK_HASH_SALT, or name its file by --hash-salt-file; at least 16 bytes");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("needs a salt");
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(tooShort.code()).isEqualTo(2);
        assertThat(tooShort.err())
                .contains("--hash-salt-file=" + few + " has 9 bytes; write at least 16")
                .doesNotContain("too short");
    }

    @Test
    void saltComesFromTheEnvironment() {
        SaltOptions options = new SaltOptions(Map.of("TIDEMARK_HASH_SALT", HashedFiles.SALT));

        assertThat(options.salted(MonitorFileReader.read(monitors), monitors)
                        .monitors()
                        .get(0)
                        .columns()
                        .hash()
                        .salt()
                        .isGiven())
                .isTrue();
        assertThatThrownBy(() -> new SaltOptions(Map.of("TIDEMARK_HASH_SALT", "short"))
                        .salted(MonitorFileReader.read(monitors), monitors))
                .hasMessage("TIDEMARK_HASH_SALT has 5 bytes; write at least 16, like openssl rand -base64 24");
    }
}
