package io.tidemark.assess;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.StoredProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What assess remembers, as its core sees it: the stores of one task. */
public interface AssessState extends ClosedState {
    /** Adds a delta's counts to its pane; returns the columns that stand on another grid there and were not added. */
    List<String> addToPane(Scope scope, long paneStartMs, Profile profile);

    /** Start of the first pane at or after a time; {@link Long#MAX_VALUE} if there is none. */
    long firstPaneAtOrAfter(Scope scope, long fromMs);

    /** The panes that start in [fromMs, toMs), ascending; they are forgotten. */
    List<StoredProfile> takePanes(Scope scope, long fromMs, long toMs);

    /** A closed window; empty if there is none. */
    StoredProfile window(Scope scope, long startMs);

    /** The sum of the closed windows that start in [fromMs, toMs). */
    SpanProfile sumOfWindows(Scope scope, long fromMs, long toMs);

    void putWindow(Scope scope, StoredProfile window);

    /** Forgets the closed windows that start in [fromMs, toMs). */
    void deleteWindows(Scope scope, long fromMs, long toMs);

    /** The sum of a scope's roll-ups that start in [fromMs, toMs); empty if there are none. */
    SpanProfile rollUps(Scope scope, RollUp rollUp, long fromMs, long toMs);

    void putRollUp(Scope scope, RollUp rollUp, long startMs, SpanProfile span);

    /** Forgets the roll-ups that start before a time. */
    void deleteRollUps(Scope scope, RollUp rollUp, long beforeMs);

    void putScope(ScopeProgress progress);

    /** Forgets that a scope was ever seen. */
    void removeScope(Scope scope);

    /** All scopes of a model that this task has seen, in their order. */
    List<ScopeProgress> scopes(String model);

    void putReference(Reference reference);

    /** Adds counts of a scope that others are compared with; returns the columns that stand on another grid there and were not added. */
    List<String> addToCopy(Scope scope, long startMs, Profile profile);

    /** Forgets the copies that start in [fromMs, toMs). */
    void deleteCopies(Scope scope, long fromMs, long toMs);

    /** The latest mark of a source partition; null before the first. */
    @Nullable
    Mark mark(String source);

    void putMark(Mark mark);

    /** End of the last closed window of a model; {@link Long#MIN_VALUE} before the first. */
    long closedThrough(String model);

    void putClosedThrough(String model, long endMs);

    /** What is remembered of the quality of predictions. */
    QualityMemory quality();

    /** What the early detectors remember. */
    ChangeMemory changes();

    @Override
    default List<Measurement> changes(Scope scope, long windowStartMs) {
        return changes().changes(scope, windowStartMs);
    }
}
