package io.tidemark.drill;

/**
 * The truth of a prediction, which a fault can change: a copy, never the label itself.
 *
 * @param predictionId whose truth it is
 * @param truth what was true: a class, or a number
 * @param madeMs event time of the prediction
 * @param knownMs event time at which it became known
 */
public record DrillLabel(String predictionId, Value truth, long madeMs, long knownMs) {
    /** The same label with another truth. */
    DrillLabel with(Value other) {
        return new DrillLabel(predictionId, other, madeMs, knownMs);
    }
}
