package io.tidemark.stats.golden;

import io.tidemark.stats.distance.Cells;
import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.distance.KolmogorovSmirnov;
import io.tidemark.stats.distance.PopulationStability;
import io.tidemark.stats.distance.RankShift;
import io.tidemark.stats.distance.RankSpread;
import io.tidemark.stats.grid.GridBuilder;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.sample.KolmogorovSmirnovTest;
import io.tidemark.stats.sample.RankMoves;
import io.tidemark.stats.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Each measure on the counts of a grid beside the same measure on the raw values, and the error that its Javadoc states. */
final class CellsAgainstRaw {
    static final int[] SIZES = {50, 1_000, 100_000, 1_000_000};

    /** Rows that a grid is made from, at most. */
    private static final int GRID_ROWS = 100_000;

    private static final double ROUNDING = 1e-9;

    private CellsAgainstRaw() {}

    /** A column before and after a change. */
    record Law(String name, ToDoubleFunction<SplittableRandom> before, ToDoubleFunction<SplittableRandom> after) {
        double[] rows(int n, long seed, ToDoubleFunction<SplittableRandom> law) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] rows = new double[n];
            for (int i = 0; i < n; i++) {
                rows[i] = law.applyAsDouble(random);
            }
            return rows;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A measure both ways.
     *
     * @param bound the largest |cells − raw| that is stated for these counts
     */
    record Pair(String measure, double cells, double raw, double bound) {
        double error() {
            return Math.abs(cells - raw);
        }

        double ratio() {
            return error() <= ROUNDING ? 0 : error() / (bound + ROUNDING);
        }
    }

    static List<Law> laws() {
        return List.of(
                new Law("normal, shift 0.1 σ", CellsAgainstRaw::normal, random -> normal(random) + 0.1),
                new Law("Pareto 1.1, scale × 1.2", CellsAgainstRaw::pareto, random -> 1.2 * pareto(random)),
                new Law("uniform, shift 0.05", SplittableRandom::nextDouble, random -> random.nextDouble() + 0.05),
                new Law("discrete, 0 … 9 skewed", random -> skewed(random, 2), random -> skewed(random, 1.8)),
                new Law("30 % zeros, else normal", random -> mixed(random, 0.3), random -> mixed(random, 0.35)),
                new Law("two values", random -> random.nextInt(10) / 9, random -> random.nextInt(8) / 7),
                new Law("constant, another value", random -> 5, random -> 6),
                new Law("1e−300 … 1e300", CellsAgainstRaw::wide, random -> 10 * wide(random)),
                new Law("one outlier of 1e6", CellsAgainstRaw::normal, random -> normal(random) + outlier(random)));
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static double pareto(SplittableRandom random) {
        return Math.pow(1 - random.nextDouble(), -1 / 1.1);
    }

    private static double skewed(SplittableRandom random, double power) {
        return Math.floor(10 * Math.pow(random.nextDouble(), power));
    }

    private static double mixed(SplittableRandom random, double zeros) {
        double value = normal(random);
        return random.nextDouble() < zeros ? -0.0 : value;
    }

    private static double wide(SplittableRandom random) {
        double magnitude = Math.pow(10, 598 * random.nextDouble() - 299);
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    private static double outlier(SplittableRandom random) {
        return random.nextInt(1000) == 0 ? 1e6 : 0;
    }

    static List<Pair> unchanged(Law law, int n) {
        return pairs(law.rows(n, 1, law.before()), law.rows(n, 2, law.before()));
    }

    static List<Pair> changed(Law law, int n) {
        return pairs(law.rows(n, 1, law.before()), law.rows(n, 3, law.after()));
    }

    private static List<Pair> pairs(double[] reference, double[] window) {
        double[] gridRows = Arrays.copyOf(reference, Math.min(GRID_ROWS, reference.length));
        double[] weights = new double[gridRows.length];
        Arrays.fill(weights, 1);
        NumberGrid grid = GridBuilder.numbers(gridRows, weights, GridBuilder.DEFAULT_CELLS);
        double[] q = counts(grid, reference);
        double[] p = counts(grid, window);
        Sample before = Sample.of(reference);
        Sample after = Sample.of(window);
        Bounds bounds = Bounds.of(grid, p, q);
        RankMoves moves = RankMoves.of(before, after);
        double[] sortedQ = sortedCounts(grid, before);
        double[] sortedP = sortedCounts(grid, after);
        return List.of(
                new Pair(
                        "ks",
                        KolmogorovSmirnov.onCells(p, q),
                        KolmogorovSmirnovTest.of(before, after).statistic(),
                        bounds.ks()),
                new Pair("rank_shift", RankShift.of(p, q), moves.shift(), bounds.shift()),
                new Pair("rank_spread", RankSpread.of(p, q), moves.spread(), bounds.spread()),
                new Pair("js_distance", JensenShannon.distance(p, q), JensenShannon.distance(sortedP, sortedQ), 0),
                new Pair("psi", PopulationStability.smoothed(p, q), PopulationStability.smoothed(sortedP, sortedQ), 0));
    }

    private static double[] counts(NumberGrid grid, double[] rows) {
        double[] counts = new double[grid.cells()];
        for (double row : rows) {
            counts[grid.cell(row)]++;
        }
        return counts;
    }

    /** The counts between the edges, from the sorted raw values. */
    private static double[] sortedCounts(NumberGrid grid, Sample sample) {
        double[] counts = new double[grid.cells()];
        int before = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            int upTo = cell == counts.length - 1 ? sample.size() : sample.countAtOrBelow(grid.upperEdge(cell));
            counts[cell] = upTo - before;
            before = upTo;
        }
        return counts;
    }

    /** The stated errors, over the cells that can hold more than one value. */
    private record Bounds(double ks, double shift, double spread) {
        static Bounds of(NumberGrid grid, double[] window, double[] reference) {
            double n = Cells.total(window);
            double m = Cells.total(reference);
            double least = 0;
            double together = 0;
            double widest = 0;
            for (int cell = 0; cell < window.length; cell++) {
                if (!grid.isPoint(cell)) {
                    double p = window[cell] / n;
                    double q = reference[cell] / m;
                    least = Math.max(least, Math.min(p, q));
                    together += p * q;
                    widest = Math.max(widest, q);
                }
            }
            return new Bounds(least, together, 2 * together + 2 * widest * widest);
        }
    }

    /** The table of the report: a line for each law and measure. */
    static List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| law and change | measure | error n = 50 | 1,000 | 100,000 | 1,000,000 | largest ratio |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- |");
        for (Law law : laws()) {
            Map<String, double[]> errors = new LinkedHashMap<>();
            for (int size = 0; size < SIZES.length; size++) {
                for (Pair pair : changed(law, SIZES[size])) {
                    double[] row = errors.computeIfAbsent(pair.measure(), name -> new double[SIZES.length + 1]);
                    row[size] = pair.error() <= ROUNDING ? 0 : pair.error();
                    row[SIZES.length] = Math.max(row[SIZES.length], pair.ratio());
                }
            }
            errors.forEach((measure, row) -> lines.add(line(law, measure, row)));
        }
        return lines;
    }

    private static String line(Law law, String measure, double[] row) {
        StringBuilder line = new StringBuilder("| " + law.name() + " | " + measure + " |");
        for (int i = 0; i < SIZES.length; i++) {
            line.append(row[i] == 0 ? " 0 |" : String.format(Locale.ROOT, " %.5f |", row[i]));
        }
        return line.append(String.format(Locale.ROOT, " %.2f |", row[SIZES.length]))
                .toString();
    }
}
