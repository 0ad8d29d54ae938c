package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.Cases;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountsCodecTest {
    private static final String ID = "00112233445566ff";

    @Test
    void drawingIsReadAndWritten() {
        byte[] drawn = Drawing.of(CountsCodec.class);

        Counts counts = CountsBytes.read(drawn);

        assertThat(counts.gridId()).isEqualTo(ID);
        assertThat(IntStream.range(0, 5).mapToLong(counts::cell)).containsExactly(2L, 0L, 0L, 0L, 1L);
        assertThat(List.of(counts.valid(), counts.missing(), counts.sum(), counts.squares()))
                .containsExactly(3L, 3L, -3L, 300L);
        assertThat(List.of(counts.min(), counts.max())).containsExactly(-1.5, 2.0);
        assertThat(counts.newValues().shares()).containsExactly(Map.entry("hi", 1.0));
        assertThat(CountsBytes.of(counts)).isEqualTo(drawn);
    }

    @Test
    void emptyPaneKeepsItsIdentities() {
        Counts read = CountsBytes.read(CountsBytes.of(new Counts(ID, 66)));

        assertThat(read.min()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read.max()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read.seen()).isZero();
        assertThat(read.cellCount()).isEqualTo(66);
    }

    @Test
    void everyCounterSurvives() {
        Counts counts = new Counts("a grid of another name", 3);
        counts.countCell(1, Long.MAX_VALUE);
        counts.countBad(1, 200, 30_000, 4_000_000, 5_000_000_000L);
        counts.addMoments(-Double.MAX_VALUE, Double.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

        Counts read = CountsBytes.read(CountsBytes.of(counts));

        assertThat(read.gridId()).isEqualTo("a grid of another name");
        assertThat(List.of(read.cell(1), read.valid(), read.missing(), read.wrongType(), read.notANumber()))
                .containsExactly(Long.MAX_VALUE, Long.MAX_VALUE, 1L, 200L, 30_000L);
        assertThat(List.of(read.infinite(), read.outOfRange(), read.sum(), read.squares()))
                .containsExactly(4_000_000L, 5_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(List.of(read.min(), read.max())).containsExactly(-Double.MAX_VALUE, Double.MIN_VALUE);
    }

    @Test
    void quantileSketchSurvivesToTheByte() {
        Counts counts = Counts.withoutGrid();
        Cases cases = Cases.of(1);
        for (int i = 0; i < 5_000; i++) {
            counts.quantiles().update(cases.number());
        }
        counts.countValid(5_000);

        Counts read = CountsBytes.read(CountsBytes.of(counts));

        assertThat(read.hasGrid()).isFalse();
        assertThat(read.valid()).isEqualTo(5_000);
        assertThat(read.quantiles().toBytes()).isEqualTo(counts.quantiles().toBytes());
    }

    @Test
    void paneStaysSmall() {
        assertThat(size(0)).isEqualTo(15);
        assertThat(size(10)).isLessThanOrEqualTo(65);
        assertThat(size(1_000)).isLessThanOrEqualTo(110);
        assertThat(size(10_000)).isLessThanOrEqualTo(175);
    }

    private static int size(int rows) {
        Cases cases = Cases.of(1);
        Counts counts = new Counts(ID, 66);
        for (int i = 0; i < rows; i++) {
            double value = cases.gaussian();
            counts.countCell(cases.below(66), 1);
            counts.addMoments(value, value, (long) (value * (1 << 20)), (long) (value * value * (1 << 20)));
        }
        return CountsBytes.of(counts).length;
    }

    @Test
    void unknownVersionIsRefused() {
        byte[] bytes = CountsBytes.of(new Counts(ID, 1));
        bytes[0] = 9;

        assertThatThrownBy(() -> CountsBytes.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read counts of an unknown format: version=9, readable versions=1..1; "
                        + "read them with the build that wrote them");
    }

    @Test
    void truncatedBytesAreRefused() {
        byte[] bytes = Drawing.of(CountsCodec.class);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CountsBytes.read(cut))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void impossibleSizeIsRefused() {
        // version 1, no id, nothing present, 2^21 − 1 cells
        byte[] bytes = {1, 0, 0, -1, -1, 0x7F};

        assertThatThrownBy(() -> CountsBytes.read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of cells must be in [0, 65536]: number of cells=2097151");
    }
}
