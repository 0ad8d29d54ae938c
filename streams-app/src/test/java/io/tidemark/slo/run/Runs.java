package io.tidemark.slo.run;

import io.tidemark.domain.Alert;
import io.tidemark.domain.RunReport;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.run.RunJudge.Verdict;
import io.tidemark.testkit.TrainingRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A book of runs with its judge, and a clock. */
final class Runs {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** The wall clock is a year ahead of the runs' own, so that nobody takes one for the other. */
    static final long CLOCK = 365 * DAY;

    final RunBook book = new RunBook();
    final Set<String> covered = new HashSet<>();
    final RunJudge judge;
    long clockMs = CLOCK;

    Runs(RunObjective... objectives) {
        judge = new RunJudge(List.of(objectives), book, (objective, run) -> covered.contains(run.id()));
    }

    static RunObjective objective(RunKind kind, RunLimit limit) {
        return new RunObjective(
                "ctr-" + kind.word(),
                "ctr",
                kind,
                limit,
                0.9,
                new RunWindow.Last(20),
                Alert.Severity.TICKET,
                AlertPolicy.Mode.LIVE,
                Objective.About.NOTHING);
    }

    static RunObjective usual(RunKind kind) {
        return objective(kind, new RunLimit.Trailing(kind.tolerance()));
    }

    static RunObjective stuck() {
        return objective(RunKind.STUCK, new RunLimit.Silence(30 * MINUTE));
    }

    static RunObjective success() {
        return objective(RunKind.SUCCESS, new RunLimit.Nothing());
    }

    /** Takes a report in; what is told. */
    List<String> hear(RunReport report) {
        book.take(report, clockMs);
        return words(judge.heard(report.run().id(), clockMs));
    }

    /** A run of an hour on a day, that succeeds; what is told. */
    List<String> succeeds(TrainingRun run, int day) {
        return runs(run, day, RunReport.Phase.SUCCEEDED);
    }

    List<String> runs(TrainingRun run, int day, RunReport.Phase end) {
        List<String> told = new ArrayList<>(hear(run.says(RunReport.Phase.STARTED, day * DAY)));
        told.addAll(hear(run.says(end, day * DAY + HOUR)));
        return told;
    }

    /** The clock goes on, and is looked at. */
    List<String> tick(long afterMs) {
        clockMs += afterMs;
        return words(judge.tick(clockMs));
    }

    static List<String> words(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict instanceof Verdict.Closed closed
                        ? verdict.objective().kind().word() + " "
                                + verdict.run().id() + " closed " + closed.reason()
                        : verdict.objective().kind().word() + " "
                                + verdict.run().id())
                .toList();
    }

    Mark mark(String run, RunObjective objective) {
        return Objects.requireNonNull(book.run(run).orElseThrow().marks().get(objective.id()));
    }
}
