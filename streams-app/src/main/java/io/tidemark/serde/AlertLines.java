package io.tidemark.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Alerts as lines of JSON, as {@link AvroJson} writes them, back as alerts. A field that a line lacks has its default. Owned by one thread. */
public final class AlertLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = io.tidemark.schemas.Alert.getClassSchema();

    private final AlertDeserializer reader = new AlertDeserializer(id -> SCHEMA.toString());

    /**
     * The alert of a line.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public Alert read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.path("dedupKey").isTextual()) {
                throw new IllegalArgumentException("no alert: it has no dedupKey");
            }
            return reader.deserialize("", bytes(value(node, SCHEMA)));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON: " + broken.getOriginalMessage(), broken);
        } catch (DateTimeException
                | AvroRuntimeException
                | NumberFormatException
                | AlertDeserializer.BrokenAlert wrong) {
            throw new IllegalArgumentException("no alert: " + wrong.getMessage(), wrong);
        }
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

    private static byte[] bytes(Object alert) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        WireFormat.header(0, out);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(SCHEMA).write(Objects.requireNonNull(alert), encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    /** JSON's null. */
    private enum Nothing {
        NOTHING
    }
}
