package io.tidemark.runtime.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.config.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.IndexedRecord;

/**
 * The paths at which records have values, outer ones among them, with the number of records that do. At most {@value #MOST} paths.
 *
 * <p>Owned by one reader; not thread-safe.
 */
final class RecordPaths {
    private static final int MOST = 5_000;
    private static final int DEEPEST = 16;
    private static final int MOST_ITEMS = 16;

    private final Map<FieldPath, Seen> paths = new LinkedHashMap<>();

    /** What stands at a path. */
    enum Kind {
        /** A record or a map. */
        OUTER,
        LIST,
        VALUE
    }

    /**
     * A path's values.
     *
     * @param records how many had one
     */
    record Seen(Kind kind, long records) {}

    /** Adds a record's: a {@link JsonNode} or an {@link IndexedRecord}. */
    void add(Object message) {
        visit(List.of(), message);
    }

    private void visit(List<FieldPath.Step> path, Object value) {
        if (value instanceof JsonNode node) {
            json(path, node);
        } else if (value instanceof IndexedRecord nested) {
            note(path, Kind.OUTER);
            nested.getSchema().getFields().forEach(field -> inside(path, field.name(), nested.get(field.pos())));
        } else if (value instanceof Map<?, ?> map) {
            note(path, Kind.OUTER);
            map.forEach((key, entry) -> inside(path, key.toString(), entry));
        } else if (value instanceof List<?> list) {
            items(path, list);
        } else if (value != null) {
            note(path, Kind.VALUE);
        }
    }

    private void json(List<FieldPath.Step> path, JsonNode node) {
        if (node.isObject()) {
            note(path, Kind.OUTER);
            node.properties().forEach(entry -> inside(path, entry.getKey(), entry.getValue()));
        } else if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(items::add);
            items(path, items);
        } else if (!node.isNull()) {
            note(path, Kind.VALUE);
        }
    }

    private void items(List<FieldPath.Step> path, List<?> items) {
        note(path, Kind.LIST);
        for (int i = 0; i < Math.min(MOST_ITEMS, items.size()); i++) {
            step(path, new FieldPath.Step("", i), items.get(i));
        }
    }

    private void inside(List<FieldPath.Step> path, String name, Object value) {
        step(path, new FieldPath.Step(name, -1), value);
    }

    private void step(List<FieldPath.Step> path, FieldPath.Step step, Object value) {
        if (path.size() < DEEPEST && value != null) {
            List<FieldPath.Step> steps = new ArrayList<>(path);
            steps.add(step);
            visit(steps, value);
        }
    }

    private void note(List<FieldPath.Step> steps, Kind kind) {
        FieldPath path = new FieldPath(steps);
        Seen before = paths.get(path);
        if (before != null) {
            paths.put(path, new Seen(before.kind(), before.records() + 1));
        } else if (paths.size() < MOST && !steps.isEmpty()) {
            paths.put(path, new Seen(kind, 1));
        }
    }

    /** In the order in which they were met. */
    Set<Map.Entry<FieldPath, Seen>> all() {
        return paths.entrySet();
    }

    /** Whether a record had a value there. */
    boolean has(FieldPath path) {
        return paths.containsKey(path);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Paths at which single values or lists stand, as people write them; the places of lists are left out. */
    List<String> leaves() {
        return paths.entrySet().stream()
                .filter(entry -> entry.getValue().kind() != Kind.OUTER)
                .map(Map.Entry::getKey)
                .filter(path -> path.steps().stream().noneMatch(FieldPath.Step::isItem))
                .map(FieldPath::toString)
                .toList();
    }
}
