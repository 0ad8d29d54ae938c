package io.tidemark.query.board;

import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.SloStatus;

/**
 * How an objective stands in a slice.
 *
 * @param key whose
 * @param state HEALTHY, AT_RISK, EXHAUSTED, NO_DATA or WARMING_UP
 * @param isDryRun whether nobody is told of it
 * @param consumed share of the budget that is used; above 1 when overspent
 * @param timeLeft when it will be gone
 * @param metricTimeMs end of the newest slot
 * @param line the whole record
 */
public record SloEntry(
        SloStatus.Key key,
        String state,
        boolean isDryRun,
        double consumed,
        TimeLeft timeLeft,
        long metricTimeMs,
        Line line) {
    static SloEntry of(SloStatus status, Line line) {
        return new SloEntry(
                status.key(),
                status.state(),
                status.isDryRun(),
                status.budget().consumed(),
                status.budget().timeLeft(),
                status.window().endMs(),
                line);
    }

    /** Whether its budget says something: it has data, and enough of them. */
    public boolean isJudged() {
        return !state.equals("NO_DATA") && !state.equals("WARMING_UP");
    }
}
