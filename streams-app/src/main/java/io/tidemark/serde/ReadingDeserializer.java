package io.tidemark.serde;

import io.tidemark.domain.Reading;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.SliReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Readings from their topic as it is kept, written by this build or, weeks ago, by another: the writer's schema comes from the registry by
 * the id in the record. Owned by one thread.
 */
public final class ReadingDeserializer implements Deserializer<Reading> {
    private final OwnReader<SliReading> reader;

    private ReadingDeserializer(SchemaSource schemas) {
        this.reader = new OwnReader<>(schemas, SliReading.getClassSchema());
    }

    /** Of readings on a topic whose schemas are in that registry. */
    public static ReadingDeserializer of(Registry registry) {
        return new ReadingDeserializer(registry.ofOwn(SliReading.getClassSchema()));
    }

    /**
     * The reading of those bytes.
     *
     * @throws BrokenReading if they are none, or their schema is not in the registry
     * @throws SchemaSource.Unanswered if the registry does not answer: worth another try
     */
    @Override
    public Reading deserialize(String topic, byte[] bytes) {
        if (!OwnReader.isWireFormat(bytes)) {
            throw new BrokenReading("no reading in the wire format: length=" + bytes.length, null);
        }
        int id = OwnReader.schemaId(bytes);
        try {
            return ReadingSerde.toDomain(reader.read(bytes));
        } catch (SchemaSource.UnknownSchema unknown) {
            throw new BrokenReading("unknown schema: id=" + id, unknown);
        } catch (IOException | AvroRuntimeException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new BrokenReading("cannot read a reading: schema id=" + id, broken);
        }
    }

    /** A record that is no reading that this build can read; reading it again does not help. */
    public static final class BrokenReading extends UncheckedIOException {
        private static final long serialVersionUID = 1;

        BrokenReading(String message, @org.jspecify.annotations.Nullable Exception cause) {
            super(message, new IOException(message, cause));
        }
    }
}
