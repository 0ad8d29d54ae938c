package io.tidemark.query;

/** Rows of stores, of this instance or of another. */
public interface RowSource {
    /**
     * The rows; all in memory, {@link #MOST_BYTES} at most.
     *
     * @throws Unavailable if this source cannot answer now
     */
    Rows read(Ask ask);

    /** The same for all that one question reads, which does not wait for ever, however much that is. */
    default RowSource forOneQuestion() {
        return this;
    }

    /** Whether there is time to read again what a question has read. */
    default boolean hasTimeToAskAnew() {
        return true;
    }

    /** An answer larger than this is refused: ask for less. */
    long MOST_BYTES = 64L << 20;
}
