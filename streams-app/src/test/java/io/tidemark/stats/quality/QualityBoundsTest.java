package io.tidemark.stats.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.verdict.Binomial;
import io.tidemark.stats.verdict.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class QualityBoundsTest {
    private static final BinaryConfusion COUNTS = new BinaryConfusion(30, 10, 20, 140);
    private static final QualityBounds BOUNDS = new QualityBounds(0.95, 1);

    /** R: binom.test(170, 200)$conf.int, binom.test(30, 60)$conf.int mapped by 2j/(1+j). */
    @Test
    void sharesAreExact() {
        Estimate accuracy = BOUNDS.accuracy(COUNTS);
        assertThat(accuracy.value()).isEqualTo(0.85);
        assertThat(accuracy.lower()).isCloseTo(0.7928, within(1e-4));
        assertThat(accuracy.upper()).isCloseTo(0.8964, within(1e-4));

        Binomial.Interval half = Binomial.clopperPearson(30, 60, 0.95);
        Estimate f1 = BOUNDS.f1(COUNTS);
        assertThat(f1.value()).isCloseTo(COUNTS.f1(), within(1e-12));
        assertThat(f1.lower()).isCloseTo(2 * half.lower() / (1 + half.lower()), within(1e-12));
        assertThat(f1.upper()).isCloseTo(2 * half.upper() / (1 + half.upper()), within(1e-12));
        assertThat(f1.n()).isEqualTo(60);
    }

    /** Bounds hold at any number of rows: they miss as often as they say at most; of the area, about as often. */
    @ParameterizedTest
    @CsvSource({"50, 0.5, 0.8", "200, 0.1, 0.8", "200, 0.02, 0.99", "1000, 0.1, 0.5"})
    void boundsHold(int rows, double positive, double auc) {
        QualityCoverage.Misses misses =
                QualityCoverage.of(new QualityCoverage.Law(rows, positive, auc), 0.95, 1_000, rows);

        misses.counts().keySet().forEach(measure -> assertThat(misses.share(measure))
                .as(measure)
                .isLessThanOrEqualTo(measure.equals("auc") ? 0.09 : 0.07));
        assertThat(QualityCoverage.of(new QualityCoverage.Law(rows, positive, auc), 0.5, 1_000, rows)
                        .share("accuracy"))
                .as("bounds that say less are missed more often")
                .isGreaterThan(0.2);
    }

    @Test
    void rowsThatHangTogetherCountForLess() {
        Estimate alone = BOUNDS.mcc(COUNTS);
        Estimate together = new QualityBounds(0.95, 4).mcc(COUNTS);

        assertThat(together.value()).isEqualTo(alone.value()).isCloseTo(0.5774, within(1e-4));
        assertThat(together.n()).isEqualTo(alone.n() / 4);
        assertThat(together.lower()).isLessThan(alone.lower()).isGreaterThanOrEqualTo(-1);
        assertThat(together.upper()).isGreaterThan(alone.upper()).isLessThanOrEqualTo(1);
    }

    @Test
    void whereNothingIsKnownTheBoundsSaySo() {
        BinaryConfusion none = new BinaryConfusion(0, 0, 0, 5);

        assertThat(BOUNDS.precision(none)).isEqualTo(new Estimate(Double.NaN, 0, 1, 0, 0));
        assertThat(BOUNDS.f1(none)).isEqualTo(new Estimate(Double.NaN, 0, 1, 0, 0));
        assertThat(BOUNDS.auc(new RankedScores(new double[] {0}, new double[] {5}), 0))
                .isEqualTo(new Estimate(Double.NaN, 0, 1, 5, 0));
    }

    /** A perfect ranking of few rows is no proof of a perfect model. */
    @Test
    void aPerfectAreaOfFewRowsHasALowerBound() {
        RankedScores perfect = new RankedScores(new double[] {0, 10}, new double[] {10, 0});
        Estimate estimate = BOUNDS.auc(perfect, 0);

        assertThat(estimate.value()).isEqualTo(1);
        assertThat(estimate.upper()).isEqualTo(1);
        assertThat(estimate.lower()).isBetween(0.6, 0.9);
        assertThat(BOUNDS.auc(perfect, 0.05).lower()).isCloseTo(estimate.lower() - 0.05, within(1e-12));
    }

    /** In cells of scores that differ the area lies within the cells' error of what it is on the raw scores. */
    @Test
    void cellsTellTheirError() {
        double[] scores = new double[1_000];
        double[] positive = new double[1_000];
        double[] positives = new double[10];
        double[] negatives = new double[10];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i / 1_000.0;
            positive[i] = (i * 7919L) % 1_000 < i ? 1 : 0;
            (positive[i] == 1 ? positives : negatives)[i / 100]++;
        }
        RankedScores cells = new RankedScores(positives, negatives);
        RankedScores raw = RankedScores.of(scores, positive);

        assertThat(raw.auc()).isCloseTo(cells.auc(), within(cells.cellError())).isNotEqualTo(cells.auc());
        assertThat(raw.cellError()).as("no pair is tied").isZero();
    }

    /** Hoeffding: KL(0.1‖0.0342) = KL(0.1‖0.2106) = ln(40)/100. */
    @Test
    void theMeanOfBoundedValues() {
        Estimate brier = BOUNDS.brier(0.1, 100);

        assertThat(divergence(0.1, brier.lower())).isCloseTo(Math.log(40) / 100, within(1e-6));
        assertThat(divergence(0.1, brier.upper())).isCloseTo(Math.log(40) / 100, within(1e-6));
        assertThat(BOUNDS.brier(Double.NaN, 0).upper()).isEqualTo(1);
    }

    private static double divergence(double a, double b) {
        return a * Math.log(a / b) + (1 - a) * Math.log((1 - a) / (1 - b));
    }

    @Test
    void whatIsNoCountIsRefused() {
        assertThatThrownBy(() -> new BinaryConfusion(-1, 0, 0, 0)).hasMessageContaining("tp=-1");
        assertThatThrownBy(() -> new QualityBounds(1, 1)).hasMessageContaining("confidence=1.0");
        assertThatThrownBy(() -> new Probabilities(new double[] {1.5}, new boolean[] {true}))
                .hasMessageContaining("probability=1.5");
    }
}
