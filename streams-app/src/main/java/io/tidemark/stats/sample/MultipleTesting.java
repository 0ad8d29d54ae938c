package io.tidemark.stats.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Probabilities of several tests, adjusted so that each can be held against one level. O(k·log k). */
public enum MultipleTesting {
    /** The false discovery rate of tests that do not pull against each other (Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995). */
    FDR_BH("fdr_bh"),
    /** The same whatever their dependence (Benjamini and Yekutieli, Ann. Stat. 29, 2001, doi:10.1214/aos/1013699998). */
    FDR_BY("fdr_by"),
    /** The chance of any false rejection, step by step (Holm, Scand. J. Stat. 6, 1979). */
    HOLM("holm"),
    /** The chance of any false rejection, all at once. */
    BONFERRONI("bonferroni");

    private final String word;

    MultipleTesting(String word) {
        this.word = word;
    }

    /** The name in the golden file and on screens. */
    public String word() {
        return word;
    }

    /**
     * The adjusted probabilities, in the order given, in [0, 1].
     *
     * @param probabilities each in [0, 1]; none gives none
     * @throws IllegalArgumentException if one is not in [0, 1]
     */
    public double[] adjust(double... probabilities) {
        int count = probabilities.length;
        for (int i = 0; i < count; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException(
                        "a probability must be in [0, 1]: probabilities[" + i + "]=" + probabilities[i]);
            }
        }
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted =
                Arrays.stream(order).mapToDouble(i -> probabilities[i]).toArray();
        double[] adjusted = this == HOLM || this == BONFERRONI ? upwards(sorted) : downwards(sorted);
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[order[i]] = Math.min(1, adjusted[i]);
        }
        return result;
    }

    private double[] upwards(double[] sorted) {
        double[] adjusted = new double[sorted.length];
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double factor = this == HOLM ? sorted.length - i : sorted.length;
            largest = Math.max(largest, sorted[i] * factor);
            adjusted[i] = largest;
        }
        return adjusted;
    }

    private double[] downwards(double[] sorted) {
        int count = sorted.length;
        double factor = this == FDR_BY ? harmonic(count) : 1;
        double[] adjusted = new double[count];
        double least = Double.POSITIVE_INFINITY;
        for (int i = count - 1; i >= 0; i--) {
            least = Math.min(least, sorted[i] * factor / ((i + 1.0) / count));
            adjusted[i] = least;
        }
        return adjusted;
    }

    private static double harmonic(int count) {
        double sum = 0;
        for (int i = 1; i <= count; i++) {
            sum += 1.0 / i;
        }
        return sum;
    }

    /** Group {@code multiple_testing}: every method's adjusted probabilities, and which tests the two FDR methods reject at 0.05. */
    public static List<Statistic> all(double... probabilities) {
        Statistics list = new Statistics("multiple_testing");
        for (MultipleTesting method : values()) {
            list.add(method.word, method.adjust(probabilities), Statistic.PROBABILITY);
        }
        for (MultipleTesting method : List.of(FDR_BH, FDR_BY)) {
            double[] rejected = Arrays.stream(method.adjust(probabilities))
                    .map(p -> p <= 0.05 ? 1 : 0)
                    .toArray();
            list.add("reject_" + method.word + "_at_0.05", rejected, Statistic.FLAG);
        }
        return list.list();
    }
}
