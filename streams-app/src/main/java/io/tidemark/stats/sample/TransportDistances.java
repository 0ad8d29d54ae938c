package io.tidemark.stats.sample;

/**
 * Distances between two samples in the column's own unit, from the area between their distribution functions F and G.
 *
 * @param wasserstein ∫|F − G| dx, in the column's unit, ≥ 0 (Kantorovich; Vallender, Theory Probab. Appl. 18, 1974,
 *     doi:10.1137/1118101); +∞ only where no double holds it
 * @param energy √(2·∫(F − G)² dx), in the root of the column's unit, ≥ 0 (Székely and Rizzo, J. Stat. Plan. Inference 143, 2013,
 *     doi:10.1016/j.jspi.2013.03.018)
 */
record TransportDistances(double wasserstein, double energy) {
    /** The least standard deviation that Evidently divides by. */
    private static final double EVIDENTLY_FLOOR = 0.001;

    /** Both distances; neither side may be empty (unchecked). O(n + m). */
    static TransportDistances of(Pooled pooled) {
        double unit = pooled.unit();
        double rows = (double) pooled.n() * pooled.m();
        CompensatedSum area = new CompensatedSum();
        CompensatedSum squares = new CompensatedSum();
        long difference = 0;
        for (int k = 0; k + 1 < pooled.size(); k++) {
            difference += (long) pooled.reference(k) * pooled.m() - (long) pooled.current(k) * pooled.n();
            double gap = pooled.value(k + 1) / unit - pooled.value(k) / unit;
            double apart = difference / rows;
            area.add(gap * Math.abs(apart));
            squares.add(gap * apart * apart);
        }
        return new TransportDistances(area.value() * unit, Math.sqrt(2 * squares.value()) * Math.sqrt(unit));
    }

    /** wasserstein over the reference's standard deviation (divisor n), at least 0.001, as Evidently has it; ≥ 0. */
    double overDeviation(SampleMoments reference) {
        return wasserstein / Math.max(reference.deviationPopulation(), EVIDENTLY_FLOOR);
    }

    /**
     * wasserstein over the reference's interquartile range, or its standard deviation where that is 0; ≥ 0; NaN (0/0) where the reference is
     * constant and nothing moved, +∞ where it is constant and something did.
     */
    double overQuartiles(Sample reference, SampleMoments moments) {
        double quartiles = reference.quantile(0.75) - reference.quantile(0.25);
        if (Double.isInfinite(quartiles)) {
            return wasserstein / 2 / (reference.quantile(0.75) / 2 - reference.quantile(0.25) / 2);
        }
        return wasserstein / (quartiles > 0 ? quartiles : moments.deviationPopulation());
    }
}
