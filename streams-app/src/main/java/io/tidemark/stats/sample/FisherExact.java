package io.tidemark.stats.sample;

/** Fisher's exact test of a 2 × 2 table, two-sided: the sum of all tables with the same margins that are no likelier than the one seen. */
final class FisherExact {
    /** Most tables to sum, and most rows of a side. */
    private static final long MOST_ROWS = 10_000_000;

    /** Tables as likely as the one seen but for rounding count as such. */
    private static final double SLACK = 1 + 1e-10;

    private FisherExact() {}

    /** In [0, 1]; NaN beyond {@value #MOST_ROWS} rows. O(smaller margin). */
    static double probability(double[] reference, double[] current) {
        double total = reference[0] + reference[1] + current[0] + current[1];
        if (total > MOST_ROWS) {
            return Double.NaN;
        }
        int all = (int) total;
        int left = (int) (reference[0] + reference[1]);
        int successes = (int) (reference[0] + current[0]);
        double p = left / total;
        double whole = BinomialTerm.probability(left, all, p, 1 - p);
        double seen = table((int) reference[0], left, successes, all);
        double sum = 0;
        for (int k = Math.max(0, left + successes - all); k <= Math.min(left, successes); k++) {
            double chance = table(k, left, successes, all);
            sum += chance <= seen * SLACK ? chance : 0;
        }
        return Math.min(1, sum / whole);
    }

    /** C(s,k)·C(N−s,l−k)·pˡ·q^(N−l): the hypergeometric probability but for a factor that all tables share. */
    private static double table(int k, int left, int successes, int all) {
        double p = (double) left / all;
        return BinomialTerm.probability(k, successes, p, 1 - p)
                * BinomialTerm.probability(left - k, all - successes, p, 1 - p);
    }
}
