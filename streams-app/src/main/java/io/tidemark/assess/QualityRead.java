package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Reading;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeText;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.quality.FairnessComparison;
import io.tidemark.stats.quality.Outcome;
import io.tidemark.stats.quality.QualityBaseline;
import io.tidemark.stats.quality.QualityComparison;
import io.tidemark.stats.quality.QualityComparison.Maturity;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.QualityTerms;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Levels;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a window of quality: every measure of it, and how differently its slice is treated. Made for one monitor; immutable. */
final class QualityRead {
    private static final int MOST_SHIFTS = 3;

    private final AssessRules monitor;
    private final LabelRules rules;
    private final QualityTerms terms;

    /** @param slices how many slices the model has, for the count of tests */
    QualityRead(AssessRules monitor, int slices) {
        this.monitor = monitor;
        this.rules = monitor.labels().rules();
        double alpha = monitor.qualityAlpha(slices);
        this.terms = new QualityTerms(
                rules.task() == LabelRules.Task.NUMBERS,
                rules.positive(),
                monitor.labels().deciding(),
                rules.tolerances(),
                alpha,
                Levels.ALL_REFERENCES / Math.max(1, monitor.labels().tests() * slices));
    }

    /**
     * The reading of a window.
     *
     * @param usual what is usual; null while that is not known, or for a window that it is made of
     * @param around the same time of all others, and the windows before
     */
    Reading read(Scope scope, QualityWindow window, @Nullable QualityUsual usual, Around around) {
        QualityBaseline baseline = usual == null ? null : usual.baseline();
        Maturity maturity = maturity(window);
        QualityComparison comparison = new QualityComparison(terms, baseline);
        List<Judged> judged = new ArrayList<>(comparison.judge(window.counts(), maturity));
        if (!scope.isWhole()) {
            judged.addAll(
                    new FairnessComparison(terms, phi(baseline, 1)).judge(window.counts(), around.rest(), maturity));
        }
        judged.addAll(comparison.unmeasured(window.counts(), maturity, judged, !scope.isWhole()));
        List<Measurement> measurements = new ArrayList<>(measured(judged, 1, window.counts(), baseline));
        around.sums()
                .forEach((scale, sum) ->
                        measurements.addAll(measured(comparison.longer(sum, scale), scale, sum, baseline)));
        around.sides()
                .forEach((scale, sides) -> measurements.addAll(measured(
                        new FairnessComparison(terms, phi(baseline, scale)).longer(sides.slice(), sides.rest()),
                        scale,
                        sides.slice(),
                        baseline)));
        measurements.removeIf(this::saysNothing);
        return new Reading(
                scope,
                time(window),
                usual == null ? "" : "baseline:" + range(usual),
                window.revision(),
                window.counts().predictions(),
                new Redaction(monitor.quality()).of(measurements),
                false,
                Comparison.LABELS,
                baseline == null ? waiting(window.startMs()) : "");
    }

    /** Nobody said which errors of a number are in order. */
    private boolean saysNothing(Measurement measurement) {
        Measure measure = measurement.judged().measure();
        boolean isOfErrors =
                measure == Measure.WITHIN || measure == Measure.ERROR_GAP || measure == Measure.ERROR_RATIO;
        return isOfErrors && rules.task() == LabelRules.Task.NUMBERS && Double.isNaN(rules.errorLimit());
    }

    /**
     * The reading of a version's window against the version before.
     *
     * @param before null while it is not known, or if there is none
     * @param sums the window with those before it, by how many there are: 2, 4, 8 …
     */
    Reading againstPrevious(
            Scope version,
            QualityWindow window,
            @Nullable QualityPrevious before,
            SortedMap<Integer, QualityCounts> sums) {
        QualityBaseline baseline = before == null ? null : before.usual().baseline();
        QualityComparison comparison = new QualityComparison(terms, baseline);
        Maturity maturity = maturity(window);
        List<Measurement> measurements = new ArrayList<>(
                measured(comparison.ofAnother(window.counts(), maturity, 1), 1, window.counts(), baseline));
        sums.forEach((scale, sum) ->
                measurements.addAll(measured(comparison.ofAnother(sum, Maturity.MATURE, scale), scale, sum, baseline)));
        return new Reading(
                version,
                time(window),
                before == null ? "" : "previous:" + before.version(),
                window.revision(),
                window.counts().predictions(),
                new Redaction(monitor.quality()).of(measurements),
                false,
                Comparison.LABELS_PREVIOUS,
                before == null ? "no version before it with labels, or they are awaited" : "");
    }

