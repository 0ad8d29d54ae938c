package io.tidemark.stats.verdict;

import io.tidemark.stats.distance.Cells;
import io.tidemark.stats.distance.JensenShannon;

/**
 * Bounds for the Jensen–Shannon distance (root of bits).
 *
 * <p>H₀ "JS ≤ δ" is refuted where P(χ²(B−1, λ) ≥ 8nₑ·JS) &lt; α/2, λ = 8nₑδ, JS and δ in nats, on B cells merged to 20 expected rows: jointly with
 * 1/nₑ = 1/n + 1/m; or with the reference frozen, nₑ = n, and the distance that the reference's error can make (8m·JS is χ²(B−1)) taken off, the root
 * being a metric. Birgé's closed form (P(X ≥ k + λ + 2√((k+2λ)L) + 2L) ≤ e^−L; 2001, doi:10.1214/lnms/1215090065) is used
 * first; the exact tail is summed only where that leaves it open.
 *
 * <p>Where too few cells are left, mass outside the reference's largest cell is compared: JS is at least that of (p⁻, 1−p⁻) and (q⁺, 1−q⁺).
 */
final class DivergenceBound {
    private static final double LARGE = 0.5;
    private static final int STEPS = 30;

    private final double n;
    private final double m;
    private final double delta;
    private final double level;
    private final double depth;
    private final Levels levels;
    private final MergedCells.Order order;

    DivergenceBound(double n, double m, double delta, Levels levels, MergedCells.Order order) {
        this.n = n;
        this.m = m;
        this.delta = delta;
        this.level = levels.alpha() / 2;
        this.depth = -Math.log(level);
        this.levels = levels;
        this.order = order;
    }

    /** Bounds for the distance, given raw counts; n and m are effective. O(cells), and about 5 µs more where the distance is over δ. */
    Bound of(double distance, double[] window, double[] reference) {
        MergedCells merged = MergedCells.of(window, reference, n, m, order);
        if (merged.cells() < 2) {
            return byLargestCell(distance, window, reference);
        }
        double degrees = merged.cells() - 1;
        double rows = 1 / (1 / n + 1 / m);
        double nats = JensenShannon.nats(merged.window(), merged.reference());
        double mergedDistance = JensenShannon.distanceOfNats(nats);
        double lower = 0;
        if (mergedDistance > delta) {
            lower = Math.max(lowerDistance(nats, rows, degrees), lowerDistance(nats, n, degrees) - slack(degrees));
            if (lower <= delta) {
                lower = Math.max(lower, exactLower(nats, rows, degrees));
            }
        } else {
            lower = lowerDistance(nats, rows, degrees);
        }
        return new Bound(
                Math.min(distance, lower),
                Math.max(distance, upperDistance(nats, rows, degrees)),
                lower > delta,
                visible(rows, degrees),
                minimumRows(reference.length));
    }

    /** The distance that the reference's own error can make, but for α_ref: √(χ²/8m), by Birgé's form at λ = 0. */
    private double slack(double degrees) {
        double depthOfReference = -Math.log(levels.alphaReference());
        double square = degrees + 2 * Math.sqrt(degrees * depthOfReference) + 2 * depthOfReference;
        return JensenShannon.distanceOfNats(square / (8 * m));
    }

    private double lowerDistance(double nats, double rows, double degrees) {
        double root = Math.sqrt(Math.max(0, 2 * 8 * rows * nats - degrees)) - 2 * Math.sqrt(depth);
        double lambda = root <= 0 ? 0 : Math.max(0, (root * root - degrees) / 2);
        return JensenShannon.distanceOfNats(lambda / (8 * rows));
    }

    private double upperDistance(double nats, double rows, double degrees) {
        double root = 2 * Math.sqrt(depth) + Math.sqrt(Math.max(0, 4 * depth + 2 * 8 * rows * nats - degrees));
        double lambda = Math.max(0, (root * root - degrees) / 2);
        return Math.min(1, JensenShannon.distanceOfNats(lambda / (8 * rows)));
    }

