package io.tidemark.runtime.trial;

import io.tidemark.config.CorrectionSpec;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.WorldFailure;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Objective;
import io.tidemark.slo.history.Changes;
import io.tidemark.slo.history.Trial;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.topology.MonitorObjectives;
import java.nio.file.Path;
import java.util.List;

/**
 * An SLO that is tried out.
 *
 * @param objective as it would be kept
 * @param policy what would follow as its budget is used up
 * @param mostSlices slices that would have a budget of their own
 * @param corrections time that counts for nobody's budget
 */
public record Candidate(Objective objective, ErrorBudgetPolicy policy, int mostSlices, Corrections corrections) {
    /**
     * The SLOs of a file, those that are off among them.
     *
     * @param names which; none for all
     * @throws WorldFailure if it has none, or none of a name
     */
    static List<Candidate> of(MonitorFile file, Path path, List<String> names) {
        List<String> known = file.slos().stream().map(SloSpec::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new WorldFailure("--slo=" + name + " is not an SLO of " + path + "; "
                        + Names.suggestion(name, known, "there are"));
            }
        }
        if (known.isEmpty()) {
            throw new WorldFailure(path + " has no SLOs; write documents with kind: SLO");
        }
        return file.slos().stream()
                .filter(slo -> names.isEmpty() || names.contains(slo.name()))
                .map(slo -> new Candidate(
                        MonitorObjectives.of(slo),
                        file.objects().budgetPolicy(slo),
                        slo.care().maxSlices(),
                        corrections(file.objects().corrections(), slo.model())))
                .toList();
    }

    private static Corrections corrections(List<CorrectionSpec> written, String model) {
        return Corrections.of(written.stream()
                .filter(one -> one.selector().model().isEmpty()
                        || ColumnPattern.anyMatches(List.of(one.selector().model()), model))
                .map(Candidate::correction)
                .toList());
    }

    private static Correction correction(CorrectionSpec written) {
        return new Correction(
                written.name(),
                new Correction.Selector(
                        written.selector().slo(), written.selector().slice()),
                when(written.span()),
                Correction.Category.valueOf(written.category().name()),
                written.reason(),
                written.by());
    }

    private static Correction.When when(CorrectionSpec.Span span) {
        if (span instanceof CorrectionSpec.Span.Once once) {
            return new Correction.When.Once(
                    once.start().toEpochMilli(), once.end().toEpochMilli());
        }
        if (span instanceof CorrectionSpec.Span.Repeating again) {
            long startMs = again.start().atZone(again.zone()).toInstant().toEpochMilli();
            return new Correction.When.Recurring(
                    startMs, Long.MAX_VALUE, again.rrule(), again.duration().toMillis(), again.zone());
        }
        throw new IllegalArgumentException("unknown span: type=" + span.getClass());
    }

    /** Before its history. */
    Trial trial(Goal goal) {
        return new Trial(objective.with(goal), policy, Changes.NONE, corrections);
    }
}
