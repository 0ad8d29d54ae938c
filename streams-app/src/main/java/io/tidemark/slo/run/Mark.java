package io.tidemark.slo.run;

/**
 * What an objective says of a run.
 *
 * @param outcome whether it is good
 * @param said what people were told
 * @param figure the evidence
 * @param atMs the run's own time at which that was decided
 */
public record Mark(Outcome outcome, Said said, Figure figure, long atMs) {
    /** Whether a run is good. The order is part of a byte layout: append only. */
    public enum Outcome {
        GOOD,
        BAD,
        /** The run did not say enough, or too few ran before it. */
        INSUFFICIENT,
        /** It failed, so that the rest says nothing. */
        EXCLUDED;

        /** Whether it counts. */
        public boolean counts() {
            return this == GOOD || this == BAD;
        }
    }

    /** What people were told. The order is part of a byte layout: append only. */
    public enum Said {
        NOTHING,
        /** That it is bad. */
        OPENED,
        /** That, and that it is over. */
        CLOSED
    }

    /**
     * The evidence: a value, and the range that it should be in.
     *
     * @param value in the kind's unit; NaN if there is none
     * @param lowest of what is in order; −∞ for none
     * @param highest of what is in order; +∞ for none
     * @param usual the median of the runs before it, what was expected, or NaN where a fixed limit or the kind decides
     * @param count how many runs that is of; 0 if it is of none
     * @param basis what it was compared with
     */
    public record Figure(double value, double lowest, double highest, double usual, int count, Basis basis) {
        /** Nothing is known. */
        public static final Figure NONE = new Figure(
                Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, 0, Basis.NOTHING);

        /** Whether the value is in the range. */
        public boolean isInOrder() {
            return value >= lowest && value <= highest;
        }
    }

    /** What a run was compared with. The order is part of a byte layout: append only. */
    public enum Basis {
        NOTHING,
        /** A limit of the file. */
        BAND,
        /** The runs of the model before it. */
        MODEL,
        /** The runs before it that hang together with it by their parents. */
        CHAIN,
        /** What the run itself expected. */
        EXPECTED
    }

    /** The same, of which people were told something else. */
    public Mark said(Said other) {
        return new Mark(outcome, other, figure, atMs);
    }
}
