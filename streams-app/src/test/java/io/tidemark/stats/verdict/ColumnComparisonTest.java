package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class ColumnComparisonTest {
    private static final Levels LEVELS = Levels.of(2.9e-8, 25, 20);

    /** Cells (−∞, v), {v}, (v, ∞). */
    private final NumberGrid constant = new NumberGrid(new double[] {Math.nextDown(0.003467), 0.003467}, 0, 1);

    private final NumberGrid quarters = new NumberGrid(new double[] {1, 2, 3}, 2, 1);
    private final CategoryGrid countries = new CategoryGrid(ColumnKind.CATEGORY, List.of("BR", "DE", "US"));

    @Test
    void constantReferenceThatVariesIsBadInADay() {
        Counts window = counts(constant, 24, 0, 24);
        Counts reference = counts(constant, 0, 7000, 0);

        Results judged = judge(constant, window, reference);

        assertThat(judged.get(Measure.KS).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judged.get(Measure.JS_DISTANCE).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judged.get(Measure.PSI).verdict()).isEqualTo(Verdict.BAD);
    }

    /** However far they are: three rows of 21 cannot be less likely than 1 in 1,330 by chance. */
    @Test
    void threeRowsNeverRefuteAnything() {
        for (long rows : new long[] {18, 7000}) {
            Results judged = judge(constant, counts(constant, 3, 0, 0), counts(constant, 0, rows, 0));

            assertThat(judged.get(Measure.RANK_SHIFT).verdict()).isEqualTo(Verdict.INSUFFICIENT);
            assertThat(judged.get(Measure.RANK_SPREAD).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        }
    }

    /** The values wander, φ = 40; that no row was ever missing they say nothing about. */
    @Test
    void rowsThatWereNeverMissingAreSeenMissingThoughTheValuesWander() {
        double[] wandering = new double[Dispersion.SCALES];
        Arrays.fill(wandering, 40);
        Counts window = counts(quarters, 164, 164, 164, 163);
        window.countBad(145, 0, 0, 0, 0);
        Counts before = counts(quarters, 6000, 6000, 6000, 6000);
        List<Judged> all = ColumnComparison.judge(
                quarters,
                window,
                new ColumnReference(before, new Dispersion(30, wandering)),
                1,
                Tolerances.DEFAULT,
                new Levels(1e-8, 1e-4));

        Judged missing = all.stream()
                .filter(one -> one.measure() == Measure.MISSING)
                .findFirst()
                .orElseThrow();
        assertThat(missing.verdict()).isEqualTo(Verdict.BAD);
        assertThat(missing.estimate().n()).isEqualTo(800);
    }

    @Test
    void constantReferenceThatStaysIsGood() {
        Results judged = judge(constant, counts(constant, 0, 480, 0), counts(constant, 0, 7000, 0));

        assertThat(judged.all()).extracting(Judged::verdict).containsOnly(Verdict.GOOD);
    }

    @Test
    void sameSharesAreGood() {
        Results judged =
                judge(quarters, counts(quarters, 250, 250, 250, 250), counts(quarters, 2500, 2500, 2500, 2500));

        assertThat(judged.all()).extracting(Judged::verdict).containsOnly(Verdict.GOOD);
        assertThat(judged.all())
                .extracting(Judged::measure)
                .containsExactly(
                        Measure.KS,
                        Measure.RANK_SHIFT,
                        Measure.RANK_SPREAD,
                        Measure.JS_DISTANCE,
                        Measure.PSI,
                        Measure.MISSING,
                        Measure.INVALID,
                        Measure.JS,
                        Measure.TV,
                        Measure.HELLINGER,
                        Measure.CHI2,
                        Measure.CHI2_P);
    }

    @Test
    void badMeansThatTheBoundIsBeyondTheTolerance() {
        Results judged =
                judge(quarters, counts(quarters, 2000, 1000, 500, 500), counts(quarters, 2500, 2500, 2500, 2500));

        for (Measure measure : List.of(Measure.KS, Measure.JS_DISTANCE)) {
            assertThat(judged.get(measure).verdict()).isEqualTo(Verdict.BAD);
            assertThat(judged.get(measure).estimate().lower())
                    .isGreaterThan(judged.get(measure).tolerance());
        }
        assertThat(judged.get(Measure.RANK_SHIFT).estimate().upper()).isLessThan(-0.056);
    }

    @Test
    void fewRowsAreInsufficientUntilTheStatedMinimum() {
        Counts reference = counts(quarters, 25_000, 25_000, 25_000, 25_000);
        Judged few = judge(quarters, counts(quarters, 1, 1, 1, 1), reference).get(Measure.KS);
        long quarter = few.minimumN() / 4 + 1;
        Judged enough = judge(quarters, counts(quarters, quarter, quarter, quarter, quarter), reference)
                .get(Measure.KS);

        assertThat(few.verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(enough.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(enough.smallestVisible()).isLessThan(0.51);
    }

    @Test
    void windowWithoutRowsHasNoData() {
        Results judged = judge(quarters, counts(quarters), counts(quarters, 25, 25, 25, 25));

        assertThat(judged.all()).extracting(Judged::verdict).containsOnly(Verdict.NO_DATA);
    }

    @Test
    void windowOfMissingRowsOnlyIsBadInMissing() {
        Counts window = counts(quarters);
        window.countBad(500, 0, 0, 0, 0);

        Results judged = judge(quarters, window, counts(quarters, 2500, 2500, 2500, 2500));

        assertThat(judged.get(Measure.KS).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(judged.get(Measure.MISSING).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judged.get(Measure.MISSING).count()).isEqualTo(500);
    }

    @Test
    void referenceWithoutValuesStillJudgesMissing() {
        Counts reference = counts(quarters);
        reference.countBad(10_000, 0, 0, 0, 0);

        Results judged = judge(quarters, counts(quarters, 50, 50, 50, 50), reference);

        assertThat(judged.get(Measure.KS).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(judged.get(Measure.JS_DISTANCE).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(judged.get(Measure.MISSING).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void mostlyMissingColumnCanStillGetWorse() {
        Counts reference = counts(quarters, 7500, 7500, 7500, 7500);
        reference.countBad(70_000, 0, 0, 0, 0);
        Counts window = counts(quarters, 5, 5, 5, 5);
        window.countBad(980, 0, 0, 0, 0);

        Judged missing = judge(quarters, window, reference).get(Measure.MISSING);

        assertThat(missing.verdict()).isEqualTo(Verdict.BAD);
        assertThat(missing.reference()).isEqualTo(0.7);
    }

    @Test
    void newCategoryIsUnseenAndNamedByItsShare() {
        Results judged =
                judge(countries, counts(countries, 480, 290, 190, 40), counts(countries, 50_000, 30_000, 20_000, 0));

        assertThat(judged.get(Measure.UNSEEN).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judged.get(Measure.UNSEEN).estimate().value()).isEqualTo(0.04);
        assertThat(judged.get(Measure.UNSEEN).reference()).isZero();
    }

    @Test
    void movedCategoryIsNamed() {
        List<Judged> all = judgeAll(
                countries, counts(countries, 4000, 4000, 2000, 0), counts(countries, 50_000, 30_000, 20_000, 0));

        Judged linf = byMeasure(all).get(Measure.LINF);
        assertThat(linf.verdict()).isEqualTo(Verdict.BAD);
        assertThat(linf.label()).isEqualTo("BR");
        assertThat(linf.estimate().lower()).isBetween(0.02, 0.1);
        assertThat(all)
                .filteredOn(judged -> judged.measure() == Measure.SHARE)
                .extracting(Judged::label, Judged::verdict)
                .containsExactly(
                        Tuple.tuple("BR", Verdict.BAD),
                        Tuple.tuple("DE", Verdict.BAD),
                        Tuple.tuple("US", Verdict.GOOD));
    }

    @Test
    void dependentRowsCountForLess() {
        Counts window = counts(quarters, 290, 240, 240, 230);
        Counts reference = counts(quarters, 25_000, 25_000, 25_000, 25_000);
        double[] wandering = {50, 50, 50, 50, 50, 50, 50};

        Judged independent = judge(quarters, window, reference).get(Measure.KS);
        Judged dependent = byMeasure(ColumnComparison.judge(
                        quarters,
                        window,
                        new ColumnReference(reference, new Dispersion(30, wandering)),
                        1,
                        Tolerances.DEFAULT,
                        LEVELS))
                .get(Measure.KS);

        assertThat(dependent.estimate().n()).isEqualTo(20);
        assertThat(dependent.estimate().lower())
                .isLessThanOrEqualTo(independent.estimate().lower());
        assertThat(dependent.smallestVisible()).isGreaterThan(independent.smallestVisible());
        assertThat(dependent.minimumN()).isGreaterThan(40 * independent.minimumN());
        assertThat(dependent.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void boundsHoldTheValueForEveryMeasure() {
        for (long moved = 0; moved <= 250; moved += 50) {
            Counts window = counts(countries, 500 - moved, 300, 200, moved);

            for (Judged judged : judgeAll(countries, window, counts(countries, 50_000, 30_000, 20_000, 7))) {
                Estimate estimate = judged.estimate();
                assertThat(estimate.lower()).as(judged.toString()).isLessThanOrEqualTo(estimate.value());
                assertThat(estimate.upper()).as(judged.toString()).isGreaterThanOrEqualTo(estimate.value());
                if (judged.measure().decides()) {
                    assertThat(judged.smallestVisible()).as(judged.toString()).isBetween(0.0, 1.0);
                }
            }
        }
    }

    @Test
    void countsOfAnotherGridAreRefused() {
        assertThatThrownBy(() -> judge(quarters, counts(constant, 1, 1, 1), counts(quarters, 1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "counts are on another grid: side=window, grid=" + quarters.id() + ", counts=" + constant.id());
    }

    private static Results judge(Grid grid, Counts window, Counts reference) {
        return byMeasure(judgeAll(grid, window, reference));
    }

    private static List<Judged> judgeAll(Grid grid, Counts window, Counts reference) {
        return ColumnComparison.judge(
                grid, window, new ColumnReference(reference, Dispersion.unknown(0)), 1, Tolerances.DEFAULT, LEVELS);
    }

    private static Results byMeasure(List<Judged> all) {
        return new Results(all);
    }

    /** The judged measures of one column. */
    private record Results(List<Judged> all) {
        Judged get(Measure measure) {
            return all.stream()
                    .filter(judged -> judged.measure() == measure)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Counts counts(Grid grid, long... cells) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        return counts;
    }
}
