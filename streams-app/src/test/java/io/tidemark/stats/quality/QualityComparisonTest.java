package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.QualityComparison.Maturity;
import io.tidemark.stats.quality.QualityTerms.Quantity;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class QualityComparisonTest {
    private static final double ALPHA = 1e-3;
    private static final Quantity ACCURACY = new Quantity(Measure.ACCURACY, "");
    private static final Quantity RECALL = new Quantity(Measure.RECALL, "");
    private static final QualityTerms TERMS = new QualityTerms(
            false,
            "yes",
            Set.of(ACCURACY, RECALL, new Quantity(Measure.ESTIMATE_GAP, "")),
            Map.of(Measure.ACCURACY, 0.05),
            ALPHA,
            1e-3);

    private final SplittableRandom random = new SplittableRandom(7);

    /** Rows of which that share are right; scores say 0.9 for yes and 0.1 for no, whatever is true. */
    private QualityCounts window(int rows, double right) {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < rows; i++) {
            boolean isYes = random.nextBoolean();
            double score = isYes ? 0.9 : 0.1;
            Answer answer = new Answer(isYes ? "yes" : "no", ScoreCells.of(score));
            counts.answered(answer);
            boolean isTrue = (random.nextDouble() < right) == isYes;
            counts.graded(new Outcome(answer, isTrue ? "yes" : "no"), score, isTrue, 1);
        }
        return counts;
    }

    private QualityBaseline baseline() {
        List<QualityCounts> windows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            windows.add(window(1_000, 0.9));
        }
        return QualityBaseline.of(windows);
    }

    private static Judged of(List<Judged> judged, Measure measure) {
        return judged.stream()
                .filter(one -> one.measure() == measure && one.label().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLossBeyondToleranceIsBadAndOneWithinIsNot() {
        QualityComparison comparison = new QualityComparison(TERMS, baseline());

        assertThat(of(comparison.judge(window(2_000, 0.70), Maturity.MATURE), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(of(comparison.judge(window(2_000, 0.88), Maturity.MATURE), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.GOOD);
        assertThat(of(comparison.judge(window(2_000, 0.97), Maturity.MATURE), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.GOOD);
    }

    /** Areas need scores of both classes, differences the other slices: none of it can be worked out of nothing. */
    @Test
    void whatCannotBeMeasuredWithoutLabelsHasNoDataToo() {
        Set<Quantity> deciding = Set.of(ACCURACY, new Quantity(Measure.AUC, ""), new Quantity(Measure.RECALL_GAP, ""));
        QualityComparison comparison =
                new QualityComparison(new QualityTerms(false, "yes", deciding, Map.of(), ALPHA, 1e-3), baseline());
        QualityCounts unlabelled = new QualityCounts();
        unlabelled.answered(new Answer("yes", ScoreCells.of(0.9)));

        assertThat(verdicts(comparison, new QualityCounts(), Maturity.MATURE, true))
                .containsExactly("AUC NO_DATA", "RECALL_GAP NO_DATA");
        assertThat(verdicts(comparison, unlabelled, Maturity.MATURE, true))
                .containsExactly("AUC NO_DATA", "RECALL_GAP NO_DATA");
        assertThat(verdicts(comparison, unlabelled, Maturity.GROWING, false))
                .as("all events are no slice")
                .containsExactly("AUC IMMATURE");
        assertThat(verdicts(comparison, window(10, 0.9), Maturity.MATURE, true)).isEmpty();
    }

    private static List<String> verdicts(
            QualityComparison comparison, QualityCounts window, Maturity maturity, boolean isSlice) {
        return comparison.unmeasured(window, maturity, comparison.judge(window, maturity), isSlice).stream()
                .map(judged -> judged.measure() + " " + judged.verdict())
                .toList();
    }

    @Test
    void tooFewRowsAreInsufficientAndLabelsThatLackImmature() {
        QualityComparison comparison = new QualityComparison(TERMS, baseline());

        Judged few = of(comparison.judge(window(3, 0.9), Maturity.MATURE), Measure.ACCURACY);
        assertThat(few.verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(few.minimumN()).isBetween(4L, 10L);
        assertThat(of(comparison.judge(window(2_000, 0.2), Maturity.GROWING), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.IMMATURE);
        assertThat(of(comparison.judge(new QualityCounts(), Maturity.MATURE), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(of(new QualityComparison(TERMS, null).judge(window(2_000, 0.9), Maturity.MATURE), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.WARMING_UP);
    }

    @Test
    void atTheBoundaryFalseAlarmsStayWithinTheirLevel() {
        QualityComparison comparison = new QualityComparison(TERMS, baseline());
        int alarms = 0;
        for (int i = 0; i < 4_000; i++) {
            alarms += of(comparison.judge(window(50 + 150 * (i % 3), 0.851), Maturity.MATURE), Measure.ACCURACY)
                                    .verdict()
                            == Verdict.BAD
                    ? 1
                    : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(4);
    }

    @Test
    void whatIsExpectedIsWhatCalibratedScoresSay() {
        QualityComparison comparison = new QualityComparison(TERMS, baseline());
        QualityCounts unlabelled = new QualityCounts();
        for (int i = 0; i < 1_000; i++) {
            unlabelled.answered(new Answer("yes", ScoreCells.of(0.9)));
        }

        List<Judged> judged = comparison.judge(unlabelled, Maturity.GROWING);

        assertThat(of(judged, Measure.ESTIMATED_ACCURACY).estimate().value()).isCloseTo(0.9, within(0.01));
        assertThat(judged).noneMatch(one -> one.measure() == Measure.ESTIMATE_GAP);
    }

    @Test
    void anEstimateThatSeesNothingIsNamed() {
        QualityComparison comparison = new QualityComparison(TERMS, baseline());

        List<Judged> judged = comparison.judge(window(2_000, 0.6), Maturity.MATURE);

        Judged gap = of(judged, Measure.ESTIMATE_GAP);
        assertThat(gap.estimate().value()).isCloseTo(0.3, within(0.04));
        assertThat(gap.verdict()).isEqualTo(Verdict.BAD);
        assertThat(of(comparison.judge(window(2_000, 0.9), Maturity.MATURE), Measure.ESTIMATE_GAP)
                        .verdict())
                .isEqualTo(Verdict.GOOD);
    }

    /** Labels come only for what was let through, as in credit: the estimate is as good as it was, and no gap is named. */
    @Test
    void theGapIsOfTheRowsThatHaveLabels() {
        QualityComparison comparison =
                new QualityComparison(TERMS, QualityBaseline.of(List.of(selected(20_000, true))));

        Judged gap = of(comparison.judge(selected(5_000, false), Maturity.MATURE), Measure.ESTIMATE_GAP);

        assertThat(gap.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(gap.estimate().value()).isCloseTo(0, within(0.02));
        assertThat(gap.total()).isBetween(2_000L, 3_000L);
    }

    /** Scores of 0.95 and of 0.6 come true as often as they say; labels come for all, or only for the former. */
    private QualityCounts selected(int rows, boolean isAll) {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < rows; i++) {
            double score = random.nextBoolean() ? 0.95 : 0.6;
            Answer answer = new Answer("yes", ScoreCells.of(score));
            boolean isTrue = random.nextDouble() < score;
            counts.answered(answer);
            if (isAll || score > 0.9) {
                counts.graded(new Outcome(answer, isTrue ? "yes" : "no"), score, isTrue, 1);
            }
        }
        return counts;
    }

    /** Labels of numbers stop: their measure has no data, and none of classes takes its place. */
    @Test
    void numbersWithoutLabelsHaveNoData() {
        QualityTerms numbers =
                new QualityTerms(true, "", Set.of(new Quantity(Measure.WITHIN, "")), Map.of(), ALPHA, 1e-3);
        QualityCounts counts = new QualityCounts();
        counts.answered(new Answer("", ScoreCells.NONE));

        List<Judged> judged = new QualityComparison(numbers, null).judge(counts, Maturity.MATURE);

        assertThat(judged)
                .filteredOn(one -> one.measure() == Measure.WITHIN)
                .extracting(Judged::verdict)
                .containsExactly(Verdict.NO_DATA);
        assertThat(judged).extracting(Judged::measure).doesNotContain(Measure.ACCURACY, Measure.KAPPA, Measure.F1);
    }

    /** The heap of classes beyond the most is told; what stands for being wrong within it is no class. */
    @Test
    void wrongAnswersOfOtherClassesAreNoClass() {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < 300; i++) {
            Answer answer = new Answer("c" + i, ScoreCells.NONE);
            counts.answered(answer);
            counts.graded(new Outcome(answer, "c" + (i + 1) % 300), Double.NaN, false, 1);
        }
        QualityTerms many = new QualityTerms(false, "", Set.of(ACCURACY), Map.of(), ALPHA, 1e-3);

        assertThat(new QualityComparison(many, null).judge(counts, Maturity.MATURE))
                .extracting(Judged::label)
                .contains(QualityCounts.OTHER)
                .doesNotContain(QualityCounts.ANOTHER);
    }

    /** Log-odds of which some happen to lie in [0, 1]. */
    @Test
    void scoresThatAreNoProbabilitiesHaveNoBrierScore() {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < 1_000; i++) {
            double score = random.nextDouble() * 8 - 4;
            Answer answer = new Answer(score > 0 ? "yes" : "no", ScoreCells.of(score));
            counts.answered(answer);
            counts.graded(new Outcome(answer, "yes"), score, true, 1);
        }

        assertThat(new QualityComparison(TERMS, null).judge(counts, Maturity.MATURE))
                .extracting(Judged::measure)
                .contains(Measure.ACCURACY, Measure.AUC)
                .doesNotContain(Measure.BRIER, Measure.LOG_LOSS, Measure.CALIBRATION_ERROR);
        assertThat(new QualityComparison(TERMS, null).judge(window(1_000, 0.9), Maturity.MATURE))
                .extracting(Judged::measure)
                .contains(Measure.BRIER, Measure.LOG_LOSS, Measure.CALIBRATION_ERROR);
    }

    @Test
    void aSmallLossIsSeenOverManyWindows() {
        QualityComparison comparison = new QualityComparison(TERMS, baseline());
        QualityCounts sum = new QualityCounts();
        for (int i = 0; i < 32; i++) {
            sum.add(window(100, 0.80));
        }

        assertThat(of(comparison.judge(window(100, 0.80), Maturity.MATURE), Measure.ACCURACY)
                        .verdict())
                .isEqualTo(Verdict.GOOD);
        assertThat(of(comparison.longer(sum, 32), Measure.ACCURACY).verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void calibrationPoolsNeighboursThatFall() {
        QualityCounts counts = new QualityCounts();
        double[] scores = {0.1, 0.3, 0.6, 0.9};
        int[] came = {1, 6, 4, 9};
        for (int cell = 0; cell < scores.length; cell++) {
            for (int i = 0; i < 10; i++) {
                Answer answer = new Answer("yes", ScoreCells.of(scores[cell]));
                counts.graded(new Outcome(answer, i < came[cell] ? "yes" : "no"), scores[cell], i < came[cell], 1);
            }
        }
        Calibration calibration = Calibration.of(counts, "yes");

        assertThat(calibration.at(ScoreCells.of(0.1))).isEqualTo(0.1);
        assertThat(calibration.at(ScoreCells.of(0.3))).isEqualTo(0.5);
        assertThat(calibration.at(ScoreCells.of(0.6))).isEqualTo(0.5);
        assertThat(calibration.at(ScoreCells.of(0.9))).isEqualTo(0.9);
        assertThat(calibration.at(ScoreCells.of(0.01))).isEqualTo(0.1);
    }

    @Test
    void groupsThatAreTreatedDifferentlyAreBadOnlyWithCertainty() {
        FairnessComparison fairness = new FairnessComparison(TERMS, 1);

        List<Judged> judged = fairness.judge(chosen(2_000, 0.2), chosen(2_000, 0.6), Maturity.MATURE);
        assertThat(of(judged, Measure.SELECTION_GAP).verdict()).isEqualTo(Verdict.BAD);
        assertThat(of(judged, Measure.SELECTION_RATIO).verdict()).isEqualTo(Verdict.BAD);
        assertThat(of(judged, Measure.SELECTION_RATIO).estimate().value()).isCloseTo(1.0 / 3, within(0.05));
        judged = fairness.judge(chosen(20, 0.2), chosen(2_000, 0.4), Maturity.MATURE);
        assertThat(of(judged, Measure.SELECTION_RATIO).verdict()).isNotEqualTo(Verdict.BAD);
        judged = fairness.judge(chosen(2_000, 0.5), chosen(2_000, 0.5), Maturity.MATURE);
        assertThat(of(judged, Measure.SELECTION_GAP).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(of(judged, Measure.ERROR_GAP).verdict()).isEqualTo(Verdict.GOOD);
    }

    /** Of yes and no alike 90 % are right in one group and 60 % in the other: recall 0.67 of the others', errors four times as many. */
    @Test
    void recallAndErrorsOfGroupsHaveRatiosToo() {
        FairnessComparison fairness = new FairnessComparison(TERMS, 1);

        List<Judged> judged = fairness.judge(window(5_000, 0.6), window(5_000, 0.9), Maturity.MATURE);
        assertThat(of(judged, Measure.RECALL_RATIO).estimate().value()).isCloseTo(0.667, within(0.05));
        assertThat(of(judged, Measure.RECALL_RATIO).verdict()).isEqualTo(Verdict.BAD);
        assertThat(of(judged, Measure.ERROR_RATIO).estimate().value()).isCloseTo(4, within(0.5));
        assertThat(of(judged, Measure.ERROR_RATIO).verdict()).isEqualTo(Verdict.BAD);
        judged = fairness.judge(window(5_000, 0.9), window(5_000, 0.6), Maturity.MATURE);
        assertThat(of(judged, Measure.ERROR_RATIO).verdict())
                .as("fewer errors are no harm")
                .isEqualTo(Verdict.GOOD);
        judged = fairness.judge(window(30, 0.6), window(5_000, 0.9), Maturity.MATURE);
        assertThat(of(judged, Measure.RECALL_RATIO).verdict())
                .as("too few to be sure")
                .isNotEqualTo(Verdict.BAD);
    }

    private QualityCounts chosen(int rows, double share) {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < rows; i++) {
            Answer answer = new Answer(random.nextDouble() < share ? "yes" : "no", ScoreCells.NONE);
            counts.answered(answer);
            counts.graded(new Outcome(answer, answer.predicted()), Double.NaN, true, 1);
        }
        return counts;
    }
}
