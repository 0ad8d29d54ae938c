package io.tidemark.domain;

import io.tidemark.stats.Measure;
import java.util.Map;

/**
 * How a model's predictions are graded by their labels.
 *
 * @param topic where labels come from; empty if only events bring them
 * @param areInEvents whether an event may bring its own, {@link LabelColumn}
 * @param task what is predicted
 * @param positive the class that two-class measures speak of; empty for none
 * @param score whose probability the score is
 * @param errorLimit largest absolute error of a predicted number that is in order; NaN for none
 * @param spans lengths and waits, all of them event time
 * @param matureShare share of a window's predictions whose label is enough to judge it, in (0, 1]
 * @param baseline which windows say what is usual
 * @param tolerances the largest loss against the baseline, or difference of groups, that is in order, where one is stated
 */
public record LabelRules(
        String topic,
        boolean areInEvents,
        Task task,
        String positive,
        Score score,
        double errorLimit,
        Spans spans,
        double matureShare,
        Baseline baseline,
        Map<Measure, Double> tolerances) {
    /** How many of the first windows with labels say what is usual where nothing is stated. */
    public static final int USUAL_BASELINE = 14;

    /** No labels ever come. */
    public static final LabelRules NONE = new LabelRules(
            "",
            false,
            Task.NONE,
            "",
            Score.POSITIVE,
            Double.NaN,
            new Spans(1, 1, 1),
            1,
            new Baseline(0, 0, 0),
            Map.of());

    public LabelRules {
        tolerances = Map.copyOf(tolerances);
    }

    /** What is predicted. */
    public enum Task {
        /** Nothing that labels come for. */
        NONE,
        CLASSES,
        NUMBERS
    }

    /** Whose probability the score is. */
    public enum Score {
        /** That of the positive class. */
        POSITIVE,
        /** That of the predicted class. */
        ANSWER
    }

    /**
     * Lengths and waits.
     *
     * @param windowMs length of the windows that quality is measured in; a multiple of the base window
     * @param horizonMs how long after its prediction a label is still taken, and quality kept
     * @param latestMs how long after its end a window waits for labels before it is judged with what it has
     */
    public record Spans(long windowMs, long horizonMs, long latestMs) {}

    /**
     * Which windows say what is usual: a range of event time, or the first ones.
     *
     * @param fromMs start of the range; 0 without one
     * @param toMs its end, not included; 0 without one
     * @param windows how many of the first windows with labels; 0 with a range
     */
    public record Baseline(long fromMs, long toMs, int windows) {
        /** Whether it is a range. */
        public boolean isRange() {
            return windows == 0;
        }
    }

    /** Whether labels come at all. */
    public boolean areThere() {
        return task != Task.NONE;
    }

    /** Start of the window that an event time lies in. */
    public long windowStart(long timeMs) {
        return Math.floorDiv(timeMs, spans.windowMs()) * spans.windowMs();
    }
}
