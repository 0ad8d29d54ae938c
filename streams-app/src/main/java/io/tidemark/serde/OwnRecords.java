package io.tidemark.serde;

import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.PolicyDecision;
import io.tidemark.schemas.SloStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Records of ours in the wire format, written by this or another build, as JSON with exactly the fields of this build's schemas: as {@link AvroJson}
 * writes them, with null for a number that JSON lacks. Any thread may ask.
 */
public final class OwnRecords {
    private static final int HEADER = 5;

    private final SchemaSource schemas;
    private final boolean isInProcess;
    private final Map<Integer, Schema> writers = new ConcurrentHashMap<>();

    /** What a record is of. */
    public enum Kind {
        ALERT(Alert.getClassSchema()),
        ANNOTATION(Annotation.getClassSchema()),
        CHANGE(ChangeEvent.getClassSchema()),
        DECISION(PolicyDecision.getClassSchema()),
        STATUS(SloStatus.getClassSchema());

        private final Schema own;

        Kind(Schema own) {
            this.own = own;
        }
    }

    /** Of topics whose schemas are in that registry. */
    public OwnRecords(Registry registry) {
        this.schemas = registry;
        this.isInProcess = registry.isInProcess();
    }

    /**
     * The record as one line. <em>Unchecked:</em> it could be read as one of that kind before.
     *
     * @throws UncheckedIOException if the bytes are broken
     * @throws IllegalArgumentException if the registry does not know the writer's schema
     */
    public String json(Kind kind, byte[] bytes) {
        Schema writer = isInProcess ? kind.own : writers.computeIfAbsent(OwnReader.schemaId(bytes), this::writer);
        try {
            GenericRecord read = new GenericDatumReader<GenericRecord>(writer, kind.own, GenericData.get())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
            return AvroJson.strictLine(read);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read a record: kind=" + kind + ", length=" + bytes.length, broken);
        }
    }

    private Schema writer(int id) {
        try {
            return new Schema.Parser().parse(schemas.schemaById(id));
        } catch (SchemaSource.UnknownSchema unknown) {
            throw new IllegalArgumentException("unknown schema: id=" + id, unknown);
        }
    }
}
