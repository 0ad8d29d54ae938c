package io.tidemark.domain;

/**
 * How far the time of a model's predictions and that of their labels have come.
 *
 * @param predictionMs newest event time of a prediction; {@link Long#MIN_VALUE} before the first
 * @param labelMs newest time at which a label became known; likewise
 */
public record NewestTimes(long predictionMs, long labelMs) {
    /** Nothing came yet. */
    public static final NewestTimes NONE = new NewestTimes(Long.MIN_VALUE, Long.MIN_VALUE);

    /** The same after a prediction of that time. */
    public NewestTimes predicted(long timeMs) {
        return timeMs > predictionMs ? new NewestTimes(timeMs, labelMs) : this;
    }

    /** The same after a label that became known then. */
    public NewestTimes labelled(long knownMs) {
        return knownMs > labelMs ? new NewestTimes(predictionMs, knownMs) : this;
    }

    /** The time by which predictions are forgotten: of the labels that they wait for. */
    public long forPredictionsMs(long horizonMs) {
        return awaitedMs(predictionMs, labelMs, horizonMs);
    }

    /** The time by which labels without a prediction are forgotten: of the predictions that they wait for. */
    public long forLabelsMs(long horizonMs) {
        return awaitedMs(labelMs, predictionMs, horizonMs);
    }

    /**
     * What waits goes by the side that it waits for, for what that still brings is in time by its own clock; but by no more than a horizon behind its own
     * side, so that what is remembered is bounded where the other stands still; and by its own where the other never came.
     */
    private static long awaitedMs(long ownMs, long otherMs, long horizonMs) {
        if (otherMs == Long.MIN_VALUE) {
            return ownMs;
        }
        return ownMs == Long.MIN_VALUE ? otherMs : Math.max(otherMs, ownMs - horizonMs);
    }
}
