package io.tidemark.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.grid.NumberGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class DistancesTest {
    /** WhyLabs printed its masses (DistanceTest.java) with eight digits. */
    private static final double PUBLISHED = 1e-8;

    @Test
    void jensenShannonAgreesWithPublishedValues() {
        double[] p = {.32, .16, .28, .04, .2};
        double[] q = {.25, .0625, .4375, .1875, .0625};
        double[] r = {.5826087, .1, .05217391, .24782609, .0173913};
        double[] s = {.67346939, .05102041, .00340136, .10884354, .16326531};

        // WhyLabs DistanceTest.java: roots of nats.
        assertThat(rootOfNats(p, q)).isCloseTo(.2584730044, within(PUBLISHED));
        assertThat(rootOfNats(r, s)).isCloseTo(.2577792719, within(PUBLISHED));
        assertThat(rootOfNats(new double[] {0, 1}, new double[] {1, 0})).isCloseTo(.8325546112, within(PUBLISHED));
        assertThat(rootOfNats(new double[] {.4, .4, .2}, new double[] {.5, 0, .5}))
                .isCloseTo(.4178757173, within(PUBLISHED));
    }

    private static double rootOfNats(double[] p, double[] q) {
        return Math.sqrt(JensenShannon.nats(p, q));
    }

    @Test
    void populationStabilityAgreesWithPublishedValues() {
        double[] p = {.32, .16, .28, .04, .2};
        double[] q = {.25, .0625, .4375, .1875, .0625};

        assertThat(PopulationStability.unsmoothed(p, q)).isCloseTo(.5670270284, within(PUBLISHED));
    }

    @Test
    void unitsOfJensenShannonConvert() {
        // Evidently's 0.1 (root of nats) is 0.120 as a root of bits, 0.0144 as bits.
        double distance = JensenShannon.distanceOfNats(0.1 * 0.1);

        assertThat(distance).isCloseTo(0.1201, within(5e-5));
        assertThat(distance * distance).isCloseTo(0.0144, within(5e-5));
        assertThat(JensenShannon.natsOfDistance(distance)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void rankShiftIsProbabilityAboveMinusBelow() {
        // Reference half in each of two cells: F = ¼, ¾, s = −½, ½. The window all in the upper one: mean s = ½.
        assertThat(RankShift.of(Cells.of(0, 7), Cells.of(50, 50))).isEqualTo(0.5);
        assertThat(RankShift.of(Cells.of(7, 0), Cells.of(50, 50))).isEqualTo(-0.5);
    }

    @Test
    void rankSpreadSeesWideningThatShiftMisses() {
        // Reference ¼ each: F = ⅛, ⅜, ⅝, ⅞; |2F−1| = ¾, ¼, ¼, ¾; t = ½, −½, −½, ½. The window outside: mean t = ½, the
        // reference's 0.
        double[] window = Cells.of(10, 0, 0, 10);
        double[] reference = Cells.of(25, 25, 25, 25);

        assertThat(RankSpread.of(window, reference)).isEqualTo(0.5);
        assertThat(RankShift.of(window, reference)).isZero();
    }

    @Test
    void emptySidesHaveAStatedDistance() {
        double[] none = Cells.of(0, 0);
        double[] some = Cells.of(3, 4);

        assertThat(KolmogorovSmirnov.onCells(none, some)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.onCells(none, none)).isZero();
        assertThat(JensenShannon.distance(some, none)).isEqualTo(1);
        assertThat(JensenShannon.distance(none, none)).isZero();
        assertThat(RankShift.of(none, some)).isZero();
        assertThat(RankSpread.of(some, none)).isZero();
        assertThat(PopulationStability.smoothed(none, some)).isFinite();
    }

    @Test
    void differentCellsAreRefused() {
        assertThatThrownBy(() -> JensenShannon.nats(Cells.of(1), Cells.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot compare counts on different cells: window=1 cells, reference=2 cells");
    }

    @Test
    void distancesGrowWithTheMovedMass() {
        double[] reference = Cells.of(250, 250, 250, 250);
        double before = -1;

        for (long moved = 0; moved <= 250; moved += 25) {
            double[] window = Cells.of(250 - moved, 250, 250, 250 + moved);
            double sum = KolmogorovSmirnov.onCells(window, reference)
                    + JensenShannon.distance(window, reference)
                    + RankShift.of(window, reference)
                    + PopulationStability.smoothed(window, reference);

            assertThat(sum).isGreaterThan(before);
            before = sum;
        }
    }

    @Test
    void oneOutlierDoesNotHideAShift() {
        // Reference N(0,1), window N(1,1), 20,000 each: decile PSI 0.926 clean and 0.926 with a single 1e6 (equal-width
        // bins: 0.022).
        double[] reference = normals(0, 1, 20_000);
        double[] window = normals(1, 2, 20_000);
        NumberGrid deciles = deciles(reference);
        double[] clean = counted(deciles, window);
        double[] soiled = counted(deciles, window);
        soiled[deciles.cell(1e6)]++;

        double psiClean = PopulationStability.smoothed(clean, counted(deciles, reference));
        double psiSoiled = PopulationStability.smoothed(soiled, counted(deciles, reference));

        assertThat(psiClean).isCloseTo(0.926, within(0.06));
        assertThat(psiSoiled).isCloseTo(psiClean, within(1e-3));
        assertThat(RankShift.of(soiled, counted(deciles, reference))).isGreaterThan(0.5);
    }

    private static double[] normals(double mean, long seed, int size) {
        NormalDistribution standard = NormalDistribution.of(0, 1);
        return new SplittableRandom(seed)
                .doubles(size, 0, 1)
                .map(u -> mean + standard.inverseCumulativeProbability(u))
                .toArray();
    }

    private static NumberGrid deciles(double[] reference) {
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        double[] edges = new double[9];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = sorted[(i + 1) * sorted.length / 10];
        }
        return new NumberGrid(edges, 0, 1);
    }

    private static double[] counted(NumberGrid grid, double[] values) {
        double[] counts = new double[grid.cells()];
        for (double value : values) {
            counts[grid.cell(value)]++;
        }
        return counts;
    }
}
