package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.testkit.Cases;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownSharesTest {
    private static final CategoryGrid THREE = new CategoryGrid(ColumnKind.CATEGORY, List.of("a", "b", "c"));
    private static final CategoryGrid MANY = new CategoryGrid(
            ColumnKind.CATEGORY, IntStream.range(0, 200).mapToObj(i -> "v" + i).toList());

    @Test
    void vanishedValueIsNamedAndBad() {
        Judged vanished = judge(THREE, counts(THREE, 900, 100, 0, 0), counts(THREE, 80_000, 15_000, 5_000, 0), 1e-6)
                .get(0);

        assertThat(vanished.label()).isEqualTo("c");
        assertThat(vanished.estimate().value()).isCloseTo(0.05, within(1e-12));
        assertThat(vanished.estimate().lower()).isBetween(0.04, 0.05);
        assertThat(vanished.verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void rareValuesMayBeAwayFromASmallWindow() {
        Cases cases = Cases.of(5);
        long[] reference = new long[201];
        for (int i = 0; i < 50_000; i++) {
            reference[zipf(cases)]++;
        }
        int bad = 0;
        for (int window = 0; window < 2_000; window++) {
            long[] rows = new long[201];
            for (int i = 0; i < 100; i++) {
                rows[zipf(cases)]++;
            }
            Judged vanished = judge(MANY, counts(MANY, rows), counts(MANY, reference), 0.001)
                    .get(0);
            assertThat(vanished.estimate().value()).isGreaterThan(0.1);
            bad += vanished.verdict() == Verdict.BAD ? 1 : 0;
        }

        assertThat(bad).isLessThanOrEqualTo(5);
    }

    private static int zipf(Cases cases) {
        double u = (cases.below(1 << 24) + 0.5) / (1 << 24);
        return (int) Math.min(199, Math.exp(u * Math.log(201)) - 1);
    }

    @Test
    void ratioIsOfTheValueThatMostCertainlyMoved() {
        Judged ratio = judge(THREE, counts(THREE, 8_100, 1_500, 400, 0), counts(THREE, 84_000, 15_000, 1_000, 0), 1e-6)
                .get(1);

        assertThat(ratio.label()).isEqualTo("c");
        assertThat(ratio.estimate().value()).isCloseTo(4, within(1e-9));
        assertThat(ratio.estimate().lower()).isBetween(2.5, 4.0);
        assertThat(ratio.estimate().upper()).isBetween(4.0, 6.0);
        assertThat(ratio.verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void ratioToNothingIsInfinite() {
        Judged ratio = judge(THREE, counts(THREE, 50, 50, 900, 0), counts(THREE, 5_000, 5_000, 0, 0), 1e-6)
                .get(1);

        assertThat(ratio.estimate().value()).isInfinite();
        assertThat(ratio.estimate().lower()).isGreaterThan(100);
    }

    private static List<Judged> judge(CategoryGrid grid, Counts window, Counts reference, double alpha) {
        List<Judged> all = ColumnComparison.judge(
                grid,
                window,
                new ColumnReference(reference, Dispersion.unknown(0)),
                1,
                Tolerances.DEFAULT,
                new Levels(alpha, 0.001));
        return List.of(of(all, Measure.VANISHED), of(all, Measure.SHARE_RATIO));
    }

    private static Judged of(List<Judged> all, Measure measure) {
        return all.stream().filter(one -> one.measure() == measure).findFirst().orElseThrow();
    }

    private static Counts counts(CategoryGrid grid, long... rows) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < rows.length; cell++) {
            counts.countCell(cell, rows[cell]);
        }
        return counts;
    }
}
