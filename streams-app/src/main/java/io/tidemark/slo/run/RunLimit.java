package io.tidemark.slo.run;

/** Which values of a run are in order. */
public sealed interface RunLimit {
    /** As the kind has it: the run succeeded. */
    record Nothing() implements RunLimit {}

    /**
     * Near what is usual for its lineage: at most the larger of {@value Usual#SPREADS} spreads and a share of the usual away.
     *
     * @param tolerance that share, > 0
     */
    record Trailing(double tolerance) implements RunLimit {
        /** @throws IllegalArgumentException if the tolerance is not positive and finite */
        public Trailing {
            if (!(tolerance > 0 && Double.isFinite(tolerance))) {
                throw new IllegalArgumentException("a tolerance must be greater than 0: tolerance=" + tolerance);
            }
        }
    }

    /**
     * In a closed range, whatever is usual. Of rows: of their share of the rows expected.
     *
     * @param lowest −∞ for none
     * @param highest +∞ for none
     */
    record Band(double lowest, double highest) implements RunLimit {}

    /**
     * No longer without progress.
     *
     * @param ms by the wall clock, > 0
     */
    record Silence(long ms) implements RunLimit {
        /** @throws IllegalArgumentException if it is no time at all */
        public Silence {
            if (ms <= 0) {
                throw new IllegalArgumentException("a run cannot be silent for less than no time: ms=" + ms);
            }
        }
    }
}
