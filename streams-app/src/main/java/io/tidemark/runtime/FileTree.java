package io.tidemark.runtime;

import io.tidemark.config.ColumnRules;
import io.tidemark.config.DurationText;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.Problem;
import io.tidemark.config.Salt;
import io.tidemark.config.TargetSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A monitor file with every default filled in, as maps, lists, texts and numbers that anybody may see: the salt, where secrets are found, and
 * what is said of the values of redacted columns, are {@code ***}.
 */
final class FileTree {
    private static final String HIDDEN = InForce.HIDDEN;

    private final Predicate<String> hides;

    private FileTree(Predicate<String> hides) {
        this.hides = hides;
    }

    /** Of a file. */
    static SortedMap<String, Object> of(MonitorFile file) {
        SortedMap<String, Object> tree = new TreeMap<>();
        tree.put(
                "monitors",
                file.monitors().stream()
                        .map(monitor -> new FileTree(column -> hides(monitor, column)).tree(monitor))
                        .toList());
        tree.put(
                "objects",
                new FileTree(column -> file.monitors().stream().anyMatch(monitor -> hides(monitor, column)))
                        .tree(file.objects()));
        tree.put("warnings", file.warnings().stream().map(Problem::text).toList());
        return tree;
    }

    /** A name that is itself a pattern may mean a redacted column. */
    private static boolean hides(Monitor monitor, String column) {
        ColumnRules rules = monitor.columns();
        return monitor.redacts(column)
                || column.contains("*") && !rules.redact().isEmpty();
    }

    private Object tree(Object value) {
        if (value instanceof Salt || value instanceof TargetSpec.Secret) {
            return HIDDEN;
        }
        if (value instanceof Record fields) {
            return record(fields);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(this::tree).toList();
        }
        return leaf(value);
    }

    private static Object leaf(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return InForce.address(value.toString());
    }

    private Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> tree = new TreeMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(leaf(key));
            tree.put(name, hides.test(name) ? HIDDEN : tree(value));
        });
        return tree;
    }

    /** A choice tells which one it is. */
    private Object record(Record fields) {
        Map<String, Object> tree = new LinkedHashMap<>();
        boolean isChoice = List.of(fields.getClass().getInterfaces()).stream().anyMatch(Class::isSealed);
        if (isChoice) {
            tree.put("type", fields.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            value(fields, component).ifPresent(value -> tree.put(component.getName(), tree(value)));
        }
        return tree;
    }

    private static Optional<Object> value(Record fields, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(fields);
            return value instanceof Optional<?> maybe ? maybe.map(Objects::requireNonNull) : Optional.ofNullable(value);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("a record's own field can be read: field=" + component, impossible);
        }
    }
}
