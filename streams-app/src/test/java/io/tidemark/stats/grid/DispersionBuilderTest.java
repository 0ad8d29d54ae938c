package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.ColumnKind;
import io.tidemark.testkit.Cases;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DispersionBuilderTest {
    private static final NumberGrid GRID =
            new NumberGrid(IntStream.range(-15, 16).mapToDouble(i -> i / 8.0).toArray(), 0, 1);

    @Test
    void independentRowsHaveNoExcess() {
        int excess = 0;
        for (int seed = 1; seed <= 100; seed++) {
            Cases cases = Cases.of(seed);
            Dispersion dispersion = dispersion(cases, 40, () -> 0);
            excess += dispersion.at(1) > 1 ? 1 : 0;
        }

        assertThat(excess).isLessThanOrEqualTo(5);
    }

    @Test
    void dependentWindowsHaveAGrowingExcess() {
        // a level that wanders by 0.3 σ, AR(1) with 0.9: at the median, φ₁ = 1 + n·0.3²·φ(0)²/(¼) = 1 + 300·0.09·0.64 ≈
        // 18
        Cases cases = Cases.of(3);
        double[] level = {0};

        Dispersion dispersion = dispersion(cases, 400, () -> {
            level[0] = 0.9 * level[0] + Math.sqrt(1 - 0.81) * cases.gaussian();
            return 0.3 * level[0];
        });

        assertThat(dispersion.at(1)).isBetween(9.0, 30.0);
        assertThat(dispersion.at(2)).isGreaterThan(1.5 * dispersion.at(1));
        assertThat(dispersion.at(4)).isGreaterThan(1.5 * dispersion.at(2));
        assertThat(dispersion.at(16)).isGreaterThan(dispersion.at(4));
        assertThat(dispersion.windows()).isEqualTo(400);
    }

    private static Dispersion dispersion(Cases cases, int windows, DoubleSupplier level) {
        DispersionBuilder builder = new DispersionBuilder(ColumnKind.NUMBER, GRID.cells());
        for (int window = 0; window < windows; window++) {
            double mean = level.getAsDouble();
            long[] cells = new long[GRID.cells()];
            int rows = 250 + cases.below(100);
            for (int row = 0; row < rows; row++) {
                cells[GRID.cell(mean + cases.gaussian())]++;
            }
            builder.add(cells);
        }
        return builder.build();
    }

    @Test
    void alternatingCategoryHasTheExcessWorkedOutByHand() {
        // 6 windows of 100 rows, 80/20 and 20/80 in turn: q = ½, Σ (c − 50)²/25 = 6·900/25 = 216, f = 43.2 > χ²(.95,
        // 5)/5 = 2.214;
        // φ₁ = 216/χ²(.20, 5) = 216/2.3425. Pairs are all alike; with 3 of them nothing is measured, one scale shows no
        // growth: ×2
        Dispersion dispersion = build(3, new long[][] {
            {80, 20, 0}, {20, 80, 0}, {80, 20, 0}, {20, 80, 0}, {80, 20, 0}, {20, 80, 0},
        });

        assertThat(dispersion.at(1)).isCloseTo(92.21, within(0.01));
        assertThat(dispersion.at(2)).isCloseTo(2 * 92.21, within(0.02));
        assertThat(dispersion.at(64)).isCloseTo(64 * 92.21, within(0.64));
    }

    @Test
    void alternationVanishesWhenWindowsAreMerged() {
        long[][] windows = new long[10][];
        Arrays.setAll(windows, i -> i % 2 == 0 ? new long[] {80, 20, 0} : new long[] {20, 80, 0});

        Dispersion dispersion = build(3, windows);

        assertThat(dispersion.at(1)).isGreaterThan(40);
        assertThat(dispersion.at(2)).isEqualTo(1);
        assertThat(dispersion.at(64)).isEqualTo(1);
    }

    @Test
    void emptyWindowsKeepTimeOrder() {
        // without the empty windows, 80/20 would meet 20/80 in each pair
        long[][] windows = new long[20][];
        Arrays.setAll(windows, i -> new long[][] {{80, 20, 0}, {0, 0, 0}, {20, 80, 0}, {0, 0, 0}}[i % 4]);

        Dispersion dispersion = build(3, windows);

        assertThat(dispersion.windows()).isEqualTo(10);
        assertThat(dispersion.at(2)).isEqualTo(dispersion.at(1)).isGreaterThan(40);
        assertThat(dispersion.at(4)).isEqualTo(1);
    }

    @Test
    void constantColumnHasNoExcess() {
        Dispersion dispersion =
                build(3, new long[][] {{0, 5, 0}, {0, 900, 0}, {0, 7, 0}, {0, 1, 0}, {0, 5, 0}, {0, 3, 0}});

        assertThat(dispersion.isKnown()).isTrue();
        assertThat(dispersion.phi()).containsOnly(1);
    }

    @Test
    void fewerThanFiveWindowsAreUnknown() {
        assertThat(build(2)).isEqualTo(Dispersion.unknown(0));
        assertThat(build(2, new long[][] {{9, 1}, {1, 9}, {0, 0}, {9, 1}, {0, 0}, {1, 9}}))
                .isEqualTo(Dispersion.unknown(4));
    }

    @Test
    void oneCellHasNoEvents() {
        DispersionBuilder builder = new DispersionBuilder(ColumnKind.NUMBER, 1);
        for (int window = 0; window < 8; window++) {
            builder.add(new long[] {window});
        }

        assertThat(builder.build().phi()).containsOnly(1);
    }

    @Test
    void handedInCountsAreLeftAlone() {
        long[] window = {3, 4};
        DispersionBuilder builder = new DispersionBuilder(ColumnKind.CATEGORY, 2);

        builder.add(window);
        builder.add(window);

        assertThat(window).containsExactly(3, 4);
    }

    @Test
    void wrongNumberOfCellsIsRefused() {
        assertThatThrownBy(() -> new DispersionBuilder(ColumnKind.NUMBER, 3).add(new long[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window must have a count for each cell of the grid: counts=2, cells=3");
    }

    private static Dispersion build(int cells, long[]... windows) {
        DispersionBuilder builder = new DispersionBuilder(ColumnKind.CATEGORY, cells);
        for (long[] window : windows) {
            builder.add(window);
        }
        return builder.build();
    }
}
