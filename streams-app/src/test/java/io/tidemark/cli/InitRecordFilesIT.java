package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's third command, on files of records: what {@code init} writes runs. */
class InitRecordFilesIT {
    @TempDir
    private Path directory;

    @Test
    void whatInitWritesOfAFileReplaysIt() throws IOException {
        Path json =
                ScoredFiles.gzip(directory.resolve("json.jsonl.gz"), i -> i == 1_000 ? "{broken" : ScoredFiles.json(i));
        Path avro = ScoredFiles.avro(directory.resolve("avro.avro"));

        for (Path file : new Path[] {json, avro}) {
            Path out = directory.resolve(file.getFileName() + ".yaml");
            Shell init = Shell.run("init", "--file", file, "--out", out);
            Shell replay = Shell.run("replay", file, "--config", out, "--json");

            assertThat(init.err()).contains("next: tidemark replay " + file + " --config " + out);
            assertThat(replay.code()).isZero();
            assertThat(replay.out()).contains(file.equals(json) ? "3999" : "4000");
        }
    }
}
