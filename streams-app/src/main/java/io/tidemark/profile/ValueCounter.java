package io.tidemark.profile;

import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.NumberGrid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts the fields of an event: finds each value's cell once, then adds one to it in every slice.
 *
 * <p>Owned by one task; not thread-safe.
 */
@HotPath
final class ValueCounter {
    /** Longest text that is kept to name a new value, in bytes. */
    static final int LONGEST_TEXT = 64;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);

    private final Increments increments = new Increments();
    private final DerivedCounter derived = new DerivedCounter(increments);
    private PaneCounts[] targets = {};
    private int targetCount;
    private long place;
    private long event;
    private long[] lastEventOf = new long[64];
    private int[] columnAt = new int[64];

    /** Counts every watched field; a second value of the same column in one event is left out. */
    void count(Observation observation, long placeInLog, Layout layout, PaneCounts[] slices, int sliceCount) {
        targets = slices;
        targetCount = sliceCount;
        place = placeInLog;
        event++;
        increments.begin(layout);
        for (int field = 0; field < observation.fields(); field++) {
            int index = layout.column(observation, field, guess(field));
            columnAt[field] = index;
            if (index >= 0) {
                countOnce(observation, field, index, layout);
            }
        }
        increments.search();
        for (int i = 0; i < targetCount; i++) {
            targets[i].add(increments);
        }
    }

    /** The column that stood there in the event before: a producer writes its fields in the same order, but which one is not known. */
    private int guess(int field) {
        if (field == columnAt.length) {
            columnAt = Arrays.copyOf(columnAt, 2 * field);
        }
        return columnAt[field];
    }

    private void countOnce(Observation observation, int field, int index, Layout layout) {
        if (index >= lastEventOf.length) {
            lastEventOf = Arrays.copyOf(lastEventOf, Math.max(index + 1, 2 * lastEventOf.length));
        }
        if (lastEventOf[index] == event) {
            return;
        }
        lastEventOf[index] = event;
        Column column = layout.at(index);
        if (column.isReserved() && column.grid() != null && !observation.hasPrediction()) {
            increments.one(column.extras() + Column.AS_FEATURE);
        }
        NumberGrid numbers = column.numbers();
        CategoryGrid categories = column.categories();
        if (numbers != null) {
            number(observation, field, index, column, numbers);
        } else if (categories != null) {
            category(observation, field, index, column, categories);
        } else if (column.grid() == null) {
            warming(observation, field, index);
        } else if (column.vectors() == null) {
            derived.string(observation, field, index, column, layout);
        } else {
            derived.vector(observation, field, index, column, layout);
        }
    }

    private void number(Observation observation, int field, int index, Column column, NumberGrid grid) {
        byte kind = observation.kind(field);
        if (kind == Observation.NUMBER || kind == Observation.BOOLEAN) {
            double value = observation.number(field);
            if (Double.isFinite(value)) {
                finite(value, index, column, grid);
            } else {
                increments.one(column.extras() + (Double.isNaN(value) ? Column.NOT_A_NUMBER : Column.INFINITE));
            }
        } else {
            increments.one(column.extras() + (kind == Observation.NULL ? Column.NULLS : Column.WRONG_TYPE));
        }
    }

    private void finite(double value, int index, Column column, NumberGrid grid) {
        increments.number(index, column, grid, value);
        if (column.isOutOfRange(value) || (column.hasSet() && column.isOutOfSet(NumberText.of(value)))) {
            increments.one(column.extras() + Column.OUT_OF_RANGE);
        }
    }

    private void category(Observation observation, int field, int index, Column column, CategoryGrid grid) {
        byte kind = observation.kind(field);
        if (kind == Observation.TEXT) {
            text(
                    observation.bytes(),
                    observation.textOffset(field),
                    observation.textLength(field),
                    index,
                    column,
                    grid);
        } else if (kind == Observation.BOOLEAN) {
            byte[] word = observation.number(field) == 0 ? FALSE : TRUE;
            text(word, 0, word.length, index, column, grid);
        } else if (kind == Observation.NUMBER) {
            byte[] word = word(observation.number(field), grid);
            text(word, 0, word.length, index, column, grid);
        } else {
            increments.one(column.extras() + (kind == Observation.NULL ? Column.NULLS : Column.WRONG_TYPE));
        }
    }

    /** 0 and 1 are a boolean's values too. */
    private static byte[] word(double value, CategoryGrid grid) {
        if (grid.kind() == ColumnKind.BOOLEAN && (value == 0 || value == 1)) {
            return value == 0 ? FALSE : TRUE;
        }
        return NumberText.of(value).getBytes(StandardCharsets.UTF_8);
    }

    private void text(byte[] bytes, int offset, int length, int index, Column column, CategoryGrid grid) {
        int cell = grid.cell(bytes, offset, length);
        if (cell == grid.elseCell()) {
            if (grid.kind() == ColumnKind.BOOLEAN) {
                increments.one(column.extras() + Column.WRONG_TYPE);
                return;
            }
            name(bytes, offset, length, index);
        }
        increments.one(column.offset() + cell);
        if (column.hasSet() && column.isOutOfSet(new String(bytes, offset, length, StandardCharsets.UTF_8))) {
            increments.one(column.extras() + Column.OUT_OF_RANGE);
        }
    }

    private void name(byte[] bytes, int offset, int length, int index) {
        for (int i = 0; i < targetCount; i++) {
            if (targets[i].newValues(index).wants(place)) {
                int kept = Utf8.cut(bytes, offset, length, LONGEST_TEXT);
                String value = new String(bytes, offset, kept, StandardCharsets.UTF_8);
                targets[i].newValues(index).offer(place, value);
            }
        }
    }

    private void warming(Observation observation, int field, int index) {
        byte kind = observation.kind(field);
        double value = kind == Observation.NUMBER ? observation.number(field) : 0;
        for (int i = 0; i < targetCount; i++) {
            targets[i].warm(index, kind, value);
        }
    }
}
