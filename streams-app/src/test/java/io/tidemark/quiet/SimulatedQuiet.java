package io.tidemark.quiet;

import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Columns whose rows are drawn from a law that never changes, in slices of 50 to a million rows an hour. */
final class SimulatedQuiet {
    private static final int REFERENCE_WINDOWS = 168;
    private static final int DAYS = 30;
    private static final double FEWEST = 50;

    /** False alarms in 30 days: the default, and two that are large enough to be counted. */
    private static final List<Integer> BUDGETS = List.of(1, 1_000, 1_000_000);

    private static final double MOST = 1e6;

    private final int columns;
    private final int slices;
    private final List<Score> scores =
            BUDGETS.stream().map(alarms -> new Score()).toList();

    SimulatedQuiet(int columns, int slices) {
        this.columns = columns;
        this.slices = slices;
    }

    /** The windows of the slices from one up to another, at the usual budget of 1 in 30 days and at 1,000 in 30 days. */
    void run(int fromSlice, int toSlice, int days) {
        List<Column> all =
                IntStream.range(0, columns).mapToObj(SimulatedQuiet::column).toList();
        List<Plan> plans = BUDGETS.stream()
                .map(alarms -> Plan.of(alarms, all, slices, Plan.HOUR))
                .toList();
        for (int slice = fromSlice; slice < toSlice; slice++) {
            double rows = FEWEST * Math.pow(MOST / FEWEST, slice / Math.max(1.0, slices - 1));
            for (int c = 0; c < columns; c++) {
                watch(all.get(c), 1_000 * c + slice, rows, days, plans);
            }
        }
    }

    private void watch(Column column, int number, double rows, int days, List<Plan> plans) {
        Law law = new Law(masses(number / 1_000), number);
        SplittableRandom sizes = new SplittableRandom(~number);
        List<long[]> reference = IntStream.range(0, REFERENCE_WINDOWS)
                .mapToObj(i -> window(law, sizes, rows))
                .toList();
        Baseline baseline = Baseline.of(column, reference);
        Rivals rivals = new Rivals(baseline, columns);
        int weakest = plans.size() - 1;
        Watch watch = new Watch(baseline, plans.get(weakest).levels(), 0);
        List<Score.Run> runs = scores.stream().map(Score::run).toList();
        for (int hour = 0; hour < days * 24; hour++) {
            long[] window = window(law, sizes, rows);
            Watch.Said said = watch.next(window);
            for (int budget = weakest; budget >= 0; budget--) {
                said = budget < weakest && said.isBad()
                        ? watch.again(plans.get(budget).levels())
                        : said;
                runs.get(budget).take(said, budget == 0 ? rivals.alarms(window) : Set.of());
            }
        }
    }

    /** Rows of a window vary by a fifth; 1 % of them are missing. */
    private static long[] window(Law law, SplittableRandom sizes, double rows) {
        return law.draw(Math.round(rows * (0.8 + 0.4 * sizes.nextDouble())));
    }

    /** Of ten columns three are normal, three skewed (one of them with a Pareto tail), two of few values, two categories. */
    static Column column(int number) {
        int kind = number % 10;
        double[] masses = masses(number);
        String name = "c" + number;
        if (kind >= 8) {
            List<String> values =
                    IntStream.range(0, masses.length - 1).mapToObj(i -> "v" + i).toList();
            long[] some = new long[masses.length];
            Arrays.fill(some, 1);
            return Column.ofCategories(name, values, some);
        }
        if (kind >= 6) {
            double[] atoms =
                    IntStream.range(0, masses.length - 1).asDoubleStream().toArray();
            long[] rows = Arrays.stream(masses)
                    .mapToLong(mass -> Math.round(mass * 32_768))
                    .toArray();
            return Column.ofNumbers(name, atoms, rows);
        }
        double[] ranks = ranks();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        List<Double> edges = new ArrayList<>();
        double[] atoms = new double[ranks.length + 1];
        for (int atom = 0; atom < atoms.length; atom++) {
            double low = atom == 0 ? 0 : ranks[atom - 1];
            double high = atom == ranks.length ? 1 : ranks[atom];
            atoms[atom] = value(kind, normal, (low + high) / 2);
            if (atom % 2 == 1 && atom < ranks.length) {
                edges.add(value(kind, normal, high));
            }
        }
        return Column.onGrid(
                name,
                atoms,
                new NumberGrid(edges.stream().mapToDouble(Double::doubleValue).toArray(), 0, 1));
    }

    private static double value(int kind, NormalDistribution normal, double rank) {
        double z = normal.inverseCumulativeProbability(rank);
        return switch (kind) {
            case 0, 1, 2 -> z;
            case 3 -> Math.exp(z);
            case 4 -> -Math.log1p(-rank);
            default -> Math.pow(1 - rank, -0.5);
        };
    }

    /** 0.05 %, 0.1 %, 0.3 %, 0.5 % … at both ends, even between. */
    private static double[] ranks() {
        double[] ends = {0.0005, 0.001, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02};
        int middle = 104;
        double[] ranks = new double[2 * ends.length + middle];
        for (int i = 0; i < ends.length; i++) {
            ranks[i] = ends[i];
            ranks[ranks.length - 1 - i] = 1 - ends[i];
        }
        for (int i = 0; i < middle; i++) {
            ranks[ends.length + i] = 0.02 + 0.96 * (i + 1) / (middle + 1);
        }
        return ranks;
    }

    /** The law of a column on its atoms; the last mass is that of missing rows. */
    private static double[] masses(int number) {
        int kind = number % 10;
        if (kind < 6) {
            double[] ranks = ranks();
            double[] masses = new double[ranks.length + 2];
            for (int atom = 0; atom <= ranks.length; atom++) {
                masses[atom] = (atom == ranks.length ? 1 : ranks[atom]) - (atom == 0 ? 0 : ranks[atom - 1]);
            }
            masses[ranks.length + 1] = 0.01;
            return masses;
        }
        int variant = number / 10 % 4;
        if (kind < 8) {
            return switch (variant) {
                case 0 -> new double[] {.95, .05, .01};
                case 1 -> new double[] {.05, .9, .05, .01};
                case 2 -> new double[] {.135, .271, .271, .18, .09, .036, .012, .004, .001, .01};
                default -> new double[] {.31, .3, .2, .15, .03, .01, .01};
            };
        }
        return zipf(new int[] {3, 20, 50, 200}[variant]);
    }

    private static double[] zipf(int values) {
        double[] masses = new double[values + 1];
        double total = 0;
        for (int i = 0; i < values; i++) {
            masses[i] = 1.0 / (i + 1);
            total += masses[i];
        }
        masses[values] = 0.01 * total;
        return masses;
    }

    /** Counts at the default budget. */
    Score usual() {
        return scores.get(0);
    }

    /** The rows of the table. */
    List<String> rows() {
        return IntStream.range(0, BUDGETS.size()).mapToObj(this::row).toList();
    }

    private String row(int budget) {
        Score score = scores.get(budget);
        double expected = BUDGETS.get(budget) * (double) score.windows() / ((double) columns * slices * DAYS * 24);
        return "| %s | %s | %s | %s | %s | %s%s |"
                .formatted(
                        Score.count(BUDGETS.get(budget)),
                        Score.count(score.windows()),
                        Score.number(expected),
                        Score.count(score.bad()),
                        Score.count(score.badWindows()),
                        Score.count(score.episodes()),
                        budget == 0 ? score.rivalCells() : " | | | | | ");
    }
}
