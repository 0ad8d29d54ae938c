package io.tidemark.drill;

import java.util.List;

/**
 * An alert that was told in a run: one that began, or one that was over.
 *
 * @param dedupKey identity of its objective, slice and severity
 * @param objective the objective's id
 * @param slice {@code *}, {@code dimension=value} or {@code version=…}
 * @param severity PAGE, TICKET or INFO
 * @param columns that its evidence names, the most telling first; empty for whole rows and policy steps
 * @param policyStep the step of an error-budget policy that it is about; empty if it is about burning
 * @param atMs event time at which it was told
 * @param turn whether it begins or ends
 */
public record Heard(
        String dedupKey,
        String objective,
        String slice,
        String severity,
        List<String> columns,
        String policyStep,
        long atMs,
        Turn turn) {
    public Heard {
        columns = List.copyOf(columns);
    }

    /** Whether an alert begins or ends. */
    public enum Turn {
        OPENED,
        CLOSED
    }

    boolean isOpened() {
        return turn == Turn.OPENED;
    }

    boolean isBurn() {
        return policyStep.isEmpty();
    }

    /** Whether somebody has to look: infos of policy steps are for the record. */
    boolean isForPeople() {
        return isBurn() || !severity.equals("INFO");
    }
}
