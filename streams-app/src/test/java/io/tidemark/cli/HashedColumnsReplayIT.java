package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor hashes is in no output of a replay. */
class HashedColumnsReplayIT {
    @TempDir
    private Path directory;

    private Path reference = Path.of("");
    private Path monitors = Path.of("");
    private Path salt = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        HashedFiles files = new HashedFiles(directory);
        reference = files.rows("ref.csv", "old", 1);
        monitors = files.monitors();
        salt = files.salt();
    }

    @Test
    void replayedValuesAreInNoOutput() throws IOException {
        Path readings = directory.resolve("readings.jsonl");
        Path alerts = directory.resolve("alerts.jsonl");

        Shell shell = Shell.run(
                "replay",
                reference,
                "-c",
                monitors,
                "--hash-salt-file",
                salt,
                "--readings-out",
                readings,
                "--alerts-out",
                alerts);

        String all = shell.out() + shell.err() + Files.readString(readings) + Files.readString(alerts);
        assertThat(shell.err()).doesNotContain("bug");
        assertThat(all)
                .doesNotContain(HashedFiles.SECRET, HashedFiles.DIGITS, HashedFiles.SALT)
                .contains("where=")
                .contains("at=‹redacted› is not a time");
        assertThat(Files.readString(readings)).containsPattern("\"slice\":\"where=[a-p]{20}\"");
    }
}
