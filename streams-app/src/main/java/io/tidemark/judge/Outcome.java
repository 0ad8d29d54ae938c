package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.Slots;
import java.util.List;

/**
 * What came of one reading for one objective.
 *
 * @param put what became of the slot; with UNCHANGED and TOO_LATE nothing else happened and there is nothing to store
 * @param alerts what to tell, in order
 * @param status how the objective stands now
 */
public record Outcome(Slots.Put put, List<Alert> alerts, Status status) {
    /** Change of the consumed share from which a revision is worth telling: one point. */
    public static final double WORTH_TELLING = 0.01;

    public Outcome {
        alerts = List.copyOf(alerts);
    }

    /**
     * How an objective stands at the end of its newest slot, whether or not it alerts.
     *
     * @param metricTimeMs end of the newest slot, event time
     * @param budget its error budget
     * @param consumedBefore share of the budget consumed before the reading
     * @param coverage share of the expected slots that could be judged, in [0, 1]
     * @param tiers its pairs, by severity, the most urgent first
     */
    public record Status(
            long metricTimeMs,
            Alert.Budget budget,
            double consumedBefore,
            double coverage,
            List<FittedTier.Standing> tiers) {
        public Status {
            tiers = List.copyOf(tiers);
        }
    }

    /** Whether there is something to store. */
    public boolean hasChanged() {
        return put == Slots.Put.NEWEST || put == Slots.Put.REVISED;
    }

    /** Whether late data moved the consumed share by a point or more. */
    public boolean isBudgetRevised() {
        return put == Slots.Put.REVISED && Math.abs(status.budget.consumed() - status.consumedBefore) >= WORTH_TELLING;
    }
}
