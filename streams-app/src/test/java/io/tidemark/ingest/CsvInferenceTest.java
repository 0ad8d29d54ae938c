package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.ColumnKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a column is, where not all its values are of one kind. */
class CsvInferenceTest {
    private static final Monitor MONITOR = MonitorFileReader.parse("m", "monitors: [{model: m, source: {topic: t}}]")
            .monitor("m");

    @TempDir
    private Path directory;

    @Test
    void faultThatBeginsWithinTheSampleDoesNotMakeATextOfANumber() throws IOException {
        Path file = write(4_800, row -> row >= 2_400 && row % 33 == 0 ? "oops" : "" + row);

        try (CsvEvents events = CsvEvents.open(
                file, CsvSchema.infer(file, MONITOR), MONITOR.source().csv(), (line, reason, row, detail) -> {})) {
            int wrong = 0;
            while (events.next()) {
                wrong += events.row().kind(0) == FieldKind.TEXT ? 1 : 0;
            }

            assertThat(kind(file)).isEqualTo(ColumnKind.NUMBER);
            assertThat(wrong).isEqualTo(73);
        }
    }

    @Test
    void numberIsWhatIsOneInNinetyFiveOfAHundredValues() throws IOException {
        assertThat(kind(write(100, row -> row < 5 ? "oops" : "7"))).isEqualTo(ColumnKind.NUMBER);
        assertThat(kind(write(100, row -> row < 6 ? "oops" : "7"))).isEqualTo(ColumnKind.CATEGORY);
    }

    @Test
    void missingValuesDoNotCount() throws IOException {
        assertThat(kind(write(100, row -> row < 80 ? "NA" : row < 82 ? "oops" : "7")))
                .isEqualTo(ColumnKind.CATEGORY);
        assertThat(kind(write(100, row -> row < 80 ? "NA" : row < 81 ? "oops" : "7")))
                .isEqualTo(ColumnKind.NUMBER);
        assertThat(kind(write(100, row -> "NA"))).isEqualTo(ColumnKind.CATEGORY);
    }

    @Test
    void textWithSomeNumbersStaysText() throws IOException {
        assertThat(kind(write(100, row -> row % 2 == 0 ? "12" : "a" + row))).isEqualTo(ColumnKind.CATEGORY);
    }

    @Test
    void booleanIsWhatHasNoOtherWord() throws IOException {
        assertThat(kind(write(100, row -> row < 1 ? "oops" : "true"))).isEqualTo(ColumnKind.CATEGORY);
        assertThat(kind(write(100, row -> "true"))).isEqualTo(ColumnKind.BOOLEAN);
    }

    /** As in JSON and Avro, where a field outside of features.from is none. */
    @Test
    void columnOutsideOfThePathsOfFeaturesIsNone() throws IOException {
        Path file = Files.writeString(
                directory.resolve("orders.csv"),
                "at,payment.amount,amount,queue\n2026-01-01,1,2,3\n2026-01-02,1,2,3\n");

        assertThat(CsvSchema.infer(file, mapped("{}")).columns())
                .extracting(CsvSchema.Column::name, CsvSchema.Column::field)
                .containsExactly(tuple("amount", 1));
        assertThatThrownBy(() -> CsvSchema.infer(file, mapped("{types: {queue: number}}")))
                .hasMessage("the file's column is none under source.fields.features.from: columns.types=queue, file="
                        + file + "; features.from names paths, and a header is one: write it there too");
    }

    private static Monitor mapped(String columns) {
        return MonitorFileReader.parse(
                        "m",
                        "monitors: [{model: m, source: {topic: t, fields: {time: at, features: {from: [payment]}}}, columns: "
                                + columns + "}]")
                .monitor("m");
    }

    private static ColumnKind kind(Path file) {
        return CsvSchema.infer(file, MONITOR).columns().get(0).kind();
    }

    private Path write(int rows, IntFunction<String> value) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,a\n");
        for (int row = 0; row < rows; row++) {
            text.append("1970-01-01,").append(value.apply(row)).append('\n');
        }
        return Files.writeString(directory.resolve("a.csv"), text);
    }
}
