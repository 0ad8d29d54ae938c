package io.tidemark.query;

import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.ComparedMeasure;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.CellQuantiles;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.NumberGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column in a range, beside what it is compared with, on the same cells.
 *
 * @param range as it was answered
 * @param reference what it is compared with
 * @param compared the counts of both
 * @param judged every measure, with bounds; without any while there is no reference
 * @param disclosure whether values may be shown
 */
public record Distribution(
        TimeWindow range, Against reference, Compared compared, ComparedColumn judged, Disclosure disclosure) {
    private static final int BINS = 40;
    private static final double TAIL = 0.005;

    /**
     * What a range is compared with.
     *
     * @param name of the reference, {@code pinned:1f0c}, or {@code range}; empty while there is none
     * @param state why there is none, or not yet; empty if there is one
     * @param range it was made of; null where that moves with the windows
     */
    public record Against(String name, String state, @Nullable TimeWindow range) {}

    /**
     * A cell of both.
     *
     * @param from lower edge, exclusive; NaN where there is none
     * @param to upper edge, inclusive; NaN where there is none
     * @param reference usable values of the reference
     * @param window usable values of the range
     */
    public record Cell(String label, double from, double to, long reference, long window) {}

    /** Points over x: one a place for the reference and one for the range. */
    public record Curve(List<Double> x, List<Double> reference, List<Double> window) {}

    /** Whether values are told: of a redacted column none is, and of texts and vectors there are none. */
    private boolean hasValues() {
        ColumnKind kind = compared.grid().kind();
        return disclosure == Disclosure.SHOWN && kind != ColumnKind.STRING && kind != ColumnKind.EMBEDDING;
    }

    /** The cells in the order of the grid; none of what tells no values. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int cell = 0; hasValues() && cell < compared.grid().cells(); cell++) {
            double from = Double.NaN;
            double to = Double.NaN;
            if (compared.grid() instanceof NumberGrid grid) {
                to = cell == grid.cells() - 1 ? Double.NaN : grid.upperEdge(cell);
                from = cell == 0 ? Double.NaN : grid.isPoint(cell) ? to : grid.upperEdge(cell - 1);
            }
            cells.add(new Cell(
                    compared.grid().label(cell),
                    from,
                    to,
                    compared.reference().counts().cell(cell),
                    compared.current().cell(cell)));
        }
        return cells;
    }

    private @Nullable NumberGrid numbers() {
        return hasValues() && compared.grid() instanceof NumberGrid grid ? grid : null;
    }

    /** Both distribution functions at the grid's edges and at the ends; empty where there are no numbers. */
    public Curve cumulative() {
        NumberGrid grid = numbers();
        SortedSet<Double> x = new TreeSet<>();
        if (grid != null) {
            for (Counts counts : sides()) {
                x.add(counts.min());
                x.add(counts.max());
            }
            for (double edge : grid.upperEdges()) {
                x.add(edge);
            }
        }
        x.removeIf(edge -> !Double.isFinite(edge));
        List<Double> places = List.copyOf(x);
        return grid == null
                ? new Curve(List.of(), List.of(), List.of())
                : new Curve(
                        places,
                        values(places, new NumberCurve(grid, before())::at),
                        values(places, new NumberCurve(grid, compared.current())::at));
    }

    private Counts before() {
        return compared.reference().counts();
    }

    /** Those of the two that have values, and know between what they lie. */
    private List<Counts> sides() {
        return List.of(before(), compared.current()).stream()
                .filter(counts -> counts.valid() > 0 && Double.isFinite(counts.min()) && Double.isFinite(counts.max()))
                .toList();
    }

    private static List<Double> values(List<Double> places, DoubleUnaryOperator curve) {
        return places.stream().map(curve::applyAsDouble).toList();
    }

    /** Shares in bins of equal width between the outermost half percents of both; x are the edges, one more than there are bins. Empty where there are no numbers. */
    public Curve histogram() {
        NumberGrid grid = numbers();
        if (grid == null || sides().isEmpty()) {
            return new Curve(List.of(), List.of(), List.of());
        }
        double low = sides().stream()
                .mapToDouble(side -> CellQuantiles.of(grid, side, TAIL))
                .min()
                .orElse(0);
        double high = sides().stream()
                .mapToDouble(side -> CellQuantiles.of(grid, side, 1 - TAIL))
                .max()
                .orElse(0);
        List<Double> edges = new ArrayList<>();
        int bins = high > low ? BINS : 1;
        for (int edge = 0; edge <= bins; edge++) {
            edges.add(edge == bins ? high : low + (high - low) * edge / bins);
        }
        return new Curve(
                edges,
                shares(edges, new NumberCurve(grid, before())),
                shares(edges, new NumberCurve(grid, compared.current())));
    }

    /** The first bin has its lower edge too. */
    private static List<Double> shares(List<Double> edges, NumberCurve curve) {
        List<Double> shares = new ArrayList<>();
        for (int bin = 0; bin + 1 < edges.size(); bin++) {
            double from = edges.get(bin);
            shares.add(curve.at(edges.get(bin + 1)) - curve.at(bin == 0 ? Math.nextDown(from) : from));
        }
        return shares;
    }

    /** Half the width of the band about a distribution function, at the level of the verdict; NaN where there is none. */
    public double band() {
        return judged.measures().stream()
                .filter(measure -> measure.measure().equals(Measure.KS.word()))
                .mapToDouble(ks -> ks.smallestVisible() - ks.tolerance())
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The first measure that compares the whole distribution, whose smallest visible change says how much could be hidden; null if there is none. */
    public @Nullable ComparedMeasure telling() {
        return judged.measures().stream()
                .filter(measure -> measure.decides() && measure.isDistance())
                .findFirst()
                .orElse(null);
    }

    /** What moved, as people say it: {@code > 800: 4.1 % → 19.7 %; …}; empty where nothing is BAD. */
    public String words() {
        return judged.evidence().stream()
                .map(moved -> String.format(
                        Locale.ROOT, "%s: %.1f %% → %.1f %%", moved.label(), 100 * moved.before(), 100 * moved.after()))
                .collect(Collectors.joining("; "));
    }
}
