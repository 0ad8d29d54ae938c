package io.tidemark.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.Map;

/** Records as JSON. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    /** The fields of an object that is written already, to add others to. */
    static Map<String, Object> fields(String line) {
        try {
            return MAPPER.readValue(line, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("own JSON cannot be read", broken);
        }
    }

    static void answer(Context request, Object value) {
        answer(request, "application/json", value);
    }

    /** On one line. */
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("cannot be written as JSON: type=" + value.getClass(), unwritable);
        }
    }

    static void answer(Context request, String type, Object value) {
        try {
            request.contentType(type).result(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException("cannot be written as JSON: type=" + value.getClass(), unwritable);
        }
    }
}
