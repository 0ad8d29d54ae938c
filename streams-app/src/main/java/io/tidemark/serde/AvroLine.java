package io.tidemark.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A record as {@link AvroJson} writes it, back in the wire format with schema id 0. A field that it lacks has its default. */
final class AvroLine {
    private AvroLine() {}

    /**
     * The record's bytes.
     *
     * @throws java.time.DateTimeException if a time is none
     * @throws NumberFormatException if a number is none
     * @throws org.apache.avro.AvroRuntimeException if a field without a default is missing, or is of another kind
     */
    static byte[] bytes(JsonNode node, Schema schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        WireFormat.header(0, out);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(Objects.requireNonNull(value(node, schema)), encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    private static Object value(JsonNode node, Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> fields(node, schema);
            case ARRAY -> items(node, schema);
            case UNION ->
                node.isNull() ? Nothing.NOTHING : value(node, schema.getTypes().get(1));
            case LONG -> node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : node.longValue();
            case INT -> node.intValue();
            case DOUBLE -> node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            case ENUM -> new GenericData.EnumSymbol(schema, node.textValue());
            default -> node.asText();
        };
    }

    private static GenericData.Record fields(JsonNode node, Schema schema) {
        GenericData.Record out = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode given = node.get(field.name());
            Object value = given == null ? GenericData.get().getDefaultValue(field) : value(given, field.schema());
            if (value != Nothing.NOTHING) {
                out.put(field.pos(), value);
            }
        }
        return out;
    }

    private static List<Object> items(JsonNode node, Schema schema) {
        List<Object> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(value(item, schema.getElementType())));
        return items;
    }

    /** JSON's null. */
    private enum Nothing {
        NOTHING
    }
}
