package io.tidemark.rooms.offenders.drill;

import io.tidemark.rooms.offenders.domain.DomainOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class DrillOffenders {
    private DrillOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    /** Knows the nouns. */
    public record Innocent(DomainOffenders.Innocent noun) {}
}
