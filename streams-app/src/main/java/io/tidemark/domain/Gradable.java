package io.tidemark.domain;

/** What grade takes in: halves to be joined, and how far their sources have come. */
public sealed interface Gradable {
    /** A prediction or a label. */
    sealed interface Half extends Gradable {
        /** The monitored model. */
        String model();

        /** The prediction's id, hashed: what both halves are joined by. */
        PredictionId id();
    }

    /** A prediction that a label can come for. */
    record OfPrediction(String model, PredictionId id, Predicted predicted) implements Half {}

    /** A label. */
    record OfLabel(String model, PredictionId id, Truth truth) implements Half {}

    /**
     * Everything that the source brought before its mark has been handed to grade.
     *
     * @param mark of a source partition
     */
    record Progress(Mark mark) implements Gradable {}
}
