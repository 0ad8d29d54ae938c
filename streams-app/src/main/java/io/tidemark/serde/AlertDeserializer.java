package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Alerts from their topic, written by this or another build: the writer's schema comes from the registry by the id in the record.
 *
 * <p>What an alert's record does not carry is empty: the length of its slot (0), a change's scope and actor, and of the columns that
 * moved too all but measure, value and tolerance. Owned by one thread.
 */
public final class AlertDeserializer implements Deserializer<Alert> {
    private static final int HEADER = 5;

    static {
        GeneratedClasses.trust();
    }

    private final SchemaSource schemas;
    private final Map<Integer, SpecificDatumReader<io.tidemark.schemas.Alert>> readers = new HashMap<>();

    public AlertDeserializer(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /** Of alerts on a topic whose schemas are in that registry. */
    public static AlertDeserializer of(Registry registry) {
        return new AlertDeserializer(registry.ofOwn(io.tidemark.schemas.Alert.getClassSchema()));
    }

    /**
     * The alert of those bytes.
     *
     * @throws BrokenAlert if they are none, or their schema is not in the registry
     * @throws Registry.RegistryFailure if the registry does not answer: worth another try
     */
    @Override
    public Alert deserialize(String topic, byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new BrokenAlert("no alert in the wire format: topic=" + topic + ", length=" + bytes.length, null);
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        try {
            return AvroAlerts.toDomain(reader(id)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null)));
        } catch (IOException | AvroRuntimeException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new BrokenAlert("cannot read an alert: topic=" + topic + ", schema id=" + id, broken);
        }
    }

    private SpecificDatumReader<io.tidemark.schemas.Alert> reader(int id) {
        SpecificDatumReader<io.tidemark.schemas.Alert> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema written = new Schema.Parser().parse(written(id));
        SpecificDatumReader<io.tidemark.schemas.Alert> reader =
                new SpecificDatumReader<>(written, io.tidemark.schemas.Alert.getClassSchema());
        readers.put(id, reader);
        return reader;
    }

    private String written(int id) {
        try {
            return schemas.schemaById(id);
        } catch (SchemaSource.UnknownSchema unknown) {
            if (unknown.getCause() instanceof IOException) {
                throw new Registry.RegistryFailure("the registry does not answer: schema id=" + id, unknown);
            }
            throw new BrokenAlert("unknown schema: id=" + id, unknown);
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
