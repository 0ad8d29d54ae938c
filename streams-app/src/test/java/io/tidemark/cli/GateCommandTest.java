package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tidemark gate} says before it asks a cluster; the rest is in {@code GateIT}. */
class GateCommandTest {
    @TempDir
    private Path directory;

    @Test
    void withoutAClusterNobodyKnows() {
        Shell gate = Shell.run("gate", "fraud", "--data-dir", directory);

        assertThat(gate.code()).isEqualTo(2);
        assertThat(gate.err())
                .isEqualTo("cannot say whether fraud may be deployed, so take it that it may not: there is no embedded"
                        + " broker in " + directory.resolve("kafka")
                        + "; name the cluster by --bootstrap-servers, or the directory of run by --data-dir\n");
    }

    @Test
    void wrongWordsAreRefused() {
        assertThat(Shell.run("gate", "fraud", "--for", "deployment").err())
                .contains("'deployment' is not what a gate is for; write deploy, promote, canary or promotion");
        assertThat(Shell.run("gate", "fraud", "--max-age", "60").err())
                .contains("'60' is not a duration; write one like 15m, 1h or 7d");
        assertThat(Shell.run("gate").code()).isEqualTo(2);
    }
}
