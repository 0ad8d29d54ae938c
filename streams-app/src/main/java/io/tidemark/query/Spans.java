package io.tidemark.query;

import io.tidemark.domain.Retention;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.store.PastRanges;
import io.tidemark.store.ProgressStore;
import io.tidemark.topology.MonitorRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts of any scope over any closed ranges, as one answer sees them: the same, whichever of windows, hours and days are left. Several ranges
 * of a scope cost a few readings, however many they are. Windows that are not closed yet are in none of them. Owned by one request; not thread-safe.
 */
public final class Spans {
    /** Windows whose facts are told at most: all of them are read. */
    private static final int MOST_WINDOWS = 300;

    private final Monitored monitored;
    private final View view;

    /** Of the state as an answer sees it. */
    public Spans(Monitored monitored, View view) {
        this.monitored = monitored;
        this.view = view;
    }

    /** How long the counts of a model are kept. */
    public Retention retention(String model) {
        return MonitorRules.assess(monitored.monitor(model), 0).retention();
    }

    /**
     * What is known of a slice.
     *
     * @throws Refused if it was never seen, with the nearest that was; of training, if it was not seen at all or is added up without windows
     * @throws Unavailable if nobody can say now
     */
    public ScopeProgress known(Scope scope) {
        ScopeProgress progress =
                ProgressStore.scope(ViewStore.text(view, Kept.PROGRESS, monitored.partition(scope)), scope);
        if (progress == null) {
            throw unknown(scope);
        }
        return progress;
    }

    private Refused unknown(Scope scope) {
        if (scope.stage() == Stage.SERVING) {
            return Refused.unknown("slice", scope.slice(), slices(scope));
        }
        if (monitored.monitor(scope.model()).references().comparisons().accumulates(scope.stage())) {
            return Refused.notKept(
                    "training events of this model are kept as one sum a slice, of no range of time: model="
                            + scope.model() + ", stage=training, slice=" + scope.slice()
                            + "; what serving windows are against it say /api/v1/models/" + scope.model()
                            + "/readings?comparison=training");
        }
        List<String> slices = slices(scope);
        return slices.isEmpty()
                ? Refused.notKept("no event of stage training was seen: model=" + scope.model()
                        + "; events are of stage serving unless they say otherwise")
                : Refused.unknown("slice", " of stage training", scope.slice(), slices);
    }

    private List<String> slices(Scope scope) {
        List<String> slices = new ArrayList<>();
        for (int partition = 0; partition < monitored.partitions(); partition++) {
            view
                    .ifThere(
                            Kept.PROGRESS,
                            partition,
                            store -> ProgressStore.scopes(store, scope.model()),
                            List.<ScopeProgress>of())
                    .stream()
                    .map(ScopeProgress::scope)
                    .filter(known -> known.stage() == scope.stage())
                    .forEach(known -> slices.add(known.slice()));
        }
        return slices.stream().sorted().toList();
    }

    /**
     * End of the last closed window, as the one knows it who keeps the scope.
     *
     * @throws Refused if none is closed yet
     */
    public long closedThroughMs(Scope scope) {
        long closed = ProgressStore.closedThrough(
                ViewStore.text(view, Kept.PROGRESS, monitored.partition(scope)), scope.model());
        if (closed == Long.MIN_VALUE) {
            throw Refused.notKept("no window has been closed yet: model=" + scope.model());
        }
        return closed;
    }

    private PastRanges past(Scope scope) {
        return new PastRanges(
                ViewStore.binary(view, Kept.PROFILES, monitored.partition(scope)),
                retention(scope.model()),
                closedThroughMs(scope));
    }

