package io.tidemark.grade;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the sources have come, as their marks say: while one is behind, nothing may be forgotten that it can still bring the other half of. Where a topic is
 * read from its beginning, or after an outage, one partition can be weeks of event time ahead of another.
 *
 * <p>A source holds the others until its time has stood still for {@link #PATIENCE}, by the clock: one whose records wait until those of others are read
 * looks idle, and one that flows but brings the same time for ever must not keep everything. One that was never heard of holds as long.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class SourceTimes {
    static final Duration PATIENCE = Duration.ofHours(1);

    private final Map<String, Heard> heard = new HashMap<>();
    private final long sinceMs;

    /**
     * What a source said last.
     *
     * @param newestMs event time that it has reached
     * @param sinceMs when it got there, by the clock
     * @param hasEnded whether it brings nothing more
     */
    private record Heard(long newestMs, long sinceMs, boolean hasEnded) {}

    /** @param clockMs from when on marks are heard */
    SourceTimes(long clockMs) {
        this.sinceMs = clockMs;
    }

    void take(Mark mark, long clockMs) {
        Heard last = heard.get(mark.source());
        long sinceMs = last != null && mark.newestEventTimeMs() <= last.newestMs() ? last.sinceMs() : clockMs;
        heard.put(mark.source(), new Heard(mark.newestEventTimeMs(), sinceMs, mark.state() == State.ENDED));
    }

    /** The time that all those sources have reached that may still bring something; {@link Long#MAX_VALUE} where none does. */
    long reachedMs(Set<String> sources, long clockMs) {
        long reached = Long.MAX_VALUE;
        for (String source : sources) {
            reached = Math.min(reached, reachedMs(heard.get(source), clockMs));
        }
        return reached;
    }

    private long reachedMs(@Nullable Heard last, long clockMs) {
        if (last == null) {
            return isOver(sinceMs, clockMs) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return last.hasEnded() || isOver(last.sinceMs(), clockMs) ? Long.MAX_VALUE : last.newestMs();
    }

    private static boolean isOver(long fromMs, long clockMs) {
        return clockMs - fromMs >= PATIENCE.toMillis();
    }
}
