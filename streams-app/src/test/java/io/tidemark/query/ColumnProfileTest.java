package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.Rows;
import io.tidemark.domain.SpanProfile;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.query.GridFigures.Bin;
import io.tidemark.query.GridFigures.Distinct;
import io.tidemark.query.GridFigures.Quantile;
import io.tidemark.query.GridFigures.Sampled;
import io.tidemark.query.GridFigures.Value;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ColumnProfileTest {
    /** Up to 10, zero itself among them, and above. */
    private static final NumberGrid OLD = new NumberGrid(new double[] {Math.nextDown(0.0), 0, 10}, 5, 10);

    private static final NumberGrid NEW = new NumberGrid(new double[] {100}, 50, 10);

    private static Counts numbers(NumberGrid grid, double... values) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (double value : values) {
            counts.countCell(grid.cell(value), 1);
            counts.addMoments(value, value, grid.fixedPoint(value), grid.fixedPointSquare(value));
        }
        return counts;
    }

    private static SpanProfile span(String column, Counts... all) {
        SpanProfile span = new SpanProfile();
        for (Counts counts : all) {
            span.add(new Profile(new Rows(counts.seen(), counts.seen(), 0), new TreeMap<>(Map.of(column, counts))));
        }
        return span;
    }

    private static Map<String, Grid> grids(Grid... all) {
        Map<String, Grid> grids = new LinkedHashMap<>();
        for (Grid grid : all) {
            grids.put(grid.id(), grid);
        }
        return grids;
    }

    private static ColumnProfile shown(SpanProfile span, Grid... grids) {
        return ColumnProfile.of("price", span, grids(grids), Disclosure.SHOWN);
    }

    /** 0, 0, 4, 8, 20: the mean is 32/5, the squared deviations are 40.96 · 2 + 5.76 + 2.56 + 184.96 = 275.2, over 4. */
    @Test
    void numbersOnAGridHaveFiguresWithHardBounds() {
        ColumnProfile price = shown(span("price", numbers(OLD, 0, 0, 4, 8, 20)), OLD);
        GridFigures figures = price.grids().get(0);

        assertThat(figures.moments().orElseThrow().moments().mean()).isCloseTo(6.4, within(1e-5));
        assertThat(figures.moments().orElseThrow().moments().standardDeviation())
                .isCloseTo(8.294_576_541, within(1e-4));
        assertThat(figures.quantiles()).contains(new Quantile(0.0, 0, 0, 0), new Quantile(1.0, 20, 20, 20));
        assertThat(figures.quantiles()).filteredOn(one -> one.rank() == 0.5).allSatisfy(median -> assertThat(median)
                .extracting(Quantile::lower, Quantile::upper)
                .containsExactly(Double.MIN_VALUE, 10.0));
        assertThat(figures.bins().stream().map(Bin::rows)).containsExactly(0L, 2L, 2L, 1L);
        assertThat(figures.bins().get(1)).extracting(Bin::from, Bin::to).containsExactly(0.0, 0.0);
        assertThat(figures.values()).containsExactly(new Value("0", 2, 0.4));
        assertThat(figures.distinct()).contains(new Distinct(3, 1 + 2 + 1));
        assertThat(price.kind()).contains(ColumnKind.NUMBER);
    }

    @Test
    void oneRowHasAMeanAndIsOneValue() {
        GridFigures figures = shown(span("price", numbers(OLD, 4)), OLD).grids().get(0);

        assertThat(figures.distinct()).contains(new Distinct(1, 1));
        assertThat(figures.moments().orElseThrow().moments().mean()).isEqualTo(4);
        assertThat(figures.quantiles()).allMatch(one -> one.lower() == 4 && one.upper() == 4);
    }

    @Test
    void columnWithoutRowsHasNoFigures() {
        ColumnProfile price = shown(new SpanProfile(), OLD);

        assertThat(price.faults().seen()).isZero();
        assertThat(price.grids()).isEmpty();
        assertThat(price.min()).isInfinite();
    }

    @Test
    void onlyMissingRowsHaveNoQuantiles() {
        Counts missing = new Counts(OLD.id(), OLD.cells());
        missing.countBad(3, 0, 0, 0, 0);

        GridFigures figures = shown(span("price", missing), OLD).grids().get(0);

        assertThat(figures.quantiles()).isEmpty();
        assertThat(figures.moments()).isEmpty();
        assertThat(figures.distinct()).contains(new Distinct(0, 0));
    }

    /** Missing rows add up, whatever the grid; cells do not. */
    @Test
    void countsOnTwoGridsAreToldApartAndNeverAdded() {
        Counts before = numbers(OLD, 1, 2, 3);
        before.countBad(1, 0, 0, 0, 0);
        Counts after = numbers(NEW, 7, 200);
        after.countBad(2, 0, 0, 0, 0);

        ColumnProfile price = shown(span("price", before, after), OLD, NEW);

        assertThat(price.faults().missing()).isEqualTo(3);
        assertThat(price.faults().valid()).isEqualTo(5);
        assertThat(price.min()).isEqualTo(1);
        assertThat(price.max()).isEqualTo(200);
        assertThat(price.grids().stream().map(GridFigures::gridId)).containsExactly(NEW.id(), OLD.id());
        assertThat(price.grids().stream().map(GridFigures::rows)).containsExactly(2L, 3L);
    }

    @Test
    void countsOnAForgottenGridTellHowManyOnly() {
        GridFigures figures =
                shown(span("price", numbers(OLD, 1, 2)), NEW).grids().get(0);

        assertThat(figures.rows()).isEqualTo(2);
        assertThat(figures.quantiles()).isEmpty();
        assertThat(figures.bins()).isEmpty();
        assertThat(figures.distinct()).isEmpty();
    }

    @Test
    void categoriesTellTheirValuesAndWhatIsNew() {
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, List.of("a", "b", "c"));
        Counts counts = new Counts(grid.id(), grid.cells());
        counts.countCell(0, 1);
        counts.countCell(2, 5);
        counts.countCell(3, 4);
        counts.newValues().offer(1, "x");
        counts.newValues().offer(2, "y");
        counts.newValues().offer(3, "x");
        counts.newValues().offer(4, "x");

        GridFigures figures = shown(span("price", counts), grid).grids().get(0);

        assertThat(figures.values()).containsExactly(new Value("c", 5, 0.5), new Value("a", 1, 0.1));
        assertThat(figures.other().orElseThrow().rows()).isEqualTo(4);
        assertThat(figures.other().orElseThrow().sampled())
                .containsExactly(new Sampled("x", 0.75), new Sampled("y", 0.25));
        assertThat(figures.distinct()).as("a, c, x, y at least").contains(new Distinct(4, 2 + 4));
    }

    @Test
    void redactedColumnHasNoValueInIt() {
        ColumnProfile price =
                ColumnProfile.of("price", span("price", numbers(OLD, 0, 0, 4)), grids(OLD), Disclosure.REDACTED);

        assertThat(price.min()).isInfinite();
        assertThat(price.faults().valid()).isEqualTo(3);
        assertThat(price.grids().get(0))
                .isEqualTo(new GridFigures(
                        OLD.id(),
                        3,
                        Optional.of(new Distinct(2, 2)),
                        Optional.empty(),
                        List.of(),
                        1,
                        List.of(),
                        List.of(),
                        Optional.empty()));
    }

    private static StatusCounts statuses(List<String> known, long... cells) {
        CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, known);
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        TreeMap<String, Grid> grids = new TreeMap<>(Map.of("status", grid));
        return StatusCounts.of(
                span("status", counts),
                new GridBook(List.of(new GridBook.Era(Long.MIN_VALUE, grids)), new TreeSet<>()));
    }

    /** What shares the last cell can be told apart if it is only one of them. */
    @Test
    void statusesThatTheReferenceNeverHadAreToldApartWherePossible() {
        assertThat(statuses(List.of("OK", "ERROR", "FALLBACK"), 7, 2, 0, 1).known())
                .containsEntry(RequestStatus.TIMEOUT, 1L)
                .containsEntry(RequestStatus.OK, 7L);
        assertThat(statuses(List.of("OK"), 7, 3)).isEqualTo(new StatusCounts(Map.of(RequestStatus.OK, 7L), 3));
        assertThat(statuses(List.of("OK"), 7, 0).known())
                .containsEntry(RequestStatus.ERROR, 0L)
                .hasSize(4);
        assertThat(StatusCounts.of(new SpanProfile(), GridBook.EMPTY)).isEqualTo(StatusCounts.NONE);
    }
}
