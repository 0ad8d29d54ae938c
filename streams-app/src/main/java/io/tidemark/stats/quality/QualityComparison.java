package io.tidemark.stats.quality;

import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.QualityMeasures.Value;
import io.tidemark.stats.quality.QualityTerms.Quantity;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges windows of predictions by their labels, against a baseline.
 *
 * <p>BAD where even the better end of the window's interval (two-sided, level α) is worse by more than δ than the worse end of the baseline's. Both intervals
 * hold at any number of rows, so by Bonferroni a window in order is called BAD with probability at most α/2 but for the baseline's own error, which is spent once.
 * INSUFFICIENT where even a window without one right answer would not be refuted.
 *
 * <p>Immutable.
 */
public final class QualityComparison {
    private static final double[] LAGS = {0.5, 0.9, 0.99};

    private final QualityTerms terms;
    private final @Nullable QualityBaseline baseline;
    private final Map<Quantity, Value> before;
    private final @Nullable Calibration calibration;

    /** @param baseline null while there is none */
    public QualityComparison(QualityTerms terms, @Nullable QualityBaseline baseline) {
        this.terms = terms;
        this.baseline = baseline;
        this.before = baseline == null
                ? Map.of()
                : QualityMeasures.of(
                        baseline.counts(), terms, new QualityBounds(1 - terms.alphaReference(), baseline.phiOfAll()));
        Calibration learnt = baseline == null ? null : Calibration.of(baseline.counts(), terms.positive());
        this.calibration = learnt == null || learnt.isEmpty() ? null : learnt;
    }

    /** Whether labels are in. */
    public enum Maturity {
        /** More are expected. */
        GROWING,
        /** Enough are in, or no more are waited for. */
        MATURE
    }

    /** All measures of a window, those that decide and those that are shown with the verdict of the first that does. */
    public List<Judged> judge(QualityCounts window, Maturity maturity) {
        return judge(window, maturity, 1);
    }

    /**
     * What decides and is not among the measures of a window without labels: areas under a curve, differences between slices. Of these, too, there are no
     * data then, or their labels are awaited.
     *
     * @param judged the measures of the window
     * @param isSlice whether the window is one slice's, so that it is compared with others
     */
    public List<Judged> unmeasured(QualityCounts window, Maturity maturity, List<Judged> judged, boolean isSlice) {
        Set<Quantity> known = judged.stream()
                .map(one -> new Quantity(one.measure(), one.label()))
                .collect(Collectors.toSet());
        return terms.deciding().stream()
                .filter(quantity -> window.labelled() == 0 && !known.contains(quantity))
                .filter(quantity -> isSlice || !FairnessComparison.MEASURES.contains(quantity.measure()))
                .sorted(Comparator.comparing(Quantity::measure).thenComparing(Quantity::label))
                .map(quantity ->
                        judged(quantity, nothing(quantity.measure()), verdict(quantity, null, window, maturity), 1))
                .toList();
    }

    private static Value nothing(Measure measure) {
        return new Value(new Estimate(Double.NaN, measure.lowest(), measure.highest(), 0, 0), 0, 0);
    }

    /** Those that decide, of the sum of so many windows: a small loss that no single one shows. */
    public List<Judged> longer(QualityCounts sum, int scale) {
        return judge(sum, Maturity.MATURE, scale).stream()
                .filter(judged -> terms.decides(judged.measure(), judged.label()))
                .toList();
    }

    /** Those that decide but the estimate's, against the baseline of another model: what its scores meant says nothing of these. */
    public List<Judged> ofAnother(QualityCounts window, Maturity maturity, int scale) {
        QualityBounds bounds = bounds(scale);
        return measured(window, QualityMeasures.of(window, terms, bounds), maturity, bounds).stream()
                .filter(judged -> terms.decides(judged.measure(), judged.label()))
                .toList();
    }

    private QualityBounds bounds(int scale) {
        return new QualityBounds(1 - terms.alpha(), baseline == null ? 1 : baseline.phi(scale));
    }

