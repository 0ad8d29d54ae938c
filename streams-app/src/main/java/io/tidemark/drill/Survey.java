package io.tidemark.drill;

import io.tidemark.domain.ReservedColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file's events have: columns, commonest values, slices, times and labels. Bounded: of a column or dimension so many different values are
 * counted, later ones pass.
 *
 * <p>Owned by one thread.
 */
public final class Survey {
    private static final int MOST_VALUES = 1_000;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Set<String> features = new HashSet<>();
    private final Map<String, Map<String, Long>> dimensions = new LinkedHashMap<>();
    private final Column truths = new Column();
    private double sumOfTruths;
    private long rows;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** Counts of one column. */
    private static final class Column {
        private long numbers;
        private long others;
        private final Map<Value, Long> values = new LinkedHashMap<>();
    }

    /** Counts an event. */
    public void take(DrillEvent event) {
        rows++;
        firstMs = Math.min(firstMs, event.timeMs());
        lastMs = Math.max(lastMs, event.timeMs());
        event.features().forEach(this::take);
        features.addAll(event.features().keySet());
        for (ReservedColumn role : ReservedColumn.values()) {
            if (event.reserved().containsKey(role)) {
                take(role.column(), event.reserved().get(role));
            }
        }
        event.dimensions().forEach((name, value) -> count(dimensions, name, value));
        if (!event.version().isEmpty()) {
            count(dimensions, Fault.DroppedSlice.VERSION, event.version());
        }
    }

    /** Counts a label. */
    public void take(DrillLabel label) {
        take(truths, label.truth());
        if (label.truth() instanceof Value.Number number) {
            sumOfTruths += number.value();
        }
    }

    private void take(String name, Value value) {
        take(columns.computeIfAbsent(name, ignored -> new Column()), value);
    }

    private static void take(Column column, Value value) {
        if (value instanceof Value.Number) {
            column.numbers++;
        } else if (!value.isMissing()) {
            column.others++;
        }
        if (value.isCategory() && (column.values.size() < MOST_VALUES || column.values.containsKey(value))) {
            column.values.merge(value, 1L, Long::sum);
        }
    }

    private static void count(Map<String, Map<String, Long>> all, String name, String value) {
        Map<String, Long> counts = all.computeIfAbsent(name, ignored -> new LinkedHashMap<>());
        if (counts.size() < MOST_VALUES || counts.containsKey(value)) {
            counts.merge(value, 1L, Long::sum);
        }
    }

    /** Events counted. */
    public long rows() {
        return rows;
    }

    /** Event time of the earliest event; <em>unchecked</em>: there is one. */
    public long firstMs() {
        return firstMs;
    }

    /** Event time of the latest event. */
    public long lastMs() {
        return lastMs;
    }

    /** The columns' names, in the order in which they came. */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /** Whether the column's values are numbers, all but one in twenty. */
    boolean isNumber(String column) {
        Column found = columns.get(column);
        return found != null && found.numbers > 0 && found.numbers >= 19 * found.others;
    }

    /** Whether any event has it among its features. */
    boolean isFeature(String column) {
        return features.contains(column);
    }

    /** Whether the column ever had a value. */
    boolean hasValues(String column) {
        Column found = columns.get(column);
        return found != null && found.numbers + found.others > 0;
    }

    /** The column's values, the commonest first; those that came first where they are equal. Empty where they are too many for a category. */
    List<Value> values(String column) {
        Column found = columns.get(column);
        return found == null || found.values.size() >= MOST_VALUES ? List.of() : byCount(found.values);
    }

    /** Labels counted. */
    public long labels() {
        return truths.numbers + truths.others;
    }

    /** Labels that are a number. */
    long labelledNumbers() {
        return truths.numbers;
    }

    /** What labels say, the commonest first. Empty where that is too much for classes. */
    List<Value> classes() {
        return truths.values.size() >= MOST_VALUES ? List.of() : byCount(truths.values);
    }

    /** Mean of the labels that are a number; <em>unchecked</em>: there is one. */
    double meanOfLabels() {
        return sumOfTruths / truths.numbers;
    }

    /** The dimension's values, the commonest first. */
    List<String> slices(String dimension) {
        return byCount(dimensions.getOrDefault(dimension, Map.of()));
    }

    private static <T> List<T> byCount(Map<T, Long> counts) {
        List<Map.Entry<T, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<T, Long>comparingByValue().reversed());
        return entries.stream().map(Map.Entry::getKey).toList();
    }
}
