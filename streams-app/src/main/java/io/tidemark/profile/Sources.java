package io.tidemark.profile;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.stats.HotPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
    private final Function<String, @Nullable EventQuota> quotas;
    private final Map<String, Source> sources = new TreeMap<>();

    /** One partition's state. */
    public static final class Source {
        private long newestEventTimeMs = Long.MIN_VALUE;
        private long events;
        private long lastHeardMs;
        private boolean ended;
        private final String topic;
        private final @Nullable EventQuota quota;

        private Source(String topic, @Nullable EventQuota quota) {
            this.topic = topic;
            this.quota = quota;
        }

        /** Whether the next record is to be measured. */
        @HotPath
        boolean takes(long recordTimeMs) {
            return quota == null || quota.takes(recordTimeMs);
        }

        /** Counts what was not measured since the last call, at the time of the newest event before it, else at its own. */
        @HotPath
        void tellPassed(Profiler profiler) {
            if (quota == null) {
                return;
            }
            long unread = quota.takeRefused();
            if (unread > 0) {
                profiler.pass(
                        unread, topic, newestEventTimeMs == Long.MIN_VALUE ? quota.latestMs() : newestEventTimeMs);
            }
        }

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
        this(idleAfterMs, held, none -> null);
    }

    /**
     * The same.
     *
     * @param quotas makes the quota of a partition of a topic; null for none
     */
    Sources(long idleAfterMs, Predicate<String> held, Function<String, @Nullable EventQuota> quotas) {
        this.quotas = quotas;
        this.idleAfterMs = idleAfterMs;
        this.held = held;
    }

    /** The state of a partition, made when it is first asked for. */
    public Source source(String name, long clockMs) {
        return sources.computeIfAbsent(name, ignored -> {
            String topic = name.substring(0, Math.max(0, name.lastIndexOf('-')));
            Source fresh = new Source(topic, quotas.apply(topic));
            fresh.lastHeardMs = clockMs;
            return fresh;
        });
    }

    /** Counts for every partition what was not measured since it was last counted. */
    void tellPassed(Profiler profiler) {
        sources.values().forEach(source -> source.tellPassed(profiler));
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
