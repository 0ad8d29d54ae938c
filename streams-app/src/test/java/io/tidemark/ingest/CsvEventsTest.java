package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.RequestStatus;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.ColumnKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files as they come. */
class CsvEventsTest {
    @TempDir
    private Path directory;

    private final List<String> rejected = new ArrayList<>();

    @Test
    void rowsAreTypedByTheirColumns() throws IOException {
        Path file = write(
                """
                timestamp,amount,state,late,v
                1970-01-01T00:00:01Z,12,NSW,true,1.5
                1970-01-01T00:00:02Z,NA,,False,-3
                """);
        CsvSchema schema = CsvSchema.infer(file, monitor(""));

        assertThat(schema.columns())
                .containsExactly(
                        new CsvSchema.Column("amount", 1, ColumnKind.NUMBER),
                        new CsvSchema.Column("state", 2, ColumnKind.CATEGORY),
                        new CsvSchema.Column("late", 3, ColumnKind.BOOLEAN),
                        new CsvSchema.Column("v", 4, ColumnKind.NUMBER));
        try (CsvEvents events = open(file, monitor(""))) {
            CsvRow row = events.row();

            assertThat(events.next()).isTrue();
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.eventTimeMs()).isEqualTo(1_000);
            assertThat(row.kind(0)).isEqualTo(FieldKind.LONG);
            assertThat(row.longValue(0)).isEqualTo(12);
            assertThat(row.doubleValue(0)).isEqualTo(12);
            assertThat(row.kind(1)).isEqualTo(FieldKind.TEXT);
            assertThat(row.text(1)).isEqualTo("NSW");
            assertThat(row.kind(2)).isEqualTo(FieldKind.BOOLEAN);
            assertThat(row.longValue(2)).isEqualTo(1);
            assertThat(row.kind(3)).isEqualTo(FieldKind.DOUBLE);
            assertThat(row.doubleValue(3)).isEqualTo(1.5);

            assertThat(events.next()).isTrue();
            assertThat(row.kind(0)).isEqualTo(FieldKind.MISSING);
            assertThat(row.kind(1)).isEqualTo(FieldKind.MISSING);
            assertThat(row.longValue(2)).isZero();
            assertThat(row.longValue(3)).isEqualTo(-3);

            assertThat(events.next()).isFalse();
            assertThat(events.bytesRead()).isEqualTo(events.totalBytes()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void rolesAndDimensionsAreRead() throws IOException {
        Path file = write("id;t;region;ver;pred;p\n7;0;eu;v2;yes;0.25\n8;1;NA;v2;no;\n");
        String more = "csv: {time: t, id: id, version: ver, prediction: pred, score: p}}, slices: [region]";
        Monitor monitor = MonitorFileReader.parse("m", "monitors: [{model: m, source: {" + more + "}]")
                .monitor("m");

        try (CsvEvents events = open(file, monitor)) {
            CsvRow row = events.row();

            assertThat(events.next()).isTrue();
            assertThat(List.of(row.id(), row.version(), row.prediction(), row.dimension(0)))
                    .containsExactly("7", "v2", "yes", "eu");
            assertThat(row.scoreKind()).isEqualTo(FieldKind.DOUBLE);
            assertThat(row.scoreValue()).isEqualTo(0.25);

            assertThat(events.next()).isTrue();
            assertThat(row.dimension(0)).isEmpty();
            assertThat(row.scoreKind()).isEqualTo(FieldKind.MISSING);
        }
        assertThat(CsvSchema.infer(file, monitor).columns())
                .extracting(CsvSchema.Column::name)
                .containsExactly("region", "pred", "p");
    }

    /** The row is an event, whatever is wrong with its label. */
    @Test
    void aLabelTimeThatIsNoneIsTold() throws IOException {
        Path file = write("t,id,pred,truth,known\n0,1,a,a,1970-01-02\n1,2,a,a,soon\n2,3,a,a,\n");
        String csv = "csv: {time: t, id: id, prediction: pred, label: truth, labelTime: known}";
        Monitor monitor = MonitorFileReader.parse(
                        "m", "monitors: [{model: m, source: {" + csv + "}, labels: {window: 1d}}]")
                .monitor("m");
        List<Long> times = new ArrayList<>();

        try (CsvEvents events = open(file, monitor)) {
            while (events.next()) {
                times.add(events.labelTimeMs());
            }

            assertThat(events.accepted()).isEqualTo(3);
            assertThat(events.rejected()).isZero();
        }
        assertThat(times).containsExactly(86_400_000L, Long.MIN_VALUE, Long.MIN_VALUE);
        assertThat(rejected)
                .containsExactly(
                        "3 BAD_LABEL_TIME [1,2,a,a,soon] known=soon is not a time, so the row's label is not used;"
                                + " see source.csv.timeFormat");
    }

    @Test
    void numbersMayHaveDecimalCommas() throws IOException {
        Path file = write("timestamp;amount;score\n1970-01-01;3,5;0,25\n1970-01-02;1.234,56;1\n".repeat(1)
                + "1970-01-03;7;0,5\n".repeat(30));
        Monitor monitor = MonitorFileReader.parse(
                        "m", "monitors: [{model: m, source: {csv: {score: score, delimiter: ';', decimal: ','}}}]")
                .monitor("m");

        try (CsvEvents events = open(file, monitor)) {
            CsvRow row = events.row();

            assertThat(events.next()).isTrue();
            assertThat(row.kind(0)).isEqualTo(FieldKind.DOUBLE);
            assertThat(row.doubleValue(0)).isEqualTo(3.5);
            assertThat(row.scoreKind()).isEqualTo(FieldKind.DOUBLE);
            assertThat(row.scoreValue()).isEqualTo(0.25);

            assertThat(events.next()).isTrue();
            assertThat(row.kind(0)).isEqualTo(FieldKind.TEXT);
        }
        assertThat(CsvSchema.infer(file, monitor).columns())
                .extracting(CsvSchema.Column::kind)
                .containsOnly(ColumnKind.NUMBER);
    }

    @Test
    void badRowsAreToldAndTheRestGoesOn() throws IOException {
        Path file = write(
                """
                timestamp,a
                1970-01-01,1
                1970-01-01
                1970-01-01,1,2
                ,1
                yesterday,1

                1970-01-02,1
                """);

        try (CsvEvents events = open(file, monitor(""))) {
            while (events.next()) {
                assertThat(events.row().longValue(0)).isEqualTo(1);
            }

            assertThat(events.accepted()).isEqualTo(2);
            assertThat(events.rejected()).isEqualTo(4);
        }
        assertThat(rejected)
                .containsExactly(
                        "3 FIELD_COUNT [1970-01-01] row has 1 fields, the header has 2",
                        "4 FIELD_COUNT [1970-01-01,1,2] row has 3 fields, the header has 2",
                        "5 NO_TIME [,1] timestamp is missing",
                        "6 BAD_TIME [yesterday,1] timestamp=yesterday is not a time; see source.csv.timeFormat");
    }

    @Test
    void quotesCarriageReturnsAndMarksAreUnderstood() throws IOException {
        Path file = write("\uFEFFtimestamp,\"a, b\"\r\n1970-01-01,\"x \"\"y\"\"\r\nz\"\r\n");

        try (CsvEvents events = open(file, monitor(""))) {
            assertThat(events.next()).isTrue();
            assertThat(events.row().text(0)).isEqualTo("x \"y\"\r\nz");
        }
        assertThat(CsvSchema.infer(file, monitor("")).header()).containsExactly("timestamp", "a, b");
    }

    @Test
    void gzipAndTabsAreFoundOut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write("timestamp\ta,b\tc\n1970-01-01\t5\t6\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("f"), bytes.toByteArray());

        try (CsvEvents events = open(file, monitor(""))) {
            assertThat(events.next()).isTrue();
            assertThat(events.row().longValue(0)).isEqualTo(5);
        }
    }

    @Test
    void brokenGzipIsAnErrorOfTheFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write("timestamp,a\n1970-01-01,5\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("f"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));

        assertThatThrownBy(() -> CsvSchema.infer(file, monitor("")))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessageStartingWith("cannot read file=" + file);
    }

    @Test
    void wrongTypeIsTextInANumberColumn() throws IOException {
        Path file = write("timestamp,a\n1970-01-01,1\n1970-01-01,many\n");
        Monitor monitor = monitor(", columns: {types: {a: number}}");

        try (CsvEvents events = open(file, monitor)) {
            assertThat(events.next()).isTrue();
            assertThat(events.next()).isTrue();
            assertThat(events.row().kind(0)).isEqualTo(FieldKind.TEXT);
            assertThat(events.row().text(0)).isEqualTo("many");
        }
        assertThat(CsvSchema.infer(file, monitor("")).columns().get(0).kind()).isEqualTo(ColumnKind.CATEGORY);
    }

    @Test
    void declaredStringsAndEmbeddingsAreRead() throws IOException {
        Path file = write(
                """
                timestamp,code,a,b
                1970-01-01T00:00:01Z,17,"[0.5, -2, 3e1]",1;2
                1970-01-01T00:00:02Z,18,[],NA
                1970-01-01T00:00:03Z,19,0.5 x,7
                """);
        Monitor monitor = monitor(
                ", columns: {types: {code: string, a: embedding, b: embedding}, allowed: {code.length: {max: 2}, a.p7: {min: 0}}}");

        try (CsvEvents events = open(file, monitor)) {
            CsvRow row = events.row();

            assertThat(events.next()).isTrue();
            assertThat(row.kind(0)).isEqualTo(FieldKind.TEXT);
            assertThat(row.kind(1)).isEqualTo(FieldKind.VECTOR);
            assertThat(row.elements(1)).isEqualTo(3);
            assertThat(List.of(row.element(1, 0), row.element(1, 1), row.element(1, 2)))
                    .containsExactly(0.5, -2.0, 30.0);
            assertThat(List.of(row.element(2, 0), row.element(2, 1))).containsExactly(1.0, 2.0);
            assertThat(events.next()).isTrue();
            assertThat(row.kind(1)).isEqualTo(FieldKind.VECTOR);
            assertThat(row.elements(1)).isZero();
            assertThat(row.kind(2)).isEqualTo(FieldKind.MISSING);
            assertThat(events.next()).isTrue();
            assertThat(row.kind(1)).isEqualTo(FieldKind.TEXT);
            assertThat(row.elements(2)).isEqualTo(1);
        }
    }

    @Test
    void excludedColumnsAreNotRead() throws IOException {
        Path file = write("timestamp,a,b\n1970-01-01,1,2\n");

        CsvSchema schema = CsvSchema.infer(file, monitor(", columns: {exclude: [a]}"));

        assertThat(schema.columns()).extracting(CsvSchema.Column::name).containsExactly("b");
        assertThat(schema.indexOf("a")).isEqualTo(CsvSchema.NONE);
    }

    @Test
    void absentColumnIsNamedWithItsNeighbour() throws IOException {
        Path file = write("timestmp,a\n1970-01-01,1\n");

        assertThatThrownBy(() -> CsvSchema.infer(file, monitor("")))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessage("the file has no such column: source.csv.time=timestamp, file=" + file
                        + "; did you mean timestmp? its columns are timestmp, a");
    }

    @Test
    void typedColumnThatIsAbsentIsNamed() throws IOException {
        Path file = write("timestamp,a\n1970-01-01,1\n");

        assertThatThrownBy(() -> CsvSchema.infer(file, monitor(", columns: {types: {elsewhere: number}}")))
                .hasMessage("the file has no such column: columns.types=elsewhere, file=" + file
                        + "; its columns are timestamp, a");
    }

    @Test
    void emptyFileHasNoHeader() throws IOException {
        Path file = write("");

        assertThatThrownBy(() -> CsvSchema.infer(file, monitor("")))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessage(
                        "the file has no header line: file=" + file + "; write the columns' names into the first line");
    }

    @Test
    void headerAloneIsNoEvent() throws IOException {
        Path file = write("timestamp,a\n");

        try (CsvEvents events = open(file, monitor(""))) {
            assertThat(events.next()).isFalse();
            assertThat(events.accepted()).isZero();
        }
    }

    @Test
    void repeatedHeaderNameIsRefused() throws IOException {
        Path file = write("timestamp,a,a\n");

        assertThatThrownBy(() -> CsvSchema.infer(file, monitor("")))
                .hasMessage("the header names a column twice: column=a, file=" + file);
    }

    @Test
    void absentFileIsNamed() {
        Path file = directory.resolve("absent.csv");

        assertThatThrownBy(() -> CsvSchema.infer(file, monitor(""))).hasMessage("there is no such file: file=" + file);
    }

    /** A code, or another's word for success, means what it means in JSON and Avro. */
    @Test
    void statusIsAWordOrACode() throws IOException {
        Path file = write("timestamp,s\n1700000000,200\n1700000001,503\n1700000002,Success\n1700000003,\n");
        List<RequestStatus> statuses = new ArrayList<>();

        try (CsvEvents events = open(
                file,
                MonitorFileReader.parse("m", "monitors: [{model: m, source: {topic: t, csv: {status: s}}}]")
                        .monitor("m"))) {
            while (events.next()) {
                statuses.add(events.row().status());
            }
        }

        assertThat(statuses)
                .containsExactly(RequestStatus.OK, RequestStatus.ERROR, RequestStatus.OK, RequestStatus.ERROR);
    }

    private CsvEvents open(Path file, Monitor monitor) {
        return CsvEvents.open(
                file,
                CsvSchema.infer(file, monitor),
                monitor.source().csv(),
                (line, reason, row, detail) -> rejected.add(line + " " + reason + " [" + row + "] " + detail));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("f.csv"), text);
    }

    private static Monitor monitor(String more) {
        return MonitorFileReader.parse("m", "monitors: [{model: m, source: {topic: t}" + more + "}]")
                .monitor("m");
    }
}
