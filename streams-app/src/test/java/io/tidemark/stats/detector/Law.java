package io.tidemark.stats.detector;

import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.RankScores;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.DispersionBuilder;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.grid.RowsReferenceBuilder;
import io.tidemark.stats.verdict.Tolerances;
import java.util.SplittableRandom;

/**
 * A law by which panes are drawn for simulations: rows of a normal column whose level hangs together from pane to pane, some of them
 * missing, in numbers that may vary.
 *
 * @param name for the table
 * @param of what is told to the detectors
 * @param rows mean rows of a pane
 * @param missing share of rows that are missing
 * @param level how the level moves, in σ of a row; for the missing share and the volume as a factor 1 + level
 */
record Law(String name, Of of, double rows, double missing, Level level) {
    static final int PANES = 4;
    static final int DAY = 24 * PANES;
    private static final int CELLS = 20;
    private static final NumberGrid GRID = grid();

    /** What is told. */
    enum Of {
        MEAN,
        MISSING,
        VOLUME
    }

    /**
     * A level: AR(1) of the panes, and a daily cycle.
     *
     * @param spread standard deviation of the AR(1)
     * @param memory its coefficient
     * @param cycle amplitude of the cycle
     */
    record Level(double spread, double memory, double cycle) {
        static final Level NONE = new Level(0, 0, 0);
    }

    private static NumberGrid grid() {
        double[] edges = new double[CELLS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = -1.9 + 3.8 * i / (edges.length - 1);
        }
        return new NumberGrid(edges, 0, 1);
    }

    /** One endless stream of this law. */
    final class Stream {
        private final SplittableRandom random;
        private double wandering;
        private long pane;

        Stream(SplittableRandom random) {
            this.random = random;
            this.wandering = level.spread() * random.nextGaussian();
            this.pane = random.nextInt(DAY);
        }

        /** The next pane, with a shift of the level. */
        Pane next(double shift) {
            double noise = level.spread() * Math.sqrt(1 - level.memory() * level.memory());
            wandering = level.memory() * wandering + noise * random.nextGaussian();
            double at = wandering + level.cycle() * Math.sin(2 * Math.PI * pane++ / DAY) + shift;
            double factor = Math.max(0, 1 + at);
            long count = of == Of.VOLUME ? poisson(rows * factor) : Math.round(rows);
            long[] cells = new long[CELLS];
            long gone = 0;
            double rate = of == Of.MISSING ? Math.min(1, missing * factor) : missing;
            for (int row = 0; row < count && of != Of.VOLUME; row++) {
                if (of == Of.MISSING) {
                    gone += random.nextDouble() < rate ? 1 : 0;
                } else {
                    cells[GRID.cell(at + random.nextGaussian())]++;
                }
            }
            return new Pane(count, cells, gone);
        }

        private long poisson(double mean) {
            if (mean > 400) {
                return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
            }
            long count = 0;
            for (double left = mean + Math.log(1 - random.nextDouble()); left > 0; count++) {
                left += Math.log(1 - random.nextDouble());
            }
            return count;
        }
    }

    /** A pane. */
    record Pane(long rows, long[] cells, long missing) {}

    /** A reference of so many windows of a stream: what a detector is scaled by, and told through. */
    Told reference(Stream stream, int windows) {
        DispersionBuilder dispersion = new DispersionBuilder(GRID.kind(), GRID.cells());
        DispersionBuilder gaps = new DispersionBuilder(GRID.kind(), 2);
        RowsReferenceBuilder volume = new RowsReferenceBuilder();
        Counts sum = new Counts(GRID.id(), GRID.cells());
        long total = 0;
        long gone = 0;
        for (int window = 0; window < windows; window++) {
            long[] cells = new long[CELLS];
            long[] gap = new long[2];
            long rowsOfWindow = 0;
            for (int i = 0; i < PANES; i++) {
                Pane pane = stream.next(0);
                for (int cell = 0; cell < CELLS; cell++) {
                    cells[cell] += pane.cells()[cell];
                    sum.countCell(cell, pane.cells()[cell]);
                }
                gap[0] += pane.missing();
                gap[1] += pane.rows() - pane.missing();
                rowsOfWindow += pane.rows();
            }
            dispersion.add(cells);
            gaps.add(gap);
            volume.add(rowsOfWindow);
            total += rowsOfWindow;
            gone += gap[0];
        }
        ChangeScale.Panes panes = new ChangeScale.Panes((double) windows * PANES, PANES);
        Tolerances tolerances = Tolerances.DEFAULT;
        RowsReference rowsReference = volume.build();
        ColumnReference column = new ColumnReference(sum, dispersion.build());
        double[] scores = RankScores.locations(ChangeScale.cells(column));
        ChangeScale scale =
                switch (of) {
                    case MEAN -> ChangeScale.ofMean(column, panes, tolerances);
                    case MISSING ->
                        ChangeScale.ofShare(gone, total, phiOfGaps(gaps), panes, tolerances.of(Measure.MISSING));
                    case VOLUME -> ChangeScale.ofVolume(rowsReference, panes, tolerances);
                };
        return new Told(of, scale, scores, rowsReference.meanRows() / PANES);
    }

    private static double phiOfGaps(DispersionBuilder gaps) {
        Dispersion dispersion = gaps.build();
        return ChangeScale.largest(dispersion);
    }

    /** How panes are told to a watch. */
    record Told(Of of, ChangeScale scale, double[] scores, double perPane) {
        void tell(Pane pane, ChangeWatch watch) {
            switch (of) {
                case MEAN -> {
                    double sum = 0;
                    long rows = 0;
                    for (int cell = 0; cell < scores.length; cell++) {
                        sum += scores[cell] * pane.cells()[cell];
                        rows += pane.cells()[cell];
                    }
                    watch.add(sum, rows);
                }
                case MISSING -> watch.add(pane.missing(), pane.rows());
                case VOLUME -> watch.add(pane.rows() / perPane, 1);
            }
        }
    }
}
