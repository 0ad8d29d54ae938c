package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Cause;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.run.Mark;
import io.tidemark.slo.run.Run;
import io.tidemark.slo.run.Run.News;
import io.tidemark.slo.run.RunBudget;
import io.tidemark.slo.run.RunJudge;
import io.tidemark.slo.run.RunJudge.Verdict;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunObjective;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What judge says of training runs: alerts, one a bad run and objective, with the run in the place of the slice; annotations; how an objective
 * stands. The metric time is the run's own clock, and the clock's is ours.
 */
final class RunDesk {
    private RunDesk() {}

    /** The alert of a verdict. */
    static Alert alert(Verdict verdict, RunBudget budget, long clockMs) {
        RunObjective objective = verdict.objective();
        Run run = verdict.run();
        Alert.Promise promise = promise(objective, run);
        if (verdict instanceof Verdict.Opened opened) {
            return alert(
                    verdict,
                    opened.mark(),
                    new Alert.Transition(Notice.OPENED, State.FIRING, State.INACTIVE, Reason.BURN),
                    budget,
                    clockMs,
                    RunText.opened(objective, run, opened.mark(), budget, promise));
        }
        if (verdict instanceof Verdict.Closed closed) {
            return alert(
                    verdict,
                    closed.mark(),
                    new Alert.Transition(Notice.CLOSED, State.RESOLVED, State.FIRING, closed.reason()),
                    budget,
                    clockMs,
                    RunText.closed(objective, run, closed.mark(), closed.reason(), budget, promise));
        }
        throw new IllegalArgumentException("unknown verdict: type=" + verdict.getClass());
    }

    private static Alert alert(
            Verdict verdict, Mark mark, Alert.Transition transition, RunBudget budget, long clockMs, String summary) {
        RunObjective objective = verdict.objective();
        Run run = verdict.run();
        String key = key(objective, run.id());
        long sinceMs =
                objective.kind() == RunKind.STUCK ? mark.atMs() : run.times().firstMs();
        return new Alert(
                key,
                key + ":" + Math.floorDiv(mark.atMs(), 1000),
                1,
                objective.severity(),
                objective.isDryRun(),
                transition,
                promise(objective, run),
                new Alert.Times(run.times().lastMs(), clockMs, sinceMs, mark.atMs()),
                budget(budget),
                List.of(),
                new Alert.Finding(List.of(), budget.coverage(), false, List.of()),
                context(objective, budget),
                summary);
    }

    /** A run costs the share of the budget that one bad run is. */
    private static AlertContext context(RunObjective objective, RunBudget budget) {
        AlertContext none = AlertContext.NONE;
        return new AlertContext(
                budget.bad() == 0 ? 0 : budget.consumed() / budget.bad(),
                none.slices(),
                none.changes(),
                none.recommendation(),
                none.standing(),
                objective.about().dashboard(),
                none.policyStep());
    }

    /** What identifies the alert of a run. */
    static String key(RunObjective objective, String run) {
        return DedupKey.ofRun(objective.model(), objective.id(), Scope.runSlice(run), objective.severity());
    }

    private static Alert.Promise promise(RunObjective objective, Run run) {
        return new Alert.Promise(
                objective.id(),
                new Scope(objective.model(), Stage.TRAINING, Scope.runSlice(run.id())),
                objective.target(),
                objective.window().lengthMs(),
                Alert.Method.OCCURRENCES,
                0,
                objective.about().owners().of(Cause.TRAINING),
                objective.about().runbook(),
                objective.revision(),
                Cause.TRAINING);
    }

    private static Alert.Budget budget(RunBudget budget) {
        TimeLeft left = budget.consumed() >= 1 ? new TimeLeft.Gone() : new TimeLeft.Lasting();
        return new Alert.Budget(budget.consumed(), 1 - budget.consumed(), 0, left);
    }