    private static Maturity maturity(QualityWindow window) {
        return window.state() == State.MATURE ? Maturity.MATURE : Maturity.GROWING;
    }

    private TimeWindow time(QualityWindow window) {
        return new TimeWindow(window.startMs(), window.startMs() + rules.spans().windowMs());
    }

    /**
     * What a window is read with.
     *
     * @param rest all predictions of the same time but the slice's own; empty for the slice of all
     * @param sums the window with those before it, by how many there are: 2, 4, 8 …
     * @param sides the same of the slice and of all others; empty where nobody asks for differences
     */
    record Around(QualityCounts rest, SortedMap<Integer, QualityCounts> sums, SortedMap<Integer, Sides> sides) {}

    /** A slice and all others, of the same windows. */
    record Sides(QualityCounts slice, QualityCounts rest) {}

    private static double phi(@Nullable QualityBaseline baseline, int scale) {
        return baseline == null ? 1 : baseline.phi(scale);
    }

    private static List<Measurement> measured(
            List<Judged> judged, int scale, QualityCounts counts, @Nullable QualityBaseline baseline) {
        return judged.stream()
                .map(one -> new Measurement(
                        ReservedColumn.PREDICTION.column(),
                        scale,
                        one,
                        phi(baseline, scale),
                        evidence(one, counts, baseline)))
                .toList();
    }

    private String range(QualityUsual usual) {
        LabelRules.Baseline stated = rules.baseline();
        return stated.isRange() && usual.endMs() <= stated.toMs()
                ? Instant.ofEpochMilli(stated.fromMs()) + "/" + Instant.ofEpochMilli(stated.toMs())
                : "first " + usual.baseline().dispersion().windows() + " × "
                        + TimeText.duration(rules.spans().windowMs());
    }

    private String waiting(long startMs) {
        LabelRules.Baseline stated = rules.baseline();
        if (!stated.isRange()) {
            return "warming up: the first " + stated.windows() + " windows with labels are the baseline of quality";
        }
        return startMs < stated.toMs()
                ? "is part of the baseline of quality, or before it"
                : "waits for the labels of the baseline of quality";
    }

    /** Of what is bad: the mistakes whose share of the labelled grew most. */
    private static List<Shift> evidence(Judged judged, QualityCounts window, @Nullable QualityBaseline baseline) {
        boolean isExplained = judged.verdict() == Verdict.BAD && judged.measure() != Measure.ESTIMATE_GAP;
        if (!isExplained || baseline == null || window.errors().rows() > 0) {
            return List.of();
        }
        Map<String, double[]> shares = new TreeMap<>();
        mistakes(baseline.counts(), 0, shares);
        mistakes(window, 1, shares);
        double lost = shares.values().stream()
                .mapToDouble(share -> Math.max(0, share[1] - share[0]))
                .sum();
        return shares.entrySet().stream()
                .filter(share -> share.getValue()[1] > share.getValue()[0])
                .map(share -> new Shift(
                        share.getKey(),
                        share.getValue()[0],
                        share.getValue()[1],
                        (share.getValue()[1] - share.getValue()[0]) / lost))
                .sorted(Comparator.comparingDouble(Shift::contribution).reversed())
                .limit(MOST_SHIFTS)
                .toList();
    }

    private static void mistakes(QualityCounts counts, int side, Map<String, double[]> shares) {
        long all = Math.max(1, counts.labelled());
        counts.outcomes().forEach((Outcome outcome, Long rows) -> {
            if (!outcome.isRight()) {
                String label = outcome.answer().predicted() + " said, " + outcome.truth() + " true";
                shares.computeIfAbsent(label, none -> new double[2])[side] += (double) rows / all;
            }
        });
    }

    /** The stage that is graded. */
    static Scope whole(String model) {
        return new Scope(model, Stage.SERVING, Scope.ALL);
    }
}
