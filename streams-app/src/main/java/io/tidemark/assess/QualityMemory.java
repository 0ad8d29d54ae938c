package io.tidemark.assess;

import io.tidemark.domain.GradedMark;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityBaseline;
import io.tidemark.stats.quality.QualityCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What assess remembers of the quality of predictions, as its core sees it: a store of one task. */
public interface QualityMemory {
    /** The window of a scope that starts there, or an empty one; the caller may change it. */
    QualityWindow window(Scope scope, long startMs);

    void put(Scope scope, QualityWindow window);

    /** The windows of a scope that start in [fromMs, toMs), ascending. */
    List<QualityWindow> windows(Scope scope, long fromMs, long toMs);

    void delete(Scope scope, long startMs);

    /** Every window there is. */
    List<Place> all();

    /** Adds to what is known here of another task's scope. */
    void addToCopy(Scope scope, long startMs, QualityCounts counts);

    /** What is known here of another task's scope; empty if nothing. */
    QualityCounts copy(Scope scope, long startMs);

    /** Forgets the copies of a scope that start before a time. */
    void deleteCopies(Scope scope, long beforeMs);

    /** The baseline of a scope that was made by these rules; null while there is none. */
    @Nullable
    QualityBaseline baseline(Scope scope, String rules);

    void putBaseline(Scope scope, String rules, QualityBaseline baseline);

    /** How far grading has come, by source partition and partition of grade. */
    List<GradedMark> marks();

    void putMark(GradedMark mark);

    /**
     * Where a window is.
     *
     * @param startMs event time
     */
    record Place(Scope scope, long startMs) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byScope = scope.compareTo(other.scope);
            return byScope != 0 ? byScope : Long.compare(startMs, other.startMs);
        }
    }
}