    /** How an objective stands over its window of runs. */
    static SloStatus status(RunObjective objective, RunJudge judge, long clockMs) {
        RunBudget budget = judge.budget(objective);
        return new SloStatus(
                new SloStatus.Key(objective.model(), objective.id(), Scope.ALL),
                objective.revision(),
                budget.state(),
                objective.isDryRun(),
                objective.target(),
                new TimeWindow(
                        Math.min(budget.firstMs(), judge.newestMs()), Math.max(judge.newestMs(), budget.firstMs() + 1)),
                new SloStatus.Counts(budget.good(), budget.bad()),
                budget(budget),
                OptionalDouble.empty(),
                budget.coverage(),
                1,
                clockMs);
    }

    /** What is written down of a report; nothing of progress and second deliveries. */
    static List<Annotation> annotations(String model, Run run, News news, long clockMs) {
        return switch (news) {
            case STARTED ->
                List.of(annotation(model, run, Kind.RUN_STARTED, run.times().startedMs(), " began", clockMs));
            case SUCCEEDED -> List.of(annotation(model, run, Kind.RUN_SUCCEEDED, run.orderMs(), " succeeded", clockMs));
            case FAILED -> {
                String code = run.said().errorCode();
                String what = code.isEmpty() ? " failed" : " failed: " + code;
                yield List.of(annotation(model, run, Kind.RUN_FAILED, run.orderMs(), what, clockMs));
            }
            case AFTER_END -> {
                String what =
                        " spoke again after its end, which changes nothing; a second attempt needs a runId of its own,"
                                + " with this one as parentRunId";
                yield List.of(annotation(model, run, Kind.RUN_AFTER_END, run.orderMs(), what, clockMs));
            }
            case PROGRESSED, HEARD, KNOWN -> List.of();
        };
    }

    private static Annotation annotation(String model, Run run, Kind kind, long atMs, String what, long clockMs) {
        return Annotation.of(
                kind.name().toLowerCase(Locale.ROOT) + ":" + model + "|" + run.id(),
                kind,
                Annotation.Subject.of(model),
                new Annotation.Times(run.times().firstMs(), Math.max(run.times().firstMs(), atMs), clockMs),
                RunText.name(run) + what,
                values(run));
    }

    private static Map<String, String> values(Run run) {
        Map<String, String> values = new TreeMap<>();
        values.put("run", run.id());
        values.put("version", run.version());
        values.put("parent", run.name().parent());
        values.values().removeIf(String::isEmpty);
        return values;
    }

    /** What is written down of a run that is bad, with its evidence; nothing of one that is only tried out. */
    static List<Annotation> annotations(Verdict.Opened opened, Alert alert, long clockMs) {
        RunObjective objective = opened.objective();
        if (objective.isDryRun()) {
            return List.of();
        }
        Kind kind = objective.kind() == RunKind.STUCK ? Kind.RUN_STUCK : Kind.RUN_BAD;
        return List.of(Annotation.of(
                kind.name().toLowerCase(Locale.ROOT) + ":" + alert.episodeId(),
                kind,
                new Annotation.Subject(
                        objective.model(),
                        objective.id(),
                        alert.promise().scope().slice(),
                        alert.episodeId()),
                new Annotation.Times(alert.times().sinceMs(), alert.times().metricTimeMs(), clockMs),
                RunText.what(objective, opened.run(), opened.mark()),
                evidence(opened)));
    }

    private static Map<String, String> evidence(Verdict.Opened opened) {
        Map<String, String> values = values(opened.run());
        Mark.Figure figure = opened.mark().figure();
        values.put("kind", opened.objective().kind().word());
        put(values, "value", figure.value());
        put(values, "usual", figure.usual());
        put(values, "lowest", figure.lowest());
        put(values, "highest", figure.highest());
        values.put("runs", String.valueOf(figure.count()));
        values.put("basis", figure.basis().name().toLowerCase(Locale.ROOT));
        return values;
    }

    private static void put(Map<String, String> values, String name, double value) {
        if (Double.isFinite(value)) {
            values.put(name, NumberText.of(value));
        }
    }
}
