package io.tidemark.rooms.offenders.ingest;

import io.tidemark.rooms.offenders.config.ConfigOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class IngestOffenders {
    private IngestOffenders() {}

    record KnowsKafka(org.apache.kafka.common.TopicPartition partition) {}

    record KnowsGenerated(io.tidemark.schemas.Stage stage) {}

    /** Knows a schema, the mapping and the CSV reader. */
    public record Innocent(
            org.apache.avro.Schema schema, ConfigOffenders.Innocent mapping, de.siegmar.fastcsv.reader.CsvRecord row) {}
}
