package io.tidemark.serde;

import io.tidemark.stats.grid.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Confluent's wire format: 0, the schema id as four bytes big-endian, Avro binary.
 *
 * <p>Any thread: Kafka Streams gives one serializer to the sinks of all its threads.
 *
 * @param <T> the record's generated class
 */
final class WireFormat<T extends SpecificRecordBase> {
    private final int schemaId;
    private final SpecificDatumWriter<T> writer;

    WireFormat(int schemaId, Class<T> type) {
        this.schemaId = schemaId;
        this.writer = GeneratedClasses.writer(type);
    }

    byte[] write(T message) {
        ByteSink buffer = new ByteSink(1024);
        header(schemaId, buffer);
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
            writer.write(message, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return buffer.toByteArray();
    }

    static void header(int schemaId, ByteArrayOutputStream out) {
        out.write(0);
        out.write(schemaId >>> 24);
        out.write(schemaId >>> 16);
        out.write(schemaId >>> 8);
        out.write(schemaId);
    }
}
