package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.Measure;
import io.tidemark.stats.sketch.IdSample;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatedComparisonTest {
    private static final double ALPHA = 1e-3;

    @Test
    void shareIsBadOnlyWhereItIsCertain() {
        assertThat(share(2, 100).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(share(10, 100).verdict()).isEqualTo(Verdict.BAD);
        assertThat(share(1, 2).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(share(0, 0).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void dependentRowsNeedMoreOfThem() {
        Judged alone = StatedComparison.share(Measure.LATE, 10, 100, 0.01, 1, ALPHA);
        Judged together = StatedComparison.share(Measure.LATE, 10, 100, 0.01, 50, ALPHA);

        assertThat(alone.verdict()).isEqualTo(Verdict.BAD);
        assertThat(together.verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(together.minimumN()).isGreaterThan(15 * alone.minimumN());
    }

    /** At the boundary, where every alarm is false. */
    @Test
    void falseAlarmsStayWithinTheLevel() {
        SplittableRandom random = new SplittableRandom(3);
        int alarms = 0;
        for (int window = 0; window < 100_000; window++) {
            int n = 50 + window % 500;
            int bad = 0;
            for (int row = 0; row < n; row++) {
                bad += random.nextDouble() < 0.01 ? 1 : 0;
            }
            alarms += share(bad, n).verdict() == Verdict.BAD ? 1 : 0;
        }

        assertThat(alarms).isBetween(1, 120); // 100 allowed by the level
    }

    @Test
    void sampledDuplicatesAreScaledToAllRows() {
        IdSample ids = new IdSample();
        SplittableRandom random = new SplittableRandom(9);
        for (int row = 0; row < 100_000; row++) {
            long hash = random.nextLong();
            ids.count(hash);
            if (row % 10 == 0) {
                ids.count(hash);
            }
        }

        Judged judged = StatedComparison.duplicates(ids, 0.01, ALPHA);

        assertThat(judged.total()).isEqualTo(110_000);
        assertThat((double) judged.count()).isBetween(8_000.0, 12_000.0);
        assertThat(judged.estimate().lower()).isLessThan(0.0909);
        assertThat(judged.estimate().upper()).isGreaterThan(0.0909);
        assertThat(judged.verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void surplusIsNoMoreThanComplete() {
        assertThat(StatedComparison.completeness(1_500, 1_000, 0.01).estimate().value())
                .isEqualTo(1);
        assertThat(StatedComparison.completeness(990, 1_000, 0.01).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(StatedComparison.completeness(989, 1_000, 0.01).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void ageAndRowsAreAgainstTheirLimits() {
        assertThat(StatedComparison.freshness(60_000, 60_000, 5).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(StatedComparison.freshness(60_001, 60_000, 5).estimate().value())
                .isEqualTo(60.001);
        assertThat(StatedComparison.freshness(60_001, 60_000, 5).verdict()).isEqualTo(Verdict.BAD);
        assertThat(StatedComparison.rows(12, 50, 100).label()).isEqualTo("too few");
        assertThat(StatedComparison.rows(120, 50, 100).label()).isEqualTo("too many");
        assertThat(StatedComparison.rows(50, 50, 100).verdict()).isEqualTo(Verdict.GOOD);
    }

    private static Judged share(long bad, long total) {
        return StatedComparison.share(Measure.LATE, bad, total, 0.01, 1, ALPHA);
    }
}
