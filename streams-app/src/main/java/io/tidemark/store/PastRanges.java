package io.tidemark.store;

import io.tidemark.domain.Retention;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.util.List;
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
        requireClosed(range);
        SpanProfile sum = new SpanProfile();
        long at = range.startMs();
        while (at < range.endMs()) {
            at = addStep(scope, at, range.endMs(), sum);
        }
        return sum;
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

    /** Adds the longest row that begins there; returns its end. */
    private long addStep(Scope scope, long at, long endMs, SpanProfile sum) {
        List<RollUp> rollUps = kept.rollUps();
        for (int i = rollUps.size() - 1; i >= 0; i--) {
            RollUp rollUp = rollUps.get(i);
            long next = at + rollUp.lengthMs();
            if (rollUp.containing(at).startMs() == at && next <= endMs && at >= keptFrom(rollUp)) {
                sum.add(RollUpStore.sum(profiles, scope, rollUp, at, next));
                return next;
            }
        }
        if (at < closedThroughMs - kept.windowsMs()) {
            throw new IllegalArgumentException(
                    "the range is no longer kept that fine: at=" + at(at) + ", " + keptText());
        }
        sum.add(ProfileStore.sumOfWindows(profiles, scope, at, at + kept.windowMs()));
        return at + kept.windowMs();
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
