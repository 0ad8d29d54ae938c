package io.tidemark.pin;

import io.tidemark.domain.Observation;
import io.tidemark.stats.Stretch;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.TextReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the first pass learns of a column's texts: counts of the values, and of a sample whether they are too many for a category.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class TextSurvey {
    /** Longest text that is counted, in bytes; a longer one is no category and goes to the cell for all others. */
    private static final int LONGEST_TEXT = 256;

    /** Rows whose values are compared to tell a string from a category. */
    private static final int SAMPLED_VALUES = 2_048;

    /** A string has more different values than so many in that sample. */
    private static final int FEWEST_VALUES = 400;

    private final Map<String, long[]> counts = new HashMap<>();
    private final ColumnSample lengths = new ColumnSample();
    private final ColumnSample hashes = new ColumnSample();

    /** Takes a text. */
    void take(Observation event, int field, long place, int group, int most) {
        int offset = event.textOffset(field);
        int length = event.textLength(field);
        if (lengths.wants(place, most)) {
            lengths.offer(place, TextReader.characters(event.textBytes(field), offset, length), group, most);
        }
        if (hashes.wants(place, SAMPLED_VALUES)) {
            hashes.offer(place, Stretch.hash(event.textBytes(field), offset, length), group, SAMPLED_VALUES);
        }
    }

    /** Counts a value of a category, while there is room or it is known. */
    void count(Observation event, int field, int mostTexts) {
        if (event.textLength(field) <= LONGEST_TEXT) {
            count(event.fieldText(field, event.textLength(field)), mostTexts);
        }
    }

    void count(String text, int mostTexts) {
        long[] known = counts.get(text);
        if (known != null) {
            known[0]++;
        } else if (counts.size() < mostTexts) {
            counts.put(text, new long[] {1});
        }
    }

    /** How many different texts are counted. */
    int texts() {
        return counts.size();
    }

    /** Counts of the values, as weights. */
    Map<String, Double> weights() {
        Map<String, Double> weights = new TreeMap<>();
        counts.forEach((text, count) -> weights.put(text, (double) count[0]));
        return weights;
    }

    /** Whether most rows would fall in the cell for all others: the values that a category has cells for are less than half of the sample. */
    boolean hasTooManyValues() {
        double[] sorted = hashes.values();
        Arrays.sort(sorted);
        int[] runs = new int[sorted.length];
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i > 0 && sorted[i] == sorted[i - 1] ? 0 : 1;
            runs[distinct - 1]++;
        }
        Arrays.sort(runs);
        long common = 0;
        for (int i = 1; i <= Math.min(GridBuilder.DEFAULT_CATEGORIES, runs.length); i++) {
            common += runs[runs.length - i];
        }
        return distinct > FEWEST_VALUES && 2 * common < sorted.length;
    }

    /** The cells of the texts' lengths. */
    NumberGrid lengths(int most) {
        lengths.trim(most);
        return GridBuilder.numbers(lengths.values(), lengths.weights(), GridBuilder.DEFAULT_CELLS);
    }
}
