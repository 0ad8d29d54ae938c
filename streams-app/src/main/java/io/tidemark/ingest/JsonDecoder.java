package io.tidemark.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON, an object each, with or without Confluent's five bytes before it, by a streaming parser: no tree, no object a field.
 *
 * <p>NaN and the infinities are taken as Python writes them. Owned by one task; not thread-safe.
 */
final class JsonDecoder implements RecordDecoder {
    private static final String NO_OBJECT = "is not one JSON object: ";
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 10_000;
    private static final int LONGEST_TEXT = 64 << 20;
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final FieldTree tree;
    private final Utf8Writer utf8;

    JsonDecoder(FieldTree tree) {
        this.tree = tree;
        this.utf8 = new Utf8Writer(tree.page());
    }

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        if (value == null || value.length == 0) {
            return new Rejection(Reason.EMPTY, "a record without a value");
        }
        int start = value[0] == 0 ? EventDecoder.HEADER : 0;
        if (start >= value.length) {
            return new Rejection(
                    Reason.NOT_WIRE_FORMAT, "length=" + value.length + ", first byte=0, then five and JSON");
        }
        tree.begin(observation);
        try (JsonParser parser = FACTORY.createParser(value, start, value.length - start)) {
            String fault = read(parser, observation);
            if (!fault.isEmpty()) {
                return new Rejection(Reason.UNDECODABLE, NO_OBJECT + fault);
            }
        } catch (JsonProcessingException broken) {
            return new Rejection(Reason.UNDECODABLE, what(broken));
        } catch (IOException | IndexOutOfBoundsException | IllegalStateException broken) {
            return new Rejection(
                    Reason.UNDECODABLE,
                    "no JSON that can be read: " + broken.getClass().getSimpleName());
        }
        tree.end(observation);
        return observation.hasEventTime() ? null : new Rejection(Reason.NO_TIMESTAMP, tree.noTime());
    }

    /** Never the parser's own words: they show what was read. */
    private static String what(JsonProcessingException broken) {
        long at = broken.getLocation() == null ? -1 : broken.getLocation().getByteOffset();
        if (broken instanceof JsonEOFException) {
            return NO_OBJECT + "ends early, at byte " + at;
        }
        return NO_OBJECT
                + (broken instanceof StreamConstraintsException
                        ? "is nested deeper than " + DEEPEST + ", or holds a name, text or number longer than is read"
                        : "is no JSON from byte " + at + " on");
    }

    /** Returns what is wrong with the whole; empty if it is one object. */
    private String read(JsonParser parser, Observation out) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return first == null ? "is blank" : "is another value of JSON";
        }
        object(parser, tree.root(), out);
        return parser.nextToken() == null ? "" : "more follows behind an object";
    }

    @HotPath
    private void object(JsonParser parser, FieldNode node, Observation out) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            FieldNode field = node.field(parser.currentName());
            JsonToken token = parser.nextToken();
            if (field == null) {
                refuse(parser, node);
            } else if (!field.isNeeded()) {
                parser.skipChildren();
            } else {
                value(parser, token, field, out);
            }
        }
    }

    /** Nobody asks for it, or there are too many names. */
    private void refuse(JsonParser parser, FieldNode outer) throws IOException {
        if (outer.isOpen()) {
            tree.names().refuse(FieldTree.limit(parser.currentName()), outer.path());
        }
        parser.skipChildren();
    }

    @HotPath
    private void value(JsonParser parser, JsonToken token, FieldNode node, Observation out) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            structure(node.use());
            object(parser, node, out);
        } else if (token == JsonToken.START_ARRAY) {
            structure(node.use());
            array(parser, node, out);
        } else if (node.use() != null) {
            single(parser, token, node.use());
        }
    }

    @HotPath
    private static void structure(@Nullable MappedField use) {
        if (use != null) {
            use.structure();
        }
    }

    @HotPath
    private void single(JsonParser parser, JsonToken token, MappedField use) throws IOException {
        switch (token) {
            case VALUE_STRING -> {
                int at = put(parser);
                use.text(at, tree.page().end() - at);
            }
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    int at = put(parser);
                    use.huge(at, tree.page().end() - at, parser.getDoubleValue());
                } else {
                    use.whole(parser.getLongValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> use.number(parser.getDoubleValue());
            case VALUE_TRUE -> use.truth(true);
            case VALUE_FALSE -> use.truth(false);
            case VALUE_NULL -> use.perhapsNothing();
            default -> use.other();
        }
    }

    @HotPath
    private int put(JsonParser parser) throws IOException {
        return utf8.put(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    @HotPath
    private void array(JsonParser parser, FieldNode node, Observation out) throws IOException {
        if (node.hasItems()) {
            items(parser, node, out);
            return;
        }
        MappedField use = node.use();
        JsonToken token = parser.nextToken();
        // An empty array may be one of objects.
        boolean isVector = token.isNumeric();
        if (use == null || !use.isFeature() || !isVector) {
            skipItems(parser, token);
            return;
        }
        use.vector();
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            out.element(token.isNumeric() ? parser.getDoubleValue() : Double.NaN);
            parser.skipChildren();
        }
    }

    private static void skipItems(JsonParser parser, JsonToken first) throws IOException {
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            parser.skipChildren();
        }
    }

    /** Places that the mapping names are read, the others skipped. */
    private void items(JsonParser parser, FieldNode node, Observation out) throws IOException {
        int place = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            FieldNode item = node.item(place++);
            if (item == null) {
                parser.skipChildren();
            } else {
                value(parser, token, item, out);
            }
        }
    }
}
