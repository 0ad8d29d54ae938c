package io.tidemark.slo;

import io.tidemark.domain.Alert;
import java.util.List;

/**
 * A step in the life of an episode, told or not.
 *
 * @param severity how urgent
 * @param subject what the episode is about
 * @param telling who hears of it
 * @param state the episode's state now
 * @param previousState its state before
 * @param reason why it is in its state
 * @param sequence number of this step among those that were told under its key, from 1; of one that is not told, the last one's
 * @param times the instants
 * @param consumed share of one window's budget that the episode has used since its onset, the window's end or not; at least 0 and at most
 *     what a window of nothing but bad data uses: 1 / (1 − target)
 * @param isRevised whether late data or a correction moved the budget by a point or more while it was open
 * @param burns the pairs of its severity; none of a silence
 */
public record Step(
        Alert.Severity severity,
        Subject subject,
        Telling telling,
        Alert.State state,
        Alert.State previousState,
        Alert.Reason reason,
        long sequence,
        Times times,
        double consumed,
        boolean isRevised,
        List<Alert.Burn> burns) {
    public Step {
        burns = List.copyOf(burns);
    }

    /** What an episode is about. */
    public enum Subject {
        /** A budget that burns. */
        BURN,
        /** No data. */
        SILENCE
    }

    /** Who hears of a step. */
    public enum Telling {
        OPENED,
        UPDATED,
        CLOSED,
        /** A transition that nobody is told of: it waits, it died while it waited, or a more urgent one speaks. */
        NOBODY
    }

    /**
     * The instants of a step, event time.
     *
     * @param metricMs end of the newest slot
     * @param onsetMs start of the bad run
     * @param firedMs when the episode fired; 0 if it has not
     * @param sinceMs when it entered its state
     */
    public record Times(long metricMs, long onsetMs, long firedMs, long sinceMs) {}

    public boolean isTold() {
        return telling != Telling.NOBODY;
    }

    /** Whether the state is another than before. */
    public boolean isTransition() {
        return state != previousState;
    }

    /**
     * What a consumer has to do.
     *
     * @throws IllegalStateException if nobody is told
     */
    public Alert.Notice notice() {
        return switch (telling) {
            case OPENED -> Alert.Notice.OPENED;
            case UPDATED -> Alert.Notice.UPDATED;
            case CLOSED -> Alert.Notice.CLOSED;
            case NOBODY ->
                throw new IllegalStateException("a step that nobody is told of has no notice: state=" + state);
        };
    }
}
