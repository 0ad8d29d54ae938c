package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import org.jspecify.annotations.Nullable;

/** Records of Avro without a schema id, all of one writer's schema. Owned by one task; not thread-safe. */
final class BareAvroDecoder implements RecordDecoder {
    private final AvroReading reading = new AvroReading();
    private final AvroWalk plan;

    /** @param plan of the one schema */
    BareAvroDecoder(AvroWalk plan) {
        this.plan = plan;
    }

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        if (value == null || value.length == 0) {
            return new Rejection(Reason.EMPTY, "a record without a value");
        }
        return reading.read(plan, value, 0, observation);
    }
}
