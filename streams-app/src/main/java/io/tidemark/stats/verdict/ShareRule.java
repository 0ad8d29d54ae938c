package io.tidemark.stats.verdict;

/**
 * Which shares p of a window are in order, given the reference's share q.
 *
 * @param delta difference that is in order
 * @param ratio ρ &gt; 1
 * @param floor difference that is in order whatever the ratio
 * @param needs whether the difference or the ratio alone makes a change
 */
record ShareRule(double delta, double ratio, double floor, Needs needs) {
    /** What must be refuted before a share counts as changed. */
    enum Needs {
        /** A difference over δ, or a ratio over ρ with a difference over the floor: for values of a category, where rare ones matter. */
        DIFFERENCE_OR_RATIO,
        /**
         * A difference over δ, and a ratio over ρ of the share or of its complement: for missing and invalid rows. The complement is there
         * so that a column of which 70 % is missing can still get worse.
         */
        DIFFERENCE_AND_RATIO
    }

    static ShareRule ofValues(double delta, Tolerances.ShareRatio rare) {
        return new ShareRule(delta, rare.ratio(), rare.floor(), Needs.DIFFERENCE_OR_RATIO);
    }

    static ShareRule ofFaults(double delta, Tolerances.ShareRatio rare) {
        return new ShareRule(delta, rare.ratio(), rare.floor(), Needs.DIFFERENCE_AND_RATIO);
    }

    /** The largest share in order; rises with q, in [q, 1]. */
    double upper(double q) {
        double limit = needs == Needs.DIFFERENCE_OR_RATIO
                ? Math.min(q + delta, Math.max(ratio * q, q + floor))
                : Math.max(q + delta, Math.min(ratio * q, 1 - (1 - q) / ratio));
        return Math.min(1, limit);
    }

    /** The smallest share in order; rises with q, in [0, q]. Used for values only. */
    double lower(double q) {
        return Math.max(0, Math.max(q - delta, Math.min(q / ratio, q - floor)));
    }
}
