package io.tidemark.rooms.offenders.pin;

import io.tidemark.rooms.offenders.profile.ProfileOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class PinOffenders {
    private PinOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    /** Knows the profiler. */
    public record Innocent(ProfileOffenders.Innocent profiler) {}
}
