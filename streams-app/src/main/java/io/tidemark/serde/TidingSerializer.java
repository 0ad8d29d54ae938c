package io.tidemark.serde;

import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Tiding;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.RunEvent;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Changes as {@link ChangeEvent}, what runs say as {@link RunEvent} and operations as {@link io.tidemark.schemas.Operation}, in the wire format.
 */
public final class TidingSerializer implements Serializer<Tiding> {
    private final WireFormat<ChangeEvent> changes;
    private final WireFormat<io.tidemark.schemas.Operation> operations;
    private final WireFormat<RunEvent> runs;

    /** A serializer that writes the schema ids of a registry. */
    public TidingSerializer(OwnSchemas schemas) {
        this(schemas.changes(), schemas.operations(), schemas.runs());
    }

    /** A serializer that writes these schema ids. */
    public TidingSerializer(int changesId, int operationsId, int runsId) {
        this.runs = new WireFormat<>(runsId, RunEvent.class);
        this.changes = new WireFormat<>(changesId, ChangeEvent.class);
        this.operations = new WireFormat<>(operationsId, io.tidemark.schemas.Operation.class);
    }

    @Override
    public byte[] serialize(String topic, Tiding tiding) {
        if (tiding instanceof Change change) {
            return changes.write(AvroChange.toAvro(change));
        }
        if (tiding instanceof Operation operation) {
            return operations.write(AvroOperation.toAvro(operation));
        }
        if (tiding instanceof RunReport report) {
            return runs.write(AvroRun.toAvro(report));
        }
        throw new IllegalArgumentException(
                "neither a change, a run's report nor an operation: type=" + tiding.getClass());
    }
}
