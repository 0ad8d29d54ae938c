package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;

/**
 * One measure of one column in one window, with its verdict.
 *
 * @param measure what was measured
 * @param label the value or class that the measure speaks of, or the reasons of what it counts; empty where it speaks of the whole column
 * @param estimate value and bounds
 * @param reference the same quantity in the reference (a share before, 1 for volume); 0 for distances
 * @param tolerance δ: the largest effect that is still in order, in the measure's unit
 * @param count rows of the window that the measure counts (missing rows, rows of the class …); 0 for distances
 * @param total rows of the window that could have been counted
 * @param minimumN rows from which a large effect can be refuted, computed from δ, α and φ
 * @param smallestVisible the smallest true effect that a window of this size would show, in the measure's unit, capped at its range
 * @param verdict what follows
 */
public record Judged(
        Measure measure,
        String label,
        Estimate estimate,
        double reference,
        double tolerance,
        long count,
        long total,
        long minimumN,
        double smallestVisible,
        Verdict verdict) {
    /** The same with another verdict. */
    public Judged with(Verdict other) {
        return new Judged(
                measure, label, estimate, reference, tolerance, count, total, minimumN, smallestVisible, other);
    }

    /** The same, speaking of that value, class or rule. */
    public Judged labelled(String other) {
        return new Judged(
                measure, other, estimate, reference, tolerance, count, total, minimumN, smallestVisible, verdict);
    }
}
