package io.tidemark.serde;

import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.Tiding;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.Operation;
import io.tidemark.schemas.RunEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link ChangeEvent}, {@link RunEvent} and {@link Operation} in the wire format, by their writer's schema. The writer's record is known by its name,
 * whatever its namespace.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class TidingReader {
    private static final int HEADER = 5;
    private static final int MOST_SCHEMAS = 1_000;
    private static final Map<String, Schema> READABLE = Map.of(
            ChangeEvent.getClassSchema().getName(), ChangeEvent.getClassSchema(),
            RunEvent.getClassSchema().getName(), RunEvent.getClassSchema(),
            Operation.getClassSchema().getName(), Operation.getClassSchema());

    private final SchemaSource schemas;
    private final List<String> names;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

    private TidingReader(SchemaSource schemas, List<String> names) {
        this.schemas = schemas;
        this.names = names;
    }

    /** Reads changes, and nothing else: what others' pipelines send. */
    public static TidingReader ofChanges(SchemaSource schemas) {
        return new TidingReader(schemas, List.of(ChangeEvent.getClassSchema().getName()));
    }

    /** Reads changes and what training runs say: what others' pipelines send. */
    public static TidingReader ofOthers(SchemaSource schemas) {
        return new TidingReader(
                schemas,
                List.of(
                        ChangeEvent.getClassSchema().getName(),
                        RunEvent.getClassSchema().getName()));
    }

    /** Reads changes, what training runs say, and operations. */
    public static TidingReader ofAll(SchemaSource schemas) {
        return new TidingReader(
                schemas,
                List.of(
                        ChangeEvent.getClassSchema().getName(),
                        RunEvent.getClassSchema().getName(),
                        Operation.getClassSchema().getName()));
    }

    /** What came of a record. */
    public sealed interface Result {}

    /** It can be used. */
    public record Usable(Tiding tiding) implements Result {}

    /** It cannot. */
    public record Unusable(Rejection rejection) implements Result {}

    /**
     * Reads a record's value.
     *
     * @param logMs the log's time of the record, for a change or a run's report that does not say when it was
     */
    public Result read(byte @Nullable [] value, long logMs) {
        if (value == null || value.length == 0) {
            return unusable(Reason.EMPTY, "a record without a value");
        }
        if (value.length < HEADER || value[0] != 0) {
            return unusable(
                    Reason.NOT_WIRE_FORMAT, "length=" + value.length + ", first byte=" + value[0] + ", expected 0");
        }
        int id = (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | (value[4] & 0xff);
        try {
            return new Usable(tiding(read(reader(id), value), logMs));
        } catch (SchemaSource.UnknownSchema unknown) {
            return unusable(Reason.UNKNOWN_SCHEMA, "schema id=" + id + ": " + unknown.getMessage());
        } catch (IllegalArgumentException | NullPointerException refused) {
            return unusable(Reason.UNUSABLE_SCHEMA, "schema id=" + id + ": " + refused.getMessage());
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | UnsupportedOperationException broken) {
            return unusable(Reason.UNDECODABLE, "schema id=" + id + ": " + broken.getMessage());
        }
    }

    private static Unusable unusable(Reason reason, String detail) {
        return new Unusable(new Rejection(reason, detail));
    }

    private GenericDatumReader<GenericRecord> reader(int id) throws SchemaSource.UnknownSchema {
        GenericDatumReader<GenericRecord> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema writer = new Schema.Parser().parse(schemas.schemaById(id));
        Schema readable = READABLE.get(writer.getType() == Schema.Type.RECORD ? writer.getName() : "");
        if (readable == null || !names.contains(writer.getName())) {
            throw new IllegalArgumentException(
                    "is of " + writer.getFullName() + "; on this topic " + String.join(" or ", names) + " is expected");
        }
        if (readers.size() >= MOST_SCHEMAS) {
            readers.clear();
        }
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(writer, readable);
        readers.put(id, reader);
        return reader;
    }

    private static GenericRecord read(GenericDatumReader<GenericRecord> reader, byte[] value) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
        GenericRecord read = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes left over: length=" + value.length);
        }
        return read;
    }

    private static Tiding tiding(GenericRecord read, long logMs) {
        String name = read.getSchema().getName();
        if (name.equals(ChangeEvent.getClassSchema().getName())) {
            return AvroChange.toDomain(read, logMs);
        }
        return name.equals(RunEvent.getClassSchema().getName())
                ? AvroRun.toDomain(read, logMs)
                : AvroOperation.toDomain(read);
    }
}
