package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.verdict.DriftShare.Part;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftShareTest {
    private static Counts counts(long... cells) {
        Counts counts = new Counts("g", cells.length);
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        return counts;
    }

    private static Part part(Counts window, Counts reference) {
        return new Part(window, new ColumnReference(reference, Dispersion.unknown(10)));
    }

    @Test
    void sliceThatMovedAloneCarriesItAll() {
        Part whole = part(counts(400, 600), counts(500, 500));
        Part moved = part(counts(0, 200), counts(100, 100));
        Part still = part(counts(400, 400), counts(400, 400));

        assertThat(DriftShare.hasMoved(whole)).isTrue();
        assertThat(share(whole, moved)).isEqualTo(1, within(1e-12));
        assertThat(share(whole, still)).isZero();
    }

    @Test
    void sharesOfAllSlicesAddUpToOne() {
        SplittableRandom random = new SplittableRandom(1);
        Part[] slices = new Part[5];
        Counts now = counts(0, 0, 0, 0);
        Counts before = counts(0, 0, 0, 0);
        for (int i = 0; i < slices.length; i++) {
            Counts window = counts(random.nextInt(500), random.nextInt(50), random.nextInt(90), random.nextInt(10));
            Counts reference = counts(random.nextInt(900), random.nextInt(900), random.nextInt(900), 1);
            slices[i] = part(window, reference);
            now.add(window);
            before.add(reference);
        }

        double sum = 0;
        for (Part slice : slices) {
            sum += share(part(now, before), slice);
        }

        assertThat(sum).isEqualTo(1, within(1e-12));
    }

    /** Twice the rows of the upper cell, though both slices look as before each: growth moves the whole too. */
    @Test
    void growthMovesTheWhole() {
        Part whole = part(counts(500, 1000), counts(500, 500));
        Part grown = part(counts(0, 1000), counts(0, 500));

        // d = (−1/6, +1/6), TV 1/6; the slice adds 1000/1500 − 500/1000 = 1/6 to the upper cell, half of it counts
        assertThat(share(whole, grown)).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void sliceThatMovedTheOtherWayIsNegative() {
        Part whole = part(counts(400, 600), counts(500, 500));

        assertThat(share(whole, part(counts(150, 50), counts(100, 100)))).isEqualTo(-0.5, within(1e-12));
    }

    @Test
    void noiseIsNoDrift() {
        SplittableRandom random = new SplittableRandom(2);
        int moved = 0;
        for (int window = 0; window < 2_000; window++) {
            long[] cells = new long[20];
            for (int row = 0; row < 300; row++) {
                cells[random.nextInt(20)]++;
            }
            long[] reference = new long[20];
            Arrays.fill(reference, 500);
            moved += DriftShare.hasMoved(part(counts(cells), counts(reference))) ? 1 : 0;
        }

        assertThat(moved).isZero();
        assertThat(DriftShare.hasMoved(part(counts(0, 0), counts(5, 5)))).isFalse();
    }

    /** 5 % of 2,000 draws are 100; as the slice's number of rows is fixed here, which the bounds do not know, fewer are outside. */
    @Test
    void boundsHoldTheTruth() {
        SplittableRandom random = new SplittableRandom(3);
        int outside = 0;
        for (int draw = 0; draw < 2_000; draw++) {
            Counts slice = binomial(random, 400, 0.7);
            Counts rest = binomial(random, 1_600, 0.5);
            Counts now = counts(0, 0);
            now.add(slice);
            now.add(rest);
            Part whole = part(now, counts(50_000, 50_000));
            Judged judged = DriftShare.judge(whole, part(slice, counts(10_000, 10_000)), Verdict.BAD);
            outside += judged.estimate().lower() > 1 || judged.estimate().upper() < 1 ? 1 : 0;
        }

        assertThat(outside).isBetween(30, 110);
    }

    private static Counts binomial(SplittableRandom random, int rows, double share) {
        long upper = 0;
        for (int row = 0; row < rows; row++) {
            upper += random.nextDouble() < share ? 1 : 0;
        }
        return counts(rows - upper, upper);
    }

    /** Roots of (A − v·T)² = z²/4·(Var/N + Var/M), found by halving from the variance of the four kinds of rows, outside of this code. */
    @Test
    void boundsAreFiellers() {
        Part whole = part(counts(400, 600), counts(500, 500));

        Estimate half = DriftShare.judge(whole, part(counts(50, 150), counts(100, 100)), Verdict.BAD)
                .estimate();

        assertThat(half.value()).isEqualTo(0.5, within(1e-12));
        assertThat(half.lower()).isEqualTo(0.31762326725068185, within(1e-9));
        assertThat(half.upper()).isEqualTo(0.8243430225176609, within(1e-9));
    }

    private static double share(Part whole, Part slice) {
        Judged judged = DriftShare.judge(whole, slice, Verdict.BAD);
        assertThat(judged.measure()).isEqualTo(Measure.DRIFT_SHARE);
        assertThat(judged.estimate().lower())
                .isLessThanOrEqualTo(judged.estimate().value());
        return judged.estimate().value();
    }
}
