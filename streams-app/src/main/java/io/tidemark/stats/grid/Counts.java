package io.tidemark.stats.grid;

import io.tidemark.stats.sketch.QuantileSketch;

/**
 * A pane of a column: exact counts on the cells of one grid, and of what no cell can hold.
 *
 * <p>Counts add exactly, in any order; a fresh one is the identity (its minimum is +∞). Sums are fixed-point integers at the grid's
 * scale, so that they too add exactly. A column without a grid has no cells but a {@link QuantileSketch}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Counts {
    /** The grid id of a column that has no grid yet. */
    public static final String NO_GRID = "";

    private static final long[] NO_VECTOR = {};

    private final String gridId;
    private final long[] cells;
    private final NewValues newValues = new NewValues();
    private final QuantileSketch quantiles = new QuantileSketch();
    private long valid;
    private long missing;
    private long absent;
    private long wrongType;
    private long notANumber;
    private long infinite;
    private long outOfRange;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long sum;
    private long squares;
    private long[] vectorSums = NO_VECTOR;

    /** Empty counts on a grid of that id and number of cells. */
    public Counts(String gridId, int cells) {
        this.gridId = gridId;
        this.cells = new long[cells];
    }

    /** Empty counts for a column without a grid. */
    public static Counts withoutGrid() {
        return new Counts(NO_GRID, 0);
    }

    /** Empty counts on the same grid. */
    public Counts emptied() {
        return new Counts(gridId, cells.length);
    }

    /**
     * Adds another pane's counts to these: exact, commutative, associative (but for {@link #quantiles()}, which is within its ε).
     *
     * @throws IllegalArgumentException if the grids differ
     */
    public void add(Counts other) {
        if (!gridId.equals(other.gridId) || cells.length != other.cells.length) {
            throw new IllegalArgumentException("cannot add counts on different grids: left=" + gridId + "/"
                    + cells.length + " cells, right=" + other.gridId + "/" + other.cells.length + " cells");
        }
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] += other.cells[cell];
        }
        valid += other.valid;
        countAbsent(other.absent);
        countBad(other.missing, other.wrongType, other.notANumber, other.infinite, other.outOfRange);
        addMoments(other.min, other.max, other.sum, other.squares);
        addVectorSums(other.vectorSums, 0, other.vectorSums.length);
        newValues.add(other.newValues);
        quantiles.add(other.quantiles);
    }

    /**
     * These counts without a part of them: exact for everything that is counted or summed. Extremes, sampled new values and quantiles do
     * not know what they would be without the part, and are left out.
     *
     * @param part counts on the same grid, of rows that are all in these; more than that gives negative counts (unchecked)
     * @throws IllegalArgumentException if the grids differ
     */
    public Counts minus(Counts part) {
        if (!gridId.equals(part.gridId) || cells.length != part.cells.length) {
            throw new IllegalArgumentException(
                    "cannot subtract counts on different grids: left=" + gridId + ", right=" + part.gridId);
        }
        Counts rest = emptied();
        for (int cell = 0; cell < cells.length; cell++) {
            rest.cells[cell] = cells[cell] - part.cells[cell];
        }
        rest.valid = valid - part.valid;
        rest.absent = absent - part.absent;
        rest.countBad(
                missing - part.missing,
                wrongType - part.wrongType,
                notANumber - part.notANumber,
                infinite - part.infinite,
                outOfRange - part.outOfRange);
        rest.sum = sum - part.sum;
        rest.squares = squares - part.squares;
        rest.vectorSums = vectorSums.clone();
        for (int i = 0; i < part.vectorSums.length; i++) {
            rest.vectorSums[i] -= part.vectorSums[i];
        }
        return rest;
    }

    /** Whether these are counts on that grid: its id, its cells, and of a vector its dimension. */
    public boolean isOn(Grid grid) {
        int dimension = grid instanceof EmbeddingGrid embedding ? embedding.dimension() : 0;
        return gridId.equals(grid.id())
                && cells.length == grid.cells()
                && (vectorSums.length == 0 || vectorSums.length == dimension);
    }

    /** Whether these can be added to others: the same grid, with as many cells and dimensions. */
    public boolean isAddable(Counts other) {
        return gridId.equals(other.gridId)
                && cells.length == other.cells.length
                && (vectorSums.length == 0
                        || other.vectorSums.length == 0
                        || vectorSums.length == other.vectorSums.length);
    }

    /** Adds rows to a cell. */
    public void countCell(int cell, long rows) {
        cells[cell] += rows;
        valid += rows;
    }

    /** Adds valid rows of a column without a grid. */
    public void countValid(long rows) {
        valid += rows;
    }

    /** Adds rows that no cell can hold, and (out of range) rows that a cell holds but the monitor does not allow. */
    public void countBad(
            long missingRows, long wrongTypeRows, long notANumberRows, long infiniteRows, long outOfRangeRows) {
        missing += missingRows;
        wrongType += wrongTypeRows;
        notANumber += notANumberRows;
        infinite += infiniteRows;
        outOfRange += outOfRangeRows;
    }

    /** Says of so many of the missing rows that they did not have the field at all. */
    public void countAbsent(long rows) {
        absent += rows;
    }

    /** Adds extremes and fixed-point sums; (+∞, −∞, 0, 0) is the identity. */
    public void addMoments(double otherMin, double otherMax, long otherSum, long otherSquares) {
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
        sum += otherSum;
        squares += otherSquares;
    }

    /**
     * Adds fixed-point sums of an embedding's vectors; none is the identity.
     *
     * @param sums read from {@code from} on, never kept
     */
    public void addVectorSums(long[] sums, int from, int dimension) {
        if (dimension > 0 && vectorSums.length == 0) {
            vectorSums = new long[dimension];
        }
        for (int j = 0; j < dimension; j++) {
            vectorSums[j] += sums[from + j];
        }
    }

    public String gridId() {
        return gridId;
    }

    public boolean hasGrid() {
        return !gridId.equals(NO_GRID);
    }

    public int cellCount() {
        return cells.length;
    }

    public long cell(int index) {
        return cells[index];
    }

    /** Rows with a usable value: the sum of the cells where there is a grid. */
    public long valid() {
        return valid;
    }

    /** Rows that could have had a value: valid, missing, of the wrong type, NaN and infinite. */
    public long seen() {
        return valid + missing + wrongType + notANumber + infinite;
    }

    public long missing() {
        return missing;
    }

    /** Missing rows that did not have the field at all; the others had it with no value. Known on a grid only. */
    public long absent() {
        return absent;
    }

    public long wrongType() {
        return wrongType;
    }

    public long notANumber() {
        return notANumber;
    }

    public long infinite() {
        return infinite;
    }

    /** Valid rows outside the allowed range or set; they are in their cell too. */
    public long outOfRange() {
        return outOfRange;
    }

    /** Rows that are neither missing nor in order: wrong type, NaN, infinite, out of range. */
    public long invalid() {
        return wrongType + notANumber + infinite + outOfRange;
    }

    /** Smallest valid number; +∞ if there was none. */
    public double min() {
        return min;
    }

    /** Largest valid number; −∞ if there was none. */
    public double max() {
        return max;
    }

    /** Σ of {@link NumberGrid#fixedPoint} of the valid values. */
    public long sum() {
        return sum;
    }

    /** Σ of {@link NumberGrid#fixedPointSquare} of the valid values. */
    public long squares() {
        return squares;
    }

    /** Σ of {@link EmbeddingGrid#fixedPoint} of each number of the valid vectors; empty where there was none. */
    public long[] vectorSums() {
        return vectorSums.clone();
    }

    /** Sampled values that the grid has no cell for. */
    public NewValues newValues() {
        return newValues;
    }

    /** Quantiles of a number column without a grid; empty where there is a grid. */
    public QuantileSketch quantiles() {
        return quantiles;
    }
}
