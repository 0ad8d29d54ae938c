package io.tidemark.assess;

import io.tidemark.assess.QualityMemory.Place;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Windows of quality without a single prediction, of slices that had some before: they have no data, and that is told, for as long as of
 * slices without events.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class QualityGaps {
    private final QualityMemory memory;
    private final Map<Scope, Reach> reached = new HashMap<>();

    QualityGaps(QualityMemory memory) {
        this.memory = memory;
    }

    /**
     * A window that has no prediction though its time is over.
     *
     * @param isLast whether nothing more is told of its slice until it has predictions again
     */
    record Gap(Place place, boolean isLast) {}

    /**
     * How far a slice's windows were looked at.
     *
     * @param nextMs start of the window to look at next
     * @param empty how many in a row had no prediction
     */
    private record Reach(long nextMs, int empty) {}

    /** The gaps of windows that end by a time and were not looked at yet, oldest first. O(windows since the last look × slices). */
    List<Gap> over(AssessRules monitor, Collection<Scope> scopes, long closedThroughMs) {
        List<Gap> gaps = new ArrayList<>();
        for (Scope scope : scopes) {
            look(monitor, scope, closedThroughMs, gaps);
        }
        return gaps;
    }

    private void look(AssessRules monitor, Scope scope, long closedThroughMs, List<Gap> gaps) {
        long windowMs = monitor.labels().rules().spans().windowMs();
        int most = most(monitor);
        Reach reach = reached.computeIfAbsent(scope, unknown -> resumed(unknown, windowMs, most));
        long startMs = reach.nextMs();
        int empty = reach.empty();
        Set<Long> withData = startMs + windowMs > closedThroughMs
                ? Set.of()
                : memory.windows(scope, startMs, closedThroughMs - windowMs + 1).stream()
                        .filter(window -> !window.counts().isEmpty())
                        .map(QualityWindow::startMs)
                        .collect(Collectors.toSet());
        while (startMs <= closedThroughMs - windowMs) {
            empty = withData.contains(startMs) ? 0 : empty + 1;
            if (empty > most) {
                startMs = nextWithData(withData, startMs, closedThroughMs, windowMs);
                continue;
            }
            if (empty > 0) {
                gaps.add(new Gap(new Place(scope, startMs), empty == most && !scope.isWhole()));
            }
            startMs += windowMs;
        }
        reached.put(scope, new Reach(startMs, Math.min(empty, most)));
    }

    /** Of a slice of which nothing is told any more: its next window, or the one whose time is not over. */
    private static long nextWithData(Set<Long> withData, long fromMs, long closedThroughMs, long windowMs) {
        long open = Math.floorDiv(closedThroughMs, windowMs) * windowMs;
        return withData.stream()
                .mapToLong(Long::longValue)
                .filter(startMs -> startMs > fromMs)
                .min()
                .orElse(Math.max(open, fromMs + windowMs));
    }

    /** As many as fill the time for which slices without events are spoken of. */
    private static int most(AssessRules monitor) {
        long windowMs = monitor.labels().rules().spans().windowMs();
        return (int) Math.max(1, monitor.forgetAfter() * monitor.windowMs() / windowMs);
    }

    /** After a start: behind the newest window that was told, with or without predictions. */
    private Reach resumed(Scope scope, long windowMs, int most) {
        List<QualityWindow> told = memory.last(scope, Long.MAX_VALUE, most + 1).stream()
                .filter(window -> window.revision() >= 0)
                .toList();
        if (told.isEmpty()) {
            QualityWindow first = memory.first(scope);
            return new Reach(first == null ? Long.MAX_VALUE - windowMs : first.startMs(), 0);
        }
        int empty = 0;
        for (int i = told.size() - 1; i >= 0 && told.get(i).counts().isEmpty(); i--) {
            empty++;
        }
        return new Reach(told.get(told.size() - 1).startMs() + windowMs, Math.min(empty, most));
    }

    /** Nothing is left of the scope. */
    void forget(Scope scope) {
        reached.remove(scope);
    }
}
