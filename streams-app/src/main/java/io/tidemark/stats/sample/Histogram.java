package io.tidemark.stats.sample;

/** Both samples' counts in the same bins. */
record Histogram(double[] reference, double[] current) {
    int bins() {
        return reference.length;
    }

    /** Bins (−∞, e₁), [e₁, e₂), …, [e_last, +∞). O(edges·log n). */
    static Histogram between(double[] innerEdges, Sample reference, Sample current) {
        return new Histogram(countsBetween(innerEdges, reference), countsBetween(innerEdges, current));
    }

    private static double[] countsBetween(double[] innerEdges, Sample sample) {
        double[] counts = new double[innerEdges.length + 1];
        int before = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            int upTo = bin == innerEdges.length ? sample.size() : sample.countBelow(innerEdges[bin]);
            counts[bin] = upTo - before;
            before = upTo;
        }
        return counts;
    }

    /** One bin for each different value. */
    static Histogram ofValues(Pooled pooled) {
        double[] reference = new double[pooled.size()];
        double[] current = new double[pooled.size()];
        for (int k = 0; k < pooled.size(); k++) {
            reference[k] = pooled.reference(k);
            current[k] = pooled.current(k);
        }
        return new Histogram(reference, current);
    }
}
