package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The newest {@value #MOST} changes of one model, or of those that concern all models, by when they took effect.
 *
 * <p>Which ones it holds depends on what was added, not on the order nor on how often: an event id is held once, and beyond the limit the
 * oldest go, of the same time those with the smaller id. Owned by one task; not thread-safe.
 */
public final class ChangeLog {
    /** Most changes that are held. */
    public static final int MOST = 256;

    /** Oldest first. */
    private static final Comparator<Change> ORDER =
            Comparator.comparingLong(Change::atMs).thenComparing(Change::eventId);

    private final List<Change> changes;

    private ChangeLog(List<Change> changes) {
        this.changes = changes;
    }

    /** Nothing was changed yet. */
    public static ChangeLog empty() {
        return new ChangeLog(new ArrayList<>());
    }

    /** A log of these. */
    static ChangeLog of(Collection<Change> changes) {
        ChangeLog log = empty();
        changes.forEach(log::add);
        return log;
    }

    /**
     * Takes a change in. O({@value #MOST}).
     *
     * @return whether it is news: false if its id is held already, or if it is older than all of a full log
     */
    public boolean add(Change change) {
        boolean isKnown = changes.stream().anyMatch(held -> held.eventId().equals(change.eventId()));
        boolean isTooOld = changes.size() >= MOST && ORDER.compare(change, changes.get(0)) < 0;
        if (isKnown || isTooOld) {
            return false;
        }
        int place = changes.size();
        while (place > 0 && ORDER.compare(changes.get(place - 1), change) > 0) {
            place--;
        }
        changes.add(place, change);
        if (changes.size() > MOST) {
            changes.remove(0);
        }
        return true;
    }

    /** Oldest first. */
    public List<Change> all() {
        return List.copyOf(changes);
    }

    /** Those of both. */
    public List<Change> and(ChangeLog other) {
        return Stream.concat(changes.stream(), other.changes.stream()).toList();
    }
}
