package io.tidemark.domain;

import java.util.OptionalDouble;

/**
 * How an objective stands in one slice at the end of its newest slot. The newest of a key holds.
 *
 * @param key whose
 * @param revision tells the objective from what it was before it was edited
 * @param state HEALTHY, AT_RISK, EXHAUSTED, NO_DATA or WARMING_UP
 * @param isDryRun whether nobody is to be told of it
 * @param target share that is promised
 * @param window where the compliance window begins and ends
 * @param counts what was counted in it
 * @param budget its error budget
 * @param consumedVsObserved where the budget is an estimate, for a calendar window of rows: share of what the rows so far allow that is consumed
 * @param coverage share of the expected slots that could be judged, in [0, 1]
 * @param share of the bad ones of all slices of its kind that are this slice's, in [0, 1]; 1 for the slice of all events
 * @param clockTimeMs when it was written, by the monitor's clock
 */
public record SloStatus(
        Key key,
        String revision,
        String state,
        boolean isDryRun,
        double target,
        TimeWindow window,
        Counts counts,
        Alert.Budget budget,
        OptionalDouble consumedVsObserved,
        double coverage,
        double share,
        long clockTimeMs) {
    private static final String NO_DATA = "NO_DATA";

    /** Whether anything could be judged in its window. */
    public boolean isJudged() {
        return isJudged(state, counts.good + counts.bad);
    }

    /** The same of a word for how it stands, and of how much was counted. */
    public static boolean isJudged(String state, long counted) {
        return !state.equals(NO_DATA) || counted > 0;
    }

    /**
     * Whose.
     *
     * @param model the model
     * @param objective the objective's id
     * @param slice the slice
     */
    public record Key(String model, String objective, String slice) {
        /** The key on the topic: {@code model|objective|slice}. */
        public String text() {
            return model + "|" + objective + "|" + slice;
        }
    }

    /**
     * What was counted.
     *
     * @param good rows or slots
     * @param bad rows or slots
     */
    public record Counts(long good, long bad) {}
}
