package io.tidemark.rooms.offenders.serde;

import io.tidemark.rooms.offenders.profile.ProfileOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class SerdeOffenders {
    private SerdeOffenders() {}

    record KnowsProfile(ProfileOffenders.Innocent other) {}

    record LogsTheOldWay(java.util.logging.Logger logger) {}

    /** Knows the generated classes and the registry's client. */
    public record Innocent(
            io.tidemark.schemas.Stage stage,
            org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client
                            .SchemaRegistryClient
                    client) {}
}
