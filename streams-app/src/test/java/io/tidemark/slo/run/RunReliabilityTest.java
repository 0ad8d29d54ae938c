package io.tidemark.slo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport.Phase;
import io.tidemark.slo.run.RunReliability.Prior;
import io.tidemark.slo.run.RunReliability.Relative;
import io.tidemark.slo.run.RunReliability.Source;
import io.tidemark.testkit.TrainingRun;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunReliabilityTest {
    private static final Prior NOTHING = RunReliability.prior(List.of());

    @Test
    void modelWithoutRunsAndRelativesIsAnything() {
        RunReliability nothing = RunReliability.of(0, 0, NOTHING);

        // Beta(1, 1) is uniform.
        assertThat(nothing.expected()).isEqualTo(0.5);
        assertThat(nothing.lower()).isCloseTo(0.05, within(1e-9));
        assertThat(nothing.upper()).isCloseTo(0.95, within(1e-9));
        assertThat(nothing.source()).isEqualTo(Source.DEFAULT);
    }

    @Test
    void ownRunsMakeTheShare() {
        // Beta(10, 1): mean 10 / 11; its density only rises, and its distribution function is x^10: from 0.1^(1/10) to
        // 1.
        RunReliability own = RunReliability.of(9, 9, NOTHING);

        assertThat(own.expected()).isCloseTo(10.0 / 11, within(1e-12));
        assertThat(own.lower()).isCloseTo(Math.pow(0.1, 0.1), within(1e-9));
        assertThat(own.upper()).isEqualTo(1);
        assertThat(own.source()).isEqualTo(Source.OWN);
    }

    @Test
    void newModelIsExpectedToBeLikeItsRelatives() {
        Prior prior = RunReliability.prior(List.of(new Relative("a", 1, 18, 20), new Relative("b", 0.5, 10, 20)));
        RunReliability fresh = RunReliability.of(0, 0, prior);

        // (18 + 5 + 0.5) / (20 + 10 + 1)
        assertThat(fresh.expected()).isCloseTo(23.5 / 31, within(1e-12));
        assertThat(prior.alpha() + prior.beta()).isCloseTo(5, within(1e-12));
        assertThat(fresh.source()).isEqualTo(Source.CLASS);
    }

    @Test
    void ownRunsOutweighRelativesFromFiveOn() {
        Prior good = RunReliability.prior(List.of(new Relative("a", 1, 20, 20)));

        assertThat(RunReliability.of(0, 4, good).source()).isEqualTo(Source.CLASS);
        assertThat(RunReliability.of(0, 5, good).source()).isEqualTo(Source.OWN);
        assertThat(RunReliability.of(0, 5, good).expected()).isLessThan(0.5);
    }

    @Test
    void tooFewRunsOfRelativesSayNothing() {
        assertThat(RunReliability.prior(List.of(new Relative("a", 1, 4, 4))).source())
                .isEqualTo(Source.DEFAULT);
    }

    @Test
    void goodRunsAreSomeOfAll() {
        assertThatThrownBy(() -> RunReliability.of(3, 2, NOTHING))
                .hasMessage("good runs must be some of all: good=3, total=2");
    }

    @Test
    void runThatSucceededAndCostTooMuchIsNotGood() {
        RunObjective objective = Runs.objective(RunKind.COST, new RunLimit.Band(0, 10));
        Runs runs = new Runs(objective);
        runs.succeeds(TrainingRun.of("a").with(RunAmount.COST, 9), 1);
        runs.succeeds(TrainingRun.of("b").with(RunAmount.COST, 11), 2);
        runs.runs(TrainingRun.of("c").with(RunAmount.COST, 1), 3, Phase.FAILED);
        runs.hear(TrainingRun.of("d").says(Phase.STARTED, 9));

        assertThat(RunReliability.counted("ctr", 1, runs.book)).isEqualTo(new Relative("ctr", 1, 1, 3));
    }

    @Test
    void onlyTheLastRunsCount() {
        Runs runs = new Runs();
        for (int i = 0; i < RunReliability.LAST; i++) {
            runs.runs(TrainingRun.of("bad" + i), i, Phase.FAILED);
        }
        for (int i = 0; i < 15; i++) {
            runs.succeeds(TrainingRun.of("good" + i), 100 + i);
        }

        assertThat(RunReliability.counted("ctr", 1, runs.book)).isEqualTo(new Relative("ctr", 1, 15, 20));
    }

    @Test
    void kinshipIsTheOverlapOfFeatures() {
        Kinship one = new Kinship(Set.of("a", "b", "c"), Map.of("task", "ranking", "family", "gbdt", "owner", "x"));

        assertThat(one.similarity(new Kinship(Set.of("b", "c", "d"), Map.of()))).isEqualTo(0.5);
        assertThat(one.similarity(new Kinship(Set.of("a", "b", "c"), Map.of("task", "ranking", "owner", "y"))))
                .isEqualTo(1);
        assertThat(one.similarity(new Kinship(Set.of("a", "b", "c"), Map.of("task", "regression"))))
                .isEqualTo(0.5);
        assertThat(one.similarity(new Kinship(Set.of("a", "b", "c"), Map.of("task", "regression", "family", "linear"))))
                .isEqualTo(0.25);
        assertThat(new Kinship(Set.of(), Map.of()).similarity(new Kinship(Set.of(), Map.of())))
                .isZero();
    }
}
