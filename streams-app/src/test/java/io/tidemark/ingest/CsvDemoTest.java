package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.SloSpec;
import io.tidemark.stats.ColumnKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The demo's files are what their README says, and its monitor files are without a mistake. */
class CsvDemoTest {
    @Test
    void electricityIsAsPromised() throws Exception {
        Path file = demo("electricity.csv.gz");
        MonitorFile monitors = MonitorFileReader.read(demo("electricity.yaml"));

        Read read = read(file, monitors.monitor("electricity"));

        assertThat(read)
                .isEqualTo(new Read(
                        45_312, 0, Instant.parse("1996-05-06T14:00:00Z"), Instant.parse("1998-12-06T13:30:00Z")));
        assertThat(sha256(file)).isEqualTo("c0a230a85dcba4e5d00d159272cf107841a4b18c51836ae5c04a4fc07c0caa03");
        assertThat(CsvSchema.infer(file, monitors.monitor("electricity")).columns())
                .extracting(CsvSchema.Column::name)
                .containsExactly("nswprice", "nswdemand", "vicprice", "vicdemand", "transfer", "score", "prediction");
        assertThat(monitors.slosOf("electricity"))
                .extracting(SloSpec::name)
                .containsExactly("electricity-interstate-drift", "electricity-local-drift", "electricity-up-share");
    }

    @Test
    void flightsAreAsPromised() throws Exception {
        Path file = demo("flights.csv.gz");
        MonitorFile monitors = MonitorFileReader.read(demo("flights.yaml"));

        Read read = read(file, monitors.monitor("flights"));

        assertThat(read)
                .isEqualTo(new Read(
                        530_528, 0, Instant.parse("2001-01-01T00:10:00Z"), Instant.parse("2001-06-30T23:59:00Z")));
        assertThat(sha256(file)).isEqualTo("39fa8574e2910c9a007ea769a8f84439cbf22f493f204e7258e94a2419cf221f");
        assertThat(CsvSchema.infer(file, monitors.monitor("flights")).columns())
                .extracting(CsvSchema.Column::kind)
                .containsExactly(
                        ColumnKind.CATEGORY,
                        ColumnKind.CATEGORY,
                        ColumnKind.NUMBER,
                        ColumnKind.NUMBER,
                        ColumnKind.CATEGORY);
        assertThat(monitors.slosOf("flights").get(1).indicator()).isInstanceOf(IndicatorSpec.OfEvents.class);
    }

    private record Read(long accepted, long rejected, Instant first, Instant last) {}

    private static Read read(Path file, Monitor monitor) throws IOException {
        CsvSchema schema = CsvSchema.infer(file, monitor);
        try (CsvEvents events =
                CsvEvents.open(file, schema, monitor.source().csv(), (line, reason, row, detail) -> {})) {
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            while (events.next()) {
                first = Math.min(first, events.row().eventTimeMs());
                last = Math.max(last, events.row().eventTimeMs());
            }
            return new Read(
                    events.accepted(), events.rejected(), Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
        }
    }

    private static Path demo(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(CsvDemoTest.class.getResource("/demo/" + name), name);
        return Path.of(url.toURI());
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
