package io.tidemark.stats.quality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How likely an answer of a score comes true, learnt from rows whose truth is known: the rising step function that is nearest to the shares of the cells
 * (isotonic regression by pooling neighbours that fall: Ayer et al., Ann. Math. Stat. 26, 1955, doi:10.1214/aoms/1177728423). A cell that was never met is as the
 * nearest below it, or the lowest one.
 *
 * <p>Immutable.
 */
public final class Calibration {
    private final NavigableMap<Integer, Double> shares;

    private Calibration(NavigableMap<Integer, Double> shares) {
        this.shares = shares;
    }

    /** Neighbouring cells that share a probability. */
    private static final class Pool {
        private final int firstCell;
        private double came;
        private double rows;

        Pool(int firstCell, double came, double rows) {
            this.firstCell = firstCell;
            this.came = came;
            this.rows = rows;
        }

        double share() {
            return came / rows;
        }
    }

    /**
     * Learns from labelled rows with scores.
     *
     * @param positive the class whose probability the score says; empty where the score is of the answer itself
     */
    public static Calibration of(QualityCounts counts, String positive) {
        SortedMap<Integer, Pool> cells = new TreeMap<>();
        counts.outcomes().forEach((outcome, rows) -> {
            int cell = outcome.answer().cell();
            if (cell != ScoreCells.NONE) {
                boolean came =
                        positive.isEmpty() ? outcome.isRight() : outcome.truth().equals(positive);
                Pool pool = cells.computeIfAbsent(cell, first -> new Pool(first, 0, 0));
                pool.rows += rows;
                pool.came += came ? rows : 0;
            }
        });
        Deque<Pool> rising = new ArrayDeque<>();
        for (Pool cell : cells.values()) {
            Pool last = cell;
            while (!rising.isEmpty() && rising.peekLast().share() >= last.share()) {
                Pool before = rising.removeLast();
                last = new Pool(before.firstCell, before.came + last.came, before.rows + last.rows);
            }
            rising.addLast(last);
        }
        NavigableMap<Integer, Double> shares = new TreeMap<>();
        rising.forEach(pool -> shares.put(pool.firstCell, pool.share()));
        return new Calibration(shares);
    }

    /** Whether there was nothing to learn from. */
    public boolean isEmpty() {
        return shares.isEmpty();
    }

    /** The probability of a cell, in [0, 1]. <em>Unchecked:</em> it is not empty. */
    public double at(int cell) {
        var floor = shares.floorEntry(cell);
        return floor == null ? shares.firstEntry().getValue() : floor.getValue();
    }

    /** Expected confusion of answers with scores, whose labels may not be known yet: see {@link ExpectedQuality}. */
    public BinaryConfusion expected(QualityCounts counts, String positive) {
        double[] sums = new double[4];
        counts.answers().forEach((answer, rows) -> {
            if (answer.cell() != ScoreCells.NONE) {
                double probability = at(answer.cell());
                int side = answer.predicted().equals(positive) ? 0 : 2;
                sums[side] += rows * probability;
                sums[side + 1] += rows * (1 - probability);
            }
        });
        return new BinaryConfusion(sums[0], sums[1], sums[2], sums[3]);
    }

    /** Expected ranking of answers by their scores. */
    public RankedScores expectedRanks(QualityCounts counts) {
        SortedMap<Integer, Long> cells = new TreeMap<>();
        counts.answers().forEach((answer, rows) -> {
            if (answer.cell() != ScoreCells.NONE) {
                cells.merge(answer.cell(), rows, Long::sum);
            }
        });
        List<double[]> groups = new ArrayList<>();
        cells.forEach((cell, rows) -> groups.add(new double[] {rows * at(cell), rows * (1 - at(cell))}));
        return new RankedScores(
                groups.stream().mapToDouble(group -> group[0]).toArray(),
                groups.stream().mapToDouble(group -> group[1]).toArray());
    }

    /** Expected share of answers that are right, where the score is of the answer itself; NaN without scores. */
    public double expectedAccuracy(QualityCounts counts) {
        double right = 0;
        long all = 0;
        for (var answer : counts.answers().entrySet()) {
            if (answer.getKey().cell() != ScoreCells.NONE) {
                right += answer.getValue() * at(answer.getKey().cell());
                all += answer.getValue();
            }
        }
        return right / all;
    }
}
