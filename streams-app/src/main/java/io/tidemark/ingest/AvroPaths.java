package io.tidemark.ingest;

import io.tidemark.config.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/** The places that records of one Avro schema have. */
final class AvroPaths implements FilePaths {
    private static final int MOST = 4_096;
    private static final Set<Schema.Type> NUMBERS =
            Set.of(Schema.Type.INT, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);

    private final Schema schema;
    private final Set<String> places = new TreeSet<>();
    private boolean isOpen;

    AvroPaths(Schema schema) {
        this.schema = schema;
        list(schema, new ArrayList<>(), new HashSet<>());
    }

    private void list(Schema inner, List<FieldPath.Step> at, Set<String> entered) {
        switch (inner.getType()) {
            case UNION -> inner.getTypes().forEach(type -> list(type, at, entered));
            case RECORD -> {
                if (entered.add(inner.getFullName())) {
                    inner.getFields().forEach(field -> list(field, at, entered));
                    entered.remove(inner.getFullName());
                }
            }
            case NULL -> {}
            default -> {
                isOpen |= isOpen(inner);
                place(at);
            }
        }
    }

    /** Whether places in it may be features that the schema does not list. */
    private static boolean isOpen(Schema inner) {
        return switch (inner.getType()) {
            case MAP -> true;
            case ARRAY -> !NUMBERS.contains(inner.getElementType().getType());
            default -> false;
        };
    }

    private void list(Schema.Field field, List<FieldPath.Step> at, Set<String> entered) {
        at.add(new FieldPath.Step(field.name(), -1));
        list(field.schema(), at, entered);
        at.remove(at.size() - 1);
    }

    private void place(List<FieldPath.Step> at) {
        if (!at.isEmpty() && places.size() < MOST) {
            places.add(new FieldPath(at).toString());
        }
    }

    @Override
    public boolean has(FieldPath path) {
        return has(schema, path.steps());
    }

    private static boolean has(Schema inner, List<FieldPath.Step> steps) {
        if (inner.getType() == Schema.Type.UNION) {
            return inner.getTypes().stream().anyMatch(type -> has(type, steps));
        }
        if (steps.isEmpty()) {
            return true;
        }
        FieldPath.Step step = steps.get(0);
        List<FieldPath.Step> rest = steps.subList(1, steps.size());
        return switch (inner.getType()) {
            case RECORD -> {
                Schema.Field field = step.isItem() ? null : inner.getField(step.name());
                yield field != null && has(field.schema(), rest);
            }
            case MAP -> !step.isItem() && has(inner.getValueType(), rest);
            case ARRAY -> step.isItem() && has(inner.getElementType(), rest);
            default -> false;
        };
    }

    @Override
    public Collection<FieldPath> all() {
        return isOpen || places.size() >= MOST
                ? List.of()
                : places.stream().map(FieldPath::parse).toList();
    }

    @Override
    public Collection<String> places() {
        return places;
    }
}
