package io.tidemark.serde;

import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** A consumer that knows nothing of us: the schema by its id from the registry, Avro's generic reader. */
final class GenericConsumer {
    private GenericConsumer() {}

    static GenericRecord read(byte[] value, SchemaSource registry) {
        ByteBuffer header = ByteBuffer.wrap(value);
        if (header.get() != 0) {
            throw new IllegalStateException("not the wire format");
        }
        try {
            Schema writer = new Schema.Parser().parse(registry.schemaById(header.getInt()));
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
            GenericRecord read = new GenericDatumReader<GenericRecord>(writer).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IllegalStateException("bytes left over");
            }
            return read;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (SchemaSource.UnknownSchema unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
