package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextShapeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", EMPTY",
                "\"  \t\", BLANK",
                "0123, DIGITS",
                "-1.5, NUMBER",
                "1.5, NUMBER",
                "1.5.2, OTHER",
                "-, OTHER",
                "abcÄ日, LETTERS",
                "a1, ALPHANUMERIC",
                "two words, SPACED",
                "2026-01-31, DATE",
                "2026-01-31T10:00:00Z, TIME",
                "2026-01-31 10:00, TIME",
                "2026-01-31x, OTHER",
                "0b0c1d2e-0000-4000-8000-00000000000F, UUID",
                "0b0c1d2e-0000-4000-8000-00000000000g, OTHER",
                "a.b@c.de, EMAIL",
                "a@b@c.de, OTHER",
                "@c.de, OTHER",
                "a@cde, OTHER",
                "https://example.com/x?y, URL",
                "://x, OTHER",
                "a/b, OTHER"
            })
    void firstShapeThatFitsIsTaken(String text, TextShape shape) {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);

        assertThat(TextShape.of(bytes, 2, bytes.length - 4)).isEqualTo(shape);
    }

    @Test
    void longTextsAreCutAndCounted() {
        byte[] bytes = "é".repeat(4_000).getBytes(StandardCharsets.UTF_8);

        assertThat(TextShape.of(bytes, 0, 4_096)).isEqualTo(TextShape.LETTERS);
        assertThat(TextShape.of(bytes, 0, 4_097)).isEqualTo(TextShape.CUT);
        assertThat(TextReader.characters(bytes, 0, bytes.length)).isEqualTo(2_048);
        assertThat(TextReader.characters(bytes, 0, 5)).isEqualTo(3);
    }

    @Test
    void ownPatternsComeFirstAndMatchTheWholeText() {
        TextGrid grid =
                new TextGrid(List.of(new TextPattern("sku", "[A-Zé]{3}-[0-9]+"), new TextPattern("any x", "x.*")));
        TextReader reader = new TextReader(grid);

        assertThat(List.of("ABé-17", "xyz", "ABC-17 ", "x", "7", "x😀"))
                .extracting(text -> grid.shapes().get(shape(reader, text)))
                .containsExactly("sku", "any x", "spaced", "any x", "digits", "any x");
    }

    private static int shape(TextReader reader, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.shape(bytes, 0, bytes.length);
    }

    @Test
    void patternsNeedNamesOfTheirOwn() {
        assertThatThrownBy(() -> new TextGrid(List.of(new TextPattern("email", "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pattern's name must be its own: name=email");
        assertThatThrownBy(() -> new TextGrid(List.of(new TextPattern("a", "x"), new TextPattern("a", "y"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pattern's name must be its own: name=a");
    }

    @Test
    void bytesComeBack() {
        Grid texts = new TextGrid(List.of(new TextPattern("sku", "[A-Z]+")));
        Grid vectors = new EmbeddingGrid(768, EmbeddingGrid.seed("v"), 0.04);

        assertThat(GridCodec.read(GridCodec.write(texts)))
                .isInstanceOfSatisfying(TextGrid.class, read -> assertThat(read.patterns())
                        .containsExactly(new TextPattern("sku", "[A-Z]+")));
        assertThat(GridCodec.read(GridCodec.write(vectors)).id()).isEqualTo(vectors.id());
        assertThat(texts.id()).isNotEqualTo(new TextGrid(List.of()).id());
    }
}
