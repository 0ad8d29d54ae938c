package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.FinestCells;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.NumberGrid;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RawComparisonTest {
    /** Two cells: up to 50, and above. */
    private static final NumberGrid GRID = new NumberGrid(new double[] {50}, 50, 30);

    private static final Levels LEVELS = new Levels(1e-6, 1e-3);

    @Test
    void changeInsideACellIsSeenOnRawValuesOnly() {
        double[] reference =
                IntStream.range(0, 10_000).mapToDouble(i -> i % 100 + 0.5).toArray();
        double[] window = IntStream.range(0, 10_000)
                .mapToDouble(i -> i % 100 < 50 ? 49.5 : 99.5)
                .toArray();

        RawComparison.Column column = column(window, reference);
        List<Judged> exact = RawComparison.judge(column, 1, Tolerances.DEFAULT, LEVELS);
        List<Judged> onCells =
                ColumnComparison.judge(GRID, column.window(), column.reference(), 1, Tolerances.DEFAULT, LEVELS);

        assertThat(of(onCells, Measure.KS).estimate().value()).isZero();
        assertThat(of(onCells, Measure.KS).verdict()).isEqualTo(Verdict.GOOD);
        // below 49.5 stand 49 % of the reference's values and none of the window's
        assertThat(of(exact, Measure.KS).estimate().value()).isCloseTo(0.49, within(1e-12));
        assertThat(of(exact, Measure.KS).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void measuresAreTheSameInTheSameOrder() {
        double[] values = {1, 2, 60, 70};
        RawComparison.Column column = column(values, values);

        List<Measure> onCells =
                ColumnComparison.judge(GRID, column.window(), column.reference(), 1, Tolerances.DEFAULT, LEVELS)
                        .stream()
                        .map(Judged::measure)
                        .toList();
        assertThat(onCells).startsWith(Measure.KS, Measure.RANK_SHIFT, Measure.RANK_SPREAD, Measure.JS_DISTANCE);
        assertThat(RawComparison.judge(column, 1, Tolerances.DEFAULT, LEVELS))
                .extracting(Judged::measure)
                .containsExactlyElementsOf(onCells);
    }

    @Test
    void referenceOfOneCellHasNoEdges() {
        NumberGrid single = new NumberGrid(new double[0], 0, 1);
        Counts before = new Counts(single.id(), 1);
        before.countCell(0, 1);
        Counts after = new Counts(single.id(), 1);
        after.countCell(0, 1_000);
        double[] window = IntStream.range(0, 1_000).mapToDouble(i -> i).toArray();

        List<Judged> judged = RawComparison.judge(
                new RawComparison.Column(
                        single,
                        after,
                        new ColumnReference(before, Dispersion.unknown(1)),
                        FinestCells.of(window, new double[] {-5})),
                1,
                Tolerances.DEFAULT,
                LEVELS);

        assertThat(of(judged, Measure.KS).estimate().value()).isEqualTo(1);
        assertThat(of(judged, Measure.KS).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    private static RawComparison.Column column(double[] window, double[] reference) {
        ColumnReference before = new ColumnReference(counts(reference), Dispersion.unknown(1));
        return new RawComparison.Column(GRID, counts(window), before, FinestCells.of(window, reference));
    }

    private static Counts counts(double... values) {
        Counts counts = new Counts(GRID.id(), GRID.cells());
        for (double value : values) {
            counts.countCell(GRID.cell(value), 1);
        }
        return counts;
    }

    private static Judged of(List<Judged> all, Measure measure) {
        return all.stream()
                .filter(judged -> judged.measure() == measure)
                .findFirst()
                .orElseThrow();
    }
}
