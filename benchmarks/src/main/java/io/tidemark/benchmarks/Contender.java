package io.tidemark.benchmarks;

/** One way to go through the topic of events. */
interface Contender {
    String name();

    /** Goes through it once, from the beginning. */
    Times run(Field field) throws Exception;

    /**
     * When it was through, from the first record on.
     *
     * @param committedNanos every event is taken in and its offset committed
     * @param doneNanos all that follows of it is done too
     */
    record Times(long committedNanos, long doneNanos) {}
}
