package io.tidemark.stats.verdict;

/** From a bound to a verdict. */
final class Verdicts {
    private Verdicts() {}

    /** BAD where refuted, else GOOD where n effective rows suffice for a large effect. */
    static Verdict of(Bound bound, double n) {
        if (bound.isRefuted()) {
            return Verdict.BAD;
        }
        return n >= bound.minimumRows() ? Verdict.GOOD : Verdict.INSUFFICIENT;
    }

    /** Rows of the window, before φ, that make so many effective ones; {@link Long#MAX_VALUE} if no number does. */
    static long rawRows(double effective, double phi) {
        return (long) Math.ceil(effective * phi);
    }
}
