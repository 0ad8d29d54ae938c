package io.tidemark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The long run, {@code mvn -Pfuzz …}; it leaves its table in docs/fuzz.md. */
@Tag("fuzz")
class FuzzTableTest {
    private static final long SEED = 20_261_122;

    @Test
    void longRunLeavesItsTable() throws IOException {
        long inputs = Long.getLong("fuzz.inputs", 300_000);
        List<String> lines = new ArrayList<>(List.of(
                "# Fuzz",
                "",
                "Made by `FuzzTableTest`, from the root; `mvn test` runs 3,000 inputs of each:",
                "",
                "    mvn -Pfuzz -pl schemas,streams-app test",
                "",
                "Seeded mutations of valid bytes: bits flipped, numbers at their edges, lengths that lie, varints without an end, truncated, spliced,",
                "repeated. No input may throw but what its reader declares, allocate more than its limit, or take longer than 2 s (YAML 5 s). Not",
                "coverage-guided: [decision 031](decisions/031-dead-letters-and-hostile-bytes.md) says why.",
                "",
                "| what | inputs | read | most allocated by one | slowest | inputs/s |",
                "| --- | ---: | ---: | ---: | ---: | ---: |"));
        for (Fuzz.Target target : Targets.all()) {
            Fuzz.Result result = Fuzz.run(target, SEED, target.name().equals("monitor files") ? inputs / 50 : inputs);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f %% | %,d kB | %.1f ms | %,.0f |",
                    result.name(),
                    result.inputs(),
                    100.0 * result.accepted() / result.inputs(),
                    result.mostAllocated() / 1_000,
                    result.slowestMicros() / 1e3,
                    result.inputs() / result.seconds()));
        }
        Files.write(Path.of("docs", "fuzz.md"), lines);

        assertThat(lines).hasSize(12 + Targets.all().size());
    }
}
