package io.tidemark.runtime.first;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.SchemaSource.UnknownSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Finds out how a topic's records are written, and reads them for a look: JSON, with or without Confluent's framing; Avro in Confluent's wire
 * format; bare Avro of a schema that people give.
 *
 * <p>Owned by one reader; not thread-safe.
 */
public final class RecordReading {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int FRAME = 5;
    private static final String OWN_JSON = "JSON of Tidemark's own events";

    private final SchemaSource registry;
    private final String bare;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, Long> forms = new TreeMap<>();
    private final Map<String, Long> failures = new TreeMap<>();

    /**
     * A reader.
     *
     * @param bare the schema of records without framing, as JSON; empty if none is given
     */
    public RecordReading(SchemaSource registry, String bare) {
        this.registry = registry;
        this.bare = bare;
    }

    /** The values of a record that was read, by path. */
    static Map<String, String> texts(Object message) {
        return message instanceof JsonNode json ? RecordTexts.of(json) : RecordTexts.of((IndexedRecord) message);
    }

    /** The record itself, a {@link JsonNode} or an {@link IndexedRecord}; nothing of one that cannot be read, which is counted with its reason. */
    public Optional<Object> message(byte[] bytes) {
        try {
            return parse(bytes);
        } catch (IOException
                | AvroRuntimeException
                | UnknownSchema
                | WorldFailure
                | IndexOutOfBoundsException failure) {
            String why = failure instanceof UnknownSchema ? String.valueOf(failure.getMessage()) : "cannot be decoded";
            failures.merge(why, 1L, Long::sum);
            return Optional.empty();
        }
    }

    private Optional<Object> parse(byte[] bytes) throws IOException, UnknownSchema {
        if (!bare.isEmpty()) {
            return avro(schemas.computeIfAbsent(-1, ignored -> new Schema.Parser().parse(bare)), bytes, 0, "bare Avro");
        }
        if (isJson(bytes, 0)) {
            return json(bytes, 0, "JSON");
        }
        if (bytes.length > FRAME && bytes[0] == 0) {
            return isJson(bytes, FRAME) ? framedJson(bytes) : framed(bytes);
        }
        failures.merge(
                isOtherJson(bytes) ? "JSON, but no object" : "neither JSON nor framed: bare Avro needs --schema FILE",
                1L,
                Long::sum);
        return Optional.empty();
    }

    private static boolean isOtherJson(byte[] bytes) {
        try {
            return !JSON.readTree(bytes).isMissingNode();
        } catch (IOException none) {
            return false;
        }
    }

    private static boolean isJson(byte[] bytes, int offset) {
        int at = offset;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at < bytes.length && bytes[at] == '{';
    }

    private Optional<Object> json(byte[] bytes, int offset, String form) throws IOException {
        JsonNode node = JSON.readTree(bytes, offset, bytes.length - offset);
        count(isOwn(node) ? OWN_JSON : form);
        return Optional.of(node);
    }

    /** Whether it is one of Tidemark's own events, by the names that nobody else would have together. */
    private static boolean isOwn(JsonNode node) {
        boolean says = node.path("features").isObject()
                || node.hasNonNull("predictedClass")
                || node.hasNonNull("predictedValue")
                || node.hasNonNull("score");
        return node.path("model").isTextual() && node.hasNonNull("eventTime") && says;
    }

    /** Avro may begin as JSON does, if its first field is a number. */
    private Optional<Object> framedJson(byte[] bytes) throws IOException, UnknownSchema {
        try {
            return json(bytes, FRAME, "JSON with framing");
        } catch (JsonProcessingException broken) {
            return framed(bytes);
        }
    }

    private Optional<Object> framed(byte[] bytes) throws IOException, UnknownSchema {
        int id = ByteBuffer.wrap(bytes, 1, FRAME - 1).getInt();
        Schema schema = schemas.get(id);
        if (schema == null) {
            schema = new Schema.Parser().setValidateDefaults(false).parse(registry.schemaById(id));
            schemas.put(id, schema);
        }
        return avro(schema, bytes, FRAME, "Avro " + schema.getFullName());
    }

    private Optional<Object> avro(Schema schema, byte[] bytes, int offset, String form) throws IOException {
        GenericRecord message = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null));
        count(form);
        return Optional.of(message);
    }

    private void count(String form) {
        forms.merge(form, 1L, Long::sum);
    }

    /** How many records were read. */
    long read() {
        return forms.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records were read in each form. */
    public Map<String, Long> forms() {
        return forms;
    }

    /** {@code Avro shop.Order 1,200, JSON 3}. */
    String words() {
        return String.join(
                ", ",
                forms.entrySet().stream()
                        .map(form -> form.getKey() + " " + Figures.count(form.getValue()))
                        .toList());
    }

    /** How many could not be read, by reason. */
    Map<String, Long> failures() {
        return failures;
    }

    /** Whether most of them are JSON. */
    boolean isJson() {
        return forms.keySet().stream().anyMatch(form -> form.startsWith("JSON"));
    }

    /** Whether they are Tidemark's own events, which need no mapping. */
    boolean isCanonical() {
        return !forms.isEmpty()
                && forms.keySet().stream()
                        .allMatch(form ->
                                form.equals(OWN_JSON) || form.matches("Avro io\\.tidemark\\.schemas\\.\\w+Event"));
    }
}
