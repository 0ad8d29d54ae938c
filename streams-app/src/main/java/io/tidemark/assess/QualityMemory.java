package io.tidemark.assess;

import io.tidemark.domain.GradedMark;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What assess remembers of the quality of predictions, as its core sees it: a store of one task. */
public interface QualityMemory extends QualityPast {
    /** The window of a scope that starts there, or an empty one; the caller may change it. */
    QualityWindow window(Scope scope, long startMs);

    void put(Scope scope, QualityWindow window);

    /** The first window of a scope that has predictions; null if none has. */
    @Nullable
    QualityWindow first(Scope scope);

    /** The last windows of a scope that start before a time, ascending, at most so many. */
    List<QualityWindow> last(Scope scope, long beforeMs, int most);

    void delete(Scope scope, long startMs);

    /** The windows that are not done with: those that await labels, and those that changed since they were told. */
    List<Pending> pending();

    /** Remembers what is left to do with a window; one that is done with takes no room. */
    void putPending(Pending pending);

    /** Every scope that has windows. */
    List<Scope> scopes();

    void putScope(Scope scope);

    /** Forgets the scope if it has no windows, and a version's baselines with it: it does not come back; true if so. */
    boolean forgetIfEmpty(Scope scope);

    /** Adds to what is known here of another task's scope. */
    void addToCopy(Scope scope, long startMs, QualityCounts counts);

    /** Forgets the copies of a scope that start before a time. */
    void deleteCopies(Scope scope, long beforeMs);

    void putUsual(Scope scope, String rules, QualityUsual usual);

    void putPrevious(Scope version, String rules, QualityPrevious previous);

    /** How far grading has come, by source partition and partition of grade. */
    List<GradedMark> marks();

    void putMark(GradedMark mark);

    /**
     * What is left to do with a window.
     *
     * @param isUnsettled whether labels are awaited
     * @param isChanged whether it changed since it was told
     */
    record Pending(Place place, boolean isUnsettled, boolean isChanged) {}

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
