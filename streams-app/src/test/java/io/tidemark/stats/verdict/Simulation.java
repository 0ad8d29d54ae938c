package io.tidemark.stats.verdict;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.distance.KolmogorovSmirnov;
import io.tidemark.stats.distance.RankShift;
import io.tidemark.stats.distance.RankSpread;
import io.tidemark.stats.distance.Shares;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Windows and references drawn from known laws, to count how often a verdict is wrong. */
final class Simulation {
    /** A column whose law is known on both sides. */
    record Scenario(String name, Grid grid, double[] window, double[] reference, Tolerances tolerances) {
        /** The same with every tolerance at the true effect: the boundary of what is in order, where false alarms are likeliest. */
        Scenario atBoundary() {
            Tolerances edge = tolerances;
            edge = with(edge, Measure.KS, KolmogorovSmirnov.onCells(window, reference));
            edge = with(edge, Measure.RANK_SHIFT, Math.abs(RankShift.of(window, reference)));
            edge = with(edge, Measure.RANK_SPREAD, Math.abs(RankSpread.of(window, reference)));
            edge = with(edge, Measure.JS_DISTANCE, JensenShannon.distance(window, reference));
            if (grid instanceof CategoryGrid categories) {
                double[] values = Arrays.copyOf(window, categories.elseCell());
                double[] before = Arrays.copyOf(reference, categories.elseCell());
                double linf = 0;
                for (int cell = 0; cell < values.length; cell++) {
                    linf = Math.max(linf, Math.abs(values[cell] - before[cell]));
                }
                double unseen = window[categories.elseCell()] - reference[categories.elseCell()];
                edge = with(edge, Measure.LINF, linf);
                edge = with(edge, Measure.SHARE, linf);
                edge = with(edge, Measure.UNSEEN, unseen);
            }
            return new Scenario(name + ", at its boundary", grid, window, reference, edge);
        }

        private static Tolerances with(Tolerances tolerances, Measure measure, double delta) {
            return delta > 1e-6 ? tolerances.with(measure, Math.min(delta * (1 + 1e-9), 0.999999)) : tolerances;
        }
    }

    /** How many of the windows were BAD, by measure; SHAREs count once a window. */
    static Map<Measure, Integer> alarms(Scenario scenario, long n, long m, int windows, Levels levels, long seed) {
        Draws draws = new Draws(seed);
        Dispersion independent = Dispersion.unknown(0);
        Map<Measure, Integer> alarms = new EnumMap<>(Measure.class);
        for (int i = 0; i < windows; i++) {
            Counts reference = draws.counts(scenario.grid(), scenario.reference(), m);
            Counts window = draws.counts(scenario.grid(), scenario.window(), n);
            List<Judged> judged = ColumnComparison.judge(
                    scenario.grid(),
                    window,
                    new ColumnReference(reference, independent),
                    1,
                    scenario.tolerances(),
                    levels);
            judged.stream()
                    .filter(one -> one.verdict() == Verdict.BAD)
                    .map(Judged::measure)
                    .distinct()
                    .forEach(measure -> alarms.merge(measure, 1, Integer::sum));
        }
        return alarms;
    }

    /** How many of the windows called a fault's share BAD, with p of n after and q of m before. */
    static int faultAlarms(
            double p, double q, long n, long m, Tolerances tolerances, int windows, Levels levels, long seed) {
        Draws draws = new Draws(seed);
        ShareRule rule = ShareRule.ofFaults(tolerances.of(Measure.MISSING), tolerances.shareRatio());
        ShareTest test = new ShareTest(rule, levels.sharedBy(6), ShareTest.Sides.INCREASE);
        int alarms = 0;
        for (int i = 0; i < windows; i++) {
            alarms += test.isRefuted(draws.binomial(n, p), n, draws.binomial(m, q), m) ? 1 : 0;
        }
        return alarms;
    }

    /** A standard normal reference on 66 cells; the window is normal with that mean and deviation. */
    static Scenario normal(String name, double mean, double deviation) {
        double[] ranks = ranks();
        NormalDistribution before = NormalDistribution.of(0, 1);
        NormalDistribution after = NormalDistribution.of(mean, deviation);
        double[] edges = new double[ranks.length];
        double[] window = new double[ranks.length + 1];
        double[] reference = new double[ranks.length + 1];
        double below = 0;
        double belowReference = 0;
        for (int i = 0; i < edges.length; i++) {
            edges[i] = before.inverseCumulativeProbability(ranks[i]);
            window[i] = after.cumulativeProbability(edges[i]) - below;
            reference[i] = ranks[i] - belowReference;
            below = after.cumulativeProbability(edges[i]);
            belowReference = ranks[i];
        }
        window[edges.length] = 1 - below;
        reference[edges.length] = 1 - belowReference;
        return new Scenario(name, new NumberGrid(edges, 0, 1), window, reference, Tolerances.DEFAULT);
    }

    /** 65 edges: 0.1 %, 0.5 %, 1 %, 2 % … at both ends, even between. */
    private static double[] ranks() {
        double[] ends = {0.001, 0.005, 0.01, 0.02, 0.03};
        int middle = 55;
        double[] ranks = new double[2 * ends.length + middle];
        for (int i = 0; i < ends.length; i++) {
            ranks[i] = ends[i];
            ranks[ranks.length - 1 - i] = 1 - ends[i];
        }
        for (int i = 0; i < middle; i++) {
            ranks[ends.length + i] = 0.045 + 0.91 * i / (middle - 1);
        }
        return ranks;
    }

    /** The normal reference, with a part of the window's rows moved to the topmost cell. */
    static Scenario tail(String name, double moved) {
        Scenario plain = normal(name, 0, 1);
        double[] window = plain.window().clone();
        for (int cell = 0; cell < window.length; cell++) {
            window[cell] *= 1 - moved;
        }
        window[window.length - 1] += moved;
        return new Scenario(name, plain.grid(), window, plain.reference(), plain.tolerances());
    }

    /** A number column of a few repeated values 0, 1, 2 … with these shares. */
    static Scenario points(String name, double[] window, double[] reference) {
        double[] edges = IntStream.range(0, window.length - 1).asDoubleStream().toArray();
        return new Scenario(name, new NumberGrid(edges, 0, 1), window, reference, Tolerances.DEFAULT);
    }

    /** A category column; the last share is that of {@code else}. */
    static Scenario category(String name, double[] window, double[] reference, Tolerances tolerances) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < window.length - 1; i++) {
            values.add("v" + i);
        }
        return new Scenario(name, new CategoryGrid(ColumnKind.CATEGORY, values), window, reference, tolerances);
    }

    /** Shares that fall like 1/rank, and nothing in {@code else}. */
    static double[] zipf(int values) {
        double[] shares = new double[values + 1];
        double total = 0;
        for (int i = 0; i < values; i++) {
            shares[i] = 1.0 / (i + 1);
            total += shares[i];
        }
        for (int i = 0; i < values; i++) {
            shares[i] /= total;
        }
        return shares;
    }

    /** The shares with some mass moved from one cell to another. */
    static double[] moved(double[] shares, int from, int to, double mass) {
        double[] moved = shares.clone();
        moved[from] -= mass;
        moved[to] += mass;
        return moved;
    }

    private Simulation() {}

    static double share(int alarms, int windows) {
        return Shares.share(alarms, windows);
    }
}
