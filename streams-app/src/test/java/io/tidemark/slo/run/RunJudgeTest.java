package io.tidemark.slo.run;

import static io.tidemark.domain.RunReport.Phase.FAILED;
import static io.tidemark.domain.RunReport.Phase.PROGRESS;
import static io.tidemark.domain.RunReport.Phase.STARTED;
import static io.tidemark.domain.RunReport.Phase.SUCCEEDED;
import static io.tidemark.slo.run.Runs.DAY;
import static io.tidemark.slo.run.Runs.HOUR;
import static io.tidemark.slo.run.Runs.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.RunAmount;
import io.tidemark.slo.run.Mark.Basis;
import io.tidemark.slo.run.Mark.Outcome;
import io.tidemark.testkit.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunJudgeTest {
    private static TrainingRun costing(String id, double cost) {
        return TrainingRun.of(id).with(RunAmount.COST, cost);
    }

    private static TrainingRun reading(String id, double rows) {
        return TrainingRun.of(id).with(RunAmount.ROWS_READ, rows);
    }

    @Test
    void runThatHangsIsToldByTheClockAndOnce() {
        Runs runs = new Runs(Runs.stuck());
        runs.hear(TrainingRun.of("a").says(STARTED, DAY));

        assertThat(runs.tick(30 * MINUTE)).isEmpty();
        assertThat(runs.tick(1)).containsExactly("run-stuck a");
        assertThat(runs.tick(HOUR)).isEmpty();
        assertThat(runs.mark("a", Runs.stuck()).figure().value()).isEqualTo(30 * MINUTE + 1);
    }

    @Test
    void wordsWithoutProgressKeepNobodyAlive() {
        Runs runs = new Runs(Runs.stuck());
        TrainingRun run = TrainingRun.of("a").with(RunAmount.STEP, 3);
        runs.hear(run.says(PROGRESS, DAY));
        runs.tick(20 * MINUTE);
        runs.hear(run.says(PROGRESS, DAY + 20 * MINUTE));

        assertThat(runs.tick(10 * MINUTE + 1)).containsExactly("run-stuck a");
    }

    @Test
    void stuckRunThatGoesOnIsOverAndStaysAgainstIt() {
        Runs runs = new Runs(Runs.stuck());
        TrainingRun run = TrainingRun.of("a");
        runs.hear(run.with(RunAmount.STEP, 3).says(PROGRESS, DAY));
        runs.tick(HOUR);

        assertThat(runs.hear(run.with(RunAmount.STEP, 4).says(PROGRESS, DAY + HOUR)))
                .containsExactly("run-stuck a closed RECOVERED");
        assertThat(runs.hear(run.says(SUCCEEDED, DAY + 2 * HOUR))).isEmpty();
        assertThat(runs.judge.budget(Runs.stuck()).bad()).isEqualTo(1);
    }

    @Test
    void runThatHangsAgainIsToldAgainAndCountsOnce() {
        Runs runs = new Runs(Runs.stuck());
        TrainingRun run = TrainingRun.of("a");
        runs.hear(run.with(RunAmount.STEP, 3).says(PROGRESS, DAY));
        runs.tick(HOUR);
        runs.hear(run.with(RunAmount.STEP, 4).says(PROGRESS, DAY + HOUR));

        assertThat(runs.tick(HOUR)).containsExactly("run-stuck a");
        assertThat(runs.judge.budget(Runs.stuck()).bad()).isEqualTo(1);
    }

    @Test
    void stuckRunThatEndsOrIsOvertakenIsOver() {
        Runs runs = new Runs(Runs.stuck());
        runs.hear(TrainingRun.of("a").says(STARTED, DAY));
        runs.hear(TrainingRun.of("b").says(STARTED, DAY + 1));
        runs.tick(HOUR);

        assertThat(runs.hear(TrainingRun.of("a").says(FAILED, DAY + HOUR)))
                .containsExactly("run-stuck a closed RECOVERED");
        assertThat(runs.succeeds(TrainingRun.of("c"), 3)).containsExactly("run-stuck b closed RECOVERED");
        assertThat(runs.tick(10 * HOUR)).isEmpty();
    }

    @Test
    void twoRunsAtOnceAreJudgedEach() {
        Runs runs = new Runs(Runs.stuck());
        TrainingRun busy = TrainingRun.of("b");
        runs.hear(TrainingRun.of("a").says(STARTED, DAY));
        runs.hear(busy.says(STARTED, DAY));
        runs.tick(20 * MINUTE);
        runs.hear(busy.with(RunAmount.STEP, 1).says(PROGRESS, DAY + 20 * MINUTE));

        assertThat(runs.tick(20 * MINUTE)).containsExactly("run-stuck a");
    }

    @Test
    void runThatHangsBesideOneThatSucceedsIsTold() {
        Runs runs = new Runs(Runs.stuck());
        runs.hear(TrainingRun.of("a").says(STARTED, DAY));
        runs.hear(TrainingRun.of("b").says(STARTED, DAY + MINUTE));
        runs.tick(20 * MINUTE);
        runs.hear(TrainingRun.of("b").says(SUCCEEDED, DAY + 20 * MINUTE));

        assertThat(runs.tick(10 * MINUTE + 1)).containsExactly("run-stuck a");
    }

    /** As where a topic is read from its beginning. */
    @Test
    void runThatDiedInThePastIsNotTold() {
        Runs runs = new Runs(Runs.stuck());
        runs.hear(TrainingRun.of("dead").says(STARTED, DAY));
        runs.succeeds(TrainingRun.of("later"), 3);

        assertThat(runs.tick(HOUR)).isEmpty();
    }

    @Test
    void failureIsOneEventAndOnlyOne() {
        Runs runs = new Runs(Runs.success(), Runs.stuck(), Runs.usual(RunKind.COST), Runs.usual(RunKind.DURATION));
        for (int i = 0; i < 6; i++) {
            assertThat(runs.succeeds(costing("r" + i, 10), i)).isEmpty();
        }

        assertThat(runs.runs(costing("bad", 1), 7, FAILED)).containsExactly("run-success bad");
        assertThat(runs.mark("bad", Runs.usual(RunKind.COST)).outcome()).isEqualTo(Outcome.EXCLUDED);
        assertThat(runs.succeeds(costing("good", 10), 8)).containsExactly("run-success bad closed RECOVERED");
    }

    @Test
    void fewRunsBeforeSayNothingIsUsual() {
        Runs runs = new Runs(Runs.usual(RunKind.COST));
        for (int i = 0; i < 4; i++) {
            runs.succeeds(costing("r" + i, 10), i);
        }

        assertThat(runs.succeeds(costing("r4", 1000), 4)).isEmpty();
        assertThat(runs.mark("r4", Runs.usual(RunKind.COST)).outcome()).isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void whatFailedRunsTookIsNotUsual() {
        RunObjective objective = Runs.usual(RunKind.COST);
        Runs runs = new Runs(objective);
        for (int i = 0; i < 5; i++) {
            runs.succeeds(costing("r" + i, 10), 2 * i);
            runs.runs(costing("f" + i, 1), 2 * i + 1, FAILED);
        }

        assertThat(runs.succeeds(costing("x", 10), 20)).isEmpty();
        assertThat(runs.mark("x", objective).figure())
                .isEqualTo(new Mark.Figure(10, Double.NEGATIVE_INFINITY, 15, 10, 5, Basis.MODEL));
    }

    @Test
    void tooCostlyRunIsToldWhileItGoesOn() {
        RunObjective objective = Runs.usual(RunKind.COST);
        Runs runs = new Runs(objective);
        for (int i = 0; i < 5; i++) {
            runs.succeeds(costing("r" + i, 10 + i), i);
        }
        runs.hear(costing("x", 1).says(STARTED, 6 * DAY));

        // median 12, spread 1.4826: 12 + 7.413
        assertThat(runs.hear(costing("x", 19.4).says(PROGRESS, 6 * DAY + 1))).isEmpty();
        assertThat(runs.hear(costing("x", 19.5).says(PROGRESS, 6 * DAY + 2))).containsExactly("run-cost x");
        assertThat(runs.hear(costing("x", 30).says(SUCCEEDED, 6 * DAY + 3))).isEmpty();
        assertThat(runs.mark("x", objective).figure())
                .isEqualTo(new Mark.Figure(19.5, Double.NEGATIVE_INFINITY, 12 + 5 * 1.4826, 12, 5, Basis.MODEL));
        assertThat(runs.succeeds(costing("y", 12), 7)).containsExactly("run-cost x closed RECOVERED");
    }

    @ParameterizedTest
    @EnumSource(
            value = RunAmount.class,
            names = {"CPU_SECONDS", "GPU_SECONDS", "PEAK_MEMORY_BYTES", "COST"})
    void eachResourceHasItsKind(RunAmount amount) {
        RunKind kind =
                switch (amount) {
                    case CPU_SECONDS -> RunKind.CPU;
                    case GPU_SECONDS -> RunKind.GPU;
                    case PEAK_MEMORY_BYTES -> RunKind.MEMORY;
                    default -> RunKind.COST;
                };
        Runs runs = new Runs(
                Runs.usual(RunKind.CPU), Runs.usual(RunKind.GPU), Runs.usual(RunKind.MEMORY), Runs.usual(RunKind.COST));
        for (int i = 0; i < 6; i++) {
            runs.succeeds(TrainingRun.of("r" + i).with(amount, 100), i);
        }

        assertThat(runs.succeeds(TrainingRun.of("ok").with(amount, 150), 7)).isEmpty();
        assertThat(runs.succeeds(TrainingRun.of("x").with(amount, 151), 8)).containsExactly(kind.word() + " x");
    }

    @Test
    void slowRunIsToldByItsOwnClock() {
        Runs runs = new Runs(Runs.usual(RunKind.DURATION));
        for (int i = 0; i < 5; i++) {
            runs.succeeds(TrainingRun.of("r" + i), i);
        }
        TrainingRun slow = TrainingRun.of("x");
        runs.hear(slow.says(STARTED, 9 * DAY));

        assertThat(runs.hear(slow.says(PROGRESS, 9 * DAY + 90 * MINUTE))).isEmpty();
        assertThat(runs.hear(slow.says(PROGRESS, 9 * DAY + 90 * MINUTE + 1))).containsExactly("run-duration x");
    }

    @Test
    void slowPaceIsToldBeforeTheEnd() {
        Runs runs = new Runs(Runs.usual(RunKind.PROGRESS));
        for (int i = 0; i < 5; i++) {
            TrainingRun run = TrainingRun.of("r" + i);
            runs.hear(run.says(STARTED, i * DAY));
            runs.hear(run.with(RunAmount.STEP, 3600).says(SUCCEEDED, i * DAY + HOUR));
        }
        TrainingRun slow = TrainingRun.of("x").with(RunAmount.STEPS, 1000);
        runs.hear(slow.says(STARTED, 9 * DAY));

        // 1 a second is usual, 1 / 1.5 in order; the first fifth is not looked at.
        assertThat(runs.hear(slow.with(RunAmount.STEP, 100).says(PROGRESS, 9 * DAY + 300_000)))
                .isEmpty();
        assertThat(runs.hear(slow.with(RunAmount.STEP, 200).says(PROGRESS, 9 * DAY + 400_000)))
                .containsExactly("run-progress x");
    }

    @Test
    void rowsAreMeasuredAgainstThoseExpected() {
        Runs runs = new Runs(Runs.usual(RunKind.ROWS));

        assertThat(runs.succeeds(reading("a", 990).with(RunAmount.ROWS_EXPECTED, 1000), 1))
                .isEmpty();
        assertThat(runs.succeeds(reading("b", 989).with(RunAmount.ROWS_EXPECTED, 1000), 2))
                .containsExactly("run-rows b");
        assertThat(runs.hear(
                        reading("c", 1011).with(RunAmount.ROWS_EXPECTED, 1000).says(PROGRESS, 3 * DAY)))
                .containsExactly("run-rows c");
    }

    @Test
    void rowsWithoutPromiseAreMeasuredAgainstTheUsual() {
        Runs runs = new Runs(Runs.usual(RunKind.ROWS));
        for (int i = 0; i < 5; i++) {
            runs.succeeds(reading("r" + i, 1000), i);
        }

        assertThat(runs.succeeds(reading("few", 900), 6)).containsExactly("run-rows few");
        assertThat(runs.succeeds(reading("many", 1101), 7)).containsExactly("run-rows many");
        assertThat(runs.succeeds(reading("ok", 950), 8))
                .containsExactly("run-rows few closed RECOVERED", "run-rows many closed RECOVERED");
    }

    @Test
    void fixedBandNeedsNoHistory() {
        Runs runs = new Runs(Runs.objective(RunKind.COST, new RunLimit.Band(5, 20)));

        assertThat(runs.succeeds(costing("a", 20), 1)).isEmpty();
        assertThat(runs.succeeds(costing("b", 20.1), 2)).containsExactly("run-cost b");
        assertThat(runs.succeeds(costing("c", 4.9), 3)).containsExactly("run-cost c");
    }

    @Test
    void chainOfParentsIsComparedWithItself() {
        RunObjective objective = Runs.usual(RunKind.COST);
        Runs runs = new Runs(objective);
        for (int i = 0; i < 6; i++) {
            runs.succeeds(costing("big" + i, 100).partOf("sweep"), i);
            runs.succeeds(costing("small" + i, 10), i);
        }

        assertThat(runs.succeeds(costing("x", 100).partOf("big3"), 10)).isEmpty();
        assertThat(runs.mark("x", objective).figure())
                .isEqualTo(new Mark.Figure(100, Double.NEGATIVE_INFINITY, 150, 100, 6, Basis.CHAIN));
        assertThat(runs.succeeds(costing("y", 100), 11)).containsExactly("run-cost y");
        assertThat(runs.mark("y", objective).figure().basis()).isEqualTo(Basis.MODEL);
    }

    /** Parents that go round in a circle are a mistake of the producer's, and no end of ours. */
    @Test
    void circleOfParentsEnds() {
        Runs runs = new Runs(Runs.usual(RunKind.COST));

        runs.succeeds(costing("a", 1).partOf("b"), 1);

        assertThat(runs.succeeds(costing("b", 1).partOf("a"), 2)).isEmpty();
    }

    @Test
    void budgetIsOfTheLastRuns() {
        RunObjective objective = Runs.success();
        Runs runs = new Runs(objective);
        runs.runs(TrainingRun.of("bad"), 0, FAILED);

        // 10 % of 20 runs are 2.
        assertThat(runs.judge.budget(objective).consumed()).isEqualTo(0.5);
        for (int i = 1; i <= 19; i++) {
            runs.succeeds(TrainingRun.of("r" + i), i);
        }
        assertThat(runs.judge.budget(objective).state()).isEqualTo("AT_RISK");
        runs.succeeds(TrainingRun.of("r20"), 20);
        assertThat(runs.judge.budget(objective)).isEqualTo(new RunBudget(20, 0, 0, 2, DAY + HOUR));
    }

    @Test
    void budgetOfATimeIsOfItsRuns() {
        RunObjective last = Runs.success();
        RunObjective objective = new RunObjective(
                last.id(),
                "ctr",
                last.kind(),
                last.limit(),
                0.5,
                new RunWindow.Rolling(2 * DAY),
                last.severity(),
                last.mode(),
                last.about());
        Runs runs = new Runs(objective);
        runs.runs(TrainingRun.of("a"), 0, FAILED);
        runs.runs(TrainingRun.of("b"), 1, FAILED);
        runs.succeeds(TrainingRun.of("c"), 2);

        assertThat(runs.judge.budget(objective)).isEqualTo(new RunBudget(1, 1, 0, 1, DAY + HOUR));
    }

    @Test
    void correctionTakesARunOut() {
        RunObjective objective = Runs.success();
        Runs runs = new Runs(objective);
        runs.covered.add("b");
        runs.runs(TrainingRun.of("a"), 0, FAILED);

        assertThat(runs.runs(TrainingRun.of("b"), 1, FAILED)).isEmpty();
        runs.covered.add("a");
        assertThat(Runs.words(runs.judge.reconsider())).containsExactly("run-success a closed CORRECTION");
        assertThat(runs.judge.budget(objective).bad()).isZero();
    }

    @Test
    void runThatHasToGoTakesItsAlertAlong() {
        Runs runs = new Runs(Runs.success());
        runs.runs(TrainingRun.of("a"), 0, FAILED);
        Run run = runs.book.run("a").orElseThrow();

        assertThat(Runs.words(runs.judge.left(run))).containsExactly("run-success a closed EXPIRED");
    }
}
