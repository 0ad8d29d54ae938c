package io.tidemark.rooms.offenders.http;

import io.tidemark.rooms.offenders.domain.DomainOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class HttpOffenders {
    private HttpOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    /** Knows the nouns and the web. */
    public record Innocent(DomainOffenders.Innocent noun, io.javalin.http.Context request) {}
}
