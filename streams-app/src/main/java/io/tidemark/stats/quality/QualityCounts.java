package io.tidemark.stats.quality;

import io.tidemark.stats.verdict.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the quality of some predictions: what was answered, and, as far as labels have come, what was true. Whole numbers and exact sums: they add in
 * any order to the same, and a label that is corrected is taken back exactly. A fresh one is the identity of {@link #add}.
 *
 * <p>Not thread-safe.
 */
public final class QualityCounts {
    /** Most classes that are told apart; what comes beyond is {@value #OTHER}. */
    public static final int MOST_CLASSES = 100;

    /** The class of all classes beyond the most. */
    public static final String OTHER = "__other__";

    /** The truth of an answer that is one of {@value #OTHER}, where it was another of them; no class of its own. */
    public static final String ANOTHER = "__another__";

    private static final int STEPS_A_DOUBLING = 4;
    private static final double MILLIS = 1_000;

    private final SortedMap<Answer, Long> answers;
    private final SortedMap<Outcome, Long> outcomes;
    private final SortedMap<Integer, Long> lags;
    private final ProbabilitySums probabilities;
    private ErrorSums errors;
    private long unmatched;
    private long corrected;

    public QualityCounts() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ProbabilitySums(), ErrorSums.NONE);
    }

    /** Counts of these parts, which it takes over. */
    public QualityCounts(
            SortedMap<Answer, Long> answers,
            SortedMap<Outcome, Long> outcomes,
            SortedMap<Integer, Long> lags,
            ProbabilitySums probabilities,
            ErrorSums errors) {
        this.answers = answers;
        this.outcomes = outcomes;
        this.lags = lags;
        this.probabilities = probabilities;
        this.errors = errors;
    }

    /** Counts a prediction that a label can come for. */
    public void answered(Answer answer) {
        bump(answers, new Answer(known(answer.predicted()), answer.cell()), 1);
    }

    /** Takes a prediction back. */
    public void unanswered(Answer answer) {
        bump(answers, new Answer(known(answer.predicted()), answer.cell()), -1);
    }

    /**
     * Counts what was true of a predicted class.
     *
     * @param probability of the positive class, or of the answer where there is none; NaN without one
     * @param came whether that came true
     * @param sign 1, or −1 to take one back
     */
    public void graded(Outcome outcome, double probability, boolean came, int sign) {
        Answer answer =
                new Answer(known(outcome.answer().predicted()), outcome.answer().cell());
        String truth = known(outcome.truth());
        boolean isFolded = truth.equals(OTHER) && answer.predicted().equals(OTHER);
        bump(outcomes, new Outcome(answer, isFolded && !outcome.isRight() ? ANOTHER : truth), sign);
        if (probability >= 0 && probability <= 1) {
            probabilities.count(probability, came, sign);
        }
    }

    /** Counts, or takes back, what was true of predicted numbers. */
    public void graded(ErrorSums rows) {
        errors = errors.plus(rows);
    }

    /**
     * Counts how long a label took.
     *
     * @param lagMs from the prediction to the label; below 0 counts as 0
     * @param sign 1, or −1 to take one back
     */
    public void lagged(long lagMs, int sign) {
        bump(lags, lagCell(lagMs), sign);
    }

    /** Counts labels whose prediction never came. */
    public void unmatched(long labels) {
        unmatched += labels;
    }

    /** Counts labels that took the place of earlier ones. */
    public void corrected(long labels) {
        corrected += labels;
    }

    /** A class beyond the most is one of the others: which ones are, the order of rows decides. */
    private String known(String name) {
        if (outcomes.size() + answers.size() < MOST_CLASSES || name.equals(OTHER) || name.equals(ANOTHER)) {
            return name;
        }
        SortedSet<String> classes = classes();
        return classes.size() < MOST_CLASSES || classes.contains(name) ? name : OTHER;
    }

    private static <K> void bump(Map<K, Long> counts, K key, long by) {
        counts.merge(key, by, (before, more) -> before + more == 0 ? null : before + more);
    }

    /** Cell of a lag: a quarter of a doubling of 1 s and more. */
    private static int lagCell(long lagMs) {
        return (int) (STEPS_A_DOUBLING * Math.log(1 + Math.max(0, lagMs) / MILLIS) / Math.log(2));
    }

    /** Adds another's counts: exact, commutative, associative. */
    public void add(QualityCounts other) {
        other.answers.forEach((answer, rows) -> bump(answers, answer, rows));
        other.outcomes.forEach((outcome, rows) -> bump(outcomes, outcome, rows));
        other.lags.forEach((cell, rows) -> bump(lags, cell, rows));
        probabilities.add(other.probabilities);
        errors = errors.plus(other.errors);
        unmatched += other.unmatched;
        corrected += other.corrected;
    }

    /** Whether those can be part of these: no count is higher. */
    public boolean covers(QualityCounts part) {
        return covers(answers, part.answers)
                && covers(outcomes, part.outcomes)
                && covers(lags, part.lags)
                && errors.rows() >= part.errors.rows();
    }

    private static <K> boolean covers(Map<K, Long> counts, Map<K, Long> part) {
        return part.entrySet().stream().allMatch(entry -> counts.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
    }

    /** The same counts without those, which are part of them. */
    public QualityCounts without(QualityCounts part) {
        QualityCounts rest = new QualityCounts();
        rest.add(this);
        part.answers.forEach((answer, rows) -> bump(rest.answers, answer, -rows));
        part.outcomes.forEach((outcome, rows) -> bump(rest.outcomes, outcome, -rows));
        part.lags.forEach((cell, rows) -> bump(rest.lags, cell, -rows));
        rest.errors = errors.plus(part.errors.negated());
        return rest;
    }

    /** The answers whose label has come, as if none had: what can be expected of the very rows whose truth is known. */
    public QualityCounts labelledAnswers() {
        QualityCounts labelled = new QualityCounts();
        outcomes.forEach((outcome, rows) -> bump(labelled.answers, outcome.answer(), rows));
        return labelled;
    }

    /** The part that has scores. */
    QualityCounts scored() {
        QualityCounts scored = new QualityCounts();
        answers.forEach((answer, rows) -> {
            if (answer.cell() != ScoreCells.NONE) {
                bump(scored.answers, answer, rows);
            }
        });
        outcomes.forEach((outcome, rows) -> {
            if (outcome.answer().cell() != ScoreCells.NONE) {
                bump(scored.outcomes, outcome, rows);
            }
        });
        return scored;
    }

    /** Predictions that labels can come for. */
    public long predictions() {
        return sum(answers);
    }

    /** Those whose label has come. */
    public long labelled() {
        return sum(outcomes) + errors.rows();
    }

    /** Those whose label has come and that were right. */
    public long right() {
        long right = 0;
        for (Map.Entry<Outcome, Long> outcome : outcomes.entrySet()) {
            right += outcome.getKey().isRight() ? outcome.getValue() : 0;
        }
        return right;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return answers.isEmpty() && labelled() == 0 && unmatched == 0 && corrected == 0;
    }

    /** All classes that were predicted or true, sorted. */
    public SortedSet<String> classes() {
        SortedSet<String> classes = new TreeSet<>();
        answers.keySet().forEach(answer -> classes.add(answer.predicted()));
        outcomes.keySet().forEach(outcome -> {
            classes.add(outcome.answer().predicted());
            classes.add(outcome.truth());
        });
        return classes;
    }

    /** One class against all others, of what is labelled. */
    public BinaryConfusion against(String positive) {
        double[] counts = new double[4];
        outcomes.forEach((outcome, rows) -> {
            boolean isTrue = outcome.truth().equals(positive);
            boolean isSaid = outcome.answer().predicted().equals(positive);
            counts[(isSaid ? 0 : 2) + (isTrue ? 0 : 1)] += rows;
        });
        return new BinaryConfusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Predicted against true classes, of what is labelled. */
    public ConfusionMatrix matrix() {
        List<String> labels = new ArrayList<>(classes());
        double[][] counts = new double[labels.size()][labels.size()];
        outcomes.forEach((outcome, rows) -> counts[labels.indexOf(outcome.truth())][
                labels.indexOf(outcome.answer().predicted())] += rows);
        return new ConfusionMatrix(labels, counts);
    }

    /** Rows by rising score, positive if they came true to that class; a group is a cell. */
    public RankedScores ranked(String positive) {
        SortedMap<Integer, double[]> cells = new TreeMap<>();
        outcomes.forEach((outcome, rows) -> {
            if (outcome.answer().cell() != ScoreCells.NONE) {
                cells.computeIfAbsent(outcome.answer().cell(), none -> new double[2])[
                        outcome.truth().equals(positive) ? 0 : 1] += rows;
            }
        });
        double[] positives =
                cells.values().stream().mapToDouble(cell -> cell[0]).toArray();
        double[] negatives =
                cells.values().stream().mapToDouble(cell -> cell[1]).toArray();
        return new RankedScores(positives, negatives);
    }

    /** The lag, in seconds, that so many of the labels did not exceed, between the edges of its cell, a fifth apart; NaN without labels. */
    public Estimate lagSeconds(double share) {
        long all = sum(lags);
        long below = 0;
        for (Map.Entry<Integer, Long> cell : lags.entrySet()) {
            below += cell.getValue();
            if (below >= share * all && below > 0) {
                int at = cell.getKey();
                return new Estimate(lagAt(at + 0.5), lagAt(at), lagAt(at + 1), all, 0);
            }
        }
        return new Estimate(Double.NaN, Double.NaN, Double.NaN, 0, 0);
    }

    private static double lagAt(double cell) {
        return Math.pow(2, cell / STEPS_A_DOUBLING) - 1;
    }

    public SortedMap<Answer, Long> answers() {
        return Collections.unmodifiableSortedMap(answers);
    }

    public SortedMap<Outcome, Long> outcomes() {
        return Collections.unmodifiableSortedMap(outcomes);
    }

    /** Labels by the cell of their lag. */
    public SortedMap<Integer, Long> lags() {
        return Collections.unmodifiableSortedMap(lags);
    }

    public ProbabilitySums probabilities() {
        return probabilities;
    }

    public ErrorSums errors() {
        return errors;
    }

    /** Labels whose prediction never came. */
    public long unmatched() {
        return unmatched;
    }

    /** Labels that took the place of earlier ones. */
    public long corrected() {
        return corrected;
    }
}
