package io.tidemark.domain;

import org.jspecify.annotations.Nullable;

/** What came of grading. */
public sealed interface Graded {
    /**
     * A prediction whose truth is known, or known otherwise than before.
     *
     * @param model the monitored model
     * @param before what was taken for true before; null for nothing
     * @param now what is true
     */
    record Prediction(String model, Predicted predicted, @Nullable Truth before, Truth now) implements Graded {}

    /**
     * A prediction of an id that had one: it counts for nothing.
     *
     * @param model the monitored model
     */
    record Repeated(String model, Predicted predicted) implements Graded {}

    /**
     * A label whose prediction did not come within the horizon.
     *
     * @param model the monitored model
     * @param knownMs event time at which it became known
     */
    record Unmatched(String model, long knownMs) implements Graded {}

    /**
     * Everything that a source brought before its mark, and that one partition of grade joins, has been joined.
     *
     * @param partition of grade
     * @param mark of a source partition
     */
    record Progress(int partition, Mark mark) implements Graded {}
}
