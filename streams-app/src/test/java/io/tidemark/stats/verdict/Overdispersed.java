package io.tidemark.stats.verdict;

import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.grid.RowsReferenceBuilder;
import io.tidemark.stats.verdict.Simulation.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Windows that vary more than independent rows would, at the boundary of what is in order: shares drawn anew for each window (Dirichlet), numbers of
 * rows by a Poisson law whose mean is drawn anew (Gamma: negative binomial). φ is measured on the reference's windows, as by the monitor.
 */
public final class Overdispersed {
    private static final double ALPHA = 1e-2;
    private static final Levels LEVELS = new Levels(ALPHA, 1e-3);
    private static final int ROWS = 1_000;
    private static final int LONGEST = 64;
    private static final int[] SCALES = {1, 8, 64};

    private final SplittableRandom random = new SplittableRandom(5);
    private final Draws draws = new Draws(6);
    private final int references;

    /** @param references how often a reference is drawn; 64 windows are judged against each */
    public Overdispersed(int references) {
        this.references = references;
    }

    /** Rows of the table about shares and distances: rate of BAD over α by scale, the largest of the deciding measures. */
    public List<String> columns() {
        List<String> rows = new ArrayList<>();
        double[] zipf = Simulation.zipf(20);
        Tolerances differences = Tolerances.DEFAULT.with(new Tolerances.ShareRatio(1e6, 0.99));
        Scenario normal = Simulation.normal("normal, shift 0.1 σ", 0.1, 1).atBoundary();
        Scenario category = Simulation.category(
                        "Zipf 20, +2 points of one", Simulation.moved(zipf, 0, 4, 0.02), zipf, differences)
                .atBoundary();
        for (Scenario scenario : List.of(normal, category)) {
            for (double phi : new double[] {1, 5, 20}) {
                for (int windows : new int[] {5, 9, 24, 72, 168, 672}) {
                    rows.add(row(scenario, phi, windows));
                }
            }
        }
        return rows;
    }

