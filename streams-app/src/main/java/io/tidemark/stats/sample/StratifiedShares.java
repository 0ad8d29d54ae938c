package io.tidemark.stats.sample;

import io.tidemark.stats.sample.ProportionComparison.Part;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether two shares differ that were counted side by side, stratum by stratum: windows of time, say, in which two versions served.
 *
 * <p>Mantel and Haenszel's test (J. Natl. Cancer Inst. 22, 1959, doi:10.1093/jnci/22.4.719), without correction for continuity:
 * z = Σ (aᵢ − nᵢkᵢ/Nᵢ) / √(Σ nᵢmᵢkᵢ(Nᵢ − kᵢ)/(Nᵢ²(Nᵢ − 1))), with a successes of the current side's n rows, m rows of the reference and
 * k successes of all N = n + m rows. With one stratum it is the z test of two proportions, but for a factor √((N − 1)/N). What moves both
 * sides of a stratum together moves nothing here, and a side that has most of its rows in bad strata is not blamed for them (Simpson).
 *
 * <p>Where one of the four cells of the table of all strata has an expectation below {@value #FEWEST_EXPECTED} the normal law is not to be
 * trusted, and the probability is that of Fisher's exact test on that table.
 *
 * @param reference all strata's rows of the reference together
 * @param current all strata's rows of the current side together
 * @param z positive where the current share is the higher one; 0 where all rows are successes or none is
 * @param probability two-sided, in [0, 1], of such a difference where there is none
 * @param law which law the probability is of
 */
public record StratifiedShares(Part reference, Part current, double z, double probability, Law law) {
    /** Expectation of a cell from which on the normal law holds. */
    public static final int FEWEST_EXPECTED = 20;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Where a probability comes from. */
    public enum Law {
        NORMAL,
        FISHER
    }

    /** Both sides' rows in one stratum. */
    public record Stratum(Part reference, Part current) {}

    /**
     * Compares two shares. O(strata), and O(successes) for Fisher's test.
     *
     * @param strata at least one
     * @throws IllegalArgumentException if there is none
     */
    public static StratifiedShares of(List<Stratum> strata) {
        if (strata.isEmpty()) {
            throw new IllegalArgumentException("shares are compared over one stratum or more: strata=0");
        }
        double apart = 0;
        double variance = 0;
        for (Stratum stratum : strata) {
            double n = stratum.current().rows();
            double m = stratum.reference().rows();
            double k = stratum.current().successes() + stratum.reference().successes();
            double all = n + m;
            apart += stratum.current().successes() - n * k / all;
            variance += n * m * k * (all - k) / (all * all * (all - 1));
        }
        double z = variance > 0 ? apart / Math.sqrt(variance) : 0;
        Part reference = sum(strata.stream().map(Stratum::reference).toList());
        Part current = sum(strata.stream().map(Stratum::current).toList());
        if (fewestExpected(reference, current) < FEWEST_EXPECTED) {
            return new StratifiedShares(
                    reference, current, z, FisherExact.probability(table(reference), table(current)), Law.FISHER);
        }
        return new StratifiedShares(
                reference, current, z, Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z))), Law.NORMAL);
    }

    private static Part sum(List<Part> parts) {
        return new Part(
                parts.stream().mapToLong(Part::successes).sum(),
                parts.stream().mapToLong(Part::rows).sum());
    }

    private static double fewestExpected(Part reference, Part current) {
        double all = reference.rows() + current.rows();
        double successes = reference.successes() + current.successes();
        return Math.min(reference.rows(), current.rows()) / all * Math.min(successes, all - successes);
    }

    private static double[] table(Part part) {
        return new double[] {part.successes(), part.rows() - part.successes()};
    }
}
