package io.tidemark.pin;

import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass learns of a column: what it holds, a sample of its numbers, and its texts with their counts.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class ColumnSurvey {
    /** Longest text that is counted, in bytes; a longer one is no category and goes to the cell for all others. */
    private static final int LONGEST_TEXT = 256;

    private final @Nullable ColumnKind declared;
    private final ColumnSample sample = new ColumnSample();
    private final Map<String, long[]> texts = new HashMap<>();
    private long numbers;
    private long booleans;
    private long strings;

    ColumnSurvey(@Nullable ColumnKind declared) {
        this.declared = declared;
    }

    /**
     * Takes a field.
     *
     * @param most the size of sample that the memory allows
     * @param mostTexts how many different texts are counted; later ones go to the cell for all others
     */
    void take(Observation event, int field, long place, int group, int most, int mostTexts) {
        byte kind = event.kind(field);
        if (kind == Observation.TEXT) {
            strings++;
            text(event, field, mostTexts);
        } else if (kind == Observation.BOOLEAN || kind == Observation.NUMBER) {
            numbers += kind == Observation.NUMBER ? 1 : 0;
            booleans += kind == Observation.BOOLEAN ? 1 : 0;
            if (declared == ColumnKind.CATEGORY) {
                count(word(event, field), mostTexts);
            } else {
                number(event.number(field), place, group, most);
            }
        }
    }

    private void text(Observation event, int field, int most) {
        if (event.textLength(field) <= LONGEST_TEXT) {
            count(event.text(event.textOffset(field), event.textLength(field)), most);
        }
    }

    /** A number or boolean as profile looks it up among categories. */
    private static String word(Observation event, int field) {
        double value = event.number(field);
        return event.kind(field) == Observation.BOOLEAN ? Boolean.toString(value != 0) : NumberText.of(value);
    }

    private void number(double value, long place, int group, int most) {
        if (Double.isFinite(value) && sample.wants(place, most)) {
            sample.offer(place, value, group, most);
        }
    }

    private void count(String text, int most) {
        long[] known = texts.get(text);
        if (known != null) {
            known[0]++;
        } else if (texts.size() < most) {
            texts.put(text, new long[] {1});
        }
    }

    /** How many different texts are counted. */
    int texts() {
        return texts.size();
    }

    /** The declared kind, or the one that most values have. */
    ColumnKind kind() {
        if (declared != null) {
            return declared;
        }
        if (booleans > numbers && booleans > strings) {
            return ColumnKind.BOOLEAN;
        }
        return strings > numbers + booleans ? ColumnKind.CATEGORY : ColumnKind.NUMBER;
    }

    /** The column's cells, of a sample of that size, so that they do not depend on how much memory there was when a value came. */
    Grid grid(int most) {
        ColumnKind kind = kind();
        if (kind == ColumnKind.NUMBER) {
            sample.trim(most);
            return GridBuilder.numbers(sample.values(), sample.weights(), GridBuilder.DEFAULT_CELLS);
        }
        Map<String, Double> weights = new TreeMap<>();
        texts.forEach((text, count) -> weights.put(text, (double) count[0]));
        return GridBuilder.categories(kind, weights, GridBuilder.DEFAULT_CATEGORIES);
    }
}
