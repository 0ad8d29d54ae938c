package io.tidemark.stats.sample;

/**
 * The measures {@code rank_shift} and {@code rank_spread} on raw values: s = 2F − 1 and t = 2·|s| − 1, F the reference's mid-rank of a value (the
 * share below it plus half the share equal to it); their means in the current sample minus those in the reference.
 *
 * <p>rank_shift = P(current above) − P(current below) = 1 − 2U/(nm), Mann and Whitney's U. On a grid each value gets its cell's mid-rank.
 *
 * @param shift in [−1, 1], &gt; 0 where the current values are higher
 * @param spread in [−1, 1] after capping, &gt; 0 where they are wider
 */
public record RankMoves(double shift, double spread) {
    /**
     * Both moves. O(n + m).
     *
     * @throws IllegalArgumentException if a side is empty
     */
    public static RankMoves of(Sample reference, Sample current) {
        return of(Pooled.of(reference, current).requireBoth());
    }

    static RankMoves of(Pooled pooled) {
        CompensatedSum shift = new CompensatedSum();
        CompensatedSum spread = new CompensatedSum();
        double n = pooled.n();
        double m = pooled.m();
        double below = 0;
        for (int k = 0; k < pooled.size(); k++) {
            double s = (2 * below + pooled.reference(k)) / n - 1;
            double more = pooled.current(k) / m - pooled.reference(k) / n;
            shift.add(s * more);
            spread.add((2 * Math.abs(s) - 1) * more);
            below += pooled.reference(k);
        }
        return new RankMoves(held(shift.value()), held(spread.value()));
    }

    private static double held(double move) {
        return Math.max(-1, Math.min(1, move));
    }

    /** Group {@code rank}: not in the golden files. */
    Statistics list() {
        return new Statistics("rank")
                .add("rank_shift", shift, Statistic.NONE)
                .add("rank_spread", spread, Statistic.NONE);
    }
}
