package io.tidemark.config;

/**
 * How a topic's records are written, and what their fields say.
 *
 * @param encoding what the bytes are
 * @param schema writer's schema, as Avro JSON, of Avro without a schema id; else empty
 * @param fields what the fields say; {@link FieldMapping#CANONICAL} for events of ours
 */
public record RecordFormat(Encoding encoding, String schema, FieldMapping fields) {
    /** Canonical events in Avro, with a schema id. */
    public static final RecordFormat USUAL = new RecordFormat(Encoding.AVRO, "", FieldMapping.CANONICAL);

    /** What the bytes are. */
    public enum Encoding {
        /** Avro in Confluent's wire format, or bare where the schema is given. */
        AVRO,
        /** JSON, with or without Confluent's five bytes before it. */
        JSON
    }

    /** Whether each record says by an id which schema of the registry it needs to be read. */
    public boolean namesItsSchema() {
        return encoding == Encoding.AVRO && schema.isEmpty();
    }

    /** Whether the fields are those of our own events. */
    public boolean isCanonical() {
        return fields.equals(FieldMapping.CANONICAL);
    }
}