    private List<Judged> judge(QualityCounts window, Maturity maturity, int scale) {
        QualityBounds bounds = bounds(scale);
        Map<Quantity, Value> now = QualityMeasures.of(window, terms, bounds);
        List<Judged> judged = new ArrayList<>(measured(window, now, maturity, bounds));
        estimated(window, bounds, maturity, judged);
        judged.addAll(ofLabels(window, maturity));
        return judged;
    }

    private List<Judged> measured(
            QualityCounts window, Map<Quantity, Value> now, Maturity maturity, QualityBounds bounds) {
        List<Judged> judged = new ArrayList<>();
        Quantity first = new Quantity(terms.isOfNumbers() ? Measure.WITHIN : Measure.ACCURACY, "");
        Verdict ofFirst = verdict(first, now.get(first), window, maturity);
        now.forEach((quantity, value) -> judged.add(judged(
                quantity,
                value,
                terms.decides(quantity.measure(), quantity.label())
                        ? verdict(quantity, value, window, maturity)
                        : ofFirst,
                bounds.phi())));
        return judged;
    }

    private Verdict verdict(Quantity quantity, @Nullable Value now, QualityCounts window, Maturity maturity) {
        if (window.predictions() == 0 && window.labelled() == 0) {
            return Verdict.NO_DATA;
        }
        if (maturity == Maturity.GROWING) {
            return Verdict.IMMATURE;
        }
        if (now == null || window.labelled() == 0) {
            return Verdict.NO_DATA;
        }
        Value reference = before.get(quantity);
        if (baseline == null || reference == null) {
            return Verdict.WARMING_UP;
        }
        if (Double.isNaN(now.estimate().value())) {
            return Verdict.INSUFFICIENT;
        }
        if (isRefuted(quantity.measure(), now.estimate(), reference.estimate())) {
            return Verdict.BAD;
        }
        return now.estimate().n() >= minimum(quantity.measure(), reference.estimate())
                ? Verdict.GOOD
                : Verdict.INSUFFICIENT;
    }

    private boolean isRefuted(Measure measure, Estimate now, Estimate reference) {
        double delta = terms.tolerance(measure);
        return measure.isBetterLow()
                ? now.lower() > reference.upper() + delta
                : now.upper() < reference.lower() - delta;
    }

    /** Effective rows of which none being right refutes: (1 − p)ⁿ = α/2 with p the baseline's lower end less δ. */
    private double minimum(Measure measure, Estimate reference) {
        double least = measure.isBetterLow()
                ? 1 - reference.upper() - terms.tolerance(measure)
                : reference.lower() - terms.tolerance(measure);
        return least <= 0 ? Double.POSITIVE_INFINITY : Math.log(terms.alpha() / 2) / Math.log1p(-Math.min(least, 1));
    }

    private Judged judged(Quantity quantity, Value now, Verdict verdict, double phi) {
        Measure measure = quantity.measure();
        Value reference = before.get(quantity);
        Estimate estimate = now.estimate();
        double old = reference == null ? 0 : reference.estimate().value();
        double fewest = reference == null ? atHalf() : minimum(measure, reference.estimate());
        return new Judged(
                measure,
                quantity.label(),
                new Estimate(
                        estimate.value(),
                        estimate.lower(),
                        estimate.upper(),
                        estimate.n(),
                        reference == null ? 0 : reference.estimate().n()),
                old,
                terms.tolerance(measure),
                now.part(),
                now.rows(),
                (long) Math.min(Long.MAX_VALUE, Math.ceil(fewest * phi)),
                visible(measure, estimate, reference),
                verdict);
    }

    /** Rows without a baseline: as if half of the answers had been right. */
    private double atHalf() {
        return Math.log(terms.alpha() / 2) / Math.log(0.5);
    }

    private double visible(Measure measure, Estimate now, @Nullable Value reference) {
        double own = measure.isBetterLow() ? now.value() - now.lower() : now.upper() - now.value();
        Estimate old = reference == null ? new Estimate(0, 0, 0, 0, 0) : reference.estimate();
        double its = measure.isBetterLow() ? old.upper() - old.value() : old.value() - old.lower();
        double whole = own + its + terms.tolerance(measure);
        return Double.isFinite(whole) ? Math.min(whole, measure.highest() - measure.lowest()) : measure.highest();
    }

