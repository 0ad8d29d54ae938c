package io.tidemark.profile;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.stats.HotPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How far each source partition of a task has come; what marks are made of.
 *
 * <p>A partition is idle when its reader lived for the idle time-out and got nothing: said by the reader, never guessed from silence,
 * so that a dead reader's partition holds the watermark until another takes over. Nor is one idle that is held back, waiting for a schema.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Sources {
    private final long idleAfterMs;
    private final Predicate<String> held;
    private final Map<String, Source> sources = new TreeMap<>();

    /** One partition's state. */
    public static final class Source {
        private long newestEventTimeMs = Long.MIN_VALUE;
        private long events;
        private long lastHeardMs;
        private boolean ended;

        /** A usable event came; a partition that brings only rejected records falls idle, and holds back nobody. */
        @HotPath
        public void heard(long clockMs) {
            lastHeardMs = clockMs;
            ended = false;
        }

        /** An event was counted. */
        @HotPath
        public void counted(long eventTimeMs) {
            events++;
            newestEventTimeMs = Math.max(newestEventTimeMs, eventTimeMs);
        }

        /** Highest event time so far; {@link Long#MIN_VALUE} before the first event. */
        public long newestEventTimeMs() {
            return newestEventTimeMs;
        }

        /** The partition will bring nothing more. */
        public void end() {
            ended = true;
        }
    }

    /** Partitions are idle after that long without an event, by the clock. */
    public Sources(long idleAfterMs) {
        this(idleAfterMs, none -> false);
    }

    /** The same, but not those whose names are held: their reader got something and may not hand it on yet. */
    public Sources(long idleAfterMs, Predicate<String> held) {
        this.idleAfterMs = idleAfterMs;
        this.held = held;
    }

    /** The state of a partition, made when it is first asked for. */
    public Source source(String name, long clockMs) {
        return sources.computeIfAbsent(name, ignored -> {
            Source fresh = new Source();
            fresh.lastHeardMs = clockMs;
            return fresh;
        });
    }

    /** A mark for each partition, in the order of names. */
    public List<Mark> marks(long clockMs) {
        List<Mark> marks = new ArrayList<>();
        sources.forEach((name, source) ->
                marks.add(new Mark(name, source.newestEventTimeMs, source.events, state(name, source, clockMs))));
        return marks;
    }

    private State state(String name, Source source, long clockMs) {
        if (held.test(name)) {
            source.lastHeardMs = clockMs;
        }
        if (source.ended) {
            return State.ENDED;
        }
        return clockMs - source.lastHeardMs >= idleAfterMs ? State.IDLE : State.FLOWING;
    }
}
