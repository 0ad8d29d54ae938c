package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.CosineShift;
import io.tidemark.stats.grid.Counts;
import java.util.List;

/** What is shown of an embedding as a whole; the columns derived of it decide. */
public final class EmbeddingComparison {
    private EmbeddingComparison() {}

    /**
     * A measure of a column derived of the embedding.
     *
     * @param column its name
     */
    public record Part(String column, Judged judged) {}

    /**
     * projected, the largest KS distance of the derived columns with bounds, and cosine_shift; both BAD where any measure of a derived column is.
     *
     * @param parts every measure of the derived columns in the same window
     * @return none where no derived column has a KS distance
     */
    public static List<Judged> judge(Counts window, Counts reference, List<Part> parts) {
        Part largest = null;
        boolean isBad = false;
        for (Part part : parts) {
            isBad |= part.judged().verdict() == Verdict.BAD;
            boolean isKs = part.judged().measure() == Measure.KS;
            boolean isLarger = largest == null
                    || part.judged().estimate().value()
                            > largest.judged().estimate().value();
            largest = isKs && isLarger ? part : largest;
        }
        if (largest == null) {
            return List.of();
        }
        Judged ks = largest.judged();
        Verdict verdict = isBad ? Verdict.BAD : ks.verdict();
        Judged projected = new Judged(
                Measure.PROJECTED,
                largest.column(),
                ks.estimate(),
                0,
                ks.tolerance(),
                0,
                ks.total(),
                ks.minimumN(),
                ks.smallestVisible(),
                verdict);
        return List.of(projected, turned(window, reference, ks, verdict));
    }

    private static Judged turned(Counts window, Counts reference, Judged ks, Verdict verdict) {
        double shift = CosineShift.of(window.vectorSums(), reference.vectorSums());
        double highest = Measure.COSINE_SHIFT.highest();
        Estimate estimate =
                new Estimate(shift, 0, highest, ks.estimate().n(), ks.estimate().m());
        return new Judged(Measure.COSINE_SHIFT, "", estimate, 0, highest, 0, window.valid(), 0, highest, verdict);
    }
}
