package io.tidemark.stats.golden;

/**
 * How far a number is from its golden value, by the rules of {@code golden/README.md}.
 *
 * @param absolute |got − expected|
 * @param overTolerance the same over what is allowed: at most 1 agrees
 * @param relative |got − expected|/|expected| of a probability that must agree relatively; 0 for anything else
 */
record Deviation(double absolute, double overTolerance, double relative) {
    private static final double RELATIVE = 1e-6;
    private static final double FAR_TAIL = 1e-12;

    /** A probability from 1 − x in the reference library cannot be righter than some roundings of 1. */
    private static final double ROUNDINGS = 4e-15;

    /** Of a number without a value: nothing is further off. */
    static final Deviation ABSENT =
            new Deviation(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Deviation of(String name, double got, double expected, Golden.Case golden) {
        if (got == expected) {
            return new Deviation(0, 0, 0);
        }
        double apart = Math.abs(got - expected);
        double allowed = golden.tolerance() * Math.max(1, Math.abs(expected));
        if (name.startsWith("variance")) {
            allowed = golden.tolerance() * Math.abs(expected);
        } else if (name.equals("pvalue_exact") && !Double.isNaN(golden.exactTolerance())) {
            allowed = golden.exactTolerance() * expected;
        }
        return isProbability(name) ? ofProbability(got, expected, allowed) : new Deviation(apart, apart / allowed, 0);
    }

    /** From 1e-12 up relatively, below by orders of magnitude: within a factor of ten, both 0 below 1e-300. */
    private static Deviation ofProbability(double got, double expected, double allowed) {
        double apart = Math.abs(got - expected);
        double ratio = apart / allowed;
        if (expected >= FAR_TAIL) {
            double relative = apart / expected;
            double further = apart / (RELATIVE * expected + ROUNDINGS);
            return new Deviation(apart, Math.max(ratio, further), relative);
        }
        boolean areBothNothing = expected < 1e-300 && got < 1e-300;
        double orders = areBothNothing ? 0 : Math.abs(Math.log10(got / expected));
        return new Deviation(apart, Math.max(apart / Math.max(allowed, FAR_TAIL), orders), 0);
    }

    private static boolean isProbability(String name) {
        return name.contains("pvalue") || name.endsWith("_p") || name.equals("p_two_sided");
    }

    boolean agrees() {
        return overTolerance <= 1;
    }
}
