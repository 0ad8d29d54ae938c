package io.tidemark.query;

import io.tidemark.domain.NumberText;
import io.tidemark.query.GridFigures.Bin;
import io.tidemark.query.GridFigures.Distinct;
import io.tidemark.query.GridFigures.Other;
import io.tidemark.query.GridFigures.Quantile;
import io.tidemark.query.GridFigures.Sampled;
import io.tidemark.query.GridFigures.Spread;
import io.tidemark.query.GridFigures.Value;
import io.tidemark.stats.distance.CellQuantiles;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.MomentBounds;
import io.tidemark.stats.grid.Moments;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.QuantileBounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes figures of counts: of numbers, of categories, and of columns without a grid. */
final class Figures {
    /** Ranks that people ask for. */
    static final List<Double> RANKS = List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0);

    /** The most frequent values that are told. */
    private static final int TOP = 20;

    private static final double SKETCH_CONFIDENCE = 0.99;

    private Figures() {}

    /** Of counts on a grid, or on one that nobody knows any more. O(cells). */
    static GridFigures of(Optional<Grid> known, Counts counts) {
        if (known.isPresent() && counts.isOn(known.get())) {
            Grid grid = known.get();
            if (grid instanceof NumberGrid numbers) {
                return numbers(numbers, counts);
            }
            if (grid instanceof CategoryGrid categories) {
                return categories(categories, counts);
            }
        }
        return counts.hasGrid() ? bare(counts) : withoutGrid(counts);
    }

    /** Of texts and vectors, whose values are measured in columns of their own, and of a grid that is forgotten: there are so many rows. */
    private static GridFigures bare(Counts counts) {
        return new GridFigures(
                counts.gridId(),
                counts.valid(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static GridFigures withoutGrid(Counts counts) {
        List<Quantile> quantiles = counts.quantiles().isEmpty()
                ? List.of()
                : RANKS.stream()
                        .map(rank -> new Quantile(
                                rank,
                                counts.quantiles().quantile(rank),
                                counts.quantiles().lowerBound(rank),
                                counts.quantiles().upperBound(rank)))
                        .toList();
        return new GridFigures(
                Counts.NO_GRID,
                counts.valid(),
                Optional.empty(),
                Optional.empty(),
                quantiles,
                SKETCH_CONFIDENCE,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static GridFigures numbers(NumberGrid grid, Counts counts) {
        List<Bin> bins = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        long least = 0;
        long most = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            long rows = counts.cell(cell);
            bins.add(bin(grid, cell, rows));
            least += rows > 0 ? 1 : 0;
            most += grid.isPoint(cell) ? Math.min(rows, 1) : rows;
            if (grid.isPoint(cell) && rows > 0) {
                values.add(new Value(NumberText.of(grid.upperEdge(cell)), rows, (double) rows / counts.valid()));
            }
        }
        boolean isEmpty = counts.valid() == 0;
        boolean isConstant = counts.min() == counts.max();
        Distinct distinct = isConstant ? new Distinct(1, 1) : new Distinct(Math.max(least, Math.min(2, most)), most);
        return new GridFigures(
                grid.id(),
                counts.valid(),
                Optional.of(distinct),
                isEmpty ? Optional.empty() : Optional.of(spread(grid, counts)),
                isEmpty
                        ? List.of()
                        : RANKS.stream()
                                .map(rank -> quantile(grid, counts, rank))
                                .toList(),
                1,
                bins,
                top(values),
                Optional.empty());
    }

    private static Bin bin(NumberGrid grid, int cell, long rows) {
        double to = cell == grid.cells() - 1 ? Double.NaN : grid.upperEdge(cell);
        double from = cell == 0 ? Double.NaN : grid.isPoint(cell) ? to : grid.upperEdge(cell - 1);
        return new Bin(from, to, grid.label(cell), rows);
    }

    private static Spread spread(NumberGrid grid, Counts counts) {
        Moments moments = Moments.of(grid, counts);
        return new Spread(moments, MomentBounds.of(grid, counts, moments));
    }

    /** A quantile and its hard bounds. */
    static Quantile quantile(NumberGrid grid, Counts counts, double rank) {
        QuantileBounds bounds = QuantileBounds.of(grid, counts, rank);
        return new Quantile(rank, CellQuantiles.of(grid, counts, rank), bounds.lower(), bounds.upper());
    }

    private static GridFigures categories(CategoryGrid grid, Counts counts) {
        List<Bin> bins = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        double all = Math.max(1, counts.valid());
        for (int cell = 0; cell < grid.cells(); cell++) {
            long rows = counts.cell(cell);
            bins.add(new Bin(Double.NaN, Double.NaN, grid.label(cell), rows));
            if (cell != grid.elseCell() && rows > 0) {
                values.add(new Value(grid.values().get(cell), rows, rows / all));
            }
        }
        long others = counts.cell(grid.elseCell());
        List<Sampled> sampled = new ArrayList<>();
        counts.newValues().shares().forEach((value, share) -> sampled.add(new Sampled(value, share)));
        long few = others == 0 ? 0 : Math.max(1, sampled.size());
        return new GridFigures(
                grid.id(),
                counts.valid(),
                Optional.of(new Distinct(values.size() + few, values.size() + others)),
                Optional.empty(),
                List.of(),
                1,
                bins,
                top(values),
                Optional.of(new Other(others, others / all, sampled)));
    }

    private static List<Value> top(List<Value> values) {
        return values.stream()
                .sorted(Comparator.comparingLong(Value::rows).reversed().thenComparing(Value::value))
                .limit(TOP)
                .toList();
    }
}
