package io.tidemark.runtime.first;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.config.FieldPath;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * A record's values as texts, by the path that a monitor file would name them with: nested records and maps flattened, times as ISO 8601,
 * lists of numbers as vectors; other lists and bytes are left out. At most {@value #MOST} values.
 *
 * <p>Owned by one reader; not thread-safe.
 */
final class RecordTexts {
    /** Stands before the name of a place that no path names, as a name of it is empty or has a quote in it. */
    static final String UNNAMED = "\"\"";

    private static final int MOST = 1_000;
    private static final int DEEPEST = 16;
    private static final int LONGEST_VECTOR = 4_096;

    private final Map<String, String> texts = new LinkedHashMap<>();

    private RecordTexts() {}

    /** Of an Avro record, as a generic reader without conversions gives it. */
    static Map<String, String> of(IndexedRecord message) {
        RecordTexts record = new RecordTexts();
        record.fields(List.of(), message);
        return record.texts;
    }

    /** Of a JSON object. */
    static Map<String, String> of(JsonNode message) {
        RecordTexts record = new RecordTexts();
        record.json(List.of(), message);
        return record.texts;
    }

    /** Of one of the record's own fields alone; nothing if it has no such field. */
    static Map<String, String> of(IndexedRecord message, String name) {
        RecordTexts record = new RecordTexts();
        Schema.Field field = message.getSchema().getField(name);
        if (field != null) {
            record.avro(inside(List.of(), name), field.schema(), message.get(field.pos()));
        }
        return record.texts;
    }

    /** Of one of the object's own fields alone; nothing if it has no such field. */
    static Map<String, String> of(JsonNode message, String name) {
        RecordTexts record = new RecordTexts();
        record.json(inside(List.of(), name), message.path(name));
        return record.texts;
    }

    private void fields(List<FieldPath.Step> path, IndexedRecord message) {
        for (Schema.Field field : message.getSchema().getFields()) {
            avro(inside(path, field.name()), field.schema(), message.get(field.pos()));
        }
    }

    private static List<FieldPath.Step> inside(List<FieldPath.Step> path, String name) {
        List<FieldPath.Step> steps = new ArrayList<>(path);
        steps.add(new FieldPath.Step(name, -1));
        return steps;
    }

    private void avro(List<FieldPath.Step> path, Schema schema, Object value) {
        if (path.size() > DEEPEST || texts.size() >= MOST) {
            return;
        }
        if (value instanceof IndexedRecord nested) {
            fields(path, nested);
        } else if (value instanceof Map<?, ?> map) {
            Schema values = branch(schema, Schema.Type.MAP).getValueType();
            map.forEach((key, entry) -> avro(inside(path, key.toString()), values, entry));
        } else if (value instanceof List<?> list) {
            vector(path, list);
        } else if (value != null) {
            put(path, text(schema, value));
        }
    }

    private static Schema branch(Schema schema, Schema.Type type) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getType() == type)
                        .findFirst()
                        .orElse(schema);
    }

    /** Of a union the branch that is not null; of several, none says what a number means. */
    private static Schema branch(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> there = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return there.size() == 1 ? there.get(0) : schema;
    }

    private static String text(Schema declared, Object value) {
        Schema schema = branch(declared);
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal && value instanceof ByteBuffer bytes) {
            return plain(new Conversions.DecimalConversion().fromBytes(bytes.duplicate(), schema, logical));
        }
        if (logical instanceof LogicalTypes.Decimal && value instanceof GenericFixed fixed) {
            return plain(new Conversions.DecimalConversion().fromFixed(fixed, schema, logical));
        }
        if (value instanceof ByteBuffer || value instanceof GenericFixed) {
            return "";
        }
        return logical != null && value instanceof Number number
                ? time(logical.getName(), number.longValue(), value)
                : value.toString();
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private static String time(String logical, long number, Object value) {
        return switch (logical) {
            case "timestamp-millis", "local-timestamp-millis" ->
                Instant.ofEpochMilli(number).toString();
            case "timestamp-micros", "local-timestamp-micros" ->
                Instant.ofEpochMilli(TimeUnit.MICROSECONDS.toMillis(number)).toString();
            case "timestamp-nanos", "local-timestamp-nanos" ->
                Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(number)).toString();
            case "date" -> LocalDate.ofEpochDay(number).toString();
            default -> value.toString();
        };
    }

    private void vector(List<FieldPath.Step> path, List<?> list) {
        boolean isVector = list.size() > 1
                && list.size() <= LONGEST_VECTOR
                && list.stream().allMatch(item -> item instanceof Number);
        if (isVector) {
            StringJoiner numbers = new StringJoiner(", ", "[", "]");
            list.forEach(item -> numbers.add(item.toString()));
            put(path, numbers.toString());
        }
    }

    private void json(List<FieldPath.Step> path, JsonNode node) {
        if (path.size() > DEEPEST || texts.size() >= MOST) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> json(inside(path, entry.getKey()), entry.getValue()));
        } else if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(item.isNumber() ? item.numberValue() : item.asText()));
            vector(path, items);
        } else if (!node.isNull() && !path.isEmpty()) {
            put(path, node.asText());
        }
    }

    private void put(List<FieldPath.Step> path, String text) {
        FieldPath place = new FieldPath(path);
        texts.put(place.isWritable() ? place.toString() : UNNAMED + place.name(), text);
    }
}
