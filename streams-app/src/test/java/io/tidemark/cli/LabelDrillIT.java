package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Would we notice that the labels are wrong? On real predictions of a class, and on made up ones of a number. */
class LabelDrillIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBERS =
            """
            monitors:
              - model: trips
                source: {csv: {time: at, prediction: minutes, label: took, labelDelay: 3h}}
                windows: {size: 1d}
                reference: {from: 2024-01-01, to: 2024-01-31}
                labels: {task: numbers, within: 5}
            """;

    @TempDir
    private Path directory;

    /** The same where each event brings its truth. */
    @Test
    void flippedClassesInTheEventsThemselvesAreNoticedToo() throws IOException {
        Path file = Files.write(directory.resolve("power.jsonl"), Labelled.json(Labelled.first(12_000), false));
        JsonNode json = drill(
                file,
                """
                monitors:
                  - model: electricity
                    source: {topic: power, format: json, fields: {time: at, prediction: said.class, score: said.p, label: truth}}
                    windows: {size: 1d}
                    reference: {from: 1996-08-05, to: 1996-10-01}
                    labels: {positive: UP}
                """
                        + Labelled.slo("electricity", "accuracy", "all", "28d"));

        JsonNode flip = json.path("faults").get(0);
        assertThat(flip.path("objective").asText()).isEqualTo("accuracy");
        assertThat(flip.path("delayWindows").asInt()).isPositive();
        assertThat(json.path("reached").asBoolean()).isTrue();
    }

    private JsonNode drill(Path file, String monitors, Object... more) throws IOException {
        Path config = Files.writeString(directory.resolve("m.yaml"), monitors);
        Object[] all = new Object[more.length + 7];
        System.arraycopy(
                new Object[] {"drill", file, "--config", config, "--faults", "label-flip", "--json"}, 0, all, 0, 7);
        System.arraycopy(more, 0, all, 7, more.length);
        Shell shell = Shell.run(all);
        assertThat(shell.code()).as(shell.err()).isLessThan(2);
        return JSON.readTree(shell.out());
    }

    /** The model says what it always said; of what was UP the labels say DOWN. */
    @Test
    void flippedClassesAreNoticedByTheAccuracy() throws IOException {
        JsonNode json = drill(
                Labelled.ELECTRICITY,
                Labelled.ELECTRICITY_MONITOR + Labelled.slo("electricity", "accuracy", "all", "28d"),
                "--rows",
                20_000);

        // ten windows after the reference, of which the baseline of quality is made too
        assertThat(json.path("from").asText()).isEqualTo("1996-10-11T00:00:00Z");
        assertThat(json.path("anyway")).isEmpty();
        JsonNode flip = json.path("faults").get(0);
        assertThat(flip.path("target").asText()).isEqualTo("label");
        assertThat(flip.path("objective").asText()).isEqualTo("accuracy");
        assertThat(flip.path("delayWindows").asInt()).isEqualTo(3);
        assertThat(flip.path("moreBad").asInt()).isPositive();
        assertThat(json.path("reached").asBoolean()).isTrue();
    }

    /** Of trips of 10 to 50 minutes, guessed to 2 minutes, those of 10 are said to have taken 50. */
    @Test
    void mirroredNumbersAreNoticedByTheirErrors() throws IOException {
        JsonNode json = drill(trips(), NUMBERS + Labelled.slo("trips", "within", "all", "28d"), "--for", "5d");

        JsonNode flip = json.path("faults").get(0);
        assertThat(flip.path("objective").asText()).isEqualTo("within");
        assertThat(flip.path("delayWindows").asInt()).isBetween(1, 4);
    }

    @Test
    void labelsThatNoMonitorTakesAreNotFlipped() throws IOException {
        JsonNode json =
                drill(trips(), NUMBERS.replaceAll(" *labels:.*\n", "").replace(", label: took, labelDelay: 3h", ""));

        assertThat(json.path("applicable").asInt()).isZero();
        assertThat(json.path("notApplicable").findValuesAsText("reason"))
                .containsExactly("the monitor takes no labels");
    }

    private Path trips() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder rows = new StringBuilder("at,minutes,took\n");
        for (int i = 0; i < 60 * 96; i++) {
            Instant at = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(900L * i);
            int minutes = 10 + random.nextInt(41);
            rows.append(at)
                    .append(',')
                    .append(minutes)
                    .append(',')
                    .append(minutes + random.nextInt(5) - 2)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("trips.csv"), rows);
    }
}
