package io.tidemark.http;

import io.tidemark.domain.Cause;
import io.tidemark.domain.RunAmount;
import io.tidemark.query.TrainingRuns;
import io.tidemark.slo.run.Mark;
import io.tidemark.slo.run.Run;
import io.tidemark.slo.run.RunBudget;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunReliability;
import io.tidemark.slo.run.RunWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A training run as JSON; what it did not say is null.
 *
 * @param started by its own clock, as all times but {@code heard}
 * @param progress when it came further last
 * @param heard when the application heard of that, by the wall clock
 * @param perSecond steps, or else rows, a second of its own clock
 * @param share of its steps, or else of its rows, that is done
 * @param amounts what it counted, by the fields of RunEvent
 * @param findings what each objective says of it
 */
record RunJson(
        String run,
        String version,
        String parent,
        String phase,
        @Nullable String started,
        String last,
        String progress,
        @Nullable String ended,
        String heard,
        @Nullable Double durationMs,
        @Nullable Double perSecond,
        @Nullable Double share,
        Map<String, Double> amounts,
        String currency,
        String errorCode,
        Map<String, Double> measures,
        Map<String, String> dimensions,
        List<FindingJson> findings) {
    /**
     * What an objective says of a run.
     *
     * @param outcome good, bad, insufficient or excluded
     * @param isOpen whether people were told that it is bad, and not yet that it is over
     * @param isCovered whether a correction takes the run out
     * @param basis what it was compared with
     * @param runs of how many runs the usual is
     */
    record FindingJson(
            String objective,
            String kind,
            String outcome,
            boolean isOpen,
            boolean isCovered,
            @Nullable Double value,
            @Nullable Double usual,
            @Nullable Double lowest,
            @Nullable Double highest,
            String unit,
            String basis,
            int runs) {
        static FindingJson of(RunObjective objective, Mark mark, TrainingRuns.Seen seen) {
            Mark.Figure figure = mark.figure();
            return new FindingJson(
                    objective.id(),
                    objective.kind().word(),
                    word(mark.outcome()),
                    mark.said() == Mark.Said.OPENED,
                    seen.covered().contains(objective.id()),
                    Times.number(figure.value()),
                    Times.number(figure.usual()),
                    Times.number(figure.lowest()),
                    Times.number(figure.highest()),
                    objective.kind().unit(),
                    word(figure.basis()),
                    figure.count());
        }
    }

    /** How an objective of runs stands. */
    record ObjectiveJson(
            String objective,
            String kind,
            double target,
            String window,
            @Nullable Integer lastRuns,
            @Nullable Long windowMs,
            String severity,
            boolean isDryRun,
            String state,
            int good,
            int bad,
            double allowed,
            double consumed,
            double coverage,
            String owner,
            String runbook) {
        static ObjectiveJson of(TrainingRuns.Standing standing) {
            RunObjective objective = standing.objective();
            RunBudget budget = standing.budget();
            boolean isOfRuns = objective.window() instanceof RunWindow.Last;
            return new ObjectiveJson(
                    objective.id(),
                    objective.kind().word(),
                    objective.target(),
                    objective.window().text(),
                    objective.window() instanceof RunWindow.Last last ? last.runs() : null,
                    isOfRuns ? null : objective.window().lengthMs(),
                    objective.severity().word(),
                    objective.isDryRun(),
                    budget.state().toLowerCase(Locale.ROOT),
                    budget.good(),
                    budget.bad(),
                    budget.allowed(),
                    budget.consumed(),
                    budget.coverage(),
                    objective.about().owners().of(Cause.TRAINING),
                    objective.about().runbook());
        }
    }

    /** What is to be expected of the next run. */
    record ReliabilityJson(
            double expected,
            double lower,
            double upper,
            double level,
            String source,
            int good,
            int total,
            List<RelativeJson> relatives) {
        static ReliabilityJson of(RunReliability reliability) {
            return new ReliabilityJson(
                    reliability.expected(),
                    reliability.lower(),
                    reliability.upper(),
                    RunReliability.LEVEL,
                    word(reliability.source()),
                    reliability.good(),
                    reliability.total(),
                    reliability.prior().relatives().stream()
                            .map(one -> new RelativeJson(one.model(), one.similarity(), one.good(), one.total()))
                            .toList());
        }
    }

    /** A model that is like this one, and its runs. */
    record RelativeJson(String model, double similarity, int good, int total) {}

    static RunJson of(TrainingRuns.Seen seen, List<RunObjective> objectives) {
        Run run = seen.run();
        Run.Times times = run.times();
        Map<String, Double> amounts = new TreeMap<>();
        for (Map.Entry<RunAmount, Double> amount : run.amounts().entrySet()) {
            amounts.put(amount.getKey().field(), amount.getValue());
        }
        return new RunJson(
                run.id(),
                run.version(),
                run.name().parent(),
                run.phase().word(),
                Times.orNull(times.startedMs()),
                Times.text(times.lastMs()),
                Times.text(times.progressMs()),
                Times.orNull(times.endedMs()),
                Times.text(times.heardMs()),
                orNull(run.durationMs()),
                orNull(run.perSecond()),
                orNull(run.share()),
                amounts,
                run.said().currency(),
                run.said().errorCode(),
                run.said().measures(),
                run.said().dimensions(),
                findings(seen, objectives));
    }

    private static List<FindingJson> findings(TrainingRuns.Seen seen, List<RunObjective> objectives) {
        List<FindingJson> findings = new ArrayList<>();
        for (RunObjective objective : objectives) {
            Mark mark = seen.run().marks().get(objective.id());
            if (mark != null) {
                findings.add(FindingJson.of(objective, mark, seen));
            }
        }
        return findings;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
