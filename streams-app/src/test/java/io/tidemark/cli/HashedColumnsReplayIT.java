package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor hashes is in no output of a replay. */
class HashedColumnsReplayIT {
    private static final String SECRET = "s3cret";

    /** Every account begins with these digits; no other number does. */
    private static final String DIGITS = "77012";

    private static final String SALT = "0123456789abcdef-salt";

    @TempDir
    private Path directory;

    private Path reference = Path.of("");
    private Path monitors = Path.of("");
    private Path salt = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        reference = rows("ref.csv", "old", 1);
        monitors = Files.writeString(
                directory.resolve("m.yaml"),
                """
                monitors:
                  - model: m
                    source: {topic: t, csv: {time: at, id: id, prediction: class}}
                    reference: {from: 2026-01-01, to: 2026-01-03}
                    windows: {size: 1d}
                    slices: [[where]]
                    columns: {hash: [mail, account, where, id, class], types: {mail: string}}
                """);
        salt = Files.writeString(directory.resolve("salt"), SALT + "\n");
    }

    private Path rows(String name, String mark, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder("at,id,mail,account,where,class,amount\n");
        for (int i = 0; i < 2000; i++) {
            String at = "2026-01-0" + (1 + i / 500) + "T" + "%02d".formatted(i / 21 % 24) + ":00Z";
            String sign = i >= 1500 ? "x" + mark : mark;
            lines.append(String.join(
                            ",",
                            i % 400 == 399 ? SECRET : at,
                            SECRET + i,
                            sign + SECRET + random.nextInt(3),
                            DIGITS + random.nextInt(5),
                            SECRET + random.nextInt(2),
                            sign + SECRET,
                            Integer.toString(random.nextInt(100))))
                    .append('\n');
        }
        return Files.writeString(directory.resolve(name), lines);
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
        assertThat(all).doesNotContain(SECRET, DIGITS, SALT).contains("where=").contains("at=‹redacted› is not a time");
        assertThat(Files.readString(readings)).containsPattern("\"slice\":\"where=[a-p]{20}\"");
    }
}
