package io.tidemark.slo.run;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;

/**
 * A promise about a model's training runs.
 *
 * @param id the name, unique within the model; no {@code |}
 * @param model whose runs
 * @param kind what is looked at in each
 * @param limit which values are in order
 * @param target share of the runs that has to be good, in (0, 1)
 * @param window over which runs
 * @param severity how urgent a bad run is
 * @param mode whether people are told
 * @param about what they are told
 */
public record RunObjective(
        String id,
        String model,
        RunKind kind,
        RunLimit limit,
        double target,
        RunWindow window,
        Alert.Severity severity,
        AlertPolicy.Mode mode,
        Objective.About about) {
    /** @throws IllegalArgumentException if the id or the model cannot be part of a key, or the target is out of its range */
    public RunObjective {
        if (id.isEmpty() || (id + model).contains("|")) {
            throw new IllegalArgumentException(
                    "an objective's id and model must not be empty or contain '|': id=" + id + ", model=" + model);
        }
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("a target must be in (0, 1): target=" + target + "; for 90 % write 0.9");
        }
    }

    /** Whether nobody is to be told. */
    public boolean isDryRun() {
        return mode == AlertPolicy.Mode.DRY_RUN;
    }

    /** Tells this wording from others that mean something else: what it looks at, within what limits, how often. */
    public String revision() {
        return Integer.toHexString((kind.word() + limit + target + window.text()).hashCode());
    }
}
