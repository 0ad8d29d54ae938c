package io.tidemark.slo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport.Phase;
import io.tidemark.testkit.TrainingRun;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How often a limit that is learnt from the runs before calls one bad that is like them, and one that costs more: 2,000 runs each after {@code before}
 * of the same kind, whose costs are lognormal with that spread of their logarithm. What decision 039 says.
 */
class UsualAlarmsTest {
    private static final int RUNS = 2_000;

    /** Share of the runs that are bad. */
    private static double bad(int before, double sigma, double times) {
        SplittableRandom random = new SplittableRandom(11);
        RunObjective objective = Runs.usual(RunKind.COST);
        int bad = 0;
        for (int i = 0; i < RUNS; i++) {
            RunBook book = new RunBook();
            for (int run = 0; run < before; run++) {
                book.take(costing("r" + run, random, sigma, 1).says(Phase.SUCCEEDED, run), 0);
            }
            book.take(costing("x", random, sigma, times).says(Phase.SUCCEEDED, before), 0);
            bad += new RunCheck(objective, book.run("x").orElseThrow(), book)
                                    .find(0)
                                    .orElseThrow()
                                    .outcome()
                            == Mark.Outcome.BAD
                    ? 1
                    : 0;
        }
        return (double) bad / RUNS;
    }

    private static TrainingRun costing(String id, SplittableRandom random, double sigma, double times) {
        return TrainingRun.of(id).with(RunAmount.COST, times * 100 * Math.exp(sigma * random.nextGaussian()));
    }

    @Test
    void quietLineagesAreQuietFromFiveRunsOn() {
        assertThat(bad(5, 0.1, 1)).isLessThan(0.002);
        assertThat(bad(20, 0.1, 1)).isLessThan(0.001);
        assertThat(bad(5, 0.2, 1)).isLessThan(0.03);
        assertThat(bad(20, 0.2, 1)).isLessThan(0.005);
    }

    @Test
    void twiceTheCostIsSeen() {
        assertThat(bad(5, 0.1, 2)).isGreaterThan(0.9);
        assertThat(bad(20, 0.1, 2)).isGreaterThan(0.95);
        assertThat(bad(20, 0.2, 3)).isGreaterThan(0.9);
    }
}
