package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianVolumeTest {
    private static final Levels LEVELS = Levels.of(1e-3, 1, 1);

    @Test
    void fewCyclesSayNothing() {
        Judged judged = MedianVolume.judge(1, new long[][] {{1_000, 1_000}}, Tolerances.DEFAULT, LEVELS);

        assertThat(judged.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void ratioIsOverTheMedianAndNotTheMean() {
        long[][] before = {{1_000, 990, 1_010, 40_000}, {500, 510, 490, 505}};

        Judged judged = MedianVolume.judge(1_005, before, Tolerances.DEFAULT, LEVELS);

        assertThat(judged.estimate().value()).isEqualTo(1);
        assertThat(judged.verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void tooFewAndTooManyAreBad() {
        long[][] before = {{1_000, 990, 1_010, 1_020}, {500, 510, 490, 505}};

        assertThat(MedianVolume.judge(100, before, Tolerances.DEFAULT, LEVELS).verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(MedianVolume.judge(0, before, Tolerances.DEFAULT, LEVELS).verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(MedianVolume.judge(9_000, before, Tolerances.DEFAULT, LEVELS).verdict())
                .isEqualTo(Verdict.BAD);
    }

    @Test
    void fewRowsAreNoAlarm() {
        long[][] before = {{3, 2, 4, 3}, {2, 3, 1, 2}};

        assertThat(MedianVolume.judge(0, before, Tolerances.DEFAULT, LEVELS).verdict())
                .isEqualTo(Verdict.INSUFFICIENT);
    }

    /** At the band's edges (×½, ×2) and in its middle, there with a tenth of the rows in one window of twenty; ten times Poisson's variance. */
    @Test
    void falseAlarmsStayWithinTheLevel() {
        SplittableRandom random = new SplittableRandom(42);
        int alarms = 0;
        int windows = 0;
        for (double mean : new double[] {50, 1_000, 50_000}) {
            for (double factor : new double[] {0.5, 1, 2}) {
                for (int i = 0; i < 2_000; i++, windows++) {
                    long[][] before = new long[7][4];
                    for (int phase = 0; phase < 7; phase++) {
                        for (int week = 0; week < 4; week++) {
                            double wild = factor == 1 && random.nextInt(20) == 0 ? 0.1 : 1;
                            before[phase][week] = rows(mean * wild, random);
                        }
                    }
                    Judged judged = MedianVolume.judge(rows(mean * factor, random), before, Tolerances.DEFAULT, LEVELS);
                    alarms += judged.verdict() == Verdict.BAD ? 1 : 0;
                }
            }
        }

        assertThat(windows).isEqualTo(18_000);
        assertThat(alarms).isLessThanOrEqualTo(30); // 18 allowed by the level
    }

    /** Normal with ten times Poisson's variance. */
    private static long rows(double mean, SplittableRandom random) {
        double z = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return Math.max(0, Math.round(mean + Math.sqrt(10 * mean) * z));
    }
}
