package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve days of a row a minute in windows of 20 minutes, kept for two hours: older time is there by the hour and the day alone. */
class RangesIT {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int DAYS = 12;
    private static final int FIRST_DAY_OF_DRIFT = 8;
    private static final String MONITORS =
            """
            monitors:
              - model: shop
                source: {csv: {time: at}}
                slices: [[country]]
                windows: {size: 20m, retention: 2h, hours: 3d}
                reference: {from: 2024-01-01, to: 2024-01-03}
            """;

    @TempDir
    private Path directory;

    private Path monitors = Path.of("");
    private Path rows = Path.of("");

    @BeforeEach
    void write() throws IOException {
        monitors = Files.writeString(directory.resolve("shop.yaml"), MONITORS);
        StringBuilder text = new StringBuilder("at,country,price\n");
        for (int minute = 0; minute < DAYS * MINUTES_A_DAY; minute++) {
            int price = minute % 100 + (minute >= FIRST_DAY_OF_DRIFT * MINUTES_A_DAY ? 40 : 0);
            text.append(START.plusSeconds(60L * minute))
                    .append(minute % 3 == 0 ? ",DE," : ",FR,")
                    .append(price)
                    .append('\n');
        }
        rows = Files.writeString(directory.resolve("shop.csv"), text);
    }

    /** 0 … 99 against 40 … 139: below 40 stand 40 % of the one and nothing of the other. */
    @Test
    void daysOfWhichNoWindowIsLeftAreComparedExactly() throws IOException {
        Shell shell = replay("2024-01-04..2024-01-07", "2024-01-09..2024-01-11", "--json");

        JsonNode ranges = new ObjectMapper().readTree(shell.out()).get("ranges");
        assertThat(ranges.get("reference").get("rows").asInt()).isEqualTo(3 * MINUTES_A_DAY);
        assertThat(ranges.get("current").get("rows").asInt()).isEqualTo(2 * MINUTES_A_DAY);
        assertThat(ranges.get("drifted").asInt()).isEqualTo(1);
        JsonNode price = ranges.get("columns").get(1);
        assertThat(price.get("column").asText()).isEqualTo("price");
        assertThat(price.get("verdict").asText()).isEqualTo("BAD");
        JsonNode ks = price.get("measures").get(0);
        assertThat(ks.get("measure").asText()).isEqualTo("ks");
        assertThat(ks.get("value").asDouble()).isBetween(0.38, 0.42);
    }

    @Test
    void sameDaysAreQuietAndPeopleReadATable() {
        Shell shell = replay("2024-01-04..2024-01-05", "2024-01-05..2024-01-06", "--slice=country=DE");

        assertThat(shell.out())
                .contains("reference 2024-01-04T00:00:00Z..2024-01-05T00:00:00Z of shop country=DE, 480 rows")
                .contains("measured on the counts that the stream keeps: windows, hours and days")
                .doesNotContain("BAD ");
    }

    @Test
    void rangeThatIsNoLongerKeptThatFineIsRefused() {
        Shell shell = replay("2024-01-04T01:00Z..2024-01-04T02:00Z", "2024-01-09..2024-01-10");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("--ranges: the range is no longer kept that fine: at=2024-01-04T01:00:00Z, windows since ")
                .contains(", whole hours since 2024-01-");
    }

    @Test
    void wrongRangesAreRefusedBeforeAnyWork() {
        Shell shell = replay("2024-01-04", "2024-01-09..2024-01-08");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("'2024-01-04' is not a range; write FROM..TO, as 2001-01-01..2001-02-01");
    }

    private Shell replay(String reference, String current, String... more) {
        Stream<String> plain =
                Stream.of("replay", rows.toString(), "--config", monitors.toString(), "--ranges", reference, current);
        return Shell.run(Stream.concat(plain, Stream.of(more)).toArray());
    }
}
