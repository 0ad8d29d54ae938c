package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenColumnsTest {
    @TempDir
    private Path directory;

    private CsvSchema infer(String columns) throws IOException {
        Path file = Files.writeString(directory.resolve("f.csv"), "timestamp,price,email\n2026-01-01T00:00Z,1,a@b\n");
        Monitor monitor = MonitorFileReader.parse(
                        "m.yaml", "monitors: [{model: m, source: {topic: t}, columns: " + columns + "}]")
                .monitor("m");
        return CsvSchema.infer(file, monitor);
    }

    @Test
    void misspeltExcludedColumnIsTold() {
        assertThatThrownBy(() -> infer("{exclude: [emial]}"))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessageContaining("the file has no such column: columns.exclude=emial")
                .hasMessageContaining("did you mean email?");
    }

    @Test
    void misspeltRedactedColumnIsTold() {
        assertThatThrownBy(() -> infer("{redact: [\"emial*\"]}"))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessageContaining("the file has no such column: columns.redact=emial*");
    }

    @Test
    void patternThatExcludesNothingIsNoMistake() throws IOException {
        assertThat(infer("{exclude: [\"debug_*\"], redact: [\"em*\"]}").columns())
                .hasSize(2);
    }
}
