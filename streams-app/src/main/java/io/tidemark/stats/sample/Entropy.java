package io.tidemark.stats.sample;

/** Shannon entropy of a sample's different values. */
final class Entropy {
    private Entropy() {}

    /** −Σ p·log₂ p over the shares of the different values, in bits, in [0, log₂ n]; 0 for an empty or constant sample. */
    static double bits(Sample sample) {
        CompensatedSum sum = new CompensatedSum();
        double n = sample.size();
        int start = 0;
        for (int i = 1; i <= sample.size(); i++) {
            if (i == sample.size() || sample.value(i) != sample.value(start)) {
                double share = (i - start) / n;
                sum.add(-share * Math.log(share));
                start = i;
            }
        }
        return Math.max(0, sum.value() / Math.log(2));
    }
}
