package io.tidemark.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Records in the wire format as lines of JSON: the same names as in the Avro schema, times as ISO-8601 in UTC, enums as text, null where
 * the schema has null; NaN and ±Infinity, which JSON lacks, as text.
 *
 * <p>Reads them as any consumer would: the schema comes from the registry by the id in the record. Owned by one thread.
 */
public final class AvroJson {
    private static final int HEADER = 5;
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory STRICT =
            new JsonFactory().disable(JsonGenerator.Feature.QUOTE_NON_NUMERIC_NUMBERS);

    private final SchemaSource schemas;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

    public AvroJson(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /** Of alerts on a topic whose schemas are in that registry. */
    public static AvroJson ofAlerts(Registry registry) {
        return new AvroJson(registry.ofOwn(io.tidemark.schemas.Alert.getClassSchema()));
    }

    /**
     * The record of those bytes.
     *
     * @throws IllegalArgumentException if the registry does not know its schema
     * @throws UncheckedIOException if the bytes are broken
     */
    public GenericRecord read(byte[] bytes) {
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        try {
            return readers.computeIfAbsent(id, this::reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "cannot read a record: schema id=" + id + ", length=" + bytes.length, broken);
        }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        try {
            return new GenericDatumReader<>(new Schema.Parser().parse(schemas.schemaById(id)));
        } catch (SchemaSource.UnknownSchema unknown) {
            throw new IllegalArgumentException("unknown schema: id=" + id, unknown);
        }
    }

    /** One line, without its end. */
    public static String line(GenericRecord message) {
        return line(message, JSON);
    }

    /** The same with null for NaN and ±Infinity. */
    static String strictLine(GenericRecord message) {
        return line(message, STRICT);
    }

    private static String line(GenericRecord message, JsonFactory format) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator out = format.createGenerator(text)) {
            write(message, message.getSchema(), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private static void write(Object value, Schema schema, JsonGenerator out) throws IOException {
        switch (schema.getType()) {
            case RECORD -> fields((GenericRecord) value, out);
            case ARRAY -> items((Collection<?>) value, schema.getElementType(), out);
            case MAP -> entries((Map<?, ?>) value, schema.getValueType(), out);
            case UNION -> writeBranch(value, schema, out);
            case LONG -> number((Long) value, schema, out);
            case INT -> out.writeNumber((Integer) value);
            case DOUBLE -> decimal((Double) value, out);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case NULL -> out.writeNull();
            default -> out.writeString(value.toString());
        }
    }

    private static void writeBranch(Object value, Schema union, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        for (Schema branch : union.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                write(value, branch, out);
                return;
            }
        }
    }

    private static void fields(GenericRecord message, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Schema.Field field : message.getSchema().getFields()) {
            out.writeFieldName(field.name());
            write(message.get(field.pos()), field.schema(), out);
        }
        out.writeEndObject();
    }

    /** In the order of the names: a map has none of its own. */
    private static void entries(Map<?, ?> values, Schema schema, JsonGenerator out) throws IOException {
        Map<String, Object> sorted = new TreeMap<>();
        values.forEach((name, value) -> sorted.put(name.toString(), value));
        out.writeStartObject();
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.writeFieldName(entry.getKey());
            write(entry.getValue(), schema, out);
        }
        out.writeEndObject();
    }

    private static void items(Collection<?> values, Schema schema, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Object value : values) {
            write(value, schema, out);
        }
        out.writeEndArray();
    }

    private static void number(long value, Schema schema, JsonGenerator out) throws IOException {
        boolean isTime = schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals("timestamp-millis");
        if (isTime) {
            out.writeString(Instant.ofEpochMilli(value).toString());
        } else {
            out.writeNumber(value);
        }
    }

    private static void decimal(double value, JsonGenerator out) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else if (out.isEnabled(JsonGenerator.Feature.QUOTE_NON_NUMERIC_NUMBERS)) {
            out.writeString(Double.toString(value));
        } else {
            out.writeNull();
        }
    }
}
