package io.tidemark.stats.verdict;

import io.tidemark.stats.distance.Cells;

/**
 * Bounds for the Kolmogorov–Smirnov distance on cells; α is split three ways and the best of three lower bounds is used.
 *
 * <ol>
 *   <li>joint: D − √(½·ln(2/α))·√(1/n + 1/m), the Dvoretzky–Kiefer–Wolfowitz form with Massart's constant (Ann. Probab. 18, 1990);
 *   <li>frozen: D − √(½·ln(2/α))/√n − √(½·ln(2/α_ref))/√m, the reference's error spent once;
 *   <li>edges: the signed root of the likelihood ratio at up to 45 edges, both ways, with a union bound; sharper where the change is in a tail.
 * </ol>
 */
final class KolmogorovBound {
    private static final double LARGE = 0.5;
    private static final int MOST_EDGES = 45;
    private static final int STEPS = 30;

    private final double n;
    private final double m;
    private final double delta;
    private final double part;
    private final double windowWidth;
    private final double referenceWidth;

    KolmogorovBound(double n, double m, double delta, Levels levels) {
        this.n = n;
        this.m = m;
        this.delta = delta;
        this.part = levels.alpha() / 3;
        this.windowWidth = Math.sqrt(Math.log(2 / part) / 2);
        this.referenceWidth = Math.sqrt(Math.log(2 / levels.alphaReference()) / 2);
    }

    /** Bounds for D, given raw counts on the cells; n and m are effective. O(cells). */
    Bound of(double d, double[] window, double[] reference) {
        double width = width(n);
        double lower = d - width;
        if (d > delta) {
            lower = Math.max(lower, lowerByEdges(window, reference));
        }
        return new Bound(
                Math.max(0, lower), Math.min(1, d + width), lower > delta, Math.min(1, delta + width), minimumRows());
    }

    private double width(double rows) {
        double joint = windowWidth * Math.sqrt(1 / rows + 1 / m);
        return Math.min(joint, windowWidth / Math.sqrt(rows) + referenceWidth / Math.sqrt(m));
    }

    private double minimumRows() {
        double room = LARGE - delta;
        double jointly = room * room - windowWidth * windowWidth / m;
        double frozen = room - referenceWidth / Math.sqrt(m);
        double rows = Double.POSITIVE_INFINITY;
        if (jointly > 0) {
            rows = windowWidth * windowWidth / jointly;
        }
        return frozen > 0 ? Math.min(rows, Math.pow(windowWidth / frozen, 2)) : rows;
    }

    /** The union bound covers every edge, so that the most telling one alone may be inverted. */
    private double lowerByEdges(double[] window, double[] reference) {
        int edges = window.length - 1;
        int stride = Math.max(1, (edges + MOST_EDGES - 1) / MOST_EDGES);
        double total = Cells.total(window);
        double totalReference = Cells.total(reference);
        double below = 0;
        double belowReference = 0;
        double best = 0;
        double bestP = 0;
        double bestQ = 0;
        for (int edge = 0; edge < edges; edge++) {
            below += window[edge];
            belowReference += reference[edge];
            double p = below / total;
            double q = belowReference / totalReference;
            double apart = Math.abs(p - q) - delta;
            double score = apart / Math.sqrt(p * (1 - p) / n + q * (1 - q) / m + 1 / (n * n));
            if (apart > 0 && edge % stride == stride - 1 && score > best) {
                best = score;
                bestP = p;
                bestQ = q;
            }
        }
        double z = Binomial.normalQuantile(part / (2.0 * Math.max(1, edges / stride)));
        return best == 0 ? 0 : bestP > bestQ ? invert(bestP, bestQ, z) : invert(1 - bestP, 1 - bestQ, z);
    }

    private double invert(double p, double q, double z) {
        if (ShareDifference.signedRoot(p * n, n, q * m, m, delta) <= z) {
            return 0;
        }
        double low = delta;
        double high = p - q;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (ShareDifference.signedRoot(p * n, n, q * m, m, middle) > z) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.max(low, Math.nextUp(delta));
    }
}
