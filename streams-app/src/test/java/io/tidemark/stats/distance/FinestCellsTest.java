package io.tidemark.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FinestCellsTest {
    @Test
    void oneCellForEachValueOfEitherSide() {
        FinestCells cells = FinestCells.of(new double[] {3, -0.0, 3, 1e300}, new double[] {0.0, 2, 3, 0});

        assertThat(cells.window()).containsExactly(1, 0, 2, 1);
        assertThat(cells.reference()).containsExactly(2, 1, 1, 0);
    }

    @Test
    void emptySidesHaveNoRows() {
        FinestCells cells = FinestCells.of(new double[0], new double[] {1, 1});

        assertThat(cells.window()).containsExactly(0);
        assertThat(cells.reference()).containsExactly(2);
    }

    @Test
    void kolmogorovSmirnovOnThemIsTheExactOne() {
        SplittableRandom random = new SplittableRandom(7);
        for (int draw = 0; draw < 200; draw++) {
            double[] window =
                    random.ints(1 + random.nextInt(40), 0, 12).asDoubleStream().toArray();
            double[] reference =
                    random.ints(1 + random.nextInt(40), 2, 15).asDoubleStream().toArray();
            FinestCells cells = FinestCells.of(window, reference);

            assertThat(KolmogorovSmirnov.onCells(cells.window(), cells.reference()))
                    .isCloseTo(largestGap(reference, window), within(1e-12));
        }
    }

    /** Whole values from 0 to 14: the distribution functions are compared at each. */
    private static double largestGap(double[] reference, double[] window) {
        double largest = 0;
        for (int value = 0; value < 15; value++) {
            largest = Math.max(largest, Math.abs(shareUpTo(value, reference) - shareUpTo(value, window)));
        }
        return largest;
    }

    private static double shareUpTo(double limit, double[] values) {
        return (double) Arrays.stream(values).filter(value -> value <= limit).count() / values.length;
    }
}
