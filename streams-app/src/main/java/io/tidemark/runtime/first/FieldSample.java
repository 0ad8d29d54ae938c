package io.tidemark.runtime.first;

import io.tidemark.config.FieldPath;
import io.tidemark.runtime.first.RowSample.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;

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

    private static final int MOST_UNNAMED = 20;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Set<String> unnamed = new TreeSet<>();
    private final EvenSample<Row> records = new EvenSample<>();

    /**
     * Places of a record that come to one column: a record has the first that holds a value, as in the application.
     *
     * @param names their paths
     * @param places among the names of the sample
     */
    private record Sharing(List<String> names, List<Integer> places) {
        String value(Row record) {
            return places.stream()
                    .filter(place -> place < record.values().size())
                    .map(place -> record.values().get(place))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Whether the next record is one of the sample; it counts as seen. */
    boolean takesNext() {
        return records.takesNext();
    }

    /**
     * A record that it takes.
     *
     * @param timeMs its time, or {@link RowSample#NO_TIME}
     * @param texts its values by path, as {@link RecordTexts} names them
     */
    void add(long timeMs, Map<String, String> texts) {
        texts.keySet().forEach(this::name);
        List<String> values = new ArrayList<>();
        names.keySet().forEach(name -> values.add(texts.getOrDefault(name, "").strip()));
        records.add(new Row(timeMs, values));
        if (records.size() >= Math.max(FEWEST, Math.min(MOST_RECORDS, MOST_VALUES / Math.max(1, names.size())))) {
            records.halve();
        }
    }

    private void name(String name) {
        if (!name.startsWith(RecordTexts.UNNAMED)) {
            if (names.size() < MOST_NAMES) {
                names.putIfAbsent(name, names.size());
            }
        } else if (unnamed.size() < MOST_UNNAMED) {
            unnamed.add(name.substring(RecordTexts.UNNAMED.length()));
        }
    }

    int size() {
        return records.size();
    }

    /** What the application calls the fields that no path names; at most {@value #MOST_UNNAMED}. */
    List<String> unnamed() {
        return List.copyOf(unnamed);
    }

    /** The paths that come to one column, of each such column. */
    List<List<String>> shared() {
        return sharings().stream()
                .map(Sharing::names)
                .filter(paths -> paths.size() > 1)
                .toList();
    }

    /** All of them, by the times that they were given. */
    RowSample rows() {
        return rows((record, values) -> record.timeMs());
    }

    /** All of them, by a field that holds times. */
    RowSample rows(TimeColumn time) {
        return rows((record, values) -> time.shape().timeMs(values.get(time.index())));
    }

    private RowSample rows(ToLongBiFunction<Row, List<String>> time) {
        List<Sharing> sharings = sharings();
        RowSample rows = new RowSample(
                sharings.stream().map(sharing -> sharing.names().get(0)).toList());
        for (Row record : records.items()) {
            if (rows.takesNext()) {
                List<String> values =
                        sharings.stream().map(sharing -> sharing.value(record)).toList();
                rows.add(new Row(time.applyAsLong(record, values), values));
            }
        }
        return rows;
    }

    /** By column, in the order in which these were met; of one column in the order of {@link io.tidemark.config.FieldMapping#orderOfPlaces()}. */
    private List<Sharing> sharings() {
        Map<String, List<String>> byColumn = new LinkedHashMap<>();
        names.keySet()
                .forEach(name -> byColumn.computeIfAbsent(FieldPath.parse(name).name(), ignored -> new ArrayList<>(1))
                        .add(name));
        List<Sharing> sharings = new ArrayList<>();
        for (List<String> paths : byColumn.values()) {
            paths.sort(Comparator.<String>comparingInt(
                            name -> -FieldPath.parse(name).steps().size())
                    .thenComparing(Comparator.naturalOrder()));
            sharings.add(new Sharing(paths, paths.stream().map(names::get).toList()));
        }
        return sharings;
    }
}
