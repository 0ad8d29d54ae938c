package io.tidemark.rooms.offenders.stats;

import io.tidemark.rooms.offenders.domain.DomainOffenders;
import io.tidemark.stats.HotPath;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class StatsOffenders {
    private StatsOffenders() {}

    record KnowsDomain(DomainOffenders.Innocent noun) {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    record KnowsPath(java.nio.file.Path file) {}

    static final class HotStream {
        @HotPath
        int sum(int[] values) {
            return java.util.Arrays.stream(values).sum();
        }
    }

    @HotPath
    static final class HotOptional {
        Object value(Object value) {
            return java.util.Optional.of(value).get();
        }
    }

    static final class HotLog {
        private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(HotLog.class);

        @HotPath
        void add(int value) {
            Runnable later = () -> log.debug("{}", value);
            later.run();
        }
    }

    /** Sketches, arrays of primitives and a stream off the hot path are all in order. */
    public static final class Innocent {
        private final long[] counts = new long[3];

        @HotPath
        void add(int cell) {
            counts[cell]++;
        }

        long total() {
            return java.util.Arrays.stream(counts).sum();
        }

        boolean isEmpty(org.apache.datasketches.kll.KllDoublesSketch sketch) {
            return sketch.isEmpty();
        }
    }
}
