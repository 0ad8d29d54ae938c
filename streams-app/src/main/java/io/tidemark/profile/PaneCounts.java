package io.tidemark.profile;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NewValues;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The live counts of one slice in one pane: flat arrays, so that a value costs each slice an increment.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class PaneCounts {
    /** What a sample of new values, a warming column and its sketch weigh: about as many numbers as they hold. */
    private static final int SAMPLE_WEIGHT = 256;

    private static final int WARMING_WEIGHT = 64;
    private static final int SKETCH_WEIGHT = 256;

    private final Layout layout;
    private final long[] counts;
    private final double[] extremes;
    private final @Nullable NewValues[] newValues;
    private final LiveFacts facts;
    private @Nullable Counts[] warming = {};
    private int growth;
    private long events;
    private long features;
    private long predictions;

    PaneCounts(Layout layout, Scope scope) {
        this.facts = new LiveFacts(layout.quality(), scope);
        this.layout = layout;
        this.counts = new long[layout.size()];
        this.extremes = new double[2 * layout.gridColumns()];
        this.newValues = new NewValues[layout.gridColumns()];
        for (int i = 0; i < extremes.length; i += 2) {
            extremes[i] = Double.POSITIVE_INFINITY;
            extremes[i + 1] = Double.NEGATIVE_INFINITY;
        }
    }

    @HotPath
    void countEvent(Observation event) {
        events++;
        features += event.hasFeatures() ? 1 : 0;
        predictions += event.hasPrediction() ? 1 : 0;
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    /** What is known of its rows as a whole. */
    @HotPath
    LiveFacts facts() {
        return facts;
    }

    /** Adds what an event brings. */
    @HotPath
    void add(Increments event) {
        event.addTo(counts, extremes);
    }

    /** The sample of values that the column's grid has no cell for. */
    NewValues newValues(int column) {
        NewValues sample = newValues[column];
        if (sample == null) {
            sample = new NewValues();
            growth += SAMPLE_WEIGHT;
            newValues[column] = sample;
        }
        return sample;
    }

    /** Counts a value of a column that has no grid yet. */
    void warm(int column, byte kind, double value) {
        Counts counts = warming(column);
        if (kind == Observation.NULL) {
            counts.countBad(1, 0, 0, 0, 0);
        } else if (Double.isNaN(value)) {
            counts.countBad(0, 0, 1, 0, 0);
        } else if (Double.isInfinite(value)) {
            counts.countBad(0, 0, 0, 1, 0);
        } else {
            counts.countValid(1);
            if (kind == Observation.NUMBER) {
                growth += counts.quantiles().isEmpty() ? SKETCH_WEIGHT : 0;
                counts.quantiles().update(value);
            }
        }
    }

    /** Says of a value of a column without a grid, just counted, that the monitor does not allow it. */
    void warmRefused(int column) {
        warming(column).countBad(0, 0, 0, 0, 1);
    }

    private Counts warming(int column) {
        int index = column - layout.gridColumns();
        if (index >= warming.length) {
            warming = Arrays.copyOf(warming, layout.columns() - layout.gridColumns());
        }
        Counts found = warming[index];
        if (found == null) {
            found = Counts.withoutGrid();
            growth += WARMING_WEIGHT;
            warming[index] = found;
        }
        return found;
    }

    /** How many numbers this holds at first; what the limit of live counts is counted in. */
    int weight() {
        return counts.length + extremes.length + 2 * layout.quality().requests().size() + 16;
    }

    /** How many more it holds since the last call. */
    @HotPath
    int takeGrowth() {
        int taken = growth + facts.takeGrowth();
        growth = 0;
        return taken;
    }

    /** These counts as a profile that can be sent. */
    Profile toProfile() {
        Rows rows = new Rows(events, features, predictions);
        SortedMap<String, Counts> columns = new TreeMap<>();
        for (int i = 0; i < layout.gridColumns(); i++) {
            columns.put(layout.at(i).name(), gridded(i, rows));
        }
        for (int i = 0; i < warming.length; i++) {
            Counts found = warming[i];
            if (found != null) {
                columns.put(layout.at(layout.gridColumns() + i).name(), found);
            }
        }
        return new Profile(rows, columns, facts.toFacts());
    }

    private Counts gridded(int index, Rows rows) {
        Column column = layout.at(index);
        Grid grid = layout.grid(index);
        int cells = grid == null ? 0 : grid.cells();
        Counts out = new Counts(grid == null ? Counts.NO_GRID : grid.id(), cells);
        for (int cell = 0; cell < cells; cell++) {
            out.countCell(cell, counts[column.offset() + cell]);
        }
        int extras = column.extras();
        out.countBad(
                0,
                counts[extras + Column.WRONG_TYPE],
                counts[extras + Column.NOT_A_NUMBER],
                counts[extras + Column.INFINITE],
                counts[extras + Column.OUT_OF_RANGE]);
        if (!column.isDerived()) {
            long concerned =
                    (column.isReserved() ? rows.predictions() : rows.features()) + counts[extras + Column.AS_FEATURE];
            long missing = concerned - out.seen();
            out.countBad(missing, 0, 0, 0, 0);
            out.countAbsent(missing - counts[extras + Column.NULLS]);
        }
        if (grid instanceof EmbeddingGrid embedding) {
            out.addVectorSums(counts, column.vectorSums(), embedding.dimension());
        }
        out.addMoments(
                extremes[2 * index],
                extremes[2 * index + 1],
                counts[extras + Column.SUM],
                counts[extras + Column.SQUARES]);
        NewValues sample = newValues[index];
        if (sample != null) {
            out.newValues().add(sample);
        }
        return out;
    }
}
