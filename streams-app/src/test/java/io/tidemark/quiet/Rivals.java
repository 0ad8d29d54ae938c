package io.tidemark.quiet;

import io.tidemark.stats.distance.JensenShannon;
import io.tidemark.stats.distance.KolmogorovSmirnov;
import io.tidemark.stats.distance.PopulationStability;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** The rivals' rules for one column and one reference; everything that depends on the reference alone is computed once. */
final class Rivals {
    private static final int FEW_VALUES = 5;
    private static final long SMALL_REFERENCE = 1_000;

    private final Column column;
    private final double[] reference;
    private final double m;
    private final double spread;
    private final int distinct;
    private final int[] deciles;
    private final int[] doane;
    private final double nannyLimit;
    private final double bonferroni;

    /** @param columns of the data set, for alibi-detect's correction */
    Rivals(Baseline baseline, int columns) {
        this.column = baseline.column();
        this.reference = Arrays.stream(baseline.total(), 0, column.atoms())
                .asDoubleStream()
                .toArray();
        this.m = Arrays.stream(reference).sum();
        double mean = moment(0, 1);
        this.spread = Math.sqrt(moment(mean, 2));
        this.distinct = (int) Arrays.stream(reference).filter(rows -> rows > 0).count();
        this.deciles = column.isNumber() ? byQuantiles(10) : identity();
        this.doane = column.isNumber() ? byWidth(doaneBins(mean)) : unseenTogether();
        this.nannyLimit = nannyLimit(baseline);
        this.bonferroni = 0.05 / columns;
    }

    private double moment(double about, int power) {
        double sum = 0;
        for (int atom = 0; atom < reference.length; atom++) {
            sum += reference[atom] * Math.pow(column.values()[atom] - about, power);
        }
        return sum / m;
    }

    /** Who would have raised an alarm; nobody does on a window without rows. */
    Set<Rival> alarms(long[] counts) {
        double[] window =
                Arrays.stream(counts, 0, column.atoms()).asDoubleStream().toArray();
        double n = Arrays.stream(window).sum();
        Set<Rival> alarms = EnumSet.noneOf(Rival.class);
        if (n == 0 || m == 0) {
            return alarms;
        }
        double p = column.isNumber() ? ksProbability(window, n) : chiSquaredProbability(window, n);
        add(alarms, Rival.PSI, psi(window) >= 0.1);
        add(alarms, Rival.KS, p < 0.05);
        add(alarms, Rival.EVIDENTLY, evidently(window, n, p));
        add(alarms, Rival.NANNYML, nanny(window) > nannyLimit);
        add(alarms, Rival.ALIBI, p < bonferroni);
        return alarms;
    }

    private static void add(Set<Rival> alarms, Rival rival, boolean isAlarm) {
        if (isAlarm) {
            alarms.add(rival);
        }
    }

    private double psi(double[] window) {
        return PopulationStability.floored(binned(window, deciles), binned(reference, deciles), 0.0001);
    }

    private double ksProbability(double[] window, double n) {
        double below = 0;
        double belowReference = 0;
        double d = 0;
        for (int atom = 0; atom < window.length; atom++) {
            below += window[atom];
            belowReference += reference[atom];
            d = Math.max(d, Math.abs(below / n - belowReference / m));
        }
        return KolmogorovSmirnov.limitProbability(d, n, m);
    }

    private double chiSquaredProbability(double[] window, double n) {
        double sum = 0;
        int used = 0;
        for (int atom = 0; atom < window.length; atom++) {
            double both = window[atom] + reference[atom];
            if (both > 0) {
                double expected = both * n / (n + m);
                double expectedReference = both * m / (n + m);
                sum += square(window[atom] - expected) / expected
                        + square(reference[atom] - expectedReference) / expectedReference;
                used++;
            }
        }
        return used < 2 ? 1 : ChiSquaredDistribution.of(used - 1).survivalProbability(sum);
    }

    private static double square(double x) {
        return x * x;
    }

