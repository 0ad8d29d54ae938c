package io.tidemark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** An object of an answer, read by the names of its fields; what is not there reads as what is null: empty. Any thread. */
public final class Fields {
    private final JsonNode node;

    Fields(JsonNode node) {
        this.node = node;
    }

    /** A text; empty if it is null or not there. Numbers and truth values read as JSON writes them. */
    public String text(String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    /** A number; empty if it is null or not there. */
    public OptionalDouble number(String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    /** A whole number; 0 if it is null or not there. */
    public long whole(String name) {
        return node.path(name).asLong();
    }

    /** Whether it is there and true. */
    public boolean is(String name) {
        return node.path(name).asBoolean();
    }

    /** Whether there is something: not null, and not an empty list. */
    public boolean has(String name) {
        JsonNode value = node.path(name);
        return !value.isNull() && !value.isMissingNode() && !(value.isArray() && value.isEmpty());
    }

    /** An object in it; one without fields if it is not there. */
    public Fields at(String name) {
        return new Fields(node.path(name));
    }

    /** The objects of a list; null ones are left out. */
    public List<Fields> list(String name) {
        List<Fields> all = new ArrayList<>();
        node.path(name).forEach(one -> {
            if (!one.isNull()) {
                all.add(new Fields(one));
            }
        });
        return all;
    }

    /** The texts of a list. */
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        node.path(name).forEach(one -> all.add(one.asText()));
        return all;
    }

    /** Whole numbers by name, in the order of names. */
    public Map<String, Long> counts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        node.path(name)
                .properties()
                .forEach(one -> counts.put(one.getKey(), one.getValue().asLong()));
        return counts;
    }

    /** Pages of a list, as if they had been one. Owned by one thread. */
    static final class Pages {
        private static final String BOARD = "board";

        private final String list;
        private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
        private ObjectNode joined = JsonNodeFactory.instance.objectNode();

        Pages(String list) {
            this.list = list;
        }

        /** The next page: it stands for all of them, but for the list and what an earlier one knew to be missing. */
        void add(Fields page) {
            page.node.path(list).forEach(items::add);
            JsonNode before = joined.path(BOARD);
            joined = page.node instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
            if (before.isObject() && !before.path("isWhole").asBoolean()) {
                joined.set(BOARD, before);
            }
            joined.set(list, items);
        }

        int size() {
            return items.size();
        }

        Fields joined() {
            return new Fields(joined);
        }
    }

    /** As it came, on one line. */
    public String json() {
        return node.toString();
    }
}
