package io.tidemark.rooms.offenders.config;

import io.tidemark.rooms.offenders.slo.SloOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class ConfigOffenders {
    private ConfigOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    @picocli.CommandLine.Command
    static final class KnowsPicocli {}

    /** Knows Jackson and an objective. */
    public record Innocent(SloOffenders.Innocent slo, com.fasterxml.jackson.databind.JsonNode node) {}
}