    private boolean evidently(double[] window, double n, double p) {
        boolean isWide = column.isNumber() && distinctOfBoth(window) > FEW_VALUES;
        if (m <= SMALL_REFERENCE) {
            double small = column.isNumber() && !isWide ? chiSquaredProbability(window, n) : p;
            return isWide ? small <= 0.05 : small < 0.05;
        }
        return isWide
                ? wasserstein(window, n) / Math.max(spread, 0.001) >= 0.1
                : Math.sqrt(JensenShannon.nats(window, reference)) >= 0.1;
    }

    private int distinctOfBoth(double[] window) {
        int both = distinct;
        for (int atom = 0; atom < window.length; atom++) {
            both += window[atom] > 0 && reference[atom] == 0 ? 1 : 0;
        }
        return both;
    }

    private double wasserstein(double[] window, double n) {
        double[] values = column.values();
        double below = 0;
        double belowReference = 0;
        double area = 0;
        for (int atom = 0; atom < values.length - 1; atom++) {
            below += window[atom];
            belowReference += reference[atom];
            area += Math.abs(below / n - belowReference / m) * (values[atom + 1] - values[atom]);
        }
        return area;
    }

    private double nanny(double[] window) {
        return JensenShannon.distance(binned(window, doane), binned(reference, doane));
    }

    private double nannyLimit(Baseline baseline) {
        double[] distances = baseline.windows().stream()
                .map(window -> Arrays.stream(window, 0, column.atoms())
                        .asDoubleStream()
                        .toArray())
                .filter(window -> Arrays.stream(window).sum() > 0)
                .mapToDouble(this::nanny)
                .toArray();
        double mean = Arrays.stream(distances).average().orElse(1);
        double variance = Arrays.stream(distances)
                .map(distance -> square(distance - mean))
                .average()
                .orElse(0);
        return Math.min(1, mean + 3 * Math.sqrt(variance));
    }

    private static double[] binned(double[] atoms, int[] bins) {
        double[] binned = new double[Arrays.stream(bins).max().orElse(0) + 1];
        for (int atom = 0; atom < atoms.length; atom++) {
            binned[bins[atom]] += atoms[atom];
        }
        return binned;
    }

    private int[] identity() {
        int[] bins = new int[column.atoms()];
        Arrays.setAll(bins, atom -> atom);
        return bins;
    }

    /** All values that the reference has not share one bin. */
    private int[] unseenTogether() {
        int[] bins = new int[column.atoms()];
        int next = 1;
        for (int atom = 0; atom < bins.length; atom++) {
            bins[atom] = reference[atom] > 0 ? next++ : 0;
        }
        return bins;
    }

    /** Bins between the reference's quantiles; an atom belongs to the bin in which it ends, so that equal quantiles make one. */
    private int[] byQuantiles(int parts) {
        int[] bins = new int[column.atoms()];
        double below = 0;
        int bin = 0;
        int next = 1;
        for (int atom = 0; atom < bins.length; atom++) {
            bins[atom] = bin;
            below += reference[atom];
            boolean isCut = false;
            while (next < parts && below >= m * next / parts) {
                next++;
                isCut = true;
            }
            bin += isCut && below < m ? 1 : 0;
        }
        return bins;
    }

    private int doaneBins(double mean) {
        double skewness = spread == 0 ? 0 : moment(mean, 3) / Math.pow(spread, 3);
        double error = Math.sqrt(6 * (m - 2) / ((m + 1) * (m + 3)));
        return (int) Math.ceil(1 + Math.log(m) / Math.log(2) + Math.log(1 + Math.abs(skewness) / error) / Math.log(2));
    }

    /** Bins of one width over the reference's range, and one for what is outside of it. */
    private int[] byWidth(int parts) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int atom = 0; atom < reference.length; atom++) {
            if (reference[atom] > 0) {
                low = Math.min(low, column.values()[atom]);
                high = Math.max(high, column.values()[atom]);
            }
        }
        int[] bins = new int[column.atoms()];
        for (int atom = 0; atom < bins.length; atom++) {
            double value = column.values()[atom];
            boolean isInside = value >= low && value <= high;
            bins[atom] = isInside
                    ? Math.min(parts - 1, (int) ((value - low) / Math.max(1e-300, high - low) * parts))
                    : parts;
        }
        return bins;
    }
}
