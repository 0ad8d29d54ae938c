package io.tidemark.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    private final CategoryGrid grid = new CategoryGrid(ColumnKind.CATEGORY, List.of("a", "b", "c"));

    @Test
    void contributionsOfAllCellsSumToOne() {
        List<Shift> shifts = Contributions.top(grid, counts(10, 20, 60, 10), counts(40, 30, 30, 0), 99);

        assertThat(shifts).hasSize(4);
        assertThat(shifts.stream().mapToDouble(Shift::contribution).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void largestContributionComesFirst() {
        List<Shift> shifts = Contributions.top(grid, counts(5, 53, 42, 0), counts(30, 35, 35, 0), 2);

        assertThat(shifts).extracting(Shift::label).containsExactly("“a”", "“b”");
        assertThat(shifts.get(0).before()).isEqualTo(0.3);
        assertThat(shifts.get(0).after()).isEqualTo(0.05);
    }

    @Test
    void newValuesAreNamedWithTheirShare() {
        Counts window = counts(40, 30, 10, 20);
        for (int i = 0; i < 3; i++) {
            window.newValues().offer(i, "XX");
        }
        window.newValues().offer(9, "YY");

        List<Shift> shifts = Contributions.top(grid, window, counts(50, 30, 20, 0), 3);

        // Else holds 20 %; three of four sampled occurrences are XX: 15 %.
        assertThat(shifts.get(0).label()).isEqualTo("new “XX”");
        assertThat(shifts.get(0).before()).isZero();
        assertThat(shifts.get(0).after()).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void newValuesWithoutASampleStayElse() {
        List<Shift> shifts = Contributions.top(grid, counts(40, 30, 10, 20), counts(50, 30, 20, 0), 1);

        assertThat(shifts).extracting(Shift::label).containsExactly("else");
    }

    @Test
    void nothingMovedIsNoEvidence() {
        assertThat(Contributions.top(grid, counts(4, 4, 4, 0), counts(1, 1, 1, 0), 3))
                .isEmpty();
        assertThat(Contributions.top(grid, counts(0, 0, 0, 0), counts(1, 1, 1, 0), 3))
                .isEmpty();
    }

    private Counts counts(long... cells) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        return counts;
    }
}
