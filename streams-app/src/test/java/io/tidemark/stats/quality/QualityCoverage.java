package io.tidemark.stats.quality;

import io.tidemark.stats.verdict.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How often bounds of quality miss the truth: rows of a binary model whose scores are normal in both classes, one standard deviation each. Writes {@code
 * docs/quality.md}.
 */
final class QualityCoverage {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private QualityCoverage() {}

    /**
     * A model.
     *
     * @param rows of a window
     * @param positive share of rows that are of the class
     * @param auc true area under its ROC curve
     */
    record Law(int rows, double positive, double auc) {
        double distance() {
            return Math.sqrt(2) * NORMAL.inverseCumulativeProbability(auc);
        }

        /** Recall and specificity at the score in the middle of both classes. */
        double right() {
            return NORMAL.cumulativeProbability(distance() / 2);
        }

        BinaryConfusion truth() {
            double hit = right();
            return new BinaryConfusion(
                    positive * hit, (1 - positive) * (1 - hit), positive * (1 - hit), (1 - positive) * hit);
        }
    }

    /** How often the truth was below the lower and above the upper bound, by measure, and windows in which it could be said. */
    record Misses(Map<String, int[]> counts) {
        double share(String measure) {
            int[] found = counts.getOrDefault(measure, new int[] {0, 0, 1});
            return (found[0] + found[1]) / (double) Math.max(1, found[2]);
        }
    }

    static Misses of(Law law, double confidence, int windows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        QualityBounds bounds = new QualityBounds(confidence, 1);
        BinaryConfusion truth = law.truth();
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (int i = 0; i < windows; i++) {
            Window window = Window.of(law, random);
            count(counts, "accuracy", bounds.accuracy(window.counts()), truth.accuracy());
            count(counts, "precision", bounds.precision(window.counts()), truth.precision());
            count(counts, "recall", bounds.recall(window.counts()), truth.recall());
            count(counts, "f1", bounds.f1(window.counts()), truth.f1());
            count(counts, "balanced accuracy", bounds.balancedAccuracy(window.counts()), truth.balancedAccuracy());
            count(counts, "mcc", bounds.mcc(window.counts()), truth.mcc());
            count(counts, "auc", bounds.auc(window.scores(), 0), law.auc());
        }
        return new Misses(counts);
    }

    private static void count(Map<String, int[]> counts, String measure, Estimate estimate, double truth) {
        int[] found = counts.computeIfAbsent(measure, ignored -> new int[3]);
        found[0] += truth < estimate.lower() ? 1 : 0;
        found[1] += truth > estimate.upper() ? 1 : 0;
        found[2]++;
    }

    /** The rows of a window. */
    private record Window(BinaryConfusion counts, RankedScores scores) {
        static Window of(Law law, SplittableRandom random) {
            double[] scores = new double[law.rows()];
            double[] positive = new double[law.rows()];
            double[] cells = new double[4];
            for (int i = 0; i < scores.length; i++) {
                boolean isPositive = random.nextDouble() < law.positive();
                scores[i] = random.nextGaussian() + (isPositive ? law.distance() : 0);
                positive[i] = isPositive ? 1 : 0;
                cells[(scores[i] >= law.distance() / 2 ? 0 : 2) + (isPositive ? 0 : 1)]++;
            }
            return new Window(
                    new BinaryConfusion(cells[0], cells[1], cells[2], cells[3]), RankedScores.of(scores, positive));
        }
    }

    static List<String> table(int windows, double confidence) {
        List<String> lines = new ArrayList<>();
        for (int rows : new int[] {50, 200, 1_000, 5_000}) {
            for (double positive : new double[] {0.5, 0.1, 0.02}) {
                for (double auc : new double[] {0.5, 0.8, 0.99}) {
                    Misses misses = of(new Law(rows, positive, auc), confidence, windows, 7L * rows);
                    StringBuilder line =
                            new StringBuilder(String.format(Locale.ROOT, "| %,d | %s | %s |", rows, positive, auc));
                    misses.counts()
                            .keySet()
                            .forEach(measure ->
                                    line.append(String.format(Locale.ROOT, " %.2f |", 100 * misses.share(measure))));
                    lines.add(line.toString());
                }
            }
        }
        return lines;
    }

    /** {@code main FILE WINDOWS}. */
    public static void main(String[] arguments) throws IOException {
        int windows = Integer.parseInt(arguments[1]);
        String head =
                """
                # How often bounds of quality hold

                Made by `QualityCoverage FILE %d` (test sources). A binary model whose scores are normal in both classes; %d windows a line. Columns: how many of
                100 windows' bounds at 99 %% (two-sided) miss the truth; 1.00 is nominal. Shares of rows and what is made of them hold at any number of rows. The area
                under the ROC curve is approximate.

                | rows | positive | true AUC | accuracy | precision | recall | F1 | balanced accuracy | MCC | AUC |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """
                        .formatted(windows, windows);
        Files.writeString(Path.of(arguments[0]), head + String.join("\n", table(windows, 0.99)) + "\n");
    }
}
