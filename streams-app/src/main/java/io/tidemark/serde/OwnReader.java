package io.tidemark.serde;

import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of ours in the wire format, written by this or another build: the writer's schema comes from the registry by the id in the record.
 * Owned by one thread.
 */
final class OwnReader<T extends SpecificRecord> {
    private static final int HEADER = 5;

    static {
        GeneratedClasses.trust();
    }

    private final SchemaSource schemas;
    private final Schema own;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();

    /** @param own what the record is read as */
    OwnReader(SchemaSource schemas, Schema own) {
        this.schemas = schemas;
        this.own = own;
    }

    static boolean isWireFormat(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] == 0;
    }

    /** The id of the writer's schema. <em>Unchecked:</em> the bytes are in the wire format. */
    static int schemaId(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 1, HEADER - 1).getInt();
    }

    /**
     * The record of those bytes. <em>Unchecked:</em> they are in the wire format.
     *
     * @throws SchemaSource.UnknownSchema if the writer's schema cannot be had
     * @throws IOException if the bytes are broken; Avro's own exceptions likewise
     */
    T read(byte[] bytes) throws IOException, SchemaSource.UnknownSchema {
        return reader(schemaId(bytes))
                .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
    }

    private SpecificDatumReader<T> reader(int id) throws SchemaSource.UnknownSchema {
        SpecificDatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        SpecificDatumReader<T> reader =
                new SpecificDatumReader<>(new Schema.Parser().parse(schemas.schemaById(id)), own);
        readers.put(id, reader);
        return reader;
    }
}
