package io.tidemark.profile;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Partial;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.HotPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts events on grids: the pure core of profile. It keeps nothing across hand-overs but the names it has met.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Profiler {
    /** 0001-01-01T00:00:00Z: no event's time, but the zero of Go's and .NET's clocks; far before it there are no panes. */
    private static final long NO_TIME_MS = -62_135_596_800_000L;

    /** Longest name of an unknown model that is told, in bytes. */
    private static final int LONGEST_NAME = 200;

    private static final byte[] NOTHING = {};

    private final ModelProfile[] models;
    private final List<GradedMark> graded = new ArrayList<>();
    private final Map<String, ModelProfile> byKey = new HashMap<>();
    private final Routes routes;
    private ModelProfile latest;
    private long counted;
    private long weight;

    /**
     * A profiler for these monitors, at least one, with distinct models.
     *
     * @throws IllegalArgumentException if there is no monitor
     */
    public Profiler(List<ProfileRules> rules, GridBook.Library library) {
        this(rules, List.of(), library);
    }

    /**
     * The same, of several tenants, each of whose models shares its limits.
     *
     * @throws IllegalArgumentException if there is no monitor
     */
    Profiler(List<ProfileRules> rules, List<TenantRules> tenants, GridBook.Library library) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a profiler needs a monitor: monitors=0");
        }
        Map<String, TenantLimits> limits = new HashMap<>();
        tenants.forEach(tenant -> limits.put(
                tenant.name(), new TenantLimits(tenant.maxSlices(), tenant.maxColumns(), tenant.limitsEvents())));
        models = rules.stream()
                .map(rule -> new ModelProfile(
                        rule, library, limits.getOrDefault(ModelKey.tenant(rule.model()), TenantLimits.none())))
                .toArray(ModelProfile[]::new);
        for (ModelProfile model : models) {
            byKey.put(model.model(), model);
        }
        routes = new Routes(List.of(models), tenants);
        latest = models[0];
        refresh();
    }

    /** Takes up the grids that the library holds now; only while nothing is live. */
    public void refresh() {
        for (ModelProfile model : models) {
            model.refresh();
        }
    }

    /**
     * Counts an event in its pane and slices.
     *
     * @param place a hash of the event's place in the log, the same whenever it is read again
     * @param latestAllowedMs event times beyond are rejected: one event from the future must not close every window
     * @return why the event cannot be used; null if it was counted
     */
    @HotPath
    public @Nullable Rejection observe(Observation event, long place, long latestAllowedMs) {
        if (event.eventTimeMs() > latestAllowedMs) {
            return fromTheFuture(event, latestAllowedMs);
        }
        if (!isTimed(event)) {
            return withoutTime(event);
        }
        if (event.isLabel()) {
            return observeLabel(event);
        }
        if (event.request().isOfDependency()) {
            return observeReport(event, place);
        }
        if (event.isOfItsTopic()) {
            return observeForAll(event, place);
        }
        ModelProfile model = find(event);
        if (model == null) {
            return unknown(event);
        }
        latest = model;
        count(model, event, place);
        counted++;
        return null;
    }

    /** Keeps the weight of all: there may be hundreds of models, and it is asked for after every record. */
    @HotPath
    private void count(ModelProfile model, Observation event, long place) {
        long before = model.liveWeight();
        model.observe(event, place);
        weight += model.liveWeight() - before;
    }

    /** Counts an event that names no model for each one that reads its topic. */
    @HotPath
    private @Nullable Rejection observeForAll(Observation event, long place) {
        boolean isWatched = false;
        for (ModelProfile model : routes.of(event.topic()).readers()) {
            latest = model;
            count(model, event, place);
            isWatched = true;
        }
        counted += isWatched ? 1 : 0;
        return isWatched ? null : unknown(event);
    }

    /** Counts the report of a dependency for the model that it names, or for every one that its topic is of. */
    private @Nullable Rejection observeReport(Observation report, long place) {
        boolean isWatched = false;
        for (ModelProfile model : routes.of(report.topic()).watchers()) {
            if (model.watches(report)) {
                count(model, report, place);
                isWatched = true;
            }
        }
        counted += isWatched ? 1 : 0;
        return isWatched ? null : unknown(report);
    }

    /** Takes a label for the model that it names, or for every one whose labels its topic brings. */
    private @Nullable Rejection observeLabel(Observation label) {
        boolean isWatched = false;
        boolean isTaken = false;
        for (ModelProfile model : models) {
            if (model.readsLabels(label.topic()) && (label.isOfItsTopic() || model.isOf(label))) {
                isWatched = true;
                long before = model.liveWeight();
                isTaken |= model.label(label);
                weight += model.liveWeight() - before;
            }
        }
        if (isWatched && !isTaken) {
            return new Rejection(Reason.NO_LABEL, "a label without a finite number, of a model that predicts numbers");
        }
        return isWatched ? null : unknown(label);
    }

    /** Counts what grading found out; of a model that is no longer watched it is nothing. */
    public void take(Graded found) {
        if (found instanceof Graded.Progress progress) {
            graded.add(new GradedMark(progress.partition(), progress.mark()));
        } else if (found instanceof Graded.Prediction prediction) {
            take(prediction.model(), found);
        } else if (found instanceof Graded.Repeated repeated) {
            take(repeated.model(), found);
        } else if (found instanceof Graded.Unmatched unmatched) {
            take(unmatched.model(), found);
        }
    }

    private void take(String name, Graded found) {
        for (ModelProfile model : models) {
            if (model.model().equals(name) && model.isGraded()) {
                long before = model.liveWeight();
                model.take(found);
                weight += model.liveWeight() - before;
            }
        }
    }

    /** Whether a source partition brings predictions or labels that are graded. */
    public boolean isGraded(String source) {
        String topic = source.substring(0, source.lastIndexOf('-'));
        for (ModelProfile model : models) {
            if (model.isGraded() && (model.readsTopic(topic) || model.readsLabels(topic))) {
                return true;
            }
        }
        return false;
    }

    /** Hands on and forgets what grading needs. */
    public List<Gradable.Half> takeGradable() {
        List<Gradable.Half> gradable = new ArrayList<>();
        for (ModelProfile model : models) {
            model.handOverGradable(gradable);
        }
        return gradable;
    }

    /**
     * Hands on and forgets all live counts of quality: first the copies of what slices are compared with, so that a whole is never smaller than its parts; last how far
     * grading has come with all of it.
     */
    public List<Partial> takeQuality() {
        List<QualityDelta> deltas = new ArrayList<>();
        for (ModelProfile model : models) {
            model.handOverQuality(deltas);
        }
        List<Partial> partials = new ArrayList<>();
        for (QualityDelta delta : deltas) {
            if (delta.scope().isWhole()) {
                partials.add(new QualityCopy(delta));
            }
        }
        partials.addAll(deltas);
        partials.addAll(graded);
        graded.clear();
        return partials;
    }

    /** Whether the event has a time that an event can have. */
    public static boolean isTimed(Observation event) {
        return event.eventTimeMs() > NO_TIME_MS;
    }

    /**
     * Counts a record that could not be used: for the model that it names where it could be read, for every model of its topic where not;
     * for none where it names a model that nobody watches.
     *
     * @param at where it stood; read to its end if its reason is one of an event that was read
     * @param place a hash of its place in the log
     * @param timeMs in whose pane it is counted
     */
    public void reject(Reason reason, Observation at, String topic, long place, long timeMs) {
        boolean isOfOne = reason == Reason.FROM_THE_FUTURE || reason == Reason.NO_TIMESTAMP;
        if (isOfOne && !at.isOfItsTopic()) {
            ModelProfile model = find(at);
            if (model != null) {
                long before = model.liveWeight();
                model.reject(reason, at, place, timeMs);
                weight += model.liveWeight() - before;
            }
        } else if (reason != Reason.UNKNOWN_MODEL) {
            if (!isOfOne) {
                at.begin(NOTHING);
            }
            for (ModelProfile model : routes.of(topic).readers()) {
                long before = model.liveWeight();
                model.reject(reason, at, place, timeMs);
                weight += model.liveWeight() - before;
            }
        }
    }

    /**
     * Counts events of a topic that were not read, for every model of it: whose each was, nobody knows.
     *
     * @param timeMs in whose pane they are counted
     */
    public void pass(long events, String topic, long timeMs) {
        for (ModelProfile model : routes.of(topic).readers()) {
            long before = model.liveWeight();
            model.pass(events, timeMs);
            weight += model.liveWeight() - before;
        }
    }

    private static Rejection fromTheFuture(Observation event, long latestAllowedMs) {
        return new Rejection(
                Reason.FROM_THE_FUTURE,
                "eventTime=" + Instant.ofEpochMilli(event.eventTimeMs()) + ", latest allowed="
                        + Instant.ofEpochMilli(latestAllowedMs));
    }

    private static Rejection withoutTime(Observation event) {
        return new Rejection(
                Reason.NO_TIMESTAMP,
                "eventTime=" + Instant.ofEpochMilli(event.eventTimeMs())
                        + ", must be later: it is the zero of some clocks");
    }

    private static Rejection unknown(Observation event) {
        int kept = Utf8.cut(event.bytes(), event.modelOffset(), event.modelLength(), LONGEST_NAME);
        return new Rejection(
                Reason.UNKNOWN_MODEL, "model=" + event.text(event.modelOffset(), kept) + " has no monitor");
    }

    @HotPath
    private @Nullable ModelProfile find(Observation event) {
        return routes.of(event.topic()).named(event);
    }

    /** Hands on all live counts and forgets them. */
    public List<Delta> handOver() {
        List<Delta> deltas = new ArrayList<>();
        for (ModelProfile model : models) {
            model.handOver(deltas);
        }
        weight = 0;
        return deltas;
    }

    /** Whether the event that was observed last is one that moves the watermark: labels do not, nor training data that is summed up. */
    @HotPath
    public boolean movesTime(Observation event) {
        return !event.isLabel() && (event.request().isOfDependency() || !latest.accumulates(event));
    }

    /**
     * Deltas as they are sent: first the copies of what other scopes are compared with, so that a whole is never smaller than its parts,
     * then the deltas. What is summed up whatever its time is sent as copies alone.
     */
    public List<Partial> partials(List<Delta> deltas) {
        List<Partial> copies = new ArrayList<>();
        List<Partial> own = new ArrayList<>();
        for (Delta delta : deltas) {
            Comparisons comparisons = comparisons(delta.scope().model());
            if (comparisons.isCopied(delta.scope()) || isWholeOfSlices(delta.scope())) {
                copies.add(new Copy(delta));
            }
            if (!comparisons.accumulates(delta.scope().stage())) {
                own.add(delta);
            }
        }
        copies.addAll(own);
        return copies;
    }

    /** Slices are ranked by their share of the whole's drift. */
    private boolean isWholeOfSlices(Scope scope) {
        if (!scope.isWhole() || scope.stage() != Stage.SERVING) {
            return false;
        }
        ModelProfile model = byKey.get(scope.model());
        return model != null && model.hasSlices();
    }

    private Comparisons comparisons(String model) {
        ModelProfile known = byKey.get(model);
        return known == null ? Comparisons.NONE : known.comparisons();
    }

    /** How many numbers the live counts of all models hold; 8 bytes each. */
    @HotPath
    public long liveWeight() {
        return weight;
    }

    /** Events counted since the last call. */
    public long takeCounted() {
        long taken = counted;
        counted = 0;
        return taken;
    }

    /** Tells what was beyond each model's quotas since the last call. */
    public void tellQuotas(Meters meters) {
        for (ModelProfile model : models) {
            model.tellQuotas(meters);
        }
    }

    /** Events counted in an {@code __other__} slice since the last call. */
    public long takeOverflowing() {
        long taken = 0;
        for (ModelProfile model : models) {
            taken += model.takeOverflowing();
        }
        return taken;
    }
}
