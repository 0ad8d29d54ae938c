package io.tidemark.stats.detector;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.RankScores;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.verdict.Tolerances;

/**
 * In which unit a sequence of panes is told to a detector: what the reference says of its spread.
 *
 * <p>Panes are put together until they hold a block of rows; a value is the mean of a block. Blocks hang together (hours, bursts, cycles), so
 * the spread is not theirs but what sums of them have: σ = sd·√(φ/rows of a block), φ the largest of the reference's scales. Then a sum of k
 * values has a variance of at most about k·σ², whatever the dependence that the reference has shown, up to 64 windows.
 *
 * <p>φ is a mean over the column's quantiles; the mean score of a level that wanders varies up to twice as much beyond independence, so for
 * it 1 + 2·(φ − 1) is taken. For a share φ is the column's too; that a share comes in bursts of its own is not known of the reference.
 *
 * @param centre the reference's mean
 * @param sigma σ of a value, &gt; 0
 * @param skewness of a value, ≥ 0
 * @param tolerance the largest change that is in order, in the unit of the values
 * @param block rows (for the volume: panes) that make a value
 * @param phi φ, as it was used
 * @param widest values in 64 windows, ≥ 1
 */
public record ChangeScale(
        double centre, double sigma, double skewness, double tolerance, double block, double phi, long widest) {
    private static final double FEWEST_ROWS = 20;
    private static final double FEWEST_COUNTED = 10;
    private static final double LEAST_VARIANCE = 1.0 / 3;
    private static final int LONGEST_SCALE = 1 << (Dispersion.SCALES - 1);

    /** @throws IllegalArgumentException if σ or the block is not above 0 and finite */
    public ChangeScale {
        if (!(sigma > 0) || !Double.isFinite(sigma) || !(block > 0) || widest < 1) {
            throw new IllegalArgumentException("a scale needs σ > 0, block > 0 and widest ≥ 1: sigma=" + sigma
                    + ", block=" + block + ", widest=" + widest);
        }
    }

    /**
     * How a reference is cut into panes.
     *
     * @param count panes in the reference's range, &gt; 0
     * @param inWindow panes of a base window, ≥ 1
     */
    public record Panes(double count, double inWindow) {}

    /** Of the mean score s = 2F − 1 of a number: bounded, so that no outlier moves it; sd² = max(⅓, observed). */
    public static ChangeScale ofMean(ColumnReference reference, Panes panes, Tolerances tolerances) {
        double[] counts = cells(reference);
        RankScores.Moments moments = RankScores.Moments.of(counts, RankScores.locations(counts));
        double variance = Math.max(LEAST_VARIANCE, moments.variance());
        double perPane = reference.counts().valid() / panes.count();
        double block = Math.max(FEWEST_ROWS, perPane);
        double phi = 1 + 2 * (largest(reference.dispersion()) - 1);
        double skewness = Math.abs(moments.third()) / Math.pow(variance, 1.5) / Math.sqrt(block);
        return new ChangeScale(
                moments.mean(),
                Math.sqrt(variance * phi / block),
                skewness,
                tolerances.of(Measure.RANK_SHIFT),
                block,
                phi,
                widest(panes, perPane / block));
    }

    /** The cells of a reference as numbers. */
    public static double[] cells(ColumnReference reference) {
        double[] counts = new double[reference.counts().cellCount()];
        for (int cell = 0; cell < counts.length; cell++) {
            counts[cell] = reference.counts().cell(cell);
        }
        return counts;
    }

    /**
     * Of a share: the spread is that of the rate within the tolerance that varies most, so that a change within it is safe too, and a block
     * has rows enough to count {@value #FEWEST_COUNTED}.
     *
     * @param counted the reference's rows that are counted
     * @param total the reference's rows, &gt; 0
     */
    public static ChangeScale ofShare(double counted, double total, double phiOfColumn, Panes panes, double tolerance) {
        double q = counted / total;
        double boundary = q < 0.5 ? Math.min(0.5, q + tolerance) : Math.max(0.5, q - tolerance);
        double rarer = Math.min(boundary, 1 - boundary);
        double perPane = total / panes.count();
        double block = Math.max(FEWEST_COUNTED / rarer, perPane);
        double variance = boundary * (1 - boundary);
        return new ChangeScale(
                q,
                Math.sqrt(variance * phiOfColumn / block),
                (1 - 2 * rarer) / Math.sqrt(variance * block),
                tolerance,
                block,
                phiOfColumn,
                widest(panes, perPane / block));
    }

    /** Of the rows of a pane over those that a pane has in the reference; enough panes are put together to expect {@value #FEWEST_COUNTED} rows. */
    public static ChangeScale ofVolume(RowsReference rows, Panes panes, Tolerances tolerances) {
        double perPane = rows.meanRows() / panes.inWindow();
        double block = Math.ceil(Math.max(1, FEWEST_COUNTED / perPane));
        double phi = largest(rows.dispersion());
        Tolerances.VolumeBand band = tolerances.volume();
        double expected = perPane * block * band.highest();
        return new ChangeScale(
                1,
                Math.sqrt(phi * band.highest() / (perPane * block)),
                1 / Math.sqrt(expected),
                Math.min(1 - band.lowest(), band.highest() - 1),
                block,
                phi,
                widest(panes, 1 / block));
    }

    /** The largest φ of a dispersion: a cycle shows at the scales below its length, a level that wanders at the longest. */
    public static double largest(Dispersion dispersion) {
        double largest = 1;
        for (double phi : dispersion.phi()) {
            largest = Math.max(largest, phi);
        }
        return largest;
    }

    private static long widest(Panes panes, double valuesPerPane) {
        double values = LONGEST_SCALE * panes.inWindow() * valuesPerPane;
        return Math.max(2L * DetectorKind.RUN_IN, Math.round(values));
    }
}
