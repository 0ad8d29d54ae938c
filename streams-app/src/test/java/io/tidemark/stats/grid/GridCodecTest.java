package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.ColumnKind;
import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridCodecTest {
    @Test
    void drawingIsReadAndWritten() {
        byte[] drawn = Drawing.of(GridCodec.class);

        Grid grid = GridCodec.read(drawn);

        assertThat(grid.id()).isEqualTo(new NumberGrid(new double[] {0, 1.5}, 1, 2).id());
        assertThat(GridCodec.write(grid)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void numberGridSurvivesWithItsId(Cases cases) {
        double[] values = DoubleStream.generate(cases::number).limit(300).toArray();
        double[] weights = DoubleStream.generate(() -> 1).limit(300).toArray();
        NumberGrid grid = GridBuilder.numbers(values, weights, 64);

        NumberGrid read = (NumberGrid) GridCodec.read(GridCodec.write(grid));

        assertThat(read.id()).isEqualTo(grid.id());
        assertThat(read.upperEdges()).isEqualTo(grid.upperEdges());
        assertThat(List.of(read.center(), read.scale())).containsExactly(grid.center(), grid.scale());
    }

    @Test
    void categoryGridSurvivesWithItsId() {
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, List.of("é", "", "日本", "\u0000"));

        CategoryGrid read = (CategoryGrid) GridCodec.read(GridCodec.write(grid));

        assertThat(read.id()).isEqualTo(grid.id());
        assertThat(read.values()).containsExactly("é", "", "日本", "\u0000");
        assertThat(read.kind()).isEqualTo(ColumnKind.CATEGORY);
    }

    @Test
    void booleanGridStaysBoolean() {
        Grid read = GridCodec.read(GridCodec.write(new CategoryGrid(ColumnKind.BOOLEAN, List.of("false", "true"))));

        assertThat(read.kind()).isEqualTo(ColumnKind.BOOLEAN);
        assertThat(read.cells()).isEqualTo(3);
    }

    @Test
    void oneCellGridSurvives() {
        assertThat(GridCodec.read(GridCodec.write(new NumberGrid(new double[0], 0, 1)))
                        .cells())
                .isEqualTo(1);
    }

    @Test
    void damagedContentIsFoundByItsId() {
        byte[] bytes = Drawing.of(GridCodec.class);
        bytes[bytes.length - 1] ^= 1;

        assertThatThrownBy(() -> GridCodec.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bytes of a grid are damaged: id written=5a636e14da28a3f4, id of the content=");
    }

    @Test
    void unknownVersionIsRefused() {
        byte[] bytes = Drawing.of(GridCodec.class);
        bytes[0] = 2;

        assertThatThrownBy(() -> GridCodec.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a grid of an unknown format: version=2, readable versions=1..1; "
                        + "read it with the build that wrote it");
    }

    @Test
    void shortAndLongBytesAreRefused() {
        byte[] bytes = Drawing.of(GridCodec.class);

        assertThatThrownBy(() -> GridCodec.read(Arrays.copyOf(bytes, 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes of a grid end early: bytes=20");
        assertThatThrownBy(() -> GridCodec.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes of a grid go on after its end: id=5a636e14da28a3f4, bytes=44, left=1");
    }
}