    /** The distance at which the exact tail reaches the level, if that is above δ; else 0. */
    private double exactLower(double nats, double rows, double degrees) {
        double x = 8 * rows * nats;
        if (x <= degrees + 8 * rows * JensenShannon.natsOfDistance(delta) || !isRefuted(x, rows, degrees, delta)) {
            return 0;
        }
        double low = delta;
        double high = JensenShannon.distanceOfNats(nats);
        for (int step = 0; step < STEPS && high - low > 1e-4 * high; step++) {
            double middle = (low + high) / 2;
            if (isRefuted(x, rows, degrees, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.max(low, Math.nextUp(delta));
    }

    private boolean isRefuted(double x, double rows, double degrees, double distance) {
        double lambda = 8 * rows * JensenShannon.natsOfDistance(distance);
        return NoncentralChiSquared.upperTail(x, degrees, lambda) < level;
    }

    private double visible(double rows, double degrees) {
        double lambda = 8 * rows * JensenShannon.natsOfDistance(delta);
        double needed = lambda + 2 * Math.sqrt((degrees + 2 * lambda) * depth) + 2 * depth;
        return Math.min(1, JensenShannon.distanceOfNats(needed / (8 * rows)));
    }

    /** The first of 2, 4, 8 … steps of {@link MergedCells#EXPECTED} rows is bracketed, then bisected. */
    private double minimumRows(int cells) {
        double low = 0;
        double high = 2 * MergedCells.EXPECTED;
        if (m < high) {
            return Double.POSITIVE_INFINITY;
        }
        while (!isEnough(high, cells)) {
            low = high;
            high *= 2;
            if (high > 1e9) {
                return Double.POSITIVE_INFINITY;
            }
        }
        while (high - low > 1 && low > 0) {
            double middle = (low + high) / 2;
            if (isEnough(middle, cells)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean isEnough(double rows, int cells) {
        double degrees = Math.max(1, Math.min(cells, Math.min(rows, m) / MergedCells.EXPECTED) - 1);
        return visible(1 / (1 / rows + 1 / m), degrees) <= LARGE;
    }

    private Bound byLargestCell(double distance, double[] window, double[] reference) {
        int largest = largest(reference);
        double total = Cells.total(window);
        double outside = (total - window[largest]) / total * n;
        double totalReference = Cells.total(reference);
        double outsideReference = (totalReference - reference[largest]) / totalReference * m;
        double z = Binomial.normalQuantile(level);
        double least = Binomial.lowerLimit(outside, n, z);
        double most = Binomial.upperLimit(
                outsideReference, m, Binomial.normalQuantile(levels.alphaReference() / reference.length));
        double lower = least > most ? ofShares(least, most) : 0;
        boolean canMerge = reference.length > 1 && 2 * MergedCells.EXPECTED > (1 - most) * Math.min(n, m);
        return new Bound(
                Math.min(distance, lower),
                1,
                lower > delta,
                smallestVisible(most, z),
                canMerge ? minimumRows(reference.length) : rowsForAll(most, z));
    }

    private static int largest(double[] reference) {
        int largest = 0;
        for (int cell = 1; cell < reference.length; cell++) {
            largest = reference[cell] > reference[largest] ? cell : largest;
        }
        return largest;
    }

    private static double ofShares(double p, double q) {
        return JensenShannon.distance(new double[] {p, 1 - p}, new double[] {q, 1 - q});
    }

    private double smallestVisible(double most, double z) {
        double needed = shareAt(most, delta);
        return needed >= 1 ? 1 : ofShares(Binomial.visibleAbove(needed, n, z), most);
    }

    /** Rows from which it shows when every row leaves the largest cell: the lower limit of n of n, e^(−z²/2n), is a large distance away. */
    private static double rowsForAll(double most, double z) {
        double needed = shareAt(most, LARGE);
        return needed >= 1 ? Double.POSITIVE_INFINITY : z * z / 2 / -Math.log(needed);
    }

    /** The share above q whose distance from q is the given one; 1 if there is none. */
    private static double shareAt(double q, double distance) {
        double low = q;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (ofShares(middle, q) < distance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
