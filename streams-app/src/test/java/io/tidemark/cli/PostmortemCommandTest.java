package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmortemCommandTest {
    private static final String LINE =
            "{\"dedupKey\":\"%1$s\",\"episodeId\":\"%1$s:100\",\"sequence\":1,\"state\":\"FIRING\",\"previousState\":\"INACTIVE\","
                    + "\"severity\":\"PAGE\",\"model\":\"shop\",\"slice\":\"%2$s\",\"objective\":{\"id\":\"prices\",\"target\":0.9,"
                    + "\"windowMs\":86400000},\"since\":\"2026-01-01T00:00:00Z\",\"metricTime\":\"2026-01-01T02:00:00Z\","
                    + "\"clockTime\":\"2026-01-01T02:00:01Z\",\"firedAt\":\"2026-01-01T02:00:00Z\",\"summary\":\"prices drifted\"}\n";

    @TempDir
    private Path directory;

    private Path alerts() throws IOException {
        return Files.writeString(
                directory.resolve("alerts.jsonl"), LINE.formatted("abc1", "*") + LINE.formatted("abd2", "country=DE"));
    }

    @Test
    void aBeginningOfTheNameIsEnough() throws IOException {
        Shell shell = Shell.run("postmortem", "abd", "--alerts", alerts());

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .startsWith("# Postmortem: shop · prices in country=DE, 2026-01-01 00:00Z\n")
                .contains("| episode | abd2:100 |\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void theDraftGoesIntoAFile() throws IOException {
        Path out = directory.resolve("draft.md");

        Shell shell = Shell.run("postmortem", "abc1:100", "--alerts", alerts(), "--out", out);

        assertThat(shell).isEqualTo(new Shell(0, "", "wrote a draft: file=" + out + "\n"));
        assertThat(Files.readString(out)).startsWith("# Postmortem: shop · prices, 2026-01-01 00:00Z\n");
    }

    @Test
    void anUnknownEpisodeIsToldWithTheNearest() throws IOException {
        Path file = alerts();

        assertThat(Shell.run("postmortem", "abde", "--alerts", file))
                .isEqualTo(
                        new Shell(
                                2,
                                "",
                                "there is no such episode: episode=abde, in=" + file
                                        + "; the nearest are abd2:100 (shop, prices, country=DE), abc1:100 (shop, prices, *)\n"));
        assertThat(Shell.run("postmortem", "ab", "--alerts", file).err())
                .isEqualTo("2 episodes begin so: episode=ab, in=" + file
                        + "; the newest are abc1:100 (shop, prices, *), abd2:100 (shop, prices, country=DE)\n");
    }

    @Test
    void mistakesAreTold() throws IOException {
        Path odd = Files.writeString(directory.resolve("odd.jsonl"), LINE.formatted("abc1", "*") + "{}\n");

        assertThat(Shell.run("postmortem", "x", "--alerts", odd).err())
                .isEqualTo(odd + ":2: no alert: it has no dedupKey; give what replay --alerts-out wrote\n");
        assertThat(Shell.run("postmortem", "x", "--alerts", directory.resolve("no"))
                        .err())
                .isEqualTo("there is no such file: file=" + directory.resolve("no") + "\n");
        assertThat(Shell.run("postmortem", "x"))
                .isEqualTo(new Shell(2, "", "no cluster is named; give --bootstrap-servers HOST:PORT\n"));
    }
}
