package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.sketch.IdSample;

/**
 * Judges what the owner of a monitor stated outright, without a reference: shares of bad rows against δ, and counts and ages against their limits.
 *
 * <p>Shares are drawn: BAD only where the rows refute "the true share is at most δ" at level α. What is counted against a stated number (rows, completeness,
 * age) is known and not drawn: its bounds are the value, and any crossing is BAD.
 */
public final class StatedComparison {
    /** A large effect, for the smallest number of rows: half of all rows are bad. */
    private static final double LARGE = 0.5;

    private static final double MILLIS = 1_000;

    private StatedComparison() {}

    /**
     * The share of bad rows against δ: the exact binomial tail P(X ≥ count | δ) &lt; α, both divided by φ; the bounds are one-sided at α/2 each and never
     * narrower than Clopper and Pearson's. NO_DATA without rows.
     *
     * @param count bad rows, in [0, total]
     * @param delta share that is in order, in (0, 1)
     * @param phi by how much rows hang together, ≥ 1
     */
    public static Judged share(Measure measure, long count, long total, double delta, double phi, double alpha) {
        double n = total / phi;
        double x = count / phi;
        double z = Binomial.normalQuantile(alpha / 2);
        double value = total == 0 ? 0 : (double) count / total;
        Estimate estimate = new Estimate(
                value,
                Math.min(value, Binomial.lowerLimit(x, n, z)),
                Math.max(value, Binomial.upperLimit(x, n, z)),
                n,
                0);
        double minimum = minimumRows(delta, alpha);
        return new Judged(
                measure,
                "",
                estimate,
                0,
                delta,
                count,
                total,
                Verdicts.rawRows(minimum, phi),
                n <= 0 ? 1 : Binomial.visibleAbove(delta, n, z),
                shareVerdict(x, n, delta, alpha, minimum));
    }

    private static Verdict shareVerdict(double x, double n, double delta, double alpha, double minimum) {
        if (n <= 0) {
            return Verdict.NO_DATA;
        }
        if (x / n > delta && Binomial.isUpperTailBelow(x, n, delta, alpha, Binomial.normalQuantile(alpha))) {
            return Verdict.BAD;
        }
        return n >= minimum ? Verdict.GOOD : Verdict.INSUFFICIENT;
    }

    /** Rows of which half being bad refutes δ: z²/2 over the divergence of a half from δ. */
    private static double minimumRows(double delta, double alpha) {
        double z = Binomial.normalQuantile(alpha);
        return delta >= LARGE ? 1 / alpha : z * z / 2 / Binomial.divergence(LARGE, delta);
    }

    /**
     * The share of rows whose id came before. Exact counts while all ids are kept; beyond, the share of the kept ids' rows, which are
     * a fair sample of ids, with effective rows divided by {@link IdSample#designEffect()}; {@code count} is then that share of all rows, rounded.
     */
    public static Judged duplicates(IdSample ids, double delta, double alpha) {
        if (ids.level() == 0) {
            return share(Measure.DUPLICATE, ids.sampledDuplicates(), ids.rows(), delta, 1, alpha);
        }
        Judged sampled =
                share(Measure.DUPLICATE, ids.sampledDuplicates(), ids.sampledRows(), delta, ids.designEffect(), alpha);
        double thinning = (double) ids.rows() / ids.sampledRows();
        return new Judged(
                Measure.DUPLICATE,
                "",
                sampled.estimate(),
                0,
                delta,
                Math.round(sampled.estimate().value() * ids.rows()),
                ids.rows(),
                Math.round(sampled.minimumN() * thinning),
                sampled.smallestVisible(),
                sampled.verdict());
    }

    /**
     * Rows that came over rows expected, at most 1: a surplus hides nothing and heals nothing.
     *
     * @param expected ≥ 0; 0 is INSUFFICIENT
     * @param delta share that may lack, in (0, 1)
     */
    public static Judged completeness(long rows, long expected, double delta) {
        long present = Math.min(rows, expected);
        double value = expected == 0 ? 1 : (double) present / expected;
        Verdict verdict = value < 1 - delta ? Verdict.BAD : expected == 0 ? Verdict.INSUFFICIENT : Verdict.GOOD;
        return exact(Measure.COMPLETENESS, "", value, 1, delta, present, expected, verdict);
    }

    /**
     * The age of the newest event, in seconds.
     *
     * @param ageMs ≥ 0
     * @param limitMs {@link Long#MAX_VALUE} for none
     */
    public static Judged freshness(long ageMs, long limitMs, long rows) {
        double limit = limitMs == Long.MAX_VALUE ? Double.MAX_VALUE : limitMs / MILLIS;
        Verdict verdict = ageMs > limitMs ? Verdict.BAD : Verdict.GOOD;
        return exact(Measure.FRESHNESS, "", ageMs / MILLIS, 0, limit, rows, rows, verdict);
    }

    /** Rows against a stated band; the label says {@code too few} or {@code too many}, and the reference is the limit that was crossed. */
    public static Judged rows(long rows, long fewest, long most) {
        long limit = Math.max(fewest, Math.min(most, rows));
        String label = rows < fewest ? "too few" : rows > most ? "too many" : "";
        return exact(Measure.ROWS, label, rows, limit, 0, rows, rows, rows == limit ? Verdict.GOOD : Verdict.BAD);
    }

    private static Judged exact(
            Measure measure,
            String label,
            double value,
            double reference,
            double tolerance,
            long count,
            long total,
            Verdict verdict) {
        Estimate estimate = new Estimate(value, value, value, total, 0);
        return new Judged(measure, label, estimate, reference, tolerance, count, total, 0, 0, verdict);
    }
}
