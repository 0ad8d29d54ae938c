package io.tidemark.profile;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Delta;
import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.PredictionId;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Quota;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.Truth;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The live counts of one model in one task.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class ModelProfile {
    /** Slices of a dimension of this name would be those of the model version, which are there anyway. */
    private static final List<String> VERSION = List.of("version");

    private final ProfileRules rules;
    private final GridBook.Library library;
    private final TenantLimits limits;
    private final Map<Long, Long> passed = new HashMap<>();
    private long allPassed;
    private long beyondSlices;
    private long beyondColumns;
    private final byte[] modelUtf8;
    private final LiveSlice[] whole = new LiveSlice[Stage.values().length];
    private final List<SliceRule> sliceRules = new ArrayList<>();
    private final Map<Long, Layout> layouts = new HashMap<>();
    private final List<LiveSlice> active = new ArrayList<>();
    private final PaneCounts[] targets;
    private GridBook book = GridBook.EMPTY;
    private int knownSlices;
    private int targetCount;
    private long liveWeight;
    private long overflowing;
    private long paneStartMs = Long.MIN_VALUE;
    private boolean isInEra;
    private final boolean accumulatesTraining;
    private @Nullable Layout layout;
    private final FaultSampler faults;
    private final ValueCounter counter;
    private final RequestCounter requests;
    private final SliceRule dependencies;
    private final Layout bare;
    private final LiveSlice[] slices;
    private final LiveQuality quality;
    private final List<Gradable.Half> gradable = new ArrayList<>();

    ModelProfile(ProfileRules rules, GridBook.Library library, TenantLimits limits) {
        this.rules = rules;
        this.limits = limits;
        this.library = library;
        this.modelUtf8 = ModelKey.name(rules.model()).getBytes(StandardCharsets.UTF_8);
        for (Stage stage : Stage.values()) {
            whole[stage.ordinal()] = new LiveSlice(new Scope(rules.model(), stage, Scope.ALL));
        }
        sliceRules.add(SliceRule.ofVersion(rules.model()));
        for (List<String> dimensions : rules.slices()) {
            if (!dimensions.equals(VERSION)) {
                sliceRules.add(SliceRule.ofDimensions(rules.model(), dimensions));
            }
        }
        this.targets = new PaneCounts[1 + sliceRules.size()];
        this.slices = new LiveSlice[1 + sliceRules.size()];
        this.quality = new LiveQuality(rules.model(), rules.labels());
        this.faults = new FaultSampler(rules.quality().ids());
        this.counter = new ValueCounter(faults);
        this.requests = new RequestCounter(rules.quality());
        this.dependencies = SliceRule.ofDependency(rules.model());
        this.bare = new Layout(rules, Collections.emptySortedMap(), this::admits);
        this.accumulatesTraining = rules.comparisons().accumulates(Stage.TRAINING);
    }

    /** Whether the monitor groups events by dimensions. */
    boolean hasSlices() {
        return !rules.slices().isEmpty();
    }

    @HotPath
    boolean isOf(Observation event) {
        int at = event.modelOffset();
        return Arrays.equals(modelUtf8, 0, modelUtf8.length, event.bytes(), at, at + event.modelLength());
    }

    /** Counts an event in its pane, in every slice it belongs to. */
    @HotPath
    void observe(Observation event, long place) {
        Layout entered = accumulates(event) ? enterEra() : enterPane(event.eventTimeMs());
        Layout current = event.request().isOfDependency() ? bare : entered;
        chooseTargets(event, current);
        faults.begin(event, place, targets[0].facts());
        requests.read(event.request());
        boolean isLate = false;
        for (int i = 0; i < targetCount; i++) {
            targets[i].countEvent(event);
            targets[i].facts().count(requests.results());
            isLate = targets[i].facts().count(event);
        }
        if (isLate) {
            faults.late();
        }
        requests.show(event.request(), faults);
        counter.count(event, place, current, targets, targetCount);
        for (int i = 0; i < targetCount; i++) {
            liveWeight += targets[i].takeGrowth();
        }
        if (quality.concerns(event)) {
            open(event);
        }
    }

    /** A prediction that a label can come for, or that brings it. Where it has no id, no other can correct it, and there is nothing to be joined. */
    private void open(Observation event) {
        List<String> in = new ArrayList<>(targetCount - 1);
        for (int i = 1; i < targetCount; i++) {
            in.add(slices[i].scope().slice());
        }
        Predicted predicted = quality.observe(event, in);
        if (predicted == null) {
            return;
        }
        liveWeight += (long) LiveQuality.WEIGHT * (1 + targetCount);
        Truth truth = quality.ownTruth(event);
        boolean isJoined = event.predictionIdLength() > 0;
        if (isJoined) {
            gradable.add(new Gradable.OfPrediction(rules.model(), idOf(event), predicted));
        }
        if (truth != null) {
            grade(event, predicted, truth, isJoined);
        }
    }

    private void grade(Observation event, Predicted predicted, Truth truth, boolean isJoined) {
        if (isJoined) {
            gradable.add(new Gradable.OfLabel(rules.model(), idOf(event), truth));
        } else {
            quality.take(new Graded.Prediction(rules.model(), predicted, null, truth));
        }
    }

    private static PredictionId idOf(Observation event) {
        return PredictionId.of(event.bytes(), event.predictionIdOffset(), event.predictionIdLength());
    }

    /** Takes a label; false if it says nothing that the model predicts. */
    boolean label(Observation label) {
        Truth truth = quality.truth(label);
        if (truth != null) {
            gradable.add(new Gradable.OfLabel(rules.model(), idOf(label), truth));
            liveWeight += LiveQuality.WEIGHT;
        }
        return truth != null;
    }

    /** Counts what grading found out. */
    void take(Graded graded) {
        quality.take(graded);
        liveWeight += (long) LiveQuality.WEIGHT * (2 + sliceRules.size());
    }

    /** Whether labels of that topic are of this model's predictions. */
    boolean readsLabels(String topic) {
        return rules.labels().areThere() && rules.labels().topic().equals(topic);
    }

    /** Whether predictions are graded. */
    boolean isGraded() {
        return rules.labels().areThere();
    }

    /** Hands on and forgets what grading needs. */
    void handOverGradable(List<Gradable.Half> out) {
        out.addAll(gradable);
        gradable.clear();
    }

    /** Hands on and forgets all live counts of quality. */
    void handOverQuality(List<QualityDelta> out) {
        quality.handOver(out::add);
    }

    /** The reports of a dependency are none of the model's own events. */
    @HotPath
    private void chooseTargets(Observation event, Layout current) {
        targetCount = 0;
        if (event.request().isOfDependency()) {
            target(sliceOf(dependencies, event), current);
            return;
        }
        target(whole[event.stage().ordinal()], current);
        for (int i = 0; i < sliceRules.size(); i++) {
            SliceRule rule = sliceRules.get(i);
            if (rule.concerns(event)) {
                target(sliceOf(rule, event), current);
            }
        }
    }

    boolean readsTopic(String topic) {
        return rules.quality().topic().equals(topic);
    }

    /** Whether reports of the model's dependencies come from that topic. */
    boolean watchesTopic(String topic) {
        return rules.quality().dependencies().equals(topic);
    }

    /** Whether the report of a dependency from a topic of such is one of this model's. */
    boolean watches(Observation report) {
        return report.modelLength() == 0 || isOf(report);
    }

    /** Counts events that were not read, in the pane of a time. */
    void pass(long events, long timeMs) {
        Layout current = enterPane(timeMs);
        targetCount = 0;
        target(whole[Stage.SERVING.ordinal()], current);
        passed.merge(paneStartMs, events, Long::sum);
        allPassed += events;
    }

    /** Counts a record that could not be used, in the pane of a time. */
    void reject(Reason reason, Observation at, long place, long timeMs) {
        Layout current = enterPane(timeMs);
        targetCount = 0;
        target(whole[at.stage().ordinal()], current);
        LiveFacts facts = targets[0].facts();
        facts.reject(reason);
        faults.begin(at, place, facts);
        faults.rejected(reason);
        liveWeight += targets[0].takeGrowth();
    }

    /** Whether the event is summed up whatever its time, and moves no watermark. */
    @HotPath
    boolean accumulates(Observation event) {
        return accumulatesTraining && event.stage() == Stage.TRAINING;
    }

    /** Training data is older than the grids it is to be counted on: its pane is the newest era. */
    @HotPath
    private Layout enterEra() {
        Layout current = layout;
        if (current == null || !isInEra) {
            paneStartMs = book.newest().validFromMs();
            isInEra = true;
            current = layoutOf(paneStartMs);
            layout = current;
        }
        return current;
    }

    @HotPath
    private Layout enterPane(long eventTimeMs) {
        Layout current = layout;
        if (current == null || isInEra || eventTimeMs < paneStartMs || eventTimeMs >= paneStartMs + rules.paneMs()) {
            isInEra = false;
            paneStartMs = Math.floorDiv(eventTimeMs, rules.paneMs()) * rules.paneMs();
            current = layoutOf(paneStartMs);
            layout = current;
        }
        return current;
    }

    private Layout layoutOf(long pane) {
        GridBook.Era era = book.at(pane);
        return layouts.computeIfAbsent(era.validFromMs(), ignored -> layout(era));
    }

    @HotPath
    private void target(LiveSlice slice, Layout current) {
        PaneCounts pane = slice.pane(paneStartMs);
        slices[targetCount] = slice;
        targets[targetCount++] = pane == null ? open(slice, current) : pane;
    }

    private PaneCounts open(LiveSlice slice, Layout current) {
        if (slice.isIdle()) {
            active.add(slice);
        }
        PaneCounts opened = slice.open(paneStartMs, current);
        liveWeight += opened.weight();
        return opened;
    }

    @HotPath
    private LiveSlice sliceOf(SliceRule rule, Observation event) {
        LiveSlice found = rule.find(event);
        return found == null ? admit(rule, event.stage()) : found;
    }

    /** A slice of the reference is always admitted, a new one while there is room. */
    private LiveSlice admit(SliceRule rule, Stage stage) {
        if (knownSlices < rules.maxSlices() || book.slices().contains(rule.name())) {
            if (limits.admitSlice()) {
                knownSlices++;
                return rule.admit(stage);
            }
            beyondSlices++;
        }
        overflowing++;
        return rule.other(stage);
    }

    /**
     * Hands on and forgets all live counts, and looks whether there are new grids; the next event is counted on them.
     *
     * @param out takes the deltas
     */
    void handOver(List<Delta> out) {
        Map<Long, Long> offered = offered();
        for (LiveSlice slice : active) {
            slice.handOver((pane, counts) -> {
                if (limits.limitsEvents() && slice.scope().stage() == Stage.SERVING) {
                    long unread = passed.getOrDefault(pane, 0L);
                    counts.facts().pass(unread, unread + offered.getOrDefault(pane, 0L));
                }
                out.add(new Delta(slice.scope(), pane, counts.toProfile()));
            });
        }
        passed.clear();
        active.clear();
        liveWeight = 0;
        refresh();
    }

    /** Events of each live pane that were measured, where it is told which were not. */
    private Map<Long, Long> offered() {
        Map<Long, Long> offered = new HashMap<>();
        if (limits.limitsEvents()) {
            whole[Stage.SERVING.ordinal()].eachPane((pane, counts) -> offered.put(pane, counts.events()));
        }
        return offered;
    }

    private Layout layout(GridBook.Era era) {
        era.grids().keySet().stream()
                .filter(column -> rules.watched().test(column))
                .forEach(column -> limits.count(rules.model(), column));
        return new Layout(rules, era.grids(), this::admits);
    }

    /** Whether a column that no reference knows is measured. */
    private boolean admits(String column) {
        boolean isAdmitted = limits.admitColumn(rules.model(), column);
        beyondColumns += !isAdmitted && limits.isNews(rules.model(), column) ? 1 : 0;
        return isAdmitted;
    }

    /** Tells what was beyond the tenant's quotas since the last call. */
    void tellQuotas(Meters meters) {
        meters.addBeyond(Quota.EVENTS, rules.model(), allPassed);
        meters.addBeyond(Quota.SLICES, rules.model(), beyondSlices);
        meters.addBeyond(Quota.COLUMNS, rules.model(), beyondColumns);
        allPassed = 0;
        beyondSlices = 0;
        beyondColumns = 0;
    }

    String model() {
        return rules.model();
    }

    /** What others are compared with. */
    Comparisons comparisons() {
        return rules.comparisons();
    }

    /** Takes up new grids; only while nothing is live, so that a pane never mixes two layouts. */
    void refresh() {
        GridBook latest = library.book(rules.model());
        if (!Objects.equals(latest, book)) {
            book = latest;
            layouts.clear();
            layout = null;
        }
    }

    /** Events counted in {@code __other__} since the last call. */
    long takeOverflowing() {
        long taken = overflowing;
        overflowing = 0;
        return taken;
    }

    /** How many numbers the live counts hold. */
    long liveWeight() {
        return liveWeight;
    }
}
