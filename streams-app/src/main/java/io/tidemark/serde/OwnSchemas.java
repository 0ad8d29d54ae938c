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
}
