package io.tidemark.slo.promotion;

import io.tidemark.domain.Change;
import io.tidemark.domain.SloStatus;
import java.util.List;

/**
 * What is known of a model that may be promoted.
 *
 * @param objectives all that is promised of it
 * @param standings how they stand, each slice
 * @param changes its changes, oldest first
 * @param runs its training runs, the newest first
 * @param pagesMs when people would have been woken in dry run, event time
 * @param observedSinceMs since when its data are watched, event time; {@link Long#MAX_VALUE} if they never were
 * @param arePromotionsAllowed whether no step of an error-budget policy holds promotions
 * @param nowMs event time
 */
public record PromotionFacts(
        List<Promised> objectives,
        List<SloStatus> standings,
        List<Change> changes,
        List<RunOutcome> runs,
        List<Long> pagesMs,
        long observedSinceMs,
        boolean arePromotionsAllowed,
        long nowMs) {
    public PromotionFacts {
        objectives = List.copyOf(objectives);
        standings = List.copyOf(standings);
        changes = List.copyOf(changes);
        runs = List.copyOf(runs);
        pagesMs = List.copyOf(pagesMs);
    }
}
