package io.tidemark.query;

/** Rows of stores, of this instance or of another. */
public interface RowSource {
    /**
     * The rows; all in memory, {@link #MOST_BYTES} at most.
     *
     * @throws Unavailable if this source cannot answer now
     */
    Rows read(Ask ask);

    /** An answer larger than this is refused: ask for less. */
    long MOST_BYTES = 64L << 20;
}
