package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tidemark.stats.verdict.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QualityCountsTest {
    private static final int ROWS = 5_000;

    /** A row: what was said, with which probability of yes, and what was true. */
    private record Row(String said, double score, String truth) {
        private Outcome outcome() {
            return new Outcome(new Answer(said, ScoreCells.of(score)), truth);
        }
    }

    private static List<Row> rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double score = Math.pow(random.nextDouble(), 2);
            rows.add(new Row(score > 0.5 ? "yes" : "no", score, random.nextDouble() < score ? "yes" : "no"));
        }
        return rows;
    }

    private static QualityCounts of(List<Row> rows) {
        QualityCounts counts = new QualityCounts();
        for (Row row : rows) {
            counts.answered(row.outcome().answer());
            counts.graded(row.outcome(), row.score(), row.truth().equals("yes"), 1);
            counts.lagged((long) (row.score() * 1e7), 1);
        }
        return counts;
    }

    private static List<Object> everything(QualityCounts counts) {
        List<Long> sums = new ArrayList<>();
        for (long sum : counts.probabilities().sums()) {
            sums.add(sum);
        }
        return List.of(counts.answers(), counts.outcomes(), counts.lags(), sums, counts.errors());
    }

    @Test
    void partsInAnyOrderAreTheWhole() {
        List<Row> rows = rows(20261123);
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(1));
        QualityCounts sum = new QualityCounts();
        sum.add(of(shuffled.subList(0, 1_234)));
        sum.add(of(shuffled.subList(1_234, ROWS)));

        assertThat(everything(sum)).isEqualTo(everything(of(rows)));
    }

    @Test
    void aLabelThatIsTakenBackLeavesNoTrace() {
        List<Row> rows = rows(20261123);
        QualityCounts counts = of(rows);
        for (Row row : rows) {
            counts.graded(row.outcome(), row.score(), row.truth().equals("yes"), -1);
            counts.lagged((long) (row.score() * 1e7), -1);
        }

        assertThat(counts.outcomes()).isEmpty();
        assertThat(counts.lags()).isEmpty();
        assertThat(counts.probabilities().isEmpty()).isTrue();
        assertThat(counts.predictions()).isEqualTo(ROWS);
    }

    @Test
    void cellsAgreeWithTheRowsWithinTheirStatedError() {
        List<Row> rows = rows(20261123);
        QualityCounts counts = of(rows);
        double[] scores = rows.stream().mapToDouble(Row::score).toArray();
        double[] truths = rows.stream()
                .mapToDouble(row -> row.truth().equals("yes") ? 1 : 0)
                .toArray();
        RankedScores exact = RankedScores.of(scores, truths);
        RankedScores cells = counts.ranked("yes");

        assertThat(cells.cellError()).isLessThan(0.01);
        assertThat(cells.auc()).isCloseTo(exact.auc(), within(cells.cellError()));
        BinaryConfusion confusion = counts.against("yes");
        long hits = rows.stream()
                .filter(row -> row.said().equals("yes") && row.truth().equals("yes"))
                .count();
        long said = rows.stream().filter(row -> row.said().equals("yes")).count();
        long positive = rows.stream().filter(row -> row.truth().equals("yes")).count();
        assertThat(confusion.precision()).isEqualTo((double) hits / said);
        assertThat(confusion.recall()).isEqualTo((double) hits / positive);
    }

    @Test
    void properScoresAreThoseOfTheRows() {
        List<Row> rows = rows(20261123);
        double[] scores = rows.stream().mapToDouble(Row::score).toArray();
        boolean[] came = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            came[i] = rows.get(i).truth().equals("yes");
        }
        Probabilities exact = new Probabilities(scores, came);
        ProbabilitySums sums = of(rows).probabilities();

        assertThat(sums.brier()).isCloseTo(exact.brier(), within(1e-8));
        assertThat(sums.logLoss()).isCloseTo(exact.logLoss(), within(1e-8));
    }

    @Test
    void errorsOfNumbersAddExactlyAndComeBackExactly() {
        double[] predictions = {1e16, 1, -1e16, 3.1, 1e-9};
        double[] truths = {1e16, 0.5, -1e16, 3, 0};
        ErrorSums sum = ErrorSums.NONE;
        for (int i = 0; i < truths.length; i++) {
            sum = sum.plus(ErrorSums.of(predictions[i], truths[i], 0.2));
        }
        ErrorSums back = sum;
        for (int i = 0; i < truths.length; i++) {
            back = back.plus(ErrorSums.of(predictions[i], truths[i], 0.2).negated());
        }

        RegressionErrors exact = new RegressionErrors(truths, predictions);
        assertThat(sum.meanAbsoluteError()).isCloseTo(exact.meanAbsoluteError(), within(1e-12));
        assertThat(sum.rootMeanSquaredError()).isCloseTo(exact.rootMeanSquaredError(), within(1e-12));
        assertThat(sum.meanError()).isCloseTo(exact.meanError(), within(1e-12));
        assertThat(sum.within()).isEqualTo(4);
        assertThat(back).isEqualTo(ErrorSums.NONE);
    }

    @Test
    void explainedVarianceIsThatOfTheRows() {
        double[] predictions = {2.5, 0, 2, 8};
        double[] truths = {3, -0.5, 2, 7};
        ErrorSums sum = ErrorSums.NONE;
        for (int i = 0; i < truths.length; i++) {
            sum = sum.plus(ErrorSums.of(predictions[i], truths[i], Double.NaN));
        }

        assertThat(sum.rSquared()).isCloseTo(0.9486081370449679, within(1e-12)); // scikit-learn's own example
    }

    @Test
    void scoresRiseThroughTheirCells() {
        double[] scores = {
            -1e300, -5, -1, -1e-9, 0, 1e-12, 1e-4, 0.01, 0.3, 0.5, 0.53, 0.7, 0.99, 1 - 1e-9, 1, 1.2, 3, 1e9
        };
        for (int i = 1; i < scores.length; i++) {
            assertThat(ScoreCells.of(scores[i]))
                    .as("%s and %s", scores[i - 1], scores[i])
                    .isGreaterThan(ScoreCells.of(scores[i - 1]));
        }
        assertThat(ScoreCells.of(Double.NaN)).isEqualTo(ScoreCells.NONE);
    }

    @Test
    void lagsAreBoundedFromAbove() {
        QualityCounts counts = new QualityCounts();
        for (int i = 1; i <= 100; i++) {
            counts.lagged(i * 60_000L, 1);
        }

        Estimate half = counts.lagSeconds(0.5);
        assertThat(half.lower()).isLessThanOrEqualTo(3_000);
        assertThat(half.value()).isCloseTo(3_000, withinPercentage(10));
        assertThat(half.upper()).isBetween(3_000.0, 3_000 * 1.2);
        assertThat(counts.lagSeconds(0.99).value()).isCloseTo(5_940, withinPercentage(10));
        assertThat(new QualityCounts().lagSeconds(0.5).value()).isNaN();
    }

    @Test
    void classesBeyondTheMostAreOthers() {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < 3 * QualityCounts.MOST_CLASSES; i++) {
            counts.answered(new Answer("c" + i, ScoreCells.NONE));
        }

        assertThat(counts.classes()).hasSize(QualityCounts.MOST_CLASSES + 1).contains(QualityCounts.OTHER);
        assertThat(counts.predictions()).isEqualTo(3L * QualityCounts.MOST_CLASSES);
    }

    /** Three hundred classes of which every answer is wrong: those beyond the most are no more right for being of the same heap. */
    @Test
    void wrongAnswersOfOtherClassesStayWrong() {
        QualityCounts counts = new QualityCounts();
        int classes = 3 * QualityCounts.MOST_CLASSES;
        for (int i = 0; i < classes; i++) {
            Answer answer = new Answer("c" + i, ScoreCells.NONE);
            counts.answered(answer);
            counts.graded(new Outcome(answer, "c" + (i + 1) % classes), Double.NaN, false, 1);
        }

        assertThat(counts.labelled()).isEqualTo(classes);
        assertThat(counts.right()).isZero();
    }

    @Test
    void rightAnswersOfOtherClassesStayRight() {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < 3 * QualityCounts.MOST_CLASSES; i++) {
            Answer answer = new Answer("c" + i, ScoreCells.NONE);
            counts.answered(answer);
            counts.graded(new Outcome(answer, "c" + i), Double.NaN, true, 1);
        }

        assertThat(counts.right()).isEqualTo(3L * QualityCounts.MOST_CLASSES);
    }
}
