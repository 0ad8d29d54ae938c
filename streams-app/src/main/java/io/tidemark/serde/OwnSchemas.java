package io.tidemark.serde;

import io.tidemark.schemas.Alert;
import io.tidemark.schemas.SliReading;

/**
 * The ids under which our own records are written.
 *
 * @param readings of SliReading
 * @param alerts of Alert
 */
public record OwnSchemas(int readings, int alerts) {
    /**
     * Registers both, always in the same order, so that processes with a registry of their own ({@code mock://}) agree.
     *
     * @throws Registry.RegistryFailure if the registry refuses one or does not answer
     */
    public static OwnSchemas register(Registry registry, String readingsTopic, String alertsTopic) {
        int readings = registry.register(readingsTopic, SliReading.getClassSchema());
        return new OwnSchemas(readings, registry.register(alertsTopic, Alert.getClassSchema()));
    }

    /** Where the registry is inside this process, which only reads: puts there what the process that writes has put into its own. */
    public static void registerInProcess(Registry registry, String readingsTopic, String alertsTopic) {
        if (registry.isInProcess()) {
            register(registry, readingsTopic, alertsTopic);
        }
    }
}
