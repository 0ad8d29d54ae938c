package io.tidemark.slo.run;

import io.tidemark.domain.RunReport;
import io.tidemark.slo.run.Mark.Outcome;
import io.tidemark.stats.verdict.Credible;
import java.util.List;

/**
 * How likely a model's next training run is good: it succeeds, and no objective finds it bad.
 *
 * <p>Runs of one lineage are taken as draws of one unknown share p. What was known of it before the first run is Beta(α, β); after g good and b bad
 * runs it is Beta(α + g, β + b), whose mean is what is expected. Before, one knows
 * <ul>
 *   <li>of a model that has relatives ({@link Kinship}) with {@value #FEWEST_RELATED} runs or more: their share, worth {@value #CLASS_RUNS} runs,
 *       so that as many runs of its own outweigh it;
 *   <li>else nothing: Beta(1, 1), each share as likely as any other.
 * </ul>
 *
 * <p>The interval is the shortest with {@value #LEVEL} of that distribution: it is of the share p, not of the few runs that come next. It is as good as its
 * premises: runs that do not depend on one another, a share that does not change, and relatives that differ from one another about as much as
 * five runs of a model differ by chance.
 *
 * @param expected share of good runs, in (0, 1)
 * @param lower bound of the interval
 * @param upper bound of the interval
 * @param good of the model's last runs
 * @param total of these, those that ended
 * @param source what weighs most in it
 * @param prior what was known before the first of them
 */
public record RunReliability(
        double expected, double lower, double upper, int good, int total, Source source, Prior prior) {
    /** Runs that are looked at: the last. */
    public static final int LAST = 20;

    /** The share of the distribution that is in the interval. */
    public static final double LEVEL = 0.9;

    /** What relatives are worth, in runs. */
    public static final double CLASS_RUNS = 5;

    /** Runs of relatives from which on they say something. */
    public static final double FEWEST_RELATED = 5;

    /** What weighs most. */
    public enum Source {
        /** The model's own runs. */
        OWN,
        /** Those of its relatives. */
        CLASS,
        /** Nothing is known. */
        DEFAULT
    }

    /**
     * What is known before the first run.
     *
     * @param alpha good runs that it is worth, > 0
     * @param beta bad runs that it is worth, > 0
     * @param source CLASS or DEFAULT
     * @param relatives the models that it is of, the most similar first
     */
    public record Prior(double alpha, double beta, Source source, List<Relative> relatives) {
        public Prior {
            relatives = List.copyOf(relatives);
        }

        /** How many runs it is worth. */
        double weight() {
            return alpha + beta;
        }
    }

    /**
     * A model that is like this one.
     *
     * @param model its name
     * @param similarity in (0, 1]
     * @param good of its last runs
     * @param total of these, those that ended
     */
    public record Relative(String model, double similarity, int good, int total) {}

    /**
     * What is known of a model that has relatives. Each counts by its similarity.
     *
     * @param relatives those that are similar enough, the most similar first
     */
    public static Prior prior(List<Relative> relatives) {
        double good = relatives.stream()
                .mapToDouble(one -> one.similarity() * one.good())
                .sum();
        double total = relatives.stream()
                .mapToDouble(one -> one.similarity() * one.total())
                .sum();
        int runs = relatives.stream().mapToInt(Relative::total).sum();
        if (runs < FEWEST_RELATED) {
            return new Prior(1, 1, Source.DEFAULT, List.of());
        }
        // One run that nobody saw, half of it good: no share of a class is certain.
        double share = (good + 0.5) / (total + 1);
        return new Prior(CLASS_RUNS * share, CLASS_RUNS * (1 - share), Source.CLASS, relatives);
    }

    /**
     * What is expected of the next run.
     *
     * @param good of the last runs
     * @param total of these, those that ended
     * @throws IllegalArgumentException if there are more good ones than ones
     */
    public static RunReliability of(int good, int total, Prior prior) {
        if (good < 0 || good > total) {
            throw new IllegalArgumentException("good runs must be some of all: good=" + good + ", total=" + total);
        }
        double alpha = prior.alpha() + good;
        double beta = prior.beta() + total - good;
        Credible.Interval interval = Credible.shortest(alpha, beta, LEVEL);
        return new RunReliability(
                alpha / (alpha + beta),
                interval.lower(),
                interval.upper(),
                good,
                total,
                total >= prior.weight() ? Source.OWN : prior.source(),
                prior);
    }

    /** A model's last runs that ended, as good and as all. */
    public static Relative counted(String model, double similarity, RunBook book) {
        List<Run> ended = book.runs().stream().filter(Run::isEnded).toList();
        List<Run> last = ended.subList(Math.max(0, ended.size() - LAST), ended.size());
        int good = (int) last.stream().filter(RunReliability::isGood).count();
        return new Relative(model, similarity, good, last.size());
    }

    /** Whether a run succeeded, and no objective found it bad. */
    static boolean isGood(Run run) {
        return run.phase() == RunReport.Phase.SUCCEEDED
                && run.marks().values().stream().noneMatch(mark -> mark.outcome() == Outcome.BAD);
    }
}
