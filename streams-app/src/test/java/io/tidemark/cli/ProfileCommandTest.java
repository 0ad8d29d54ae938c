package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code profile} without a broker: what a file would be as a reference. */
class ProfileCommandTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @TempDir
    private Path directory;

    private Path csv = Path.of("");
    private Path pinned = Path.of("");
    private Path published = Path.of("");

    @BeforeEach
    void write() throws IOException {
        StringBuilder rows = new StringBuilder("at,price,country\n");
        for (int i = 0; i < 240; i++) {
            rows.append(START.plusSeconds(i * 60L))
                    .append(',')
                    .append(i % 10 == 0 ? "" : Integer.toString(i % 7))
                    .append(i % 2 == 0 ? ",BR\n" : ",US\n");
        }
        csv = Files.writeString(directory.resolve("shop.csv"), rows);
        pinned = monitors("pinned.yaml", "first: 2h, name: launch");
        published = monitors("published.yaml", "published: spring");
    }

    private Path monitors(String name, String reference) throws IOException {
        return Files.writeString(
                directory.resolve(name),
                "monitors:\n  - model: shop\n    source: {csv: {time: at}}\n    windows: {size: 1h}\n"
                        + "    reference: {" + reference + "}\n");
    }

    @Test
    void showsWhatTheMonitorWouldPin() {
        Shell shell = Shell.run("profile", csv, "--config", pinned);

        assertThat(shell.code()).isZero();
        assertThat(shell.out().lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0))
                    .startsWith("pinned:launch@")
                    .contains("for shop: 120 events of 2026-01-05T00:00:00Z to 2026-01-05T02:00:00Z, 2 columns");
            assertThat(lines.get(1)).startsWith("  country  category").contains("120 rows", "0.0 % missing");
            assertThat(lines.get(2)).startsWith("  price    number").contains("10.0 % missing", "φ unknown");
        });
    }

    @Test
    void publishedReferenceIsOfTheWholeFile() {
        Shell shell = Shell.run("profile", csv, "--config", published, "--as", "v1", "--json");

        assertThat(shell.code()).isZero();
        assertThat(shell.out().strip())
                .startsWith(
                        "{\"model\":\"shop\",\"reference\":\"published:spring@v1\",\"from\":\"2026-01-05T00:00:00Z\","
                                + "\"to\":\"2026-01-05T04:00:00Z\"")
                .contains("\"events\":240,\"slices\":1,\"windows\":4")
                .contains("{\"column\":\"price\",\"kind\":\"number\",")
                .contains("\"rows\":240,\"missing\":0.1,\"dispersion\":1.0,\"dispersionKnown\":false}");
    }

    @Test
    void onlyWhatAMonitorWaitsForIsPublished() {
        Shell shell = Shell.run("profile", csv, "--config", pinned, "--publish", "spring");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("--publish=spring is not what model shop of " + pinned
                        + " waits for; write reference: {published: spring} there");
    }

    @Test
    void validFromIsForWhatIsPublished() {
        Shell shell = Shell.run("profile", csv, "--config", published, "--valid-from", "2026-01-01T00:00Z");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("--valid-from=2026-01-01T00:00Z is for what is published; add --publish NAME");
    }

    @Test
    void validFromIsATime() {
        Shell shell =
                Shell.run("profile", csv, "--config", published, "--publish", "spring", "--valid-from", "yesterday");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("--valid-from=yesterday is not a time; write it like 1970-01-01T00:00:00Z");
    }

    @Test
    void replayOfAPublishedReferenceNeedsItsFile() {
        Shell shell = Shell.run("replay", csv, "--config", published);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("model shop of " + published
                        + " waits for the published reference spring; add --reference with the file to make it of");
    }

    @Test
    void replaysReferenceIsForPublishedOnes() {
        Shell shell = Shell.run("replay", csv, "--config", pinned, "--reference", csv);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .contains("is for a monitor with reference: {published: …}; that of model shop pins a range of the"
                        + " replayed file itself");
    }
}
