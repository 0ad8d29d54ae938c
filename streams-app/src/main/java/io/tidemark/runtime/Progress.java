package io.tidemark.runtime;

/** Is told how far long work has come. */
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = (what, events, done, total) -> {};

    /**
     * Work has come that far.
     *
     * @param what is being done
     * @param events done so far; 0 where events are not what is counted
     * @param done of {@code total}, in any unit
     * @param total 0 where it is not known
     */
    void at(String what, long events, long done, long total);
}
