package io.tidemark.profile;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.Fault;
import io.tidemark.domain.Observation;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.TextReader;

/**
 * Counts strings and embeddings: the column itself, and the columns derived of it, which stand behind it in the layout.
 *
 * <p>Owned by one task; not thread-safe.
 */
@HotPath
final class DerivedCounter {
    private final Increments increments;
    private final FaultSampler faults;
    private final double[] derived = new double[EmbeddingGrid.DERIVED];

    DerivedCounter(Increments increments, FaultSampler faults) {
        this.increments = increments;
        this.faults = faults;
    }

    /** Counts a string's length and shape. */
    void string(Observation event, int field, int index, Column column, Layout layout) {
        TextReader reader = column.texts();
        if (event.kind(field) != Observation.TEXT || reader == null) {
            bad(event.kind(field), index, column, field);
            return;
        }
        byte[] bytes = event.textBytes(field);
        int offset = event.textOffset(field);
        int length = event.textLength(field);
        increments.one(column.offset());
        if (column.isRefused(bytes, offset, length)) {
            increments.one(column.extras() + Column.OUT_OF_RANGE);
            faults.column(Fault.NOT_ALLOWED, index, column, field);
        }
        number(TextReader.characters(bytes, offset, length), column.part(index, DerivedColumn.LENGTH), layout);
        int shape = column.part(index, DerivedColumn.SHAPE);
        CategoryGrid shapes = layout.at(shape).categories();
        if (shapes != null) {
            int cell = Math.min(shapes.elseCell(), reader.shape(bytes, offset, length));
            increments.one(layout.at(shape).offset() + cell);
        }
    }

    /** Counts a vector's projections and norm; one of another dimension is of the wrong type. */
    void vector(Observation event, int field, int index, Column column, Layout layout) {
        EmbeddingGrid grid = column.vectors();
        boolean isVector = event.kind(field) == Observation.VECTOR;
        if (!isVector || grid == null || event.dimension(field) != grid.dimension()) {
            bad(event.kind(field), index, column, field);
            return;
        }
        int fault = fault(event.vectors(), event.vectorOffset(field), grid.dimension());
        if (fault >= 0) {
            increments.one(column.extras() + fault);
            faults.column(fault == Column.INFINITE ? Fault.INFINITE : Fault.NOT_A_NUMBER, index, column, field);
            return;
        }
        increments.one(column.offset());
        increments.vector(column, grid, event.vectors(), event.vectorOffset(field));
        grid.derive(event.vectors(), event.vectorOffset(field), derived);
        for (int k = 0; k < derived.length; k++) {
            number(derived[k], column.part(index, k), layout);
        }
    }

    /** The fault that a vector with such a number has; −1 if all are finite. */
    private static int fault(double[] vectors, int offset, int dimension) {
        int fault = -1;
        for (int j = offset; j < offset + dimension; j++) {
            if (Double.isNaN(vectors[j])) {
                return Column.NOT_A_NUMBER;
            }
            fault = Double.isInfinite(vectors[j]) ? Column.INFINITE : fault;
        }
        return fault;
    }

    /** What became infinite on the way is a fault of the derived column. */
    private void number(double value, int index, Layout layout) {
        Column part = layout.at(index);
        NumberGrid grid = part.numbers();
        if (grid != null && Double.isFinite(value)) {
            increments.number(index, part, grid, value);
            if (part.isOutOfRange(value)) {
                increments.one(part.extras() + Column.OUT_OF_RANGE);
            }
        } else if (grid != null) {
            increments.one(part.extras() + (Double.isNaN(value) ? Column.NOT_A_NUMBER : Column.INFINITE));
        }
    }

    private void bad(byte kind, int index, Column column, int field) {
        increments.one(column.extras() + (kind == Observation.NULL ? Column.NULLS : Column.WRONG_TYPE));
        if (kind != Observation.NULL) {
            faults.column(Fault.WRONG_TYPE, index, column, field);
        }
    }
}
