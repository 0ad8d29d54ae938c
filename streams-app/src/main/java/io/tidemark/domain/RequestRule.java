package io.tidemark.domain;

import io.tidemark.stats.HotPath;
import io.tidemark.stats.Measure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which requests to a model, or which reports of a dependency, are good: what an objective states outright, so that profile can count each
 * event as it comes, without a reference. Immutable; any thread.
 */
public sealed interface RequestRule {
    /** Most different rules of a model: each costs two numbers a slice and pane. */
    int MOST = 32;

    /** What a rule says of one event. */
    enum Result {
        /** The event says nothing of it: no status, no latency. */
        NOT_COUNTED,
        GOOD,
        BAD
    }

    /** What it says of an event. O(1); makes no object. */
    @HotPath
    Result of(Request event);

    /** The share of bad ones, in readings. */
    Measure measure();

    /** Tells rules of a measure apart; as people read it. */
    String label();

    /** What bad events are shown for. */
    Fault fault();

    /** Whether it speaks of the reports of dependencies, and not of requests. */
    default boolean isOfDependencies() {
        return false;
    }

    /** Names the rule in counts: measure and label. */
    default String id() {
        return measure().word() + " " + label();
    }

    /**
     * Good is a request that ended so. A request without a status is not counted.
     *
     * @param good never empty
     */
    record Availability(Set<RequestStatus> good) implements RequestRule {
        public Availability {
            good = Collections.unmodifiableSet(EnumSet.copyOf(good));
        }

        @Override
        public Result of(Request event) {
            RequestStatus status = event.status();
            return status == null ? Result.NOT_COUNTED : good.contains(status) ? Result.GOOD : Result.BAD;
        }

        @Override
        public Measure measure() {
            return Measure.FAILED;
        }

        @Override
        public String label() {
            return words(good);
        }

        @Override
        public Fault fault() {
            return Fault.FAILED;
        }
    }

    /**
     * Good is a request that took at most so long, and did not fail. One that did not fail and has no latency is not counted.
     *
     * @param limitMs &gt; 0
     * @param answered how a request ends that did not fail; never empty. A request without a status did not fail
     * @param failed what requests that failed count as, however long they took
     */
    record Latency(double limitMs, Set<RequestStatus> answered, Failed failed) implements RequestRule {
        /** What requests that failed count as. */
        public enum Failed {
            BAD,
            /** Left out altogether. */
            LEFT_OUT
        }

        /** What the label says where requests that failed are left out. */
        public static final String OF_THOSE_ANSWERED = " of those answered";

        /** A request that was answered, by the model or in its stead. */
        public static final Set<RequestStatus> ANSWERED =
                Collections.unmodifiableSet(EnumSet.of(RequestStatus.OK, RequestStatus.FALLBACK));

        public Latency {
            answered = Collections.unmodifiableSet(EnumSet.copyOf(answered));
        }

        @Override
        public Result of(Request event) {
            RequestStatus status = event.status();
            if (status != null && !answered.contains(status)) {
                return failed == Failed.BAD ? Result.BAD : Result.NOT_COUNTED;
            }
            double latencyMs = event.latencyMs();
            return !(latencyMs >= 0) ? Result.NOT_COUNTED : latencyMs <= limitMs ? Result.GOOD : Result.BAD;
        }

        @Override
        public Measure measure() {
            return Measure.SLOW;
        }

        @Override
        public String label() {
            String limit = NumberText.of(limitMs) + " ms";
            String ended = answered.equals(ANSWERED) ? "" : " " + words(answered);
            return limit + (failed == Failed.BAD ? "" : OF_THOSE_ANSWERED) + ended;
        }

        @Override
        public Fault fault() {
            return Fault.SLOW;
        }
    }

    /**
     * Good is a report of such a health. {@link Health#UNKNOWN} is not counted.
     *
     * @param good never empty
     */
    record Dependency(Set<Health> good) implements RequestRule {
        public Dependency {
            good = Collections.unmodifiableSet(EnumSet.copyOf(good));
        }

        @Override
        public Result of(Request event) {
            Health health = event.health();
            return health == Health.UNKNOWN ? Result.NOT_COUNTED : good.contains(health) ? Result.GOOD : Result.BAD;
        }

        @Override
        public Measure measure() {
            return Measure.UNHEALTHY;
        }

        @Override
        public String label() {
            return words(good);
        }

        @Override
        public Fault fault() {
            return Fault.UNHEALTHY;
        }

        @Override
        public boolean isOfDependencies() {
            return true;
        }
    }

    private static String words(Set<? extends Enum<?>> good) {
        return good.stream().map(Enum::name).collect(Collectors.joining(" or "));
    }
}
