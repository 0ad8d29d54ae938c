package io.tidemark.stats.grid;

import io.tidemark.stats.ColumnKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Makes a grid from a weighted sample of the reference.
 *
 * <h2>Where the cells of a number come from</h2>
 *
 * <p>Edges are weighted quantiles of the sample: at 2 %, 1 %, 0.5 % and 0.1 % from both ends (four edges a side, at 64 cells), the
 * rest equally spaced in rank between them. So a change of the tails is seen, and no single outlier widens a cell. Equal quantiles
 * give one edge; an edge at the sample's largest value is left out, for nothing lies above it.
 *
 * <h2>Repeated values</h2>
 *
 * <p>A value that more than one row has, and that has at least half the mass of a middle cell, gets the cell
 * (nextDown(v), v] for itself: without it a constant or 0/1 column would lie in one cell, and any change of it would be invisible.
 * Rows must therefore be handed in one by one, not summed by value.
 *
 * <h2>Bound</h2>
 *
 * <p>At most {@code targetCells}/2 values, the heaviest, get a cell of their own, each at the price of two edges; so a grid has at most
 * 2·{@code targetCells} cells.
 *
 * <p>The same rows in any order make the same grid, to the id.
 */
public final class GridBuilder {
    /** Cells of a number column, unless the monitor says otherwise. */
    public static final int DEFAULT_CELLS = 64;

    /** Values of a category that get a cell of their own, unless the monitor says otherwise. */
    public static final int DEFAULT_CATEGORIES = 200;

    /** Fewest and most target cells. */
    private static final int FEWEST_CELLS = 4;

    private static final int MOST_CELLS = CountsCodec.MOST_CELLS / 2;

    /** Tail edges from the inner to the outermost, as parts of the innermost one's rank. */
    private static final double[] TAILS = {1, 0.5, 0.25, 0.05};

    /** Rank of the innermost tail edge with {@value #DEFAULT_CELLS} cells or fewer; with more it shrinks in proportion. */
    private static final double INNERMOST_TAIL = 0.02;

    private GridBuilder() {}

    /**
     * A grid for numbers. Center is the sample's median, scale its interquartile range (or standard deviation, or |median|, or 1,
     * the first that is not 0). An empty sample gives one cell with center 0 and scale 1.
     *
     * @param values finite, one for each row; negative zero is zero
     * @param weights finite and &gt; 0, one for each row
     * @param targetCells in [4, 32768]; the grid has at most twice as many
     * @throws IllegalArgumentException if an argument is not as said
     */
    public static NumberGrid numbers(double[] values, double[] weights, int targetCells) {
        if (targetCells < FEWEST_CELLS || targetCells > MOST_CELLS) {
            throw new IllegalArgumentException("a number grid's target cells must be in [" + FEWEST_CELLS + ", "
                    + MOST_CELLS + "]: targetCells=" + targetCells);
        }
        WeightedSample sample = WeightedSample.of(values, weights);
        if (sample.size() == 0) {
            return new NumberGrid(new double[0], 0, 1);
        }
        return new NumberGrid(edges(sample, targetCells), sample.quantile(0.5), sample.spread());
    }

    private static double[] edges(WeightedSample sample, int targetCells) {
        NavigableSet<Double> edges = new TreeSet<>();
        Ranks ranks = Ranks.of(targetCells);
        ranks.all().map(sample::quantile).filter(value -> value < sample.max()).forEach(edges::add);
        for (double value : ownCells(sample, ranks.middleMass() / 2, targetCells / 2)) {
            edges.add(value);
            if (value > -Double.MAX_VALUE) {
                edges.add(Math.nextDown(value));
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The heaviest repeated values, ties by value. */
    private static double[] ownCells(WeightedSample sample, double fewestMass, int most) {
        return IntStream.range(0, sample.size())
                .filter(i -> sample.isRepeated(i) && sample.share(i) >= fewestMass)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(sample::share)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .mapToDouble(sample::value)
                .toArray();
    }

    /** The ranks at which a grid is cut: tails on both sides, {@code middle} of them equally spaced between. */
    private record Ranks(int tails, int middle, double innermost) {
        /** Tails take at most two fifths of the edges. */
        static Ranks of(int targetCells) {
            int tails = Math.min(TAILS.length, (targetCells - 1) / 5);
            double innermost = tails == 0 ? 0 : INNERMOST_TAIL * Math.min(1, (double) DEFAULT_CELLS / targetCells);
            return new Ranks(tails, targetCells - 1 - 2 * tails, innermost);
        }

        /** Mass of a cell between two middle edges. */
        double middleMass() {
            return (1 - 2 * innermost) / (middle + 1);
        }

        /** Every rank, in no order. */
        DoubleStream all() {
            DoubleStream between = IntStream.rangeClosed(1, middle).mapToDouble(i -> innermost + i * middleMass());
            DoubleStream low = Arrays.stream(TAILS, 0, tails).map(part -> part * innermost);
            DoubleStream high = Arrays.stream(TAILS, 0, tails).map(part -> 1 - part * innermost);
            return DoubleStream.concat(between, DoubleStream.concat(low, high));
        }
    }

    /**
     * A grid for categories or booleans: the heaviest values, ties by name; a boolean's cells are always false, true, else.
     *
     * @param kind CATEGORY or BOOLEAN
     * @param weightByValue finite weights &gt; 0; read for CATEGORY only
     * @param cap most values that get a cell, in [1, 65535]
     * @throws IllegalArgumentException if an argument is not as said
     */
    public static CategoryGrid categories(ColumnKind kind, Map<String, Double> weightByValue, int cap) {
        if (cap < 1 || cap >= CountsCodec.MOST_CELLS) {
            throw new IllegalArgumentException(
                    "a category grid's cap must be in [1, " + (CountsCodec.MOST_CELLS - 1) + "]: cap=" + cap);
        }
        if (kind == ColumnKind.BOOLEAN) {
            return new CategoryGrid(kind, List.of("false", "true"));
        }
        weightByValue.forEach(GridBuilder::checkWeight);
        List<String> values = weightByValue.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(cap)
                .map(Map.Entry::getKey)
                .toList();
        return new CategoryGrid(kind, values);
    }

    private static void checkWeight(String value, Double weight) {
        if (!(weight > 0) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                    "a category's weight must be finite and > 0: value=" + value + ", weight=" + weight);
        }
    }
}
