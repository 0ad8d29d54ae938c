package io.tidemark.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.tidemark.config.Names;
import io.tidemark.domain.EventTimeText;
import io.tidemark.domain.Operation;
import io.tidemark.domain.RunReport;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a request tells, checked: one object of JSON with known fields. */
final class Body {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_SEEN = 100;

    private final JsonNode fields;
    private final Visible visible;

    private Body(JsonNode fields, Visible visible) {
        this.fields = fields;
        this.visible = visible;
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
                throw wrong(
                        "there is no such field: " + shortened(name) + "; "
                                + Names.suggestion(name, names, "there are"),
                        Names.nearest(name, names));
            }
        });
        return new Body(read, Visible.of(request));
    }

    private static JsonNode read(Context request) {
        try (InputStream in = request.bodyInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problem.of(413, "too large", "the body must have at most " + MOST_BYTES + " bytes")
                        .failure();
            }
            return read(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException("the body could not be read", gone);
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException broken) {
            throw wrong("the body is no JSON: " + shortened(broken.getOriginalMessage()));
        } catch (IOException broken) {
            throw wrong("the body is no JSON in UTF-8: " + shortened(String.valueOf(broken.getMessage())));
        }
    }

    /** A 400 about the body. */
    static Problem.Failure wrong(String detail) {
        return Problem.of(400, "wrong body", detail).failure();
    }

    private static Problem.Failure wrong(String detail, String nearest) {
        return new Problem(400, "wrong body", detail, nearest.isEmpty() ? Map.of() : Map.of("nearest", nearest))
                .failure();
    }

    /** A value, as far as a sentence has room for it. */
    private static String seen(JsonNode value) {
        return shortened(value.isTextual() ? value.textValue() : value.toString());
    }

    private static String shortened(String text) {
        return text.length() > MOST_SEEN ? text.substring(0, MOST_SEEN) + "…" : text;
    }

    /** Refuses to go on without these, all of them at once. */
    Body require(String... names) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            JsonNode value = fields.path(name);
            boolean isBlank = value.isTextual() && value.textValue().isBlank();
            if (value.isMissingNode() || isBlank) {
                missing.add(name + (isBlank ? " (it is empty)" : ""));
            }
        }
        if (!missing.isEmpty()) {
            throw wrong("the body needs " + String.join(" and ", missing));
        }
        return this;
    }

    /** Which models it may speak of. */
    Visible visible() {
        return visible;
    }

    /** A text; empty if it is not given. */
    String text(String name) {
        return text(name, Operation.LONGEST);
    }

    /** A text of so many characters at most; empty if it is not given. */
    String text(String name, int longest) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isTextual()) {
            throw wrong(name + " must be a text: " + name + "=" + seen(value));
        }
        if (value.textValue().length() > longest) {
            throw wrong(name + " must have at most " + longest + " characters: length="
                    + value.textValue().length());
        }
        return value.textValue().strip();
    }

    /** One of these words, or empty if it is not given. */
    String word(String name, List<String> words) {
        String word = text(name).toLowerCase(Locale.ROOT);
        if (fields.has(name) && !words.contains(word)) {
            String nearest = Names.nearest(word, words);
            throw wrong(
                    name + " must be one of " + words + ": " + name + "=" + seen(fields.path(name))
                            + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"),
                    nearest);
        }
        return word;
    }

    /** A moment behind 1970 as 2026-01-31T12:00:00Z; empty if it is not given. What lies further back stands for none on topics. */
    Optional<Instant> time(String name) {
        String text = text(name);
        if (!fields.has(name)) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(Instant.EPOCH) && EventTimeText.isReasonable(time)) {
                return Optional.of(time);
            }
        } catch (DateTimeException none) {
            throw wrong(name + " must be a time in UTC as 2026-01-31T12:00:00Z: " + name + "=" + shortened(text));
        }
        throw wrong(name + " must be a time between 1970-01-01T00:00:00Z and 9999-01-01T00:00:00Z: " + name + "="
                + shortened(text));
    }

    /** A whole number from 1 to the largest; empty if it is not given. */
    Optional<Long> whole(String name, long largest) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        boolean isWhole = value.isIntegralNumber() && value.canConvertToLong();
        if (!isWhole || value.longValue() < 1 || value.longValue() > largest) {
            throw wrong(name + " must be a whole number from 1 to " + largest + ": " + name + "=" + seen(value));
        }
        return Optional.of(value.longValue());
    }

    /** A number; empty if it is not given, or null. */
    Optional<Double> number(String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw wrong(name + " must be a number: " + name + "=" + seen(value));
        }
        return Optional.of(value.doubleValue());
    }

    /** Numbers by their names, so many at most; empty if it is not given. */
    SortedMap<String, Double> numbers(String name, int most) {
        JsonNode value = fields.path(name);
        SortedMap<String, Double> numbers = new TreeMap<>();
        if (!value.isMissingNode() && !value.isObject() || value.size() > most) {
            throw wrong(name + " must be an object of at most " + most + " numbers: " + name + "=" + seen(value));
        }
        value.properties().forEach(entry -> {
            if (!entry.getValue().isNumber() || entry.getKey().length() > RunReport.LONGEST) {
                throw wrong(name + " must be an object of numbers: " + name + "." + shortened(entry.getKey()) + "="
                        + seen(entry.getValue()));
            }
            numbers.put(entry.getKey(), entry.getValue().doubleValue());
        });
        return numbers;
    }

    /** Texts by their names, of so many characters at most; empty if it is not given. */
    Map<String, String> texts(String name, int longest) {
        JsonNode value = fields.path(name);
        Map<String, String> texts = new TreeMap<>();
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(name + " must be an object of texts: " + name + "=" + seen(value));
        }
        value.properties().forEach(entry -> {
            JsonNode one = entry.getValue();
            if (!one.isTextual() || one.textValue().length() > longest) {
                throw wrong(name + " must be an object of texts of at most " + longest + " characters: " + name + "."
                        + shortened(entry.getKey()) + "=" + seen(one));
            }
            texts.put(entry.getKey(), one.textValue());
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
            String field = body.fields.has("text") ? "text" : "reason";
            String reason = body.text(field);
            if (given.isEmpty() || given.equals(caller.name())) {
                return reason;
            }
            String whole = (reason + " (for " + given + ")").strip();
            if (whole.length() > Operation.LONGEST) {
                throw wrong(field + " and by must have at most " + Operation.LONGEST + " characters together: length="
                        + whole.length());
            }
            return whole;
        }
    }

    /** Whether a field is given. */
    boolean has(String name) {
        return fields.has(name);
    }

    /** A field's value, as far as a sentence has room for it. */
    String seen(String name) {
        return seen(fields.path(name));
    }
}
