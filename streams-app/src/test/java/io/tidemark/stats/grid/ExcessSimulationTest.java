package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.ColumnKind;
import io.tidemark.testkit.Cases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often independent rows are taken for dependent ones, at the scale of the base window; the numbers stand in {@link Excess}. */
class ExcessSimulationTest {
    private static final int RUNS = 1_000;
    private static final int ROWS = 500;

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 64, 5",
        "NUMBER, 64, 20",
        "NUMBER, 64, 50",
        "CATEGORY, 3, 5",
        "CATEGORY, 3, 20",
        "CATEGORY, 3, 50"
    })
    void independentRowsAreSeldomSuspected(ColumnKind kind, int cells, int windows) {
        assertThat(suspected(kind, cells, windows)).isLessThanOrEqualTo(RUNS * 3 / 100);
    }

    @ParameterizedTest
    @CsvSource({"5", "20", "50"})
    void singleEventIsSuspectedAtTheNominalRate(int windows) {
        assertThat(suspected(ColumnKind.BOOLEAN, 2, windows)).isBetween(RUNS * 3 / 100, RUNS * 7 / 100);
    }

    private static int suspected(ColumnKind kind, int cells, int windows) {
        Cases cases = Cases.of(windows);
        int suspected = 0;
        for (int run = 0; run < RUNS; run++) {
            DispersionBuilder builder = new DispersionBuilder(kind, cells);
            for (int window = 0; window < windows; window++) {
                builder.add(uniform(cases, cells));
            }
            suspected += builder.build().at(1) > 1 ? 1 : 0;
        }
        return suspected;
    }

    private static long[] uniform(Cases cases, int cells) {
        long[] window = new long[cells];
        for (int row = 0; row < ROWS; row++) {
            window[cases.below(cells)]++;
        }
        return window;
    }
}
