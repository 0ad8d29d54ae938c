package io.tidemark.ingest;

/** Is told of every row that is no event, or has a label that is of no use. */
@FunctionalInterface
public interface CsvRejections {
    /**
     * One row was left out, or its label; reading goes on.
     *
     * @param line line of the file that the row begins on, from 1
     * @param reason to count by
     * @param row the row's fields, joined by the file's delimiter (quotes are gone)
     * @param detail what was seen, and what would be right
     */
    void rejected(long line, Reason reason, String row, String detail);

    /** Why a row is no event, or has no label. */
    enum Reason {
        /** More or fewer fields than the header has. */
        FIELD_COUNT,
        /** The event time is missing. */
        NO_TIME,
        /** The event time cannot be read. */
        BAD_TIME,
        /** The time of its label cannot be read: the row is an event, without a label. */
        BAD_LABEL_TIME
    }
}
