package io.tidemark.domain;

/** Columns that every prediction has besides its features; their names stand in no record, so they go by a negative offset. */
public enum ReservedColumn {
    /** Predicted class or value. */
    PREDICTION("prediction"),
    /** Score of the prediction. */
    SCORE("score");

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

    /** Whether a column of that name is one of these. */
    public static boolean isReserved(String column) {
        return PREDICTION.column.equals(column) || SCORE.column.equals(column);
    }
}
