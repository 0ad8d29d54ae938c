package io.tidemark.runtime.trial;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.Names;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.WorldFailure;
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
                        Corrections.of(file.objects().correctionsOf(slo.model()))))
                .toList();
    }

    /** Before its history. */
    Trial trial(Goal goal) {
        return new Trial(objective.with(goal), policy, Changes.NONE, corrections);
    }
}
