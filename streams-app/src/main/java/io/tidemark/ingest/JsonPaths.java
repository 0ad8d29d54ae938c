package io.tidemark.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.config.FieldPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The places that objects of JSON have had. Owned by one thread. */
final class JsonPaths implements FilePaths {
    private static final int MOST = 4_096;

    private final Set<FieldPath> wanted;
    private final Set<FieldPath> met = new HashSet<>();
    private final Set<String> places = new TreeSet<>();
    private final Set<FieldPath> all = new LinkedHashSet<>();
    private final Deque<FieldPath.Step> at = new ArrayDeque<>();

    /** @param wanted the places that {@link #has} is asked of */
    JsonPaths(Collection<FieldPath> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /**
     * Looks at one more record.
     *
     * @return whether it is one whole object
     */
    boolean look(byte[] json) {
        at.clear();
        try (JsonParser parser = JsonDecoder.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            inside(parser);
            return parser.nextToken() == null;
        } catch (IOException | IllegalStateException broken) {
            return false;
        }
    }

    private void inside(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            at.addLast(new FieldPath.Step(parser.currentName(), -1));
            value(parser, parser.nextToken());
            at.removeLast();
        }
    }

    private void value(JsonParser parser, JsonToken token) throws IOException {
        FieldPath path = new FieldPath(new ArrayList<>(at));
        if (wanted.contains(path)) {
            met.add(path);
        }
        if (token == JsonToken.START_OBJECT) {
            inside(parser);
        } else if (token == JsonToken.START_ARRAY) {
            items(parser);
        }
        if (token != JsonToken.START_OBJECT && places.size() < MOST) {
            places.add(path.toString());
            all.add(path);
        }
    }

    private void items(JsonParser parser) throws IOException {
        int place = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                return;
            }
            at.addLast(new FieldPath.Step("", place++));
            value(parser, token);
            at.removeLast();
        }
    }

    /** Whether all that is wanted was met. */
    boolean isComplete() {
        return met.containsAll(wanted);
    }

    @Override
    public boolean has(FieldPath path) {
        return met.contains(path);
    }

    @Override
    public Collection<FieldPath> all() {
        return places.size() < MOST ? all : List.of();
    }

    @Override
    public Collection<String> places() {
        return places;
    }
}