    /**
     * The range that is meant, widened to whole windows, as far as it is closed; a day where it is not said when it begins, or whatever near that is kept.
     *
     * @throws Refused if it is reversed, or begins after what is closed
     */
    public TimeWindow range(Scope scope, AskedRange asked) {
        long windowMs = retention(scope.model()).windowMs();
        long closed = closedThroughMs(scope);
        long to = asked.to()
                .map(time -> Math.min(closed, -Math.floorDiv(-time.toEpochMilli(), windowMs) * windowMs))
                .orElse(closed);
        if (asked.from().isEmpty()) {
            return lastDay(scope, to);
        }
        Instant from = asked.from().get();
        if (asked.to().isPresent() && !from.isBefore(asked.to().get())) {
            throw Refused.wrong("from must be before to: from=" + from + ", to="
                    + asked.to().get());
        }
        long start = Math.floorDiv(from.toEpochMilli(), windowMs) * windowMs;
        if (start >= to) {
            throw Refused.notKept(
                    "the range is not closed yet: from=" + from + ", closed through=" + Instant.ofEpochMilli(closed));
        }
        return new TimeWindow(start, to);
    }

    /** A day, or the next shorter or longer that is kept. */
    private TimeWindow lastDay(Scope scope, long to) {
        Retention kept = retention(scope.model());
        long dayMs = RollUp.DAY.lengthMs();
        List<Long> starts = new ArrayList<>();
        starts.add(Math.floorDiv(to - dayMs, kept.windowMs()) * kept.windowMs());
        kept.rollUps()
                .forEach(rollUp -> starts.add(rollUp.containing(to - dayMs).startMs()));
        PastRanges past = past(scope);
        return starts.stream()
                .map(start -> new TimeWindow(start, to))
                .filter(past::isKept)
                .findFirst()
                .orElse(new TimeWindow(starts.get(0), to));
    }

    /**
     * The range that is meant, in buckets; where it is not said how long they are, the shortest of usual ones that makes no more than
     * 300 and is kept.
     *
     * @param stepMs 0 if it is not said
     * @throws Refused if a bucket is not made of whole windows, or there are more than {@value Buckets#MOST}
     */
    public Buckets buckets(Scope scope, AskedRange asked, long stepMs) {
        BucketLengths lengths = lengths(scope);
        TimeWindow range = range(scope, asked);
        return stepMs == 0 ? lengths.usual(range, BucketLengths.USUAL) : lengths.of(range, stepMs);
    }

    /** How long buckets of a scope may be. */
    BucketLengths lengths(Scope scope) {
        return new BucketLengths(retention(scope.model()).windowMs(), closedThroughMs(scope), past(scope)::isKept);
    }

    /**
     * The counts of a scope in each of these ranges, in their order; empty where it had no events.
     *
     * @throws Refused if one of them is not kept that fine; the message says what is
     */
    public List<SpanProfile> sums(Scope scope, List<TimeWindow> ranges) {
        try {
            return past(scope).sums(scope, ranges);
        } catch (IllegalArgumentException notKept) {
            throw Refused.notKept(String.valueOf(notKept.getMessage()));
        }
    }

    /** The counts of a scope in a range; as {@link #sums}. */
    public SpanProfile sum(Scope scope, TimeWindow range) {
        return sums(scope, List.of(range)).get(0);
    }

    /**
     * What is known of a range's rows as a whole.
     *
     * @param range what of it is told
     */
    public record Facts(TimeWindow range, RowFacts facts) {}

    /**
     * What is known of a range's rows as a whole, as far back as its windows are kept and are no more than {@value #MOST_WINDOWS}: only windows know it. Empty if
     * none of them is.
     */
    public Optional<Facts> facts(Scope scope, TimeWindow range) {
        Retention kept = retention(scope.model());
        long from = Math.max(
                Math.max(range.startMs(), range.endMs() - MOST_WINDOWS * kept.windowMs()),
                closedThroughMs(scope) - kept.windowsMs());
        if (from >= range.endMs()) {
            return Optional.empty();
        }
        TimeWindow told = new TimeWindow(from, range.endMs());
        return past(scope).facts(scope, told).map(facts -> new Facts(told, facts));
    }
}
