package io.tidemark.pin;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.Observation;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the first pass learns of a column's vectors: a sample of what is derived of them, and of their dimension, at the same places.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class VectorSurvey {
    /** Samples that it keeps: the derived numbers' and the dimensions'. */
    static final int SAMPLES = EmbeddingGrid.DERIVED + 1;

    /** Dimensions whose directions are kept ready; more than a few are none. */
    private static final int MOST_KNOWN = 16;

    private final String column;
    private final Map<Integer, EmbeddingGrid> grids = new HashMap<>();
    private final ColumnSample dimensions = new ColumnSample();
    private final ColumnSample[] samples = new ColumnSample[EmbeddingGrid.DERIVED];
    private final double[] derived = new double[EmbeddingGrid.DERIVED];

    VectorSurvey(String column) {
        this.column = column;
        Arrays.setAll(samples, k -> new ColumnSample());
    }

    /** Takes a vector; an empty one, and one with a number that is not finite, says nothing of the others. */
    void take(Observation event, int field, long place, int group, int most) {
        int dimension = event.dimension(field);
        if (dimension < 1 || dimension > EmbeddingGrid.MOST_DIMENSIONS || !dimensions.wants(place, most)) {
            return;
        }
        grid(dimension).derive(event.vectors(), event.vectorOffset(field), derived);
        if (Arrays.stream(derived).allMatch(Double::isFinite)) {
            dimensions.offer(place, dimension, group, most);
            for (int k = 0; k < derived.length; k++) {
                samples[k].offer(place, derived[k], group, most);
            }
        }
    }

    private EmbeddingGrid grid(int dimension) {
        EmbeddingGrid known = grids.get(dimension);
        if (known != null) {
            return known;
        }
        EmbeddingGrid made = new EmbeddingGrid(dimension, EmbeddingGrid.seed(column), 1);
        if (grids.size() < MOST_KNOWN) {
            grids.put(dimension, made);
        }
        return made;
    }

    /** The grids of the column and of its derived ones, for the dimension that most of the sampled vectors have. */
    SortedMap<String, Grid> grids(int most) {
        dimensions.trim(most);
        double[] all = dimensions.values();
        int dimension = commonest(all);
        int[] rows =
                IntStream.range(0, all.length).filter(i -> all[i] == dimension).toArray();
        double[] weights = at(rows, dimensions.weights());
        double[][] values = new double[samples.length][];
        for (int k = 0; k < samples.length; k++) {
            samples[k].trim(most);
            values[k] = at(rows, samples[k].values());
        }
        SortedMap<String, Grid> made = new TreeMap<>();
        double scale = scale(values[EmbeddingGrid.PROJECTIONS], dimension);
        EmbeddingGrid grid = new EmbeddingGrid(dimension, EmbeddingGrid.seed(column), scale);
        made.put(column, grid);
        List<String> names = DerivedColumn.of(column, grid);
        for (int k = 0; k < values.length; k++) {
            made.put(names.get(k), GridBuilder.numbers(values[k], weights, GridBuilder.DEFAULT_CELLS));
        }
        return made;
    }

    /** The commonest dimension, the smallest of equals; 1 where there is none. */
    private static int commonest(double[] dimensions) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (double dimension : dimensions) {
            counts.merge((int) dimension, 1, Integer::sum);
        }
        int commonest = 1;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                commonest = entry.getKey();
                most = entry.getValue();
            }
        }
        return commonest;
    }

    private static double[] at(int[] rows, double[] values) {
        return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }

    /** The root mean square of one number of the median vector; 1 where that is 0. */
    private static double scale(double[] norms, int dimension) {
        double[] sorted = norms.clone();
        Arrays.sort(sorted);
        double scale = sorted.length == 0 ? 0 : sorted[sorted.length / 2] / Math.sqrt(dimension);
        return scale > 0 ? scale : 1;
    }
}
