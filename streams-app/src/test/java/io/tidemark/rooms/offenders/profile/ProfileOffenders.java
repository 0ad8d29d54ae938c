package io.tidemark.rooms.offenders.profile;

import io.tidemark.rooms.offenders.domain.DomainOffenders;
import io.tidemark.rooms.offenders.ingest.IngestOffenders;
import io.tidemark.rooms.offenders.store.StoreOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class ProfileOffenders {
    private ProfileOffenders() {}

    record CoreKnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    record CoreKnowsStore(StoreOffenders.Innocent store) {}

    /** Knows what comes in. */
    public record Innocent(IngestOffenders.Innocent event, DomainOffenders.Innocent noun) {}
}
