package io.tidemark.rooms.offenders.notify;

import io.tidemark.rooms.offenders.domain.DomainOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class NotifyOffenders {
    private NotifyOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    /** Knows the nouns and the JDK's client. */
    public record Innocent(DomainOffenders.Innocent noun, java.net.http.HttpClient client) {}
}
