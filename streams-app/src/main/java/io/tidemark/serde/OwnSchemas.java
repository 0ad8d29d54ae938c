package io.tidemark.serde;

import io.tidemark.schemas.Alert;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.Operation;
import io.tidemark.schemas.PolicyDecision;
import io.tidemark.schemas.RunEvent;
import io.tidemark.schemas.SliReading;
import io.tidemark.schemas.SloStatus;

/**
 * The ids under which our own records are written.
 *
 * @param readings of SliReading
 * @param alerts of Alert
 * @param changes of ChangeEvent
 * @param operations of Operation
 * @param annotations of Annotation
 * @param decisions of PolicyDecision
 * @param status of SloStatus
 * @param runs of RunEvent
 */
public record OwnSchemas(
        int readings, int alerts, int changes, int operations, int annotations, int decisions, int status, int runs) {
    /**
     * The topics that they are written to.
     *
     * @param readings of SliReading
     * @param alerts of Alert
     * @param changes of ChangeEvent
     * @param operations of Operation
     * @param annotations of Annotation
     * @param decisions of PolicyDecision
     * @param status of SloStatus
     * @param runs of RunEvent
     */
    public record Subjects(
            String readings,
            String alerts,
            String changes,
            String operations,
            String annotations,
            String decisions,
            String status,
            String runs) {}

    /**
     * Registers all, always in the same order, so that processes with a registry of their own ({@code mock://}) agree.
     *
     * @throws Registry.RegistryFailure if the registry refuses one or does not answer
     */
    public static OwnSchemas register(Registry registry, Subjects topics) {
        int readings = registry.register(topics.readings(), SliReading.getClassSchema());
        int alerts = registry.register(topics.alerts(), Alert.getClassSchema());
        int changes = registry.register(topics.changes(), ChangeEvent.getClassSchema());
        int operations = registry.register(topics.operations(), Operation.getClassSchema());
        int annotations = registry.register(topics.annotations(), Annotation.getClassSchema());
        int decisions = registry.register(topics.decisions(), PolicyDecision.getClassSchema());
        int status = registry.register(topics.status(), SloStatus.getClassSchema());
        int runs = registry.register(topics.runs(), RunEvent.getClassSchema());
        return new OwnSchemas(readings, alerts, changes, operations, annotations, decisions, status, runs);
    }

    /** Where the registry is inside this process, which only reads: puts there what the process that writes has put into its own. */
    public static void registerInProcess(Registry registry, Subjects topics) {
        if (registry.isInProcess()) {
            register(registry, topics);
        }
    }
}