    private String row(Scenario scenario, double phi, int windows) {
        Map<Integer, Map<Measure, Integer>> bad = byScale();
        double[] measured = new double[references];
        for (int i = 0; i < references; i++) {
            measured[i] = judge(scenario, phi, windows, bad);
        }
        Arrays.sort(measured);
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT, "| %s | %.0f | %d | %.1f", scenario.name(), phi, windows, measured[references / 2]));
        for (int scale : SCALES) {
            Map.Entry<Measure, Integer> most = bad.getOrDefault(scale, Map.of()).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElse(Map.entry(Measure.KS, 0));
            row.append(rate(
                    most.getValue(),
                    references * (LONGEST / scale),
                    most.getKey().word()));
        }
        return row.append(" |").toString();
    }

    /** The largest rate of BAD over α at the base scale, of normal columns with a reference of so many windows. */
    public double worst(int windows) {
        Scenario normal = Simulation.normal("normal, shift 0.1 σ", 0.1, 1).atBoundary();
        double worst = 0;
        for (double phi : new double[] {1, 5, 20}) {
            Map<Integer, Map<Measure, Integer>> bad = byScale();
            for (int i = 0; i < references; i++) {
                judge(normal, phi, windows, bad);
            }
            for (int count : bad.getOrDefault(1, Map.of()).values()) {
                worst = Math.max(worst, count / (ALPHA * references * LONGEST));
            }
        }
        return worst;
    }

    private static Map<Integer, Map<Measure, Integer>> byScale() {
        Map<Integer, Map<Measure, Integer>> bad = new TreeMap<>();
        for (int scale : SCALES) {
            bad.put(scale, new EnumMap<>(Measure.class));
        }
        return bad;
    }

    private static String rate(int bad, int of, String word) {
        return bad == 0
                ? " | 0"
                : String.format(
                        Locale.ROOT, bad > ALPHA * of ? " | **%.2f** %s" : " | %.2f %s", bad / (ALPHA * of), word);
    }

    /** φ as measured on one reference, against which 64 windows are judged. */
    private double judge(Scenario scenario, double phi, int windows, Map<Integer, Map<Measure, Integer>> bad) {
        Counts reference = new Counts(scenario.grid().id(), scenario.grid().cells());
        DispersionBuilder builder =
                new DispersionBuilder(scenario.grid().kind(), scenario.grid().cells());
        for (int window = 0; window < windows; window++) {
            Counts counts = draws.counts(scenario.grid(), shares(scenario.reference(), phi), ROWS);
            builder.add(cells(counts));
            reference.add(counts);
        }
        ColumnReference compared = new ColumnReference(reference, builder.build());
        Map<Integer, Counts> sums = new TreeMap<>();
        for (int window = 1; window <= LONGEST; window++) {
            Counts counts = draws.counts(scenario.grid(), shares(scenario.window(), phi), ROWS);
            for (int scale : SCALES) {
                Counts sum = sums.computeIfAbsent(scale, key -> counts.emptied());
                sum.add(counts);
                if (window % scale == 0) {
                    count(scenario, sum, compared, scale, bad.getOrDefault(scale, Map.of()));
                    sums.remove(scale);
                }
            }
        }
        return compared.dispersion().at(1);
    }

    private static void count(
            Scenario scenario, Counts sum, ColumnReference compared, int scale, Map<Measure, Integer> bad) {
        ColumnComparison.judge(scenario.grid(), sum, compared, scale, scenario.tolerances(), LEVELS).stream()
                .filter(one -> one.verdict() == Verdict.BAD)
                .map(Judged::measure)
                .filter(measure -> measure.decides() && measure != Measure.SHARE)
                .distinct()
                .forEach(measure -> bad.merge(measure, 1, Integer::sum));
    }

    private static long[] cells(Counts counts) {
        long[] cells = new long[counts.cellCount()];
        Arrays.setAll(cells, counts::cell);
        return cells;
    }

    /** Shares about these, so that a count of n rows has φ times the binomial variance: Dirichlet with φ = 1 + (n−1)/(A+1). */
    private double[] shares(double[] mean, double phi) {
        if (phi == 1) {
            return mean;
        }
        double concentration = (ROWS - 1) / (phi - 1) - 1;
        double[] shares = new double[mean.length];
        double total = 0;
        for (int cell = 0; cell < mean.length; cell++) {
            shares[cell] = mean[cell] == 0 ? 0 : gamma(mean[cell] * concentration);
            total += shares[cell];
        }
        for (int cell = 0; cell < mean.length; cell++) {
            shares[cell] /= total;
        }
        return shares;
    }

    /** Marsaglia and Tsang, ACM Trans. Math. Softw. 26 (2000), doi:10.1145/358407.358414. */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double z = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
            double v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < z * z / 2 + d * (1 - v + Math.log(v))) {
                return d * v;
            }
        }
    }

    /** Rows of the table about the number of rows, at half and at twice the reference's mean. */
    public List<String> volumes() {
        List<String> rows = new ArrayList<>();
        for (double phi : new double[] {1, 5, 20}) {
            for (int windows : new int[] {5, 9, 24, 168}) {
                StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %.0f | %d", phi, windows));
                for (double mean : new double[] {5, 50, 1_000, 10_000}) {
                    row.append(volume(mean, phi, windows, 0.5)).append(volume(mean, phi, windows, 2));
                }
                rows.add(row.append(" |").toString());
            }
        }
        return rows;
    }

    private String volume(double mean, double phi, int windows, double ratio) {
        int bad = 0;
        int drawn = references / 10;
        for (int i = 0; i < drawn; i++) {
            RowsReferenceBuilder builder = new RowsReferenceBuilder();
            for (int window = 0; window < windows; window++) {
                builder.add(rows(mean, phi));
            }
            RowsReference reference = builder.build();
            for (int window = 0; window < LONGEST; window++) {
                Judged judged = VolumeComparison.judge(
                        rows(mean * ratio, phi),
                        reference.meanRows(),
                        reference.dispersion(),
                        1,
                        Tolerances.DEFAULT,
                        LEVELS);
                bad += judged.verdict() == Verdict.BAD ? 1 : 0;
            }
        }
        return rate(bad, drawn * LONGEST, "");
    }

    private long rows(double mean, double phi) {
        long trials = 10_000_000;
        double drawn = phi == 1 ? mean : gamma(mean / (phi - 1)) * (phi - 1);
        return draws.binomial(trials, drawn / trials);
    }

    /** Rows of the table about invalid and missing rows at the boundary, counted through the whole comparison of a column. */
    public List<String> faults() {
        List<String> rows = new ArrayList<>();
        Scenario plain = Simulation.normal("", 0, 1);
        Tolerances edge = Tolerances.DEFAULT.with(new Tolerances.ShareRatio(1.0001, 1e-6));
        for (double before : new double[] {0, 0.01, 0.2}) {
            StringBuilder row = new StringBuilder(
                    String.format(Locale.ROOT, "| invalid %.0f → %.0f %%, difference", 100 * before, 100 * before + 1));
            for (long n : new long[] {50, 1_000, 100_000}) {
                row.append(rate(invalid(plain, edge, n, before), references * LONGEST, ""));
            }
            rows.add(row.append(" |").toString());
        }
        return rows;
    }

    private int invalid(Scenario plain, Tolerances edge, long n, double before) {
        int bad = 0;
        long m = 10_000;
        for (int i = 0; i < references * LONGEST; i++) {
            long faultsBefore = draws.binomial(m, before);
            long faults = draws.binomial(n, before + 0.01);
            Counts reference = new Counts(plain.grid().id(), plain.grid().cells());
            reference.countCell(30, m - faultsBefore);
            reference.countBad(0, faultsBefore, 0, 0, 0);
            Counts window = reference.emptied();
            window.countCell(30, n - faults);
            window.countBad(0, faults, 0, 0, 0);
            bad += ColumnComparison.judge(
                                    plain.grid(),
                                    window,
                                    new ColumnReference(reference, Dispersion.unknown(0)),
                                    1,
                                    edge,
                                    LEVELS)
                            .stream()
                            .anyMatch(one -> one.measure() == Measure.INVALID && one.verdict() == Verdict.BAD)
                    ? 1
                    : 0;
        }
        return bad;
    }
}
