package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.grid.Dispersion;
import org.junit.jupiter.api.Test;

class VolumeComparisonTest {
    private static final Levels LEVELS = Levels.of(1e-6, 25, 20);
    private static final Dispersion INDEPENDENT = Dispersion.unknown(100);

    @Test
    void usualVolumeIsGood() {
        Judged judged = judge(1_040, 1_000, INDEPENDENT);

        assertThat(judged.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(judged.estimate().value()).isEqualTo(1.04);
        assertThat(judged.estimate().lower()).isBetween(0.8, 1.04);
        assertThat(judged.estimate().upper()).isBetween(1.04, 1.3);
    }

    @Test
    void volumeFarOutOfItsBandIsBad() {
        assertThat(judge(300, 1_000, INDEPENDENT).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judge(3_000, 1_000, INDEPENDENT).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judge(480, 1_000, INDEPENDENT).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void emptyWindowIsBadWhereManyRowsAreUsual() {
        assertThat(judge(0, 100, INDEPENDENT).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judge(0, 5, INDEPENDENT).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void emptyWindowIsBadFromTheStatedMinimum() {
        long minimum = judge(0, 5, INDEPENDENT).minimumN();

        assertThat(judge(0, minimum + 1, INDEPENDENT).verdict()).isEqualTo(Verdict.BAD);
        assertThat(judge(0, minimum - 1, INDEPENDENT).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void wanderingVolumeNeedsALargerChange() {
        Dispersion wandering = new Dispersion(100, new double[] {60, 60, 60, 60, 60, 60, 60});

        assertThat(judge(300, 1_000, wandering).verdict()).isNotEqualTo(Verdict.BAD);
    }

    private static Judged judge(long rows, double mean, Dispersion dispersion) {
        return VolumeComparison.judge(rows, mean, dispersion, 1, Tolerances.DEFAULT, LEVELS);
    }
}
