package io.tidemark.pin;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.TextGrid;
import io.tidemark.stats.grid.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass learns of a column: what it holds, a sample of its numbers, its texts with their counts, and what is derived of texts and vectors.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class ColumnSurvey {
    private final String name;
    private final @Nullable ColumnKind declared;
    private final ColumnSample sample = new ColumnSample();
    private @Nullable TextSurvey texts;
    private @Nullable VectorSurvey vectors;
    private long numbers;
    private long booleans;
    private long strings;
    private long arrays;

    ColumnSurvey(String name, @Nullable ColumnKind declared) {
        this.name = name;
        this.declared = declared;
    }

    /**
     * How much it may keep.
     *
     * @param most the size of sample that the memory allows
     * @param mostTexts how many different texts are counted; later ones go to the cell for all others
     */
    record Room(int most, int mostTexts) {}

    /** Takes a field. */
    void take(Observation event, int field, long place, int group, Room room) {
        switch (event.kind(field)) {
            case Observation.TEXT -> text(event, field, place, group, room);
            case Observation.NUMBER, Observation.BOOLEAN -> number(event, field, place, group, room);
            case Observation.VECTOR -> vector(event, field, place, group, room);
            default -> {}
        }
    }

    private void text(Observation event, int field, long place, int group, Room room) {
        strings++;
        if (declared != ColumnKind.STRING) {
            texts().count(event, field, room.mostTexts());
        }
        if (declared == null || declared == ColumnKind.STRING) {
            texts().take(event, field, place, group, room.most());
        }
    }

    private void number(Observation event, int field, long place, int group, Room room) {
        numbers += event.kind(field) == Observation.NUMBER ? 1 : 0;
        booleans += event.kind(field) == Observation.BOOLEAN ? 1 : 0;
        double value = event.number(field);
        if (declared == ColumnKind.CATEGORY) {
            texts().count(word(event, field), room.mostTexts());
        } else if (Double.isFinite(value) && sample.wants(place, room.most())) {
            sample.offer(place, value, group, room.most());
        }
    }

    /** A number or boolean as profile looks it up among categories. */
    private static String word(Observation event, int field) {
        double value = event.number(field);
        return event.kind(field) == Observation.BOOLEAN ? Boolean.toString(value != 0) : NumberText.of(value);
    }

    private void vector(Observation event, int field, long place, int group, Room room) {
        arrays++;
        vectors().take(event, field, place, group, room.most());
    }

    private TextSurvey texts() {
        TextSurvey known = texts;
        if (known == null) {
            known = new TextSurvey();
            texts = known;
        }
        return known;
    }

    private VectorSurvey vectors() {
        VectorSurvey known = vectors;
        if (known == null) {
            known = new VectorSurvey(name);
            vectors = known;
        }
        return known;
    }

    /** How many samples it keeps, each of as many rows as there is room for. */
    int samples() {
        return 1 + (texts == null ? 0 : 1) + (vectors == null ? 0 : VectorSurvey.SAMPLES);
    }

    /** The declared kind, or the one that most values have. */
    ColumnKind kind() {
        if (declared != null) {
            return declared;
        }
        if (arrays > numbers + booleans + strings) {
            return ColumnKind.EMBEDDING;
        }
        if (booleans > numbers && booleans > strings) {
            return ColumnKind.BOOLEAN;
        }
        if (strings > numbers + booleans) {
            return texts().hasTooManyValues() ? ColumnKind.STRING : ColumnKind.CATEGORY;
        }
        return ColumnKind.NUMBER;
    }

    /**
     * The cells of the column, and of those derived of it, of a sample of that size, so that they do not depend on how much memory there was when a
     * value came.
     */
    SortedMap<String, Grid> grids(int most, List<TextPattern> patterns) {
        ColumnKind kind = kind();
        if (kind == ColumnKind.EMBEDDING) {
            return vectors().grids(most);
        }
        SortedMap<String, Grid> grids = new TreeMap<>();
        if (kind == ColumnKind.STRING) {
            TextGrid grid = new TextGrid(patterns);
            List<String> derived = DerivedColumn.of(name, grid);
            grids.put(name, grid);
            grids.put(derived.get(DerivedColumn.LENGTH), texts().lengths(most));
            grids.put(derived.get(DerivedColumn.SHAPE), new CategoryGrid(ColumnKind.CATEGORY, grid.shapes()));
        } else if (kind == ColumnKind.NUMBER) {
            sample.trim(most);
            grids.put(name, GridBuilder.numbers(sample.values(), sample.weights(), GridBuilder.DEFAULT_CELLS));
        } else {
            Map<String, Double> weights = texts == null ? Map.of() : texts.weights();
            grids.put(name, GridBuilder.categories(kind, weights, GridBuilder.DEFAULT_CATEGORIES));
        }
        return grids;
    }
}
