package io.tidemark.assess;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Profile;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Reading;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Adds deltas up in panes, closes windows behind the watermark and reads them: the pure core of assess.
 *
 * <p>Event time moves by marks. Only where every partition of a model is idle does it go on at the pace of the clock, so that a topic
 * that falls silent is noticed without a next event.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class Assessor {
    private final Map<String, AssessRules> rules = new LinkedHashMap<>();
    private final Map<String, Long> flowedAtMs = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final WindowReader reader;
    private final Copies copies;
    private final Launches launches;
    private final Changes changes;
    private final AssessState state;
    private final RollUps rollUps;
    private final QualityDesk quality;
    private final Meters meters;

    public Assessor(List<AssessRules> monitors, GridBook.Library library, AssessState state, Meters meters) {
        monitors.forEach(monitor -> rules.put(monitor.model(), monitor));
        this.reader = new WindowReader(library, state);
        this.copies = new Copies(library, state, meters);
        this.launches = new Launches(library, state);
        this.changes = new Changes(library, state);
        this.state = state;
        this.rollUps = new RollUps(state);
        this.quality = new QualityDesk(
                state.quality(),
                model -> Math.max(1, library.book(model).slices().size()),
                meters);
        this.meters = meters;
    }

    /** Takes a delta; late ones repair the window that was closed, and its reading is sent again. */
    public void take(Delta delta, Consumer<Reading> out) {
        AssessRules monitor = rules.get(delta.scope().model());
        if (monitor == null) {
            return;
        }
        long closedThrough = state.closedThrough(monitor.model());
        TimeWindow window = TimeWindow.containing(delta.paneStartMs(), monitor.windowMs());
        if (window.endMs() > closedThrough) {
            if (remember(delta)) {
                countApart(state.addToPane(delta.scope(), delta.paneStartMs(), delta.profile()), delta);
            }
        } else if (window.endMs() <= closedThrough - monitor.retentionMs()) {
            meters.add(Meter.LATE_EXPIRED, delta.profile().rows().events());
        } else {
            if (remember(delta)) {
                repair(monitor, window, delta).forEach(out);
            }
        }
    }

    /** Takes counts that other scopes are compared with. */
    public void take(Copy copy) {
        AssessRules monitor = rules.get(copy.delta().scope().model());
        if (monitor != null) {
            copies.take(monitor, copy);
        }
    }

    /** Takes counts of quality, in the windows of the predictions. */
    public void take(QualityDelta delta) {
        AssessRules monitor = rules.get(delta.scope().model());
        if (monitor != null) {
            quality.take(monitor, delta);
        }
    }

    /** Takes counts of quality that other scopes are compared with. */
    public void take(QualityCopy copy) {
        AssessRules monitor = rules.get(copy.delta().scope().model());
        if (monitor != null) {
            quality.take(monitor, copy);
        }
    }

    /** Takes note of how far grading has come. */
    public void take(GradedMark mark) {
        quality.take(mark);
    }

    /** Counts on another grid than the pane's are never added: they are in no window of that column, and said to be. */
    private void countApart(List<String> columns, Delta delta) {
        if (!columns.isEmpty()) {
            meters.add(Meter.ON_OTHER_GRID, delta.profile().rows().events() * columns.size());
        }
    }

    /** Whether the scope is known, or there is room for one more. */
    private boolean remember(Delta delta) {
        ScopeProgress known = state.scope(delta.scope());
        if (known == null && state.scopes(delta.scope().model()).size() >= AssessRules.MOST_SCOPES) {
            meters.add(Meter.SLICES_REFUSED, delta.profile().rows().events());
            return false;
        }
        ScopeProgress fresh = known == null
                ? ScopeProgress.of(delta.scope(), delta.paneStartMs())
                : known.withPane(delta.paneStartMs());
        if (!fresh.equals(known)) {
            state.putScope(fresh);
        }
        return true;
    }

    private List<Reading> repair(AssessRules monitor, TimeWindow window, Delta delta) {
        meters.add(Meter.LATE_MERGED, 1);
        StoredProfile closed = state.window(delta.scope(), window.startMs());
        List<String> apart = closed.profile().add(delta.profile());
        countApart(apart, delta);
        rollUps.repaired(monitor, delta.scope(), window, delta.profile().without(apart));
        StoredProfile repaired = new StoredProfile(window.startMs(), closed.revision() + 1, closed.profile());
        state.putWindow(delta.scope(), repaired);
        List<Reading> readings = new ArrayList<>(reader.read(monitor, delta.scope(), window, repaired));
        readings.set(0, changes.repaired(monitor, readings.get(0)));
        return readings;
    }

    /** Takes a mark; where it moves the watermark over the end of windows, their readings follow. */
    public void take(Mark mark, long clockMs, Consumer<Reading> out) {
        if (rules.values().stream().noneMatch(monitor -> monitor.sources().contains(mark.source()))) {
            return; // nobody's: it must not be kept
        }
        Mark known = state.mark(mark.source());
        long newest = known == null
                ? mark.newestEventTimeMs()
                : Math.max(known.newestEventTimeMs(), mark.newestEventTimeMs());
        state.putMark(new Mark(mark.source(), newest, mark.events(), mark.state()));
        for (AssessRules monitor : rules.values()) {
            if (monitor.sources().contains(mark.source())) {
                advance(monitor, clockMs, out);
            }
        }
    }

    /** Lets the clock move the event time of models whose partitions are all idle. */
    public void tick(long clockMs, Consumer<Reading> out) {
        for (AssessRules monitor : rules.values()) {
            advance(monitor, clockMs, out);
        }
    }

    private void advance(AssessRules monitor, long clockMs, Consumer<Reading> out) {
        Watermark watermark = Watermark.of(monitor, state);
        if (watermark.state() == State.ENDED) {
            closeAll(monitor, watermark.eventTimeMs(), out);
        } else if (watermark.eventTimeMs() != Long.MIN_VALUE) {
            close(monitor, watermark.eventTimeMs() + silence(monitor, watermark, clockMs) - monitor.latenessMs(), out);
        }
        quality.advance(monitor, state.closedThrough(monitor.model()), out);
    }

    /** How long the model has been silent by the clock; 0 while it flows, and until the silence is worth speaking of. */
    private long silence(AssessRules monitor, Watermark watermark, long clockMs) {
        if (watermark.state() == State.FLOWING) {
            flowedAtMs.put(monitor.model(), clockMs);
            return 0;
        }
        Long since = flowedAtMs.get(monitor.model());
        if (since == null) {
            since = clockMs - silenceClosed(monitor, watermark);
            flowedAtMs.put(monitor.model(), since);
        }
        long silentMs = clockMs - since;
        return silentMs < monitor.noDataAfterMs() ? 0 : silentMs;
    }

    /** How much silence windows were closed for before this task took over: it goes on from there. */
    private long silenceClosed(AssessRules monitor, Watermark watermark) {
        long closedThrough = state.closedThrough(monitor.model());
        return closedThrough == Long.MIN_VALUE
                ? 0
                : Math.max(0, closedThrough + monitor.latenessMs() - watermark.eventTimeMs());
    }

    /** Up to the newest event, whichever task has its slice: so what is told does not depend on the number of tasks. */
    private void closeAll(AssessRules monitor, long newestMs, Consumer<Reading> out) {
        long last = newestMs;
        for (ScopeProgress scope : state.scopes(monitor.model())) {
            last = Math.max(last, scope.lastPaneMs());
        }
        if (last != Long.MIN_VALUE) {
            close(monitor, TimeWindow.containing(last, monitor.windowMs()).endMs(), out);
        }
        if (ended.add(monitor.model())) {
            meters.add(Meter.ENDED, 1);
        }
    }

    /** Closes, in order, every window that ends at or before the horizon. */
    private void close(AssessRules monitor, long horizonMs, Consumer<Reading> out) {
        long startMs = firstOpen(monitor, horizonMs);
        while (startMs <= horizonMs - monitor.windowMs()) {
            TimeWindow window = new TimeWindow(startMs, startMs + monitor.windowMs());
            boolean spoken = closeWindow(monitor, window, out);
            state.putClosedThrough(monitor.model(), window.endMs());
            meters.add(Meter.WINDOWS_CLOSED, 1);
            startMs = spoken ? window.endMs() : nextWithData(monitor, window, horizonMs);
            rollUps.closed(monitor, window, startMs);
            skip(monitor, window, startMs);
        }
    }

    private long firstOpen(AssessRules monitor, long horizonMs) {
        long closedThrough = state.closedThrough(monitor.model());
        if (closedThrough != Long.MIN_VALUE) {
            return closedThrough;
        }
        long first = Long.MAX_VALUE;
        for (ScopeProgress scope : state.scopes(monitor.model())) {
            first = Math.min(first, scope.firstPaneMs());
        }
        return first == Long.MAX_VALUE
                ? horizonMs
                : TimeWindow.containing(first, monitor.windowMs()).startMs();
    }

    /** Where no slice has been spoken of for long, the next window is the next one with data. */
    private long nextWithData(AssessRules monitor, TimeWindow window, long horizonMs) {
        long next = Long.MAX_VALUE;
        for (ScopeProgress scope : state.scopes(monitor.model())) {
            next = Math.min(next, state.firstPaneAtOrAfter(scope.scope(), window.endMs()));
        }
        long lastClosable = Math.floorDiv(horizonMs, monitor.windowMs()) * monitor.windowMs();
        long start = next == Long.MAX_VALUE
                ? lastClosable
                : Math.min(
                        lastClosable,
                        TimeWindow.containing(next, monitor.windowMs()).startMs());
        return Math.max(start, window.endMs());
    }

    /** Passes over windows that have no data and are not spoken of. */
    private void skip(AssessRules monitor, TimeWindow window, long toMs) {
        if (toMs > window.endMs()) {
            for (ScopeProgress scope : state.scopes(monitor.model())) {
                expire(monitor, scope.scope(), window.startMs(), toMs);
            }
            copies.forget(monitor, window.startMs() - monitor.retentionMs(), toMs - monitor.retentionMs());
            state.putClosedThrough(monitor.model(), toMs);
        }
    }

    /** Deletes what is older than the retention when time goes on from one instant to another. */
    private void expire(AssessRules monitor, Scope scope, long fromMs, long toMs) {
        state.deleteWindows(scope, fromMs - monitor.retentionMs(), toMs - monitor.retentionMs());
        changes.expire(monitor, scope, fromMs - monitor.retentionMs(), toMs - monitor.retentionMs());
    }

    /** Whether any slice was spoken of. */
    private boolean closeWindow(AssessRules monitor, TimeWindow window, Consumer<Reading> out) {
        boolean spoken = false;
        for (ScopeProgress scope : state.scopes(monitor.model())) {
            if (scope.firstPaneMs() < window.endMs()) {
                List<Reading> readings = closeScope(monitor, scope, window);
                readings.forEach(out);
                spoken |= !readings.isEmpty();
            }
        }
        copies.forget(monitor, window.startMs() - monitor.retentionMs(), window.endMs() - monitor.retentionMs());
        return spoken;
    }

    private void forgetWhenNothingIsLeft(AssessRules monitor, ScopeProgress progress, TimeWindow window) {
        long keptFrom = window.startMs() - monitor.retention().longestMs();
        if (!progress.scope().isWhole() && progress.lastPaneMs() < keptFrom) {
            for (RollUp rollUp : RollUp.values()) {
                state.deleteRollUps(progress.scope(), rollUp, window.startMs());
            }
            state.removeScope(progress.scope());
        }
    }

    private List<Reading> closeScope(AssessRules monitor, ScopeProgress progress, TimeWindow window) {
        Scope scope = progress.scope();
        Profile sum = new Profile();
        List<StoredProfile> panes = state.takePanes(scope, window.startMs(), window.endMs());
        panes.forEach(pane -> sum.add(pane.profile()));
        boolean isEmpty = sum.isEmpty();
        int emptyWindows = isEmpty ? progress.emptyWindows() + 1 : 0;
        if (emptyWindows != progress.emptyWindows()) {
            state.putScope(progress.withEmptyWindows(Math.min(emptyWindows, monitor.forgetAfter() + 1)));
        }
        expire(monitor, scope, window.startMs(), window.endMs());
        StoredProfile closed = new StoredProfile(window.startMs(), 0, sum);
        if (!isEmpty) {
            state.putWindow(scope, closed);
        }
        if (emptyWindows > monitor.forgetAfter()) {
            changes.forget(monitor, scope);
            forgetWhenNothingIsLeft(monitor, progress, window);
            return List.of();
        }
        List<Reading> readings = new ArrayList<>(reader.read(monitor, scope, window, closed));
        readings.set(0, changes.atClose(monitor, readings.get(0), panes));
        launches.closed(monitor, scope, window);
        boolean isLast = emptyWindows == monitor.forgetAfter() && !scope.isWhole();
        return isLast ? readings.stream().map(Reading::asLast).toList() : readings;
    }
}
