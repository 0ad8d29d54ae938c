package io.tidemark.domain;

/** Columns that predictions have besides their features; their names stand in no record, so they go by a negative offset. */
public enum ReservedColumn {
    /** Predicted class or value. */
    PREDICTION("prediction"),
    /** Score of the prediction. */
    SCORE("score"),
    /** How long the request took, in milliseconds. */
    LATENCY("latency"),
    /** How the request ended: a {@link RequestStatus}. */
    STATUS("status");

    private final String column;

    ReservedColumn(String column) {
        this.column = column;
    }

    public String column() {
        return column;
    }

    /** What stands in place of the name's offset: −1, −2 … */
    public int offset() {
        return -1 - ordinal();
    }

    /**
     * Whether it speaks of the request. Features often bear such names, so it is measured only where the monitor asks for it; then features
     * of its name are not.
     */
    public boolean isOfRequest() {
        return this == LATENCY || this == STATUS;
    }

    /** Whether a column of that name is always one of these, also where it comes as a feature. */
    public static boolean isReserved(String column) {
        return PREDICTION.column.equals(column) || SCORE.column.equals(column);
    }

    /** Whether a column of that name is one of the request's where the monitor asks for it. */
    public static boolean isOfRequest(String column) {
        return LATENCY.column.equals(column) || STATUS.column.equals(column);
    }
}
