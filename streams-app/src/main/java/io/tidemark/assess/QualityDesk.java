package io.tidemark.assess;

import io.tidemark.assess.QualityMemory.Pending;
import io.tidemark.assess.QualityMemory.Place;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds quality up in windows of the predictions' time, and reads them: when their time is over (IMMATURE, with what is expected of them), when enough of
 * their labels are in or have been waited for long enough, and again when later labels change what was said.
 *
 * <p>A mature window that changes is read again once in each base window, not with each batch of labels.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class QualityDesk {
    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparingLong(Place::startMs).thenComparing(Comparator.naturalOrder());

    private final QualityMemory memory;
    private final ToIntFunction<String> slices;
    private final Meters meters;
    private final Map<String, NavigableSet<Place>> unsettled = new HashMap<>();
    private final Map<String, NavigableSet<Place>> changed = new HashMap<>();
    private final Map<String, Long> lookedAtMs = new HashMap<>();
    private final Map<String, Set<Scope>> scopes = new HashMap<>();
    private final Map<String, Map<String, Mark>> graded = new HashMap<>();
    private final UsualQuality usual;
    private final QualityGaps gaps;
    private final QualityTeller teller;

    /** @param slices how many slices a model has */
    QualityDesk(QualityMemory memory, ToIntFunction<String> slices, Meters meters) {
        this.memory = memory;
        this.slices = slices;
        this.meters = meters;
        this.usual = new UsualQuality(memory);
        this.gaps = new QualityGaps(memory);
        this.teller = new QualityTeller(memory);
        memory.pending().forEach(this::resume);
        memory.scopes().forEach(scope -> scopes(scope.model()).add(scope));
        memory.marks().forEach(this::know);
    }

    private void resume(Pending pending) {
        Place place = pending.place();
        if (pending.isUnsettled()) {
            of(unsettled, place.scope().model()).add(place);
        }
        if (pending.isChanged()) {
            change(place);
        }
    }

    /** What is left to do with the window survives a crash. */
    private void keepPending(Place place) {
        String model = place.scope().model();
        memory.putPending(new Pending(
                place, of(unsettled, model).contains(place), of(changed, model).contains(place)));
    }

    private Set<Scope> scopes(String model) {
        return scopes.computeIfAbsent(model, none -> new TreeSet<>());
    }

    private void know(GradedMark mark) {
        graded.computeIfAbsent(mark.mark().source(), none -> new HashMap<>()).put(mark.name(), mark.mark());
    }

    /** Takes note of how far grading has come. */
    void take(GradedMark mark) {
        memory.putMark(mark);
        know(mark);
    }

    /** How far grading has come with all that the model's sources brought; null before it is heard of one of them. */
    private @Nullable Watermark graded(List<String> sources) {
        List<Mark> marks = new ArrayList<>();
        for (String source : sources) {
            Map<String, Mark> known = graded.get(source);
            if (known == null) {
                return null;
            }
            marks.addAll(known.values());
        }
        return Watermark.of(marks);
    }

    private static NavigableSet<Place> of(Map<String, NavigableSet<Place>> places, String model) {
        return places.computeIfAbsent(model, ignored -> new TreeSet<>());
    }

    /** Takes counts; what is older than anything that is kept is counted and left. */
    void take(AssessRules monitor, QualityDelta delta) {
        meters.add(Meter.QUALITY_TAKEN, 1);
        Place place = new Place(delta.scope(), delta.windowStartMs());
        if (isForgotten(monitor, place.startMs())) {
            meters.add(Meter.LATE_EXPIRED, delta.counts().labelled());
            return;
        }
        Set<Scope> known = scopes(delta.scope().model());
        if (known.size() >= AssessRules.MOST_SCOPES && !known.contains(delta.scope())) {
            meters.add(Meter.SLICES_REFUSED, delta.counts().predictions());
            return;
        }
        if (known.add(delta.scope())) {
            memory.putScope(delta.scope());
            usual.meet(delta.scope());
        }
        QualityWindow kept = memory.window(place.scope(), place.startMs());
        QualityWindow window = kept.counts().isEmpty() ? kept.opened() : kept;
        window.counts().add(delta.counts());
        memory.put(place.scope(), window);
        if (window.state() != State.MATURE) {
            of(unsettled, place.scope().model()).add(place);
        }
        change(place);
        keepPending(place);
        if (window.state() == State.MATURE) {
            changeLater(monitor.labels().rules(), place);
        }
    }

    /** What was said of later windows, with this one in their sums, may be said again. */
    private void changeLater(LabelRules rules, Place place) {
        long windowMs = rules.spans().windowMs();
        for (QualityWindow later : memory.windows(
                place.scope(), place.startMs() + 1, place.startMs() + QualityTeller.LONGEST_SCALE * windowMs)) {
            if (later.state() == State.MATURE) {
                changeKept(new Place(place.scope(), later.startMs()));
            }
        }
    }

    private void changeKept(Place place) {
        change(place);
        keepPending(place);
    }

    /** What was said of a version when nothing was known of the version before. */
    private void tellAgain(Scope version) {
        memory.windows(version, Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .filter(window -> window.revision() >= 0)
                .forEach(window -> changeKept(new Place(version, window.startMs())));
    }

    private void change(Place place) {
        if (of(changed, place.scope().model()).add(place)) {
            meters.add(Meter.QUALITY_HELD, 1);
        }
    }

    /** Takes counts that slices are compared with: what was said of the slices of that time may be said again. */
    void take(AssessRules monitor, QualityCopy copy) {
        QualityDelta delta = copy.delta();
        if (isForgotten(monitor, delta.windowStartMs())) {
            return;
        }
        memory.addToCopy(delta.scope(), delta.windowStartMs(), delta.counts());
        for (Scope scope : scopes(delta.scope().model())) {
            if (!scope.isWhole() && memory.window(scope, delta.windowStartMs()).revision() >= 0) {
                changeKept(new Place(scope, delta.windowStartMs()));
            }
            if (!scope.isWhole() && monitor.labels().comparesSlices()) {
                changeLater(monitor.labels().rules(), new Place(scope, delta.windowStartMs()));
            }
        }
    }

    private boolean isForgotten(AssessRules monitor, long startMs) {
        Long lookedAt = lookedAtMs.get(monitor.model());
        return lookedAt != null && startMs < lookedAt - kept(monitor);
    }

    /** As long as sums by the day are kept, and labels are taken. */
    private static long kept(AssessRules monitor) {
        LabelRules.Spans spans = monitor.labels().rules().spans();
        return Math.max(monitor.retention().daysMs(), spans.horizonMs() + spans.latestMs() + spans.windowMs());
    }

    /**
     * Reads what can be read. Time goes by grading, which may be behind: a window has waited for its labels only once those that came are joined.
     *
     * @param closedMs end of the last base window that is closed
     */
    void advance(AssessRules monitor, long closedMs, Consumer<Reading> out) {
        String model = monitor.model();
        Watermark joined =
                monitor.labels().rules().areThere() ? graded(monitor.labels().sources()) : null;
        if (joined == null || closedMs == Long.MIN_VALUE) {
            return;
        }
        boolean hasEnded = joined.state() == Mark.State.ENDED;
        long closedThroughMs =
                joined.state() == Mark.State.FLOWING ? Math.min(closedMs, joined.eventTimeMs()) : closedMs;
        boolean isLater = lookedAtMs.getOrDefault(model, Long.MIN_VALUE) != closedThroughMs;
        if (!isLater && of(changed, model).isEmpty()) {
            return;
        }
        Now now = new Now(closedThroughMs, hasEnded, isLater || hasEnded);
        if (monitor.labels().comparesVersions() && now.isLater()) {
            usual.settle(monitor.labels().rules(), scopes(model), closedThroughMs)
                    .forEach(this::tellAgain);
        }
        look(monitor, now, out);
        if (isLater) {
            lookedAtMs.put(model, closedThroughMs);
            forget(monitor, closedThroughMs);
        }
    }

    /** At the windows that may have something to say, the oldest first. */
    private void look(AssessRules monitor, Now now, Consumer<Reading> out) {
        String model = monitor.model();
        NavigableSet<Place> due = new TreeSet<>(OLDEST_FIRST);
        due.addAll(of(changed, model));
        Map<Place, QualityGaps.Gap> silent = new HashMap<>();
        if (now.isLater()) {
            due.addAll(of(unsettled, model));
            gaps.over(monitor, scopes(model), now.closedThroughMs()).forEach(gap -> silent.put(gap.place(), gap));
            due.addAll(silent.keySet());
        }
        for (Place place : due) {
            QualityGaps.Gap gap = silent.get(place);
            if (gap == null) {
                look(monitor, place, now, out);
            } else {
                tell(monitor, gap, now.closedThroughMs(), out);
            }
        }
    }

    /**
     * How far time has come.
     *
     * @param isLater whether a base window has closed since the last look
     */
    private record Now(long closedThroughMs, boolean hasEnded, boolean isLater) {}

    private void look(AssessRules monitor, Place place, Now now, Consumer<Reading> out) {
        QualityWindow window = memory.window(place.scope(), place.startMs());
        State state = state(monitor.labels().rules(), window, now);
        boolean isChanged = of(changed, place.scope().model()).contains(place);
        boolean isNews = state != window.state() || isChanged && now.isLater();
        if (state == State.OPEN || !isNews) {
            return;
        }
        boolean isTold = window.revision() >= 0;
        boolean saysNothing = !isTold && window.counts().isEmpty();
        QualityWindow told = saysNothing ? window : window.told(state);
        memory.put(place.scope(), told);
        settled(place);
        if (state == State.MATURE) {
            of(unsettled, place.scope().model()).remove(place);
        }
        keepPending(place);
        if (!saysNothing) {
            QualityUsual own = usual.own(monitor.labels().rules(), place, now.closedThroughMs());
            teller.tell(monitor, slices.applyAsInt(monitor.model()), place, told, own)
                    .forEach(out);
        }
    }

    /** Nothing is awaited of a window without predictions: it is told once, as it is. */
    private void tell(AssessRules monitor, QualityGaps.Gap gap, long closedThroughMs, Consumer<Reading> out) {
        Place place = gap.place();
        QualityWindow told = memory.window(place.scope(), place.startMs()).told(State.MATURE);
        memory.put(place.scope(), told);
        QualityUsual own = usual.own(monitor.labels().rules(), place, closedThroughMs);
        teller.tell(monitor, slices.applyAsInt(monitor.model()), place, told, own).stream()
                .map(reading -> gap.isLast() ? reading.asLast() : reading)
                .forEach(out);
    }

    private void settled(Place place) {
        if (of(changed, place.scope().model()).remove(place)) {
            meters.add(Meter.QUALITY_READ, 1);
        }
    }

    private static State state(LabelRules rules, QualityWindow window, Now now) {
        long endMs = window.startMs() + rules.spans().windowMs();
        if (window.state() == State.MATURE) {
            return State.MATURE;
        }
        if (now.closedThroughMs() < endMs && !now.hasEnded()) {
            return State.OPEN;
        }
        long wanted = (long) Math.ceil(rules.matureShare() * window.counts().predictions());
        boolean isEnough = window.counts().predictions() > 0 && window.counts().labelled() >= wanted;
        boolean isLate = now.closedThroughMs() >= endMs + rules.spans().latestMs();
        return isEnough || isLate ? State.MATURE : State.GROWING;
    }

    private void forget(AssessRules monitor, long closedThroughMs) {
        long beforeMs = closedThroughMs - kept(monitor);
        scopes(monitor.model()).removeIf(scope -> forget(scope, beforeMs));
        memory.deleteCopies(QualityRead.whole(monitor.model()), beforeMs);
    }

    /** True if nothing is left of the scope. */
    private boolean forget(Scope scope, long beforeMs) {
        List<QualityWindow> old = memory.windows(scope, Long.MIN_VALUE, beforeMs);
        for (QualityWindow window : old) {
            Place place = new Place(scope, window.startMs());
            memory.delete(scope, window.startMs());
            of(unsettled, scope.model()).remove(place);
            settled(place);
            keepPending(place);
        }
        boolean isGone = !old.isEmpty() && memory.forgetIfEmpty(scope);
        if (isGone) {
            usual.forget(scope);
            gaps.forget(scope);
        }
        return isGone;
    }
}
