package io.tidemark.pin;

import io.tidemark.domain.Observation;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.profile.ProfileRules;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.grid.Grid;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first pass over a range: what each column holds, and samples to make its cells of.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class Survey {
    /** Most columns; later ones are not watched. */
    private static final int MOST_COLUMNS = 10_000;

    /** Most numbers that all samples hold together. */
    private static final int MOST_SAMPLED = 4_194_304;

    private static final int LARGEST_SAMPLE = 32_768;
    private static final int SMALLEST_SAMPLE = 2_048;

    /** Most groups that cells are balanced between; all others are one. */
    private static final int MOST_GROUPS = 4_096;

    private final ProfileRules rules;
    private final List<String> grouping;
    private final ByteTable<String> names = new ByteTable<>();
    private final Map<String, ColumnSurvey> columns = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private long events;

    Survey(ProfileRules rules) {
        this.rules = rules;
        this.grouping =
                rules.slices().stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    }

    void take(Observation event, long place) {
        events++;
        int group = group(event);
        for (int field = 0; field < event.fields(); field++) {
            String name = name(event, field);
            if (rules.watched().test(name)) {
                ColumnSurvey column = columns.get(name);
                if (column == null && columns.size() < MOST_COLUMNS) {
                    column = new ColumnSurvey(rules.declared().get(name));
                    columns.put(name, column);
                }
                if (column != null) {
                    column.take(event, field, place, group, sampleSize());
                }
            }
        }
    }

    private int sampleSize() {
        return Math.max(SMALLEST_SAMPLE, Math.min(LARGEST_SAMPLE, MOST_SAMPLED / columns.size()));
    }

    private String name(Observation event, int field) {
        int offset = event.nameOffset(field);
        if (offset < 0) {
            return ReservedColumn.values()[-1 - offset].column();
        }
        int length = event.nameLength(field);
        String known = names.get(event.bytes(), offset, length);
        if (known != null) {
            return known;
        }
        String name = event.text(offset, length);
        if (names.size() < 2 * MOST_COLUMNS) {
            names.add(event.bytes(), offset, length, name);
        }
        return name;
    }

    private int group(Observation event) {
        if (grouping.isEmpty()) {
            return 0;
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < event.dimensions(); i++) {
            String dimension = event.text(event.dimensionNameOffset(i), event.dimensionNameLength(i));
            if (grouping.contains(dimension)) {
                key.append(event.text(event.dimensionValueOffset(i), event.dimensionValueLength(i)))
                        .append('\u001f');
            }
        }
        return groups.size() < MOST_GROUPS
                ? groups.computeIfAbsent(key.toString(), ignored -> groups.size() + 1)
                : groups.getOrDefault(key.toString(), 0);
    }

    /** Events taken. */
    long events() {
        return events;
    }

    /** The cells of every column. */
    SortedMap<String, Grid> grids() {
        SortedMap<String, Grid> grids = new TreeMap<>();
        columns.forEach((name, column) -> grids.put(name, column.grid()));
        return grids;
    }
}
