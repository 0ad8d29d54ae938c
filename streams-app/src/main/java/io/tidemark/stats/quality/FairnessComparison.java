package io.tidemark.stats.quality;

import io.tidemark.stats.Measure;
import io.tidemark.stats.quality.QualityComparison.Maturity;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges how differently a model treats a slice and all others: differences and the ratio of shares, with the bounds of either side at half the level, so that
 * they hold together at any number of rows. BAD only where every difference within the bounds is larger than δ.
 *
 * <p>Immutable.
 */
public final class FairnessComparison {
    /** What it tells. */
    public static final Set<Measure> MEASURES = Collections.unmodifiableSet(EnumSet.of(
            Measure.SELECTION_GAP,
            Measure.SELECTION_RATIO,
            Measure.RECALL_GAP,
            Measure.RECALL_RATIO,
            Measure.ERROR_GAP,
            Measure.ERROR_RATIO));

    private final QualityTerms terms;
    private final QualityBounds bounds;

    /** @param phi by how much rows hang together, ≥ 1 */
    public FairnessComparison(QualityTerms terms, double phi) {
        this.terms = terms;
        this.bounds = new QualityBounds(1 - terms.alpha() / 2, phi);
    }

    /** The differences of one window: selection needs a positive class and no labels, the others labels. */
    public List<Judged> judge(QualityCounts slice, QualityCounts rest, Maturity maturity) {
        List<Judged> judged = new ArrayList<>();
        String positive = terms.positive();
        if (!positive.isEmpty() && slice.predictions() > 0 && rest.predictions() > 0) {
            Estimate own = selected(slice);
            Estimate others = selected(rest);
            judged.add(gap(Measure.SELECTION_GAP, own, others, Maturity.MATURE));
            judged.add(ratio(Measure.SELECTION_RATIO, own, others, Maturity.MATURE));
        }
        if (slice.labelled() == 0 || rest.labelled() == 0) {
            return judged;
        }
        if (!positive.isEmpty()) {
            Estimate own = bounds.recall(slice.against(positive));
            Estimate others = bounds.recall(rest.against(positive));
            judged.add(gap(Measure.RECALL_GAP, own, others, maturity));
            judged.add(ratio(Measure.RECALL_RATIO, own, others, maturity));
        }
        judged.add(gap(Measure.ERROR_GAP, wrong(slice), wrong(rest), maturity));
        judged.add(ratio(Measure.ERROR_RATIO, wrong(slice), wrong(rest), maturity));
        return judged;
    }

    /** Those that decide, of the sums of several windows: a difference that no single one shows. */
    public List<Judged> longer(QualityCounts slice, QualityCounts rest) {
        return judge(slice, rest, Maturity.MATURE).stream()
                .filter(judged -> terms.decides(judged.measure(), judged.label()))
                .toList();
    }

    private Estimate selected(QualityCounts counts) {
        long selected = counts.answers().entrySet().stream()
                .filter(answer -> answer.getKey().predicted().equals(terms.positive()))
                .mapToLong(answer -> answer.getValue())
                .sum();
        return bounds.share(selected, counts.predictions());
    }

    private Estimate wrong(QualityCounts counts) {
        long right = counts.errors().rows() > 0 ? counts.errors().within() : counts.right();
        return bounds.share(counts.labelled() - right, counts.labelled());
    }

    private Judged gap(Measure measure, Estimate own, Estimate others, Maturity maturity) {
        Estimate gap = new Estimate(
                own.value() - others.value(),
                own.lower() - others.upper(),
                own.upper() - others.lower(),
                own.n(),
                others.n());
        double delta = terms.tolerance(measure);
        boolean isBad = gap.lower() > delta || gap.upper() < -delta;
        return judged(measure, gap, 0, isBad, maturity);
    }

    /** Bad below the least ratio that is in order; of errors above one over it. */
    private Judged ratio(Measure measure, Estimate own, Estimate others, Maturity maturity) {
        Estimate ratio = new Estimate(
                others.value() == 0 ? 1 : own.value() / others.value(),
                others.upper() == 0 ? 0 : own.lower() / others.upper(),
                others.lower() == 0 ? Double.POSITIVE_INFINITY : own.upper() / others.lower(),
                own.n(),
                others.n());
        double least = terms.tolerance(measure);
        boolean isBad = measure == Measure.ERROR_RATIO ? ratio.lower() > 1 / least : ratio.upper() < least;
        return judged(measure, ratio, 1, isBad, maturity);
    }

    /** Effective rows of either side of which all against none would be refuted: 2·(α/4)^(1/n) − 1 = δ. */
    private double fewest(double delta) {
        return Math.log(terms.alpha() / 4) / Math.log((1 + delta) / 2);
    }

    private Judged judged(Measure measure, Estimate estimate, double reference, boolean isBad, Maturity maturity) {
        double fewest = fewest(Math.min(0.5, terms.tolerance(measure)));
        boolean isEnough = Math.min(estimate.n(), estimate.m()) >= fewest;
        Verdict verdict = maturity == Maturity.GROWING
                ? Verdict.IMMATURE
                : isBad ? Verdict.BAD : isEnough ? Verdict.GOOD : Verdict.INSUFFICIENT;
        double reach = (estimate.upper() - estimate.lower()) / 2;
        return new Judged(
                measure,
                "",
                estimate,
                reference,
                terms.tolerance(measure),
                0,
                Math.round(estimate.n() * bounds.phi()),
                (long) Math.ceil(fewest * bounds.phi()),
                Double.isFinite(reach) ? reach + terms.tolerance(measure) : measure.highest(),
                verdict);
    }
}
