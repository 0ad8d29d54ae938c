package io.tidemark.stats.verdict;

/**
 * Whether a share left what a {@link ShareRule} allows.
 *
 * <p>Half of α goes to the frozen band: the reference's share is at most its upper limit q⁺ (that error is spent once, α_ref), and the exact
 * binomial tail of the window beyond the rule's limit at q⁺ is under the level. The other half goes to the joint tests, in which both sides are drawn
 * anew: the signed root of the likelihood ratio for the difference, the conditional binomial for the ratio. Refuted if either refutes.
 *
 * <p>Immutable; any thread.
 */
final class ShareTest {
    /** A large effect, for the smallest number of rows: half of all rows move. */
    private static final double LARGE = 0.5;

    private final ShareRule rule;
    private final Sides sides;
    private final double bandLevel;
    private final double bandZ;
    private final double jointLevel;
    private final double jointZ;
    private final double referenceZ;
    private final double shownZ;

    /** Which changes count. */
    enum Sides {
        INCREASE,
        BOTH
    }

    ShareTest(ShareRule rule, Levels levels, Sides sides) {
        int directions = sides == Sides.BOTH ? 2 : 1;
        this.rule = rule;
        this.sides = sides;
        this.bandLevel = levels.alpha() / directions / 2;
        this.jointLevel = bandLevel / 2;
        this.bandZ = Binomial.normalQuantile(bandLevel);
        this.jointZ = Binomial.normalQuantile(jointLevel);
        this.referenceZ = Binomial.normalQuantile(levels.alphaReference() / directions);
        this.shownZ = Binomial.normalQuantile(levels.alpha() / 2);
    }

    ShareRule rule() {
        return rule;
    }

    /**
     * Tests x of n against y of m, all effective. O(1).
     *
     * @return bounds of the window's share, not of the difference
     */
    Bound test(double x, double n, double y, double m) {
        double highest = Binomial.upperLimit(y, m, referenceZ);
        double limit = rule.upper(highest);
        return new Bound(
                Binomial.lowerLimit(x, n, shownZ),
                Binomial.upperLimit(x, n, shownZ),
                isRefuted(x, n, y, m),
                m == 0 ? 1 : Math.max(0, Binomial.visibleAbove(limit, n, bandZ) - y / m),
                minimumRows(m == 0 ? 1 : y / m, limit));
    }

    /** Whether the share left what is allowed, upwards or (where both sides count) downwards. */
    boolean isRefuted(double x, double n, double y, double m) {
        if (n == 0 || m == 0) {
            return false;
        }
        return isAbove(x, n, y, m) || (sides == Sides.BOTH && isBelow(x, n, y, m));
    }

    private boolean isAbove(double x, double n, double y, double m) {
        if (x / n <= rule.upper(y / m)) {
            return false;
        }
        double limit = rule.upper(Binomial.upperLimit(y, m, referenceZ));
        return Binomial.isUpperTailBelow(x, n, limit, bandLevel, bandZ) || isJointlyRefuted(x, n, y, m);
    }

    private boolean isBelow(double x, double n, double y, double m) {
        if (x / n >= rule.lower(y / m)) {
            return false;
        }
        double limit = rule.lower(Binomial.lowerLimit(y, m, referenceZ));
        return Binomial.isUpperTailBelow(n - x, n, 1 - limit, bandLevel, bandZ) || isJointlyRefuted(y, m, x, n);
    }

    /** The joint tests of "the first share is at most what the second allows"; called with the sides exchanged for a fall. */
    private boolean isJointlyRefuted(double x, double n, double y, double m) {
        boolean isDifferent = ShareDifference.signedRoot(x, n, y, m, rule.delta()) > jointZ;
        if (rule.needs() == ShareRule.Needs.DIFFERENCE_OR_RATIO) {
            return isDifferent
                    || (isRatioRefuted(x, n, y, m) && ShareDifference.signedRoot(x, n, y, m, rule.floor()) > jointZ);
        }
        return isDifferent && (isRatioRefuted(x, n, y, m) || isRatioRefuted(m - y, m, n - x, n));
    }

    private boolean isRatioRefuted(double x, double n, double y, double m) {
        return ShareDifference.isRatioRefuted(x, n, y, m, rule.ratio(), jointLevel, jointZ);
    }

    /** Rows from which a share that moved by one half (or, upwards only, as far as it can) leaves the limit. */
    private double minimumRows(double q, double limit) {
        double moved = Math.min(1, q + LARGE);
        if (sides == Sides.BOTH && q > LARGE) {
            double lowest = rule.lower(Math.max(0, q - (limit - rule.upper(q))));
            return rows(1 - (q - LARGE), 1 - lowest);
        }
        return rule.upper(q) >= 1 && q > LARGE ? 0 : rows(moved, limit);
    }

    private double rows(double moved, double limit) {
        return moved <= limit ? Double.POSITIVE_INFINITY : bandZ * bandZ / 2 / Binomial.divergence(moved, limit);
    }
}
