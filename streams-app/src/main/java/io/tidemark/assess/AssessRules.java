package io.tidemark.assess;

import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Retention;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.verdict.ColumnComparison;
import io.tidemark.stats.verdict.FalseAlarmBudget;
import io.tidemark.stats.verdict.Tolerances;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What assess needs to know of one monitor. Times are event time unless said otherwise.
 *
 * @param model the monitored model
 * @param sources every source partition that brings its events, {@code topic-0} …; the watermark waits for all of them
 * @param windowMs length of the base window, a multiple of the pane
 * @param latenessMs how long after a window's end the watermark waits for late events
 * @param retention how long windows and their sums are kept
 * @param noDataAfterMs after how long without any event windows are closed by the clock, clock time
 * @param forgetAfter after that many empty windows in a row a slice is no longer spoken of, until it has data again
 * @param trailing windows of the trailing reference of a column; 0 for the pinned one
 * @param tolerances the largest effects that are in order
 * @param falseAlarms how many false alarms the owner accepts
 * @param changes the early detectors; {@link ChangeRules#NONE} as a rule
 * @param references what windows are compared with, but for the trailing reference
 * @param quality what is stated of the data in itself
 * @param labels how the quality of predictions is measured
 */
public record AssessRules(
        String model,
        List<String> sources,
        long windowMs,
        long latenessMs,
        Retention retention,
        long noDataAfterMs,
        int forgetAfter,
        ToIntFunction<String> trailing,
        Tolerances tolerances,
        FalseAlarmBudget falseAlarms,
        ChangeRules changes,
        ReferenceRules references,
        QualityRules quality,
        QualityAsked labels) {
    /** Most slices of a model that a task keeps; profile's own limit is lower, but starts anew with each restart. */
    public static final int MOST_SCOPES = 10_000;

    public AssessRules {
        sources = List.copyOf(sources);
    }

    /** Rules of a monitor whose predictions no labels come for. */
    public AssessRules(
            String model,
            List<String> sources,
            long windowMs,
            long latenessMs,
            Retention retention,
            long noDataAfterMs,
            int forgetAfter,
            ToIntFunction<String> trailing,
            Tolerances tolerances,
            FalseAlarmBudget falseAlarms,
            ChangeRules changes,
            ReferenceRules references,
            QualityRules quality) {
        this(
                model,
                sources,
                windowMs,
                latenessMs,
                retention,
                noDataAfterMs,
                forgetAfter,
                trailing,
                tolerances,
                falseAlarms,
                changes,
                references,
                quality,
                QualityAsked.NOTHING);
    }

    /** How long windows are kept, and late data is merged into them; whole windows. */
    public long retentionMs() {
        return retention.windowsMs();
    }

    /** Rules of a monitor that compares with a pinned or a trailing reference. */
    public AssessRules(
            String model,
            List<String> sources,
            long windowMs,
            long latenessMs,
            Retention retention,
            long noDataAfterMs,
            int forgetAfter,
            ToIntFunction<String> trailing,
            Tolerances tolerances,
            FalseAlarmBudget falseAlarms,
            ChangeRules changes) {
        this(
                model,
                sources,
                windowMs,
                latenessMs,
                retention,
                noDataAfterMs,
                forgetAfter,
                trailing,
                tolerances,
                falseAlarms,
                changes,
                ReferenceRules.PINNED,
                QualityRules.NONE);
    }

    /** α of one test: the owner's budget over all tests of its period, those of windows, stated or in every comparison, and those of detectors. */
    public double alpha(Map<String, Grid> grids, int knownSlices) {
        int slices = Math.max(1, knownSlices);
        long measures = 0;
        for (Grid grid : grids.values()) {
            measures += ColumnComparison.decidingMeasures(grid);
        }
        int comparisons = 1 + references.comparisons().kinds().size();
        long stated = quality.decidingMeasures(grids);
        long tests = falseAlarms.tests((1 + measures) * comparisons + stated, slices, Dispersion.SCALES, windowMs)
                + falseAlarms.tests(1, 1, 1, windowMs) * changes.testsInWindow(grids, slices, windowMs);
        return falseAlarms.alpha(labels.rules().areThere() ? 2 * tests : tests);
    }

    /** Tests of quality in a period. */
    private long qualityTests(int slices) {
        return labels.rules().areThere()
                ? falseAlarms.tests(
                        labels.tests(),
                        slices,
                        QualityTeller.SCALES,
                        labels.rules().spans().windowMs())
                : 0;
    }

    /** α of one test of quality: half of the budget is theirs, where labels come, and the other half that of all other tests. */
    double qualityAlpha(int slices) {
        return falseAlarms.alpha(2 * qualityTests(Math.max(1, slices)));
    }
}
