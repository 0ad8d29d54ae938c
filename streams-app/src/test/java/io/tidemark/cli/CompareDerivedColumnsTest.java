package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strings and embeddings are compared by the columns that are derived of them. */
class CompareDerivedColumnsTest {
    @TempDir
    private Path directory;

    private Path reference = Path.of("");
    private Path monitors = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        reference = write("ref.csv", row("order %04d is on its way", 1, 0));
        monitors = Files.writeString(
                directory.resolve("m.yaml"),
                "monitors: [{model: m, source: {topic: t}, columns: {types: {note: string, emb: embedding},"
                        + " allowed: {note.length: {max: 60}}}}]\n");
    }

    private Path write(String name, IntFunction<String> row) throws IOException {
        String lines =
                IntStream.range(0, 2000).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
        return Files.writeString(directory.resolve(name), "note,emb,n\n" + lines);
    }

    /** A text, an embedding of four numbers around its mean, and a number. */
    private static IntFunction<String> row(String note, long seed, double mean) {
        Random random = new Random(seed);
        return i -> {
            String emb = random.doubles(4, -1, 1)
                    .mapToObj(x -> String.format(Locale.ROOT, "%.6f", mean + x))
                    .collect(Collectors.joining(";"));
            String text = String.format(Locale.ROOT, note, random.nextInt(10_000)) + "!".repeat(random.nextInt(9));
            return text + "," + emb + "," + i % 100;
        };
    }

    private Shell compare(Path current, String... more) {
        Object[] all = {"compare", reference, current, "--config", monitors};
        Object[] args = new Object[all.length + more.length];
        System.arraycopy(all, 0, args, 0, all.length);
        System.arraycopy(more, 0, args, all.length, more.length);
        return Shell.run(args);
    }

    @Test
    void unchangedTextsAndEmbeddingsAreQuiet() throws IOException {
        Path same = write("same.csv", row("order %04d is on its way", 2, 0));

        Shell shell = compare(same);

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("No column drifted (14 columns).\n");
    }

    @Test
    void derivedColumnsStandBehindTheirOwner() throws IOException {
        JsonNode json = JsonLines.parse(compare(reference, "--json", "--exact").out());

        assertThat(json.get("columns"))
                .extracting(column -> column.get("column").asText())
                .containsExactly(
                        "note",
                        "note.length",
                        "note.shape",
                        "emb",
                        "emb.p0",
                        "emb.p1",
                        "emb.p2",
                        "emb.p3",
                        "emb.p4",
                        "emb.p5",
                        "emb.p6",
                        "emb.p7",
                        "emb.norm",
                        "n");
        // 2 of a string and of an embedding, 6 of a number, 5 of a category
        assertThat(json.get("tests").asInt()).isEqualTo(2 + 6 + 5 + 2 + 9 * 6 + 6);
        assertThat(json.get("columns"))
                .extracting(column -> column.get("n").asInt())
                .containsOnly(2000);
        assertThat(json.at("/columns/1/statistics").isMissingNode()).isTrue();
    }

    @Test
    void prefixOfTextsShowsInTheirLength() throws IOException {
        Path longer = write("longer.csv", row("URGENT NOTICE: order %04d is on its way", 2, 0));

        Shell shell = compare(longer);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).startsWith("1 of 14 columns drifted: note.length.\n");
    }

    @Test
    void otherKindOfTextShowsInItsShape() throws IOException {
        Path mails = write("mails.csv", row("order%04d.is.away@example.com", 2, 0));

        Shell shell = compare(mails, "--column", "note");

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out())
                .containsPattern("^\\d of 3 columns drifted: .*note\\.shape")
                .contains("email");
    }

    @Test
    void embeddingsThatMovedShowInTheirProjections() throws IOException {
        Path moved = write("moved.csv", row("order %04d is on its way", 2, 1.2));

        Shell shell = compare(moved);

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).containsPattern("^\\d of 14 columns drifted: .*emb\\.(p\\d|norm)");
    }

    @Test
    void featureWithTheNameOfADerivedColumnIsNotMeasured() throws IOException {
        Path both = directory.resolve("both.csv");
        Files.writeString(both, Files.readString(reference).replaceFirst("n\n", "note.length\n"));

        JsonNode json = JsonLines.parse(Shell.run("compare", both, both, "-c", monitors, "--exact", "--json")
                .out());

        assertThat(json.get("columns"))
                .extracting(column -> column.get("column").asText())
                .startsWith("note", "note.length", "note.shape")
                .hasSize(13);
        assertThat(json.at("/columns/1/statistics").isMissingNode()).isTrue();
    }
}
