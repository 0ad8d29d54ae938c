package io.tidemark.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is so now, as the tasks of this instance last said it: for who looks from outside, without asking a store and without holding a task up.
 * A task withdraws what it said when it ends, so that of all instances only the one that judges a model speaks of it.
 *
 * <p>Any thread may ask; what a task says is said by its own.
 */
public final class Readout {
    private final Set<Judging> judging = ConcurrentHashMap.newKeySet();
    private final Set<Counting> counting = ConcurrentHashMap.newKeySet();

    /**
     * How an objective stands in one slice.
     *
     * @param status its budget
     * @param tiers how fast the budget is used, by severity
     */
    public record Standing(SloStatus status, List<Tier> tiers) {
        public Standing {
            tiers = List.copyOf(tiers);
        }
    }

    /**
     * How fast a budget is used.
     *
     * @param severity who would be told
     * @param burns over each pair of lookbacks
     */
    public record Tier(Alert.Severity severity, List<Alert.Burn> burns) {
        public Tier {
            burns = List.copyOf(burns);
        }
    }

    /** A task of judge begins to speak. */
    public Judging judging() {
        Judging task = new Judging();
        judging.add(task);
        return task;
    }

    /** A task of profile begins to speak. */
    public Counting counting() {
        Counting task = new Counting();
        counting.add(task);
        return task;
    }

    /** All objectives and slices, in no order. */
    public List<Standing> standings() {
        return judging.stream()
                .flatMap(task -> task.standings.values().stream())
                .toList();
    }

    /** Of each model the newest reading of all its events against its own reference, in no order. */
    public List<Reading> wholes() {
        return judging.stream().flatMap(task -> task.wholes.values().stream()).toList();
    }

    /** Panes of slices that were counted between the last two hand-overs. */
    public long liveAccumulators() {
        return tasks().mapToLong(task -> task.accumulators).sum();
    }

    /** Numbers that they held, 8 bytes each. */
    public long liveNumbers() {
        return tasks().mapToLong(task -> task.numbers).sum();
    }

    private Stream<Counting> tasks() {
        return counting.stream();
    }

    /** What a task of judge says; bounded by the objectives and the slices that they are kept for. */
    public final class Judging {
        private final Map<SloStatus.Key, Standing> standings = new ConcurrentHashMap<>();
        private final Map<String, Reading> wholes = new ConcurrentHashMap<>();

        private Judging() {}

        /** An objective stands so. */
        public void tell(Standing standing) {
            standings.put(standing.status().key(), standing);
        }

        /** Nothing more is known of it. */
        public void forget(SloStatus.Key key) {
            standings.remove(key);
        }

        /** A reading came; kept if it is of all served events, against the monitor's reference, and not older than the one before. */
        public void hear(Reading reading) {
            if (reading.scope().isWhole()
                    && reading.scope().stage() == Stage.SERVING
                    && reading.comparison() == Comparison.MAIN) {
                wholes.merge(reading.scope().model(), reading, Judging::newer);
            }
        }

        private static Reading newer(Reading before, Reading now) {
            return now.window().endMs() >= before.window().endMs() ? now : before;
        }

        /** The task ends. */
        public void end() {
            judging.remove(this);
        }
    }

    /** What a task of profile says. */
    public final class Counting {
        private volatile long accumulators;
        private volatile long numbers;

        private Counting() {}

        /** So much was live when it was handed on. */
        public void tell(long liveAccumulators, long liveNumbers) {
            accumulators = liveAccumulators;
            numbers = liveNumbers;
        }

        /** The task ends. */
        public void end() {
            counting.remove(this);
        }
    }
}
