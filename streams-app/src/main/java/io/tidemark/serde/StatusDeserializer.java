package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.util.OptionalDouble;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Statuses from their topic, as {@link OwnReader} reads them. Owned by one thread. */
public final class StatusDeserializer implements Deserializer<SloStatus> {
    private final OwnReader<io.tidemark.schemas.SloStatus> reader;

    private StatusDeserializer(SchemaSource schemas) {
        this.reader = new OwnReader<>(schemas, io.tidemark.schemas.SloStatus.getClassSchema());
    }

    /** Of statuses on a topic whose schemas are in that registry. */
    public static StatusDeserializer of(Registry registry) {
        return new StatusDeserializer(registry.ofOwn(io.tidemark.schemas.SloStatus.getClassSchema()));
    }

    /**
     * The status of those bytes. When its budget will be gone is not in all cases: one without a time is used up or lasts.
     *
     * @throws WorldFailure if they are none, or their schema cannot be had
     */
    @Override
    public SloStatus deserialize(String topic, byte[] bytes) {
        if (!OwnReader.isWireFormat(bytes)) {
            throw new WorldFailure("no status in the wire format: topic=" + topic + ", length=" + bytes.length);
        }
        try {
            return toDomain(reader.read(bytes));
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | SchemaSource.UnknownSchema broken) {
            throw new WorldFailure(
                    "cannot read a status: topic=" + topic + ", schema id=" + OwnReader.schemaId(bytes), broken);
        }
    }

    private static SloStatus toDomain(io.tidemark.schemas.SloStatus in) {
        @Nullable Double observed = in.getConsumedVsObserved();
        return new SloStatus(
                new SloStatus.Key(in.getModel(), in.getObjective(), in.getSlice()),
                in.getRevision(),
                in.getState(),
                in.getMode().equals("dryRun"),
                in.getTarget(),
                new TimeWindow(
                        in.getWindowStart().toEpochMilli(), in.getMetricTime().toEpochMilli()),
                new SloStatus.Counts(in.getGood(), in.getBad()),
                budget(in),
                observed == null ? OptionalDouble.empty() : OptionalDouble.of(observed),
                in.getCoverage(),
                in.getShare(),
                in.getClockTime().toEpochMilli());
    }

    private static Alert.Budget budget(io.tidemark.schemas.SloStatus in) {
        @Nullable Long left = in.getTimeToExhaustionMs();
        Alert.TimeLeft standing = in.getConsumed() >= 1 ? new Alert.TimeLeft.Gone() : new Alert.TimeLeft.Lasting();
        return new Alert.Budget(
                in.getConsumed(),
                1 - in.getConsumed(),
                in.getRemainingMs(),
                left == null ? standing : new Alert.TimeLeft.Until(left));
    }
}