    /** What was expected of the answers, before and beside what came. */
    private void estimated(QualityCounts window, QualityBounds bounds, Maturity maturity, List<Judged> out) {
        Calibration learnt = calibration;
        if (learnt == null || window.predictions() == 0) {
            return;
        }
        if (!terms.positive().isEmpty()) {
            RankedScores ranks = learnt.expectedRanks(window);
            out.add(shown(Measure.ESTIMATED_F1, bounds.f1(learnt.expected(window, terms.positive())), window));
            out.add(shown(Measure.ESTIMATED_AUC, bounds.auc(ranks, ranks.cellError()), window));
        }
        out.add(shown(Measure.ESTIMATED_ACCURACY, expectedAccuracy(learnt, window, bounds), window));
        QualityCounts scored = window.scored();
        if (scored.labelled() > 0) {
            out.add(gap(expectedAccuracy(learnt, scored.labelledAnswers(), bounds), scored, bounds, maturity));
        }
    }

    private Estimate expectedAccuracy(Calibration learnt, QualityCounts answers, QualityBounds bounds) {
        return terms.positive().isEmpty()
                ? bounds.share(learnt.expectedAccuracy(answers) * answers.predictions(), answers.predictions())
                : bounds.accuracy(learnt.expected(answers, terms.positive()));
    }

    private Judged shown(Measure measure, Estimate estimate, QualityCounts window) {
        Verdict verdict = Double.isNaN(estimate.value()) ? Verdict.INSUFFICIENT : Verdict.GOOD;
        return new Judged(measure, "", estimate, 0, terms.tolerance(measure), 0, window.predictions(), 0, 0, verdict);
    }

    /** What was expected minus what is true: of the same rows, those with a score and a label, so that only the truth is drawn. */
    private Judged gap(Estimate expected, QualityCounts scored, QualityBounds bounds, Maturity maturity) {
        Estimate truth = bounds.share(scored.right(), scored.labelled());
        double delta = terms.tolerance(Measure.ESTIMATE_GAP);
        Estimate gap = new Estimate(
                expected.value() - truth.value(),
                expected.value() - truth.upper(),
                expected.value() - truth.lower(),
                truth.n(),
                baseline == null ? 0 : baseline.counts().labelled());
        Verdict verdict = maturity == Maturity.GROWING
                ? Verdict.IMMATURE
                : gap.lower() > delta || gap.upper() < -delta
                        ? Verdict.BAD
                        : truth.n() >= atHalf() ? Verdict.GOOD : Verdict.INSUFFICIENT;
        double visible = Math.min(1, delta + (gap.upper() - gap.lower()) / 2);
        return new Judged(
                Measure.ESTIMATE_GAP,
                "",
                gap,
                0,
                delta,
                0,
                scored.labelled(),
                (long) Math.ceil(atHalf()),
                visible,
                verdict);
    }

    /** How the labels themselves are. */
    private List<Judged> ofLabels(QualityCounts window, Maturity maturity) {
        List<Judged> judged = new ArrayList<>();
        Verdict verdict = maturity == Maturity.GROWING ? Verdict.IMMATURE : Verdict.GOOD;
        long labels = window.labelled() + window.unmatched();
        if (window.predictions() > 0) {
            judged.add(known(Measure.LABELLED, "", window.labelled(), window.predictions(), verdict));
        }
        if (labels > 0) {
            judged.add(known(Measure.UNMATCHED, "", window.unmatched(), labels, Verdict.GOOD));
        }
        for (double share : LAGS) {
            Estimate lag = window.lagSeconds(share);
            if (lag.n() > 0) {
                String label = "p" + Math.round(100 * share);
                judged.add(new Judged(Measure.LABEL_LAG, label, lag, 0, 0, 0, window.labelled(), 0, 0, verdict));
            }
        }
        return judged;
    }

    /** A share that is counted and not drawn. */
    private static Judged known(Measure measure, String label, long part, long rows, Verdict verdict) {
        double value = Math.min(1, (double) part / rows);
        return new Judged(measure, label, new Estimate(value, value, value, rows, 0), 0, 0, part, rows, 0, 0, verdict);
    }
}
