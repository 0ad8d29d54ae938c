package io.tidemark.runtime.first;

import io.tidemark.runtime.first.RowSample.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Records from everywhere in a stream of unknown length, whose fields are met one after the other.
 *
 * <p>Owned by one thread; not thread-safe. At most {@value #MOST_RECORDS} records, {@value #MOST_NAMES} names and a million values.
 */
final class FieldSample {
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_RECORDS = 20_000;
    private static final int MOST_VALUES = 1_000_000;
    private static final int FEWEST = 500;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final EvenSample<Row> records = new EvenSample<>();

    /** Whether the next record is one of the sample; it counts as seen. */
    boolean takesNext() {
        return records.takesNext();
    }

    /**
     * A record that it takes.
     *
     * @param timeMs its time, or {@link RowSample#NO_TIME}
     * @param texts its values by path
     */
    void add(long timeMs, Map<String, String> texts) {
        texts.keySet().stream()
                .filter(name -> names.size() < MOST_NAMES)
                .forEach(name -> names.putIfAbsent(name, names.size()));
        List<String> values = new ArrayList<>();
        names.keySet().forEach(name -> values.add(texts.getOrDefault(name, "").strip()));
        records.add(new Row(timeMs, values));
        if (records.size() >= Math.max(FEWEST, Math.min(MOST_RECORDS, MOST_VALUES / Math.max(1, names.size())))) {
            records.halve();
        }
    }

    int size() {
        return records.size();
    }

    /** All of them, by the times that they were given. */
    RowSample rows() {
        return rows(Row::timeMs);
    }

    /** All of them, by a field that holds times. */
    RowSample rows(TimeColumn time) {
        return rows(row -> time.shape().timeMs(value(row, time.index())));
    }

    private RowSample rows(ToLongFunction<Row> time) {
        RowSample rows = new RowSample(List.copyOf(names.keySet()));
        for (Row record : records.items()) {
            if (rows.takesNext()) {
                rows.add(new Row(time.applyAsLong(record), padded(record)));
            }
        }
        return rows;
    }

    /** A field that no record before had was absent there. */
    private List<String> padded(Row record) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            values.add(value(record, i));
        }
        return values;
    }

    private static String value(Row record, int index) {
        return index < record.values().size() ? record.values().get(index) : "";
    }
}
