package io.tidemark.slo.change;

import io.tidemark.domain.Change;
import io.tidemark.slo.change.Awaited.Heard;
import io.tidemark.slo.change.Awaited.News;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What one change that put a version in service came to.
 *
 * <p>A version that was deployed, loaded and promoted is one rollout, not three: the first of these changes counts, and the others only
 * after the version failed to load or another one was put in service between. A version that was overtaken by another before it was seen
 * is nobody's concern any more. Of one that does not load people are told by the objective of loads, if there is one.
 *
 * @param change the change
 * @param heard what the data, or the clock, tell
 * @param isConcern whether it is still the newest version, and nothing else speaks for it
 */
public record Rollouts(Change change, Heard heard, boolean isConcern) {
    /**
     * The rollout of what was heard; none if the change is not known any more, or is no rollout of its own.
     *
     * @param log the model's changes, oldest first
     * @param isSpokenFor whether people are told that the version does not load
     */
    public static Optional<Rollouts> of(List<Change> log, Heard heard, boolean isSpokenFor) {
        return find(log, heard.eventId())
                .filter(change -> isOfItsOwn(log, change))
                .map(change -> new Rollouts(
                        change,
                        heard,
                        !isSpokenFor && overtaking(log, change.eventId()).isEmpty()));
    }

    private static Optional<Change> find(List<Change> log, String eventId) {
        return log.stream()
                .filter(change -> change.eventId().equals(eventId) && !eventId.isEmpty())
                .findFirst();
    }

    private static boolean isOfItsOwn(List<Change> log, Change change) {
        List<Change> before = new ArrayList<>(log.subList(0, log.indexOf(change)));
        Collections.reverse(before);
        for (Change earlier : before) {
            boolean isSame = earlier.version().equals(change.version());
            if (earlier.kind().putsVersionInService() && !earlier.version().isEmpty()) {
                return !isSame;
            }
            if (isSame && earlier.kind() == Change.Kind.LOAD_FAILED) {
                return true;
            }
        }
        return true;
    }

    /** The first change after that one that put another version in service. */
    public static Optional<Change> overtaking(List<Change> log, String eventId) {
        return find(log, eventId).flatMap(change -> log.subList(log.indexOf(change), log.size()).stream()
                .filter(later -> later.kind().putsVersionInService()
                        && !later.version().isEmpty()
                        && !later.version().equals(change.version()))
                .findFirst());
    }

    /** Whether the version was seen, in time or not. */
    public boolean isSeen() {
        return heard.news() == News.CONFIRMED || heard.news() == News.CONFIRMED_LATE;
    }

    /** Whether it was seen in time. */
    public boolean isGood() {
        return heard.news() == News.CONFIRMED;
    }

    /** Whether it is a good or a bad one, and was not counted as a bad one before. */
    public boolean counts() {
        return isGood() || (isConcern && !heard.wasOverdue());
    }

    /** Whether people are to be told that it is missing. */
    public boolean isToBeTold() {
        return !isSeen() && isConcern;
    }
}
