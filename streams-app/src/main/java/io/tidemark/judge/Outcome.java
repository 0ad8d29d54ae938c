package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Status;
import java.util.List;

/**
 * What came of one reading for one objective.
 *
 * @param posted what its ledger says
 * @param alerts what to tell, in order
 * @param annotations what else to write down
 */
public record Outcome(Posted posted, List<Alert> alerts, List<Annotation> annotations) {
    public Outcome {
        alerts = List.copyOf(alerts);
        annotations = List.copyOf(annotations);
    }

    /** What became of the slot. */
    public Slots.Put put() {
        return posted.put();
    }

    /** How the objective stands now. */
    public Status status() {
        return posted.status();
    }

    /** Whether late data moved the consumed share by a point or more. */
    public boolean isBudgetRevised() {
        return posted.isBudgetRevised();
    }
}
