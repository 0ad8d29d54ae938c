package io.tidemark.drill;

import java.util.List;
import java.util.Optional;

/**
 * What came of the faults of a drill.
 *
 * @param trials one for each fault that was tried, in the order of the plan
 * @param inapplicable faults that these events cannot show
 */
public record Coverage(List<Trial> trials, List<FaultPlan.Inapplicable> inapplicable) {
    public Coverage {
        trials = List.copyOf(trials);
        inapplicable = List.copyOf(inapplicable);
    }

    /**
     * A fault that was tried.
     *
     * @param fault what was done to the events
     * @param rows events that came with the fault, all of the run's
     * @param bad measurements that were BAD with the fault, less those that are without it: what was measured, whether or not an objective
     *     hears of it; may be negative
     * @param noticed the first alert because of it; empty if nobody would have known
     */
    public record Trial(Fault fault, long rows, long bad, Optional<Heard> noticed) {}

    /** How many faults were noticed. */
    public int noticed() {
        return (int)
                trials.stream().filter(trial -> trial.noticed().isPresent()).count();
    }

    /** Whether at least so many were. */
    public boolean reaches(Minimum minimum) {
        return noticed() >= minimum.of(trials.size());
    }
}
