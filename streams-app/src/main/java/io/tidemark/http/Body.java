package io.tidemark.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.tidemark.config.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a request tells, checked: one object of JSON with known fields. */
final class Body {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST = 500;

    private final JsonNode fields;

    private Body(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * Of a request that may have these fields. That it has to say what it sends keeps foreign pages from sending anything: a browser asks first.
     *
     * @throws Problem.Failure 400, 413 or 415 if it is none
     */
    static Body of(Context request, String... known) {
        String type = request.contentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "wrong content type", "send Content-Type: application/json: Content-Type=" + type)
                    .failure();
        }
        JsonNode read = read(request);
        if (read == null || !read.isObject()) {
            throw wrong("the body must be one object of JSON");
        }
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        read.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw wrong("there is no such field: " + name + "; " + Names.suggestion(name, names, "there are"));
            }
        });
        return new Body(read);
    }

    private static JsonNode read(Context request) {
        try (InputStream in = request.bodyInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problem.of(413, "too large", "the body must have at most " + MOST_BYTES + " bytes")
                        .failure();
            }
            return JSON.readTree(bytes);
        } catch (JsonProcessingException broken) {
            throw wrong("the body is no JSON: " + broken.getOriginalMessage());
        } catch (IOException gone) {
            throw new UncheckedIOException("the body could not be read", gone);
        }
    }

    private static Problem.Failure wrong(String detail) {
        return Problem.of(400, "wrong body", detail).failure();
    }

    /** Refuses to go on without these, all of them at once. */
    Body require(String... names) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            JsonNode value = fields.path(name);
            boolean isBlank = value.isTextual() && value.textValue().isBlank();
            if (value.isMissingNode() || value.isNull() || isBlank) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw wrong("the body needs " + String.join(" and ", missing));
        }
        return this;
    }

    /** A text; empty if it is not given. */
    String text(String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw wrong(name + " must be a text: " + name + "=" + value);
        }
        if (value.textValue().length() > LONGEST) {
            throw wrong(name + " must have at most " + LONGEST + " characters: length="
                    + value.textValue().length());
        }
        return value.textValue().strip();
    }

    /** One of these words, or empty if it is not given. */
    String word(String name, List<String> words) {
        String word = text(name).toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && !words.contains(word)) {
            throw wrong(name + " must be one of " + words + ": " + name + "=" + text(name));
        }
        return word;
    }

    /** A moment, as 2026-01-31T12:00:00Z; empty if it is not given. */
    Optional<Instant> time(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            throw wrong(name + " must be a time in UTC as 2026-01-31T12:00:00Z: " + name + "=" + text);
        }
    }

    /** A whole number from 1 to the largest; empty if it is not given. */
    Optional<Long> whole(String name, long largest) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || value.longValue() < 1 || value.longValue() > largest) {
            throw wrong(name + " must be a whole number from 1 to " + largest + ": " + name + "=" + value);
        }
        return Optional.of(value.longValue());
    }

    /** Texts by their names; empty if it is not given. */
    Map<String, String> texts(String name) {
        JsonNode value = fields.path(name);
        Map<String, String> texts = new TreeMap<>();
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw wrong(name + " must be an object of texts: " + name + "=" + value);
        }
        value.properties().forEach(entry -> {
            if (!entry.getValue().isTextual() || entry.getValue().textValue().length() > LONGEST) {
                throw wrong(name + " must be an object of texts of at most " + LONGEST + " characters: "
                        + entry.getKey() + "=" + entry.getValue().getNodeType());
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        });
        return texts;
    }

    /** Who tells it, why and when: who has the token, whoever else is named. */
    record Said(Body body, Tokens.Caller caller, long atMs) {
        String by() {
            return caller.name();
        }

        String reason() {
            String given = body.text("by");
            String reason = body.text(body.fields.has("text") ? "text" : "reason");
            boolean isAnother = !given.isEmpty() && !given.equals(caller.name());
            return isAnother ? (reason + " (for " + given + ")").strip() : reason;
        }
    }

    /** A 400 about a field. */
    Problem.Failure failure(String detail) {
        return wrong(detail);
    }
}
