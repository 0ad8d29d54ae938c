package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.ColumnKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoryGridTest {
    @Test
    void everyValueFindsItsCell() {
        List<String> values = List.of("", "é", "日本", "😀", "BR", "br", " ", "\u0000");
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, values);

        assertThat(values.stream().map(grid::cell)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(grid.cell("DE")).isEqualTo(grid.elseCell()).isEqualTo(8);
    }

    @Test
    void valuesOfOneHashAreToldApart() {
        // 'A'·31 + 'a' = 'B'·31 + 'B' = 2112: the strings of these pairs all have one hash
        List<String> values = List.of("AaAaAa", "AaAaBB", "AaBBAa", "AaBBBB", "BBAaAa", "BBAaBB", "BBBBAa");
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, values);

        assertThat(values.stream().map(grid::cell)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(grid.cell("BBBBBB")).isEqualTo(grid.elseCell());
        assertThat(grid.cell("BBAaB")).isEqualTo(grid.elseCell());
    }

    @Test
    void manyValuesFindTheirCells() {
        List<String> values = IntStream.range(0, 5000).mapToObj(i -> "v" + i).toList();
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, values);

        assertThat(values.stream().mapToInt(grid::cell).toArray())
                .isEqualTo(IntStream.range(0, 5000).toArray());
        assertThat(grid.cell("v5000")).isEqualTo(5000);
    }

    @Test
    void valueIsReadFromTheMiddleOfABuffer() {
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, List.of("日本", ""));
        byte[] buffer = "xx日本yy".getBytes(StandardCharsets.UTF_8);

        assertThat(grid.cell(buffer, 2, 6)).isZero();
        assertThat(grid.cell(buffer, 2, 5)).isEqualTo(grid.elseCell());
        assertThat(grid.cell(buffer, 8, 0)).isEqualTo(1);
    }

    @Test
    void emptyGridSendsAllToElse() {
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, List.of());

        assertThat(grid.cells()).isEqualTo(1);
        assertThat(grid.cell("")).isZero();
        assertThat(grid.label(0)).isEqualTo("else");
    }

    @Test
    void differentValuesNeverShareAnId() {
        List<List<String>> contents = List.of(
                List.of(),
                List.of(""),
                List.of("", "\u0000"),
                List.of("a\u0000b"),
                List.of("a\u0000\u0000\u0000\u0000b"),
                List.of("a", "b"),
                List.of("b", "a"));

        assertThat(contents.stream().map(values -> new CategoryGrid(ColumnKind.CATEGORY, values).id()))
                .doesNotHaveDuplicates();
        assertThat(new CategoryGrid(ColumnKind.BOOLEAN, List.of("a")).id())
                .isNotEqualTo(new CategoryGrid(ColumnKind.CATEGORY, List.of("a")).id());
    }

    @Test
    void repeatedValueIsRefused() {
        assertThatThrownBy(() -> new CategoryGrid(ColumnKind.CATEGORY, List.of("BR", "DE", "BR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a category grid's values must be distinct: value=BR");
    }
}
