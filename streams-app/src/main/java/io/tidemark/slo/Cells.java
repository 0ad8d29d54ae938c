package io.tidemark.slo;

import io.tidemark.stats.verdict.Verdict;
import java.util.Collection;
import java.util.Comparator;

/**
 * What one reading shows an indicator: columns or rows that are good or bad.
 *
 * @param good good ones, ≥ 0
 * @param bad bad ones, ≥ 0
 * @param otherwise why there are none, if there are none; never GOOD or BAD then
 * @param doubtful good ones that are so only because nothing proves them bad, ≤ good
 */
public record Cells(long good, long bad, Verdict otherwise, long doubtful) {
    /** Cells without doubt. */
    public Cells(long good, long bad, Verdict otherwise) {
        this(good, bad, otherwise, 0);
    }

    /** The same with the doubtful ones bad. */
    Cells withoutDoubtful() {
        return new Cells(good - doubtful, bad + doubtful, otherwise);
    }

    public long total() {
        return good + bad;
    }

    /** Whether the window had no data at all where data were expected. */
    public boolean isSilent() {
        return total() == 0 && otherwise == Verdict.NO_DATA;
    }

    /** Why nothing could be judged: the weakest word that is not NO_DATA, for some of it had data; NO_DATA if all say so. */
    static Verdict weakest(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict != Verdict.NO_DATA)
                .max(Comparator.naturalOrder())
                .map(verdict -> verdict.compareTo(Verdict.INSUFFICIENT) < 0 ? Verdict.INSUFFICIENT : verdict)
                .orElse(Verdict.NO_DATA);
    }
}
