package io.tidemark.slo.change;

import java.util.List;

/** What judge remembers of changes, model by model. Owned by one task; not thread-safe. */
public interface ChangeMemory {
    /** The changes of a model; of the empty name, those that concern all models. */
    ChangeLog changes(String model);

    void keep(String model, ChangeLog changes);

    /** The versions that are waited for. */
    Awaited awaited(String model);

    void keep(String model, Awaited awaited);

    /** The versions of which windows are held for an objective, in the order they were first seen. */
    List<String> versions(String model, String objective);

    void keep(String model, String objective, List<String> versions);

    /** The windows of one version; none if it is not held. */
    VersionSlots slots(VersionKey key);

    void keep(VersionKey key, VersionSlots slots);

    void forget(VersionKey key);

    /** The episode of an alert's identity for which a rollback was recommended last; empty if none. */
    String advisedEpisode(String dedupKey);

    void keepAdvised(String dedupKey, String episodeId);

    /**
     * One version of one objective.
     *
     * @param model the model
     * @param objective the objective's id
     * @param version the version as its slice writes it
     */
    record VersionKey(String model, String objective, String version) {}
}
