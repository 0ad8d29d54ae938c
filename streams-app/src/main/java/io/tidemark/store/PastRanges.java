package io.tidemark.store;

import io.tidemark.domain.Retention;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.store.ProfileStore.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Sums past ranges of event time out of the coarsest rows that lie in them: days, hours and, at the edges, windows. Exactly the sum of
 * the ranges' windows, whichever rows are left.
 */
public final class PastRanges {
    private final ReadOnlyKeyValueStore<Bytes, byte[]> profiles;
    private final Retention kept;
    private final long closedThroughMs;

    /**
     * The past as it is kept now.
     *
     * @param closedThroughMs end of the last closed window
     */
    public PastRanges(ReadOnlyKeyValueStore<Bytes, byte[]> profiles, Retention kept, long closedThroughMs) {
        this.profiles = profiles;
        this.kept = kept;
        this.closedThroughMs = closedThroughMs;
    }

    /**
     * The counts of a scope in a range; empty where it had no events. O(rows read).
     *
     * @throws IllegalArgumentException if the range does not lie on windows, is not closed yet, or is no longer kept that fine; the
     *     message says since when it is
     */
    public SpanProfile sum(Scope scope, TimeWindow range) {
        return sums(scope, List.of(range)).get(0);
    }

    /**
     * The counts of a scope in each of several ranges, in their order; rows that lie close together are read at once, so that as many buckets as one likes
     * cost a few readings. O(rows read).
     *
     * @throws IllegalArgumentException as {@link #sum}
     */
    public List<SpanProfile> sums(Scope scope, List<TimeWindow> ranges) {
        List<List<PastRows.Run>> runs = ranges.stream().map(this::runs).toList();
        PastRows rows = PastRows.read(
                profiles, scope, kept, runs.stream().flatMap(List::stream).toList());
        return runs.stream().map(rows::sum).toList();
    }

    /**
     * What is known of the rows of a scope in a range as a whole. Only windows know it, and not their sums by the hour and the day: empty if
     * a window of the range is no longer kept.
     *
     * @throws IllegalArgumentException if the range does not lie on windows, or is not closed yet
     */
    public Optional<RowFacts> facts(Scope scope, TimeWindow range) {
        requireClosed(range);
        if (range.startMs() < closedThroughMs - kept.windowsMs()) {
            return Optional.empty();
        }
        RowFacts facts = new RowFacts();
        PastRows.Run run = new PastRows.Run(Level.WINDOW, range.startMs(), range.endMs());
        PastRows.read(profiles, scope, kept, List.of(run)).windows(run).forEach(window -> facts.add(window.facts()));
        return Optional.of(facts);
    }

    /**
     * Whether a range can be summed: it is kept as fine as its edges ask for.
     *
     * @throws IllegalArgumentException if the range does not lie on windows, or is not closed yet
     */
    public boolean isKept(TimeWindow range) {
        requireClosed(range);
        long at = range.startMs();
        while (at < range.endMs()) {
            Optional<PastRows.Run> step = step(at, range.endMs());
            if (step.isEmpty()) {
                return false;
            }
            at = step.get().toMs();
        }
        return true;
    }

    private void requireClosed(TimeWindow range) {
        for (long edgeMs : List.of(range.startMs(), range.endMs())) {
            if (Math.floorMod(edgeMs, kept.windowMs()) != 0) {
                throw new IllegalArgumentException("a range must begin and end on a window: edge=" + at(edgeMs)
                        + ", nearest=" + at(Math.floorDiv(edgeMs, kept.windowMs()) * kept.windowMs()));
            }
        }
        if (range.endMs() > closedThroughMs) {
            throw new IllegalArgumentException("the range is not closed yet: end=" + at(range.endMs())
                    + ", closed through=" + at(closedThroughMs));
        }
    }

    /** The coarsest rows that make up a range, those of a level that follow on one another as one run. */
    private List<PastRows.Run> runs(TimeWindow range) {
        requireClosed(range);
        List<PastRows.Run> runs = new ArrayList<>();
        long at = range.startMs();
        while (at < range.endMs()) {
            long from = at;
            PastRows.Run step = step(from, range.endMs())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the range is no longer kept that fine: at=" + at(from) + ", " + keptText()));
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).level() == step.level()) {
                runs.set(last, new PastRows.Run(step.level(), runs.get(last).fromMs(), step.toMs()));
            } else {
                runs.add(step);
            }
            at = step.toMs();
        }
        return runs;
    }

    /** The longest row that begins there; empty if what lies there is no longer kept that fine. */
    private Optional<PastRows.Run> step(long at, long endMs) {
        List<RollUp> rollUps = kept.rollUps();
        for (int i = rollUps.size() - 1; i >= 0; i--) {
            RollUp rollUp = rollUps.get(i);
            long next = at + rollUp.lengthMs();
            if (rollUp.containing(at).startMs() == at && next <= endMs && at >= keptFrom(rollUp)) {
                return Optional.of(new PastRows.Run(RollUpStore.level(rollUp), at, next));
            }
        }
        return at < closedThroughMs - kept.windowsMs()
                ? Optional.empty()
                : Optional.of(new PastRows.Run(Level.WINDOW, at, at + kept.windowMs()));
    }

    /** Rows of the last span that was summed up reach back that far. */
    private long keptFrom(RollUp rollUp) {
        long summedThrough = rollUp.containing(closedThroughMs).startMs();
        return summedThrough - kept.of(rollUp);
    }

    private String keptText() {
        StringBuilder text = new StringBuilder("windows since ").append(at(closedThroughMs - kept.windowsMs()));
        for (RollUp rollUp : kept.rollUps()) {
            text.append(rollUp == RollUp.HOUR ? ", whole hours since " : ", whole days since ")
                    .append(at(ceiling(keptFrom(rollUp), rollUp.lengthMs())));
        }
        return text.toString();
    }

    private static long ceiling(long timeMs, long lengthMs) {
        return -Math.floorDiv(-timeMs, lengthMs) * lengthMs;
    }

    private static Instant at(long timeMs) {
        return Instant.ofEpochMilli(timeMs);
    }
}
