package io.tidemark.runtime;

import java.util.List;

/**
 * Events of a file that are of other models than the one it is read for. They are passed over: neither measured nor rejected.
 *
 * @param monitored those of models that the monitor file watches too
 * @param unmonitored those of models that no monitor watches, and those that name none; {@code run} sends them to the dead letters
 */
public record OtherModels(Passed monitored, Passed unmonitored) {
    /**
     * Events that were passed over.
     *
     * @param events how many
     * @param models the first eight of their models, in the order in which they were met; empty for one without a name
     */
    public record Passed(long events, List<String> models) {
        public Passed {
            models = List.copyOf(models);
        }
    }
}
