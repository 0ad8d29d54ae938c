package io.tidemark.profile;

import io.tidemark.domain.Fault;
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
    private final FaultSampler faults;
    private final DerivedCounter derived;
    private PaneCounts[] targets = {};
    private int targetCount;
    private long place;
    private long event;
    private long[] lastEventOf = new long[64];
    private int[] columnAt = new int[64];
    private int counted;
    private byte[] word = TRUE;
    private int wordOffset;
    private int wordLength;

    ValueCounter(FaultSampler faults) {
        this.faults = faults;
        this.derived = new DerivedCounter(increments, faults);
    }

    /** Counts every watched field; a second value of the same column in one event is left out. */
    void count(Observation observation, long placeInLog, Layout layout, PaneCounts[] slices, int sliceCount) {
        targets = slices;
        targetCount = sliceCount;
        place = placeInLog;
        event++;
        counted = 0;
        increments.begin(layout);
        for (int field = 0; field < observation.fields(); field++) {
            if (observation.kind(field) == Observation.PERHAPS_NULL) {
                perhapsNull(observation, field, layout);
                continue;
            }
            int index = layout.column(observation, field, guess(field));
            columnAt[field] = index;
            if (index >= 0) {
                countOnce(observation, field, index, layout);
            }
        }
        if (counted < layout.ownGridColumns()) {
            absent(observation, layout);
        }
        increments.search();
        for (int i = 0; i < targetCount; i++) {
            targets[i].add(increments);
        }
    }

    /** Of what is not known it says nothing: what a task has met must not decide. */
    private void perhapsNull(Observation observation, int field, Layout layout) {
        int index = layout.gridColumn(observation, field);
        guess(field);
        columnAt[field] = index;
        if (index >= 0) {
            observation.kindSlots()[field] = Observation.NULL;
            countOnce(observation, field, index, layout);
            observation.kindSlots()[field] = Observation.PERHAPS_NULL;
        }
    }

    /** Columns that the event lacks; rare, as events mostly bring all. */
    private void absent(Observation observation, Layout layout) {
        for (int index = 0; index < layout.gridColumns(); index++) {
            Column column = layout.at(index);
            boolean isExpected = column.isReserved() ? observation.hasPrediction() : observation.hasFeatures();
            if (isExpected && !column.isDerived() && (index >= lastEventOf.length || lastEventOf[index] != event)) {
                faults.column(Fault.MISSING, index, column, FaultSampler.ABSENT);
            }
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
        counted += index < layout.gridColumns() ? 1 : 0;
        if (observation.kind(field) == Observation.NULL) {
            faults.column(Fault.MISSING, index, column, field);
        }
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
            warming(observation, field, index, column);
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
                increments.number(index, column, grid, value);
                if (column.isRefused(value)) {
                    fault(Fault.NOT_ALLOWED, Column.OUT_OF_RANGE, index, column, field);
                }
            } else if (Double.isNaN(value)) {
                fault(Fault.NOT_A_NUMBER, Column.NOT_A_NUMBER, index, column, field);
            } else {
                fault(Fault.INFINITE, Column.INFINITE, index, column, field);
            }
        } else {
            unusable(kind, index, column, field);
        }
    }

    private void fault(Fault fault, int extra, int index, Column column, int field) {
        increments.one(column.extras() + extra);
        faults.column(fault, index, column, field);
    }

    private void unusable(byte kind, int index, Column column, int field) {
        if (kind == Observation.NULL) {
            increments.one(column.extras() + Column.NULLS);
        } else {
            fault(Fault.WRONG_TYPE, Column.WRONG_TYPE, index, column, field);
        }
    }

    private void category(Observation observation, int field, int index, Column column, CategoryGrid grid) {
        byte kind = observation.kind(field);
        if (kind == Observation.TEXT) {
            word(observation.textBytes(field), observation.textOffset(field), observation.textLength(field));
        } else if (kind == Observation.BOOLEAN || kind == Observation.NUMBER) {
            byte[] bytes = kind == Observation.NUMBER
                    ? word(observation.number(field), grid)
                    : observation.number(field) == 0 ? FALSE : TRUE;
            word(bytes, 0, bytes.length);
        } else {
            unusable(kind, index, column, field);
            return;
        }
        int cell = grid.cell(word, wordOffset, wordLength);
        if (cell == grid.elseCell() && grid.kind() == ColumnKind.BOOLEAN) {
            fault(Fault.WRONG_TYPE, Column.WRONG_TYPE, index, column, field);
            return;
        }
        if (cell == grid.elseCell() && !column.isRedacted()) {
            name(index);
        }
        increments.one(column.offset() + cell);
        if (column.isRefused(word, wordOffset, wordLength)) {
            fault(Fault.NOT_ALLOWED, Column.OUT_OF_RANGE, index, column, field);
        }
    }

    private void word(byte[] bytes, int offset, int length) {
        word = bytes;
        wordOffset = offset;
        wordLength = length;
    }

    /** 0 and 1 are a boolean's values too. */
    private static byte[] word(double value, CategoryGrid grid) {
        if (grid.kind() == ColumnKind.BOOLEAN && (value == 0 || value == 1)) {
            return value == 0 ? FALSE : TRUE;
        }
        return NumberText.of(value).getBytes(StandardCharsets.UTF_8);
    }

    private void name(int index) {
        for (int i = 0; i < targetCount; i++) {
            if (targets[i].newValues(index).wants(place)) {
                int kept = Utf8.cut(word, wordOffset, wordLength, LONGEST_TEXT);
                String value = new String(word, wordOffset, kept, StandardCharsets.UTF_8);
                targets[i].newValues(index).offer(place, value);
            }
        }
    }

    private void warming(Observation observation, int field, int index, Column column) {
        byte kind = observation.kind(field);
        double value = kind == Observation.NUMBER ? observation.number(field) : 0;
        for (int i = 0; i < targetCount; i++) {
            targets[i].warm(index, kind, value);
        }
        if (isRefusedWarming(observation, field, column)) {
            faults.column(Fault.NOT_ALLOWED, index, column, field);
            for (int i = 0; i < targetCount; i++) {
                targets[i].warmRefused(index);
            }
        }
    }

    private static boolean isRefusedWarming(Observation observation, int field, Column column) {
        byte kind = observation.kind(field);
        if (kind == Observation.TEXT) {
            return column.isRefused(
                    observation.textBytes(field), observation.textOffset(field), observation.textLength(field));
        }
        return kind == Observation.NUMBER
                && Double.isFinite(observation.number(field))
                && column.isRefused(observation.number(field));
    }
}
