package io.tidemark.domain;

/**
 * Why a record could not be used: never an exception, always counted.
 *
 * @param reason the closed reason
 * @param detail what was seen and what would be right; no payload
 */
public record Rejection(Reason reason, String detail) {
    /** The closed list of reasons. The order is part of the byte layout: append only. */
    public enum Reason {
        /** The value is empty. */
        EMPTY,
        /** The first byte is not the wire format's magic 0, or the record is too short for a schema id. */
        NOT_WIRE_FORMAT,
        /** The registry does not know the schema id. */
        UNKNOWN_SCHEMA,
        /** The writer's schema has no field that an event needs. */
        UNUSABLE_SCHEMA,
        /** The bytes do not follow their schema. */
        UNDECODABLE,
        /** There is no event time. */
        NO_TIMESTAMP,
        /** The event time is further ahead of the clock than allowed. */
        FROM_THE_FUTURE,
        /** No monitor watches the model. */
        UNKNOWN_MODEL,
        /** A line of a file has the wrong number of fields, or an event time that cannot be read. */
        BAD_LINE,
        /** The bytes of a record on one of our own topics are not what the application writes there. */
        UNREADABLE,
        /** A label says of no prediction, or nothing that could be true. */
        NO_LABEL,
        /** A training run's report names no run, or counts what cannot be. */
        UNUSABLE_RUN
    }
}
