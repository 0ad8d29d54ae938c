package io.tidemark.stats.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeWatchTest {
    /** Means of 100 rows with σ = 0.05; a change of up to 0.02 is in order. */
    private static final ChangeScale SCALE = new ChangeScale(0.5, 0.05, 0, 0.02, 100, 1, 10_000);

    private final SplittableRandom random = new SplittableRandom(1);

    private void feed(ChangeWatch watch, double mean, int panes) {
        for (int i = 0; i < panes; i++) {
            watch.add(100 * (mean + 0.05 * random.nextGaussian()), 100);
        }
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void risesAndFallsAreToldOnceWithTheirSize(DetectorKind kind) {
        ChangeWatch watch = new ChangeWatch(kind, SCALE, 1e-6);

        feed(watch, 0.5, 200);
        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.GOOD);
        feed(watch, 0.7, 60);
        Judged rise = watch.judge("x", 6_000);
        feed(watch, 0.7, 200);
        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.GOOD);
        feed(watch, 0.5, 60);
        Judged fall = watch.judge("x", 6_000);

        assertThat(rise.verdict()).isEqualTo(Verdict.BAD);
        assertThat(rise.estimate().value()).isBetween(kind == DetectorKind.HDDM_A ? 0.04 : 0.12, 0.28);
        assertThat(rise.reference()).isCloseTo(0.5, within(0.03));
        assertThat(rise.estimate().lower()).isLessThan(rise.estimate().value());
        assertThat(fall.verdict()).isEqualTo(Verdict.BAD);
        assertThat(-fall.estimate().value()).isBetween(kind == DetectorKind.HDDM_A ? 0.04 : 0.12, 0.28);
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void changeWithinTheToleranceIsInOrder(DetectorKind kind) {
        ChangeWatch watch = new ChangeWatch(kind, SCALE, 1e-6);

        feed(watch, 0.5, 1_000);
        feed(watch, 0.52, 5_000);

        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.GOOD);
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void watchGoesOnFromItsState(DetectorKind kind) {
        ChangeWatch watch = new ChangeWatch(kind, SCALE, 1e-6);
        feed(watch, 0.5, 200);
        watch.add(30, 60); // pending
        ChangeWatch other = new ChangeWatch(kind, SCALE, 1e-6);

        other.restore(watch.state());
        watch.add(30, 40);
        other.add(30, 40);

        assertThat(other.state()).containsExactly(watch.state());
        assertThat(other.judge("x", 1)).isEqualTo(watch.judge("x", 1));
    }

    @Test
    void isInsufficientUntilItHasRunIn() {
        ChangeWatch watch = new ChangeWatch(DetectorKind.CUSUM, SCALE, 1e-6);

        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        feed(watch, 0.5, 29);
        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        feed(watch, 0.5, 1);
        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void smallPanesArePutTogether() {
        ChangeWatch watch = new ChangeWatch(DetectorKind.CUSUM, SCALE, 1e-6);
        for (int i = 0; i < 30 * 4 - 1; i++) {
            watch.add(12.5, 25);
        }
        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.INSUFFICIENT);

        watch.add(12.5, 25);

        assertThat(watch.judge("x", 0).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void thresholdsAreThoseOfSiegmund() {
        // (exp(b) − 1 − b)/(1·½) = 1e6 at b = ln(500,014.12…) = 13.1224, h = b − 1.166
        assertThat(DetectorKind.threshold(1e-6, 0.5, 0)).isCloseTo(11.956, within(0.001));
        assertThat(DetectorKind.threshold(1e-6, 0.5, 0.3)).isBetween(12.5, 14.0);
    }
}
