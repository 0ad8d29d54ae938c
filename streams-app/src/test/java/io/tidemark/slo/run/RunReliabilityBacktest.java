package io.tidemark.slo.run;

import io.tidemark.slo.run.RunReliability.Prior;
import io.tidemark.slo.run.RunReliability.Relative;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Predicted against what came, on simulated lineages: classes of models whose shares of good runs are drawn around one of their own, as much apart as
 * given; of each model some runs are known, and the next {@value #NEXT} are looked at.
 */
final class RunReliabilityBacktest {
    static final int NEXT = 20;
    private static final int CLASSES = 100;
    private static final int MODELS = 10;

    private final SplittableRandom random;
    private final double spreadRuns;

    /** @param spreadRuns how alike models of a class are: as shares of so many runs are by chance; larger is more alike */
    RunReliabilityBacktest(long seed, double spreadRuns) {
        this.random = new SplittableRandom(seed);
        this.spreadRuns = spreadRuns;
    }

    /**
     * What came.
     *
     * @param coverage how often the interval held the true share
     * @param error mean absolute difference between the expected share and that of the next runs
     * @param bias mean difference of the two
     * @param width mean width of the interval
     */
    record Result(double coverage, double error, double bias, double width) {}

    /**
     * Predicts.
     *
     * @param known runs of the model itself
     * @param isOfClass whether its relatives are asked
     */
    Result run(int known, boolean isOfClass) {
        double covered = 0;
        double error = 0;
        double bias = 0;
        double width = 0;
        for (int i = 0; i < CLASSES; i++) {
            List<Double> shares = shares();
            for (int model = 0; model < MODELS; model++) {
                double share = shares.get(model);
                RunReliability predicted =
                        RunReliability.of(good(share, known), known, isOfClass ? prior(shares, model) : NONE);
                double came = (double) good(share, NEXT) / NEXT;
                covered += share >= predicted.lower() && share <= predicted.upper() ? 1 : 0;
                error += Math.abs(predicted.expected() - came);
                bias += predicted.expected() - came;
                width += predicted.upper() - predicted.lower();
            }
        }
        double all = (double) CLASSES * MODELS;
        return new Result(covered / all, error / all, bias / all, width / all);
    }

    private static final Prior NONE = RunReliability.prior(List.of());

    /** A class has a share between 0.5 and 1, mostly high; its models are around it. */
    private List<Double> shares() {
        double centre = 0.5 + 0.5 * draw(3, 1);
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            shares.add(draw(spreadRuns * centre, spreadRuns * (1 - centre) + 1e-9));
        }
        return shares;
    }

    private double draw(double alpha, double beta) {
        return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(random.nextDouble());
    }

    private Prior prior(List<Double> shares, int without) {
        List<Relative> relatives = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            if (i != without) {
                relatives.add(new Relative("m" + i, 0.8, good(shares.get(i), 20), 20));
            }
        }
        return RunReliability.prior(relatives);
    }

    private int good(double share, int runs) {
        int good = 0;
        for (int i = 0; i < runs; i++) {
            good += random.nextDouble() < share ? 1 : 0;
        }
        return good;
    }
}
