package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Alerts from their topic, written by this or another build: the writer's schema comes from the registry by the id in the record.
 *
 * <p>What an alert's record does not carry is empty: the length of its slot (0), a change's scope and actor, and of the columns that
 * moved too all but measure, value and tolerance. Owned by one thread.
 */
public final class AlertDeserializer implements Deserializer<Alert> {
    private final OwnReader<io.tidemark.schemas.Alert> reader;

    public AlertDeserializer(SchemaSource schemas) {
        this.reader = new OwnReader<>(schemas, io.tidemark.schemas.Alert.getClassSchema());
    }

    /** Of alerts on a topic whose schemas are in that registry. */
    public static AlertDeserializer of(Registry registry) {
        return new AlertDeserializer(registry.ofOwn(io.tidemark.schemas.Alert.getClassSchema()));
    }

    /**
     * The alert of those bytes.
     *
     * @throws BrokenAlert if they are none, or their schema is not in the registry
     * @throws SchemaSource.Unanswered if the registry does not answer: worth another try
     */
    @Override
    public Alert deserialize(String topic, byte[] bytes) {
        if (!OwnReader.isWireFormat(bytes)) {
            throw new BrokenAlert("no alert in the wire format: topic=" + topic + ", length=" + bytes.length, null);
        }
        try {
            return AvroAlerts.toDomain(reader.read(bytes));
        } catch (SchemaSource.UnknownSchema unknown) {
            throw new BrokenAlert("unknown schema: id=" + OwnReader.schemaId(bytes), unknown);
        } catch (IOException | AvroRuntimeException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new BrokenAlert(
                    "cannot read an alert: topic=" + topic + ", schema id=" + OwnReader.schemaId(bytes), broken);
        }
    }

    /** A record that is no alert that this build can read; reading it again does not help. */
    public static final class BrokenAlert extends UncheckedIOException {
        private static final long serialVersionUID = 1;

        BrokenAlert(String message, @org.jspecify.annotations.Nullable Exception cause) {
            super(message, new IOException(message, cause));
        }
    }
}
