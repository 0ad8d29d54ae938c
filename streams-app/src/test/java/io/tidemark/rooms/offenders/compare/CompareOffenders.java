package io.tidemark.rooms.offenders.compare;

import io.tidemark.rooms.offenders.domain.DomainOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class CompareOffenders {
    private CompareOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    /** Knows the nouns and JSON. */
    public record Innocent(DomainOffenders.Innocent noun, com.fasterxml.jackson.core.JsonGenerator out) {}
}
