package io.tidemark.pin;

import io.tidemark.domain.Observation;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.profile.ProfileRules;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.grid.Grid;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /** Most different texts that all columns hold together, and most and fewest of one. */
    private static final int MOST_TEXTS = 2_097_152;

    private static final int MOST_TEXTS_OF_ONE = 50_000;
    private static final int FEWEST_TEXTS_OF_ONE = 1_000;

    private final ProfileRules rules;
    private final List<String> grouping;
    private final ByteTable<String> names = new ByteTable<>();
    private final Map<String, ColumnSurvey> columns = new HashMap<>();
    private int samples;
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
            boolean isNamed = event.nameLength(field) <= ProfileRules.LONGEST_NAME
                    && event.kind(field) != Observation.PERHAPS_NULL;
            ColumnSurvey column = isNamed ? column(event, field) : null;
            if (column != null) {
                int before = column.samples();
                column.take(event, field, place, group, new ColumnSurvey.Room(sampleSize(), mostTexts()));
                samples += column.samples() - before;
            }
        }
    }

    private @Nullable ColumnSurvey column(Observation event, int field) {
        String name = name(event, field);
        boolean isOfRequest = event.nameOffset(field) < 0 && ReservedColumn.isOfRequest(name);
        if (!rules.watched().test(name) || rules.requestColumns().contains(name) != isOfRequest) {
            return null;
        }
        ColumnSurvey known = columns.get(name);
        if (known == null && columns.size() < MOST_COLUMNS) {
            known = new ColumnSurvey(name, rules.declared().get(name));
            columns.put(name, known);
            samples += known.samples();
        }
        return known;
    }

    private int sampleSize() {
        return Math.max(SMALLEST_SAMPLE, Math.min(LARGEST_SAMPLE, MOST_SAMPLED / Math.max(1, samples)));
    }

    private int mostTexts() {
        return Math.max(FEWEST_TEXTS_OF_ONE, Math.min(MOST_TEXTS_OF_ONE, MOST_TEXTS / Math.max(1, columns.size())));
    }

    private String name(Observation event, int field) {
        int offset = event.nameOffset(field);
        if (offset < 0) {
            return ReservedColumn.values()[-1 - offset].column();
        }
        int length = event.nameLength(field);
        String known = names.get(event.nameBytes(), offset, length);
        if (known != null) {
            return known;
        }
        String name = event.name(offset, length);
        if (names.size() < 2 * MOST_COLUMNS) {
            names.add(event.nameBytes(), offset, length, name);
        }
        return name;
    }

    /** A number for the event's values of the grouping, the same in any order of events and of dimensions. */
    private int group(Observation event) {
        int hash = 1;
        for (String dimension : grouping) {
            hash = 31 * hash + value(event, dimension).hashCode();
        }
        return hash;
    }

    private static String value(Observation event, String dimension) {
        for (int i = 0; i < event.dimensions(); i++) {
            if (event.name(event.dimensionNameOffset(i), event.dimensionNameLength(i))
                    .equals(dimension)) {
                return new String(
                        event.dimensionBytes(i),
                        event.dimensionValueOffset(i),
                        event.dimensionValueLength(i),
                        StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** Events taken. */
    long events() {
        return events;
    }

    /** The cells of every column and of those derived of it; a column that bears a derived one's name is not measured. */
    SortedMap<String, Grid> grids() {
        SortedMap<String, Grid> grids = new TreeMap<>();
        SortedMap<String, Grid> derived = new TreeMap<>();
        columns.forEach((name, column) -> {
            SortedMap<String, Grid> made =
                    column.grids(sampleSize(), rules.patterns().getOrDefault(name, List.of()));
            made.forEach((part, grid) -> (part.equals(name) ? grids : derived).put(part, grid));
        });
        grids.putAll(derived);
        return grids;
    }
}
