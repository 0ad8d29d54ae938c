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
    /** Most different texts that are counted; later ones go to the cell for all others. */
    static final int MOST_TEXTS = 50_000;

    private final @Nullable ColumnKind declared;
    private final ColumnSample sample = new ColumnSample();
    private final Map<String, long[]> texts = new HashMap<>();
    private long numbers;
    private long booleans;
    private long strings;

    ColumnSurvey(@Nullable ColumnKind declared) {
        this.declared = declared;
    }

    /** Takes a field; {@code most} is the size of sample that the memory allows. */
    void take(Observation event, int field, long place, int group, int most) {
        byte kind = event.kind(field);
        if (kind == Observation.TEXT) {
            strings++;
            count(event.text(event.textOffset(field), event.textLength(field)));
        } else if (kind == Observation.BOOLEAN) {
            booleans++;
            number(event.number(field), place, group, most);
        } else if (kind == Observation.NUMBER) {
            numbers++;
            number(event.number(field), place, group, most);
        }
    }

    private void number(double value, long place, int group, int most) {
        if (declared == ColumnKind.CATEGORY) {
            count(NumberText.of(value));
        } else if (Double.isFinite(value) && sample.wants(place, most)) {
            sample.offer(place, value, group, most);
        }
    }

    private void count(String text) {
        long[] known = texts.get(text);
        if (known != null) {
            known[0]++;
        } else if (texts.size() < MOST_TEXTS) {
            texts.put(text, new long[] {1});
        }
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

    /** The column's cells. */
    Grid grid() {
        ColumnKind kind = kind();
        if (kind == ColumnKind.NUMBER) {
            return GridBuilder.numbers(sample.values(), sample.weights(), GridBuilder.DEFAULT_CELLS);
        }
        Map<String, Double> weights = new TreeMap<>();
        texts.forEach((text, count) -> weights.put(text, (double) count[0]));
        return GridBuilder.categories(kind, weights, GridBuilder.DEFAULT_CATEGORIES);
    }
}
