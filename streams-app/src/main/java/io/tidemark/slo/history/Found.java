package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Status;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.PolicySteps;
import java.util.List;

/**
 * What came of one history under one objective.
 *
 * @param objective the promise, its goal in the slots that were used
 * @param policy what followed as its budget was used up
 * @param span what was seen
 * @param ends how each slice stands at the end, the slice of all events first; forgotten ones are not among them
 * @param events what happened
 * @param hushed what kept people from being told
 * @param report all of it in a few numbers
 */
public record Found(
        Objective objective,
        ErrorBudgetPolicy policy,
        Span span,
        List<End> ends,
        Events events,
        List<Hushed> hushed,
        Report report) {
    public Found {
        ends = List.copyOf(ends);
        hushed = List.copyOf(hushed);
    }

    /** Episodes that people were told of under a severity, and steps of the policy that were told as such when they were entered. */
    public int told(Severity severity) {
        return report.told(severity).opened() + steps(severity);
    }

    /** Steps of the error-budget policy that were entered and told under a severity. */
    public int steps(Severity severity) {
        return (int) events.steps.stream()
                .filter(change -> change.direction() == PolicySteps.Direction.ENTERED
                        && change.held().isTold()
                        && change.held().severity() == severity)
                .count();
    }

    /** What people would have been asked to look at: every episode that was told, and the steps that are more than an info. */
    public int told() {
        return report.episodes() + steps(Severity.PAGE) + steps(Severity.TICKET);
    }

    /**
     * What was seen.
     *
     * @param startMs start of the first slot
     * @param endMs end of the last
     * @param slots how many, over all slices
     * @param silent slots in which a slice that was known had no data
     * @param takenOut slots with data that corrections took out, over all slices
     * @param forgotten slices that were silent for a window
     */
    public record Span(long startMs, long endMs, long slots, long silent, long takenOut, long forgotten) {}

    /** How a slice stands at its end. */
    public record End(String slice, Status status) {}

    /**
     * What happened.
     *
     * @param moves every transition, in order of time; at most {@link Trial#MOST} of them
     * @param incidents every episode that people were told of, by onset; likewise
     * @param steps of the error-budget policy that were entered or left; likewise
     * @param left moves and incidents beyond the limit, which were counted and not kept
     */
    public record Events(List<Move> moves, List<Incident> incidents, List<PolicySteps.Change> steps, long left) {
        public Events {
            moves = List.copyOf(moves);
            incidents = List.copyOf(incidents);
            steps = List.copyOf(steps);
        }
    }
}
