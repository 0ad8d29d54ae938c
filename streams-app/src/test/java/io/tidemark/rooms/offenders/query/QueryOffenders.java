package io.tidemark.rooms.offenders.query;

import io.tidemark.rooms.offenders.domain.DomainOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class QueryOffenders {
    private QueryOffenders() {}

    record KnowsWeb(io.javalin.http.Context request) {}

    /** Knows the nouns and Kafka. */
    public record Innocent(DomainOffenders.Innocent noun, org.apache.kafka.common.TopicPartition partition) {}
}
