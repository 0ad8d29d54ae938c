package io.tidemark.slo;

import java.util.List;

/**
 * How an objective stands in one slice at the end of its newest slot, whether or not it alerts.
 *
 * @param metricTimeMs end of the newest slot, event time
 * @param budget its error budget
 * @param coverage share of the expected slots that could be judged, in [0, 1]
 * @param tiers its pairs and conditions, by severity, the most urgent first
 */
public record Status(long metricTimeMs, Budget budget, double coverage, List<FittedTier.Standing> tiers) {
    public Status {
        tiers = List.copyOf(tiers);
    }
}
