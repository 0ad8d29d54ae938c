package io.tidemark.slo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.slo.run.RunReliabilityBacktest.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decision 040 says of the prediction, on simulated lineages with fixed seeds: 1,000 models each. */
@Tag("slow")
class RunReliabilityBacktestTest {
    private static Result run(double alike, int known, boolean isOfClass) {
        return new RunReliabilityBacktest(7, alike).run(known, isOfClass);
    }

    /** Relatives as much apart as five runs are by chance: the premise. */
    @ParameterizedTest
    @CsvSource({"0", "1", "5", "20"})
    void intervalHoldsTheShareWhereItsPremiseHolds(int known) {
        assertThat(run(5, known, true).coverage()).isBetween(0.84, 0.93);
    }

    /** Where relatives are less alike than that, it holds less often than it says, until the model's own runs outweigh them. */
    @Test
    void intervalIsTooNarrowWhereRelativesAreNoneReally() {
        assertThat(run(2, 0, true).coverage()).isBetween(0.75, 0.86);
        assertThat(run(2, 20, true).coverage()).isBetween(0.85, 0.92);
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "20"})
    void withoutRelativesItIsOnTheSafeSide(int known) {
        assertThat(run(5, known, false).coverage()).isBetween(0.91, 0.98);
    }

    @Test
    void relativesMakeANewModelForeseeable() {
        Result ofClass = run(5, 0, true);
        Result ofNothing = run(5, 0, false);

        assertThat(ofClass.error()).isLessThan(0.12);
        assertThat(ofClass.bias()).isCloseTo(0, within(0.02));
        assertThat(ofNothing.error()).isGreaterThan(0.35);
    }

    @Test
    void ownRunsMakeItBetter() {
        assertThat(run(5, 20, true).error()).isLessThan(0.065);
        assertThat(run(5, 20, true).error()).isLessThan(run(5, 20, false).error());
    }
}
