package io.tidemark.profile;

import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.Observation;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.grid.Grid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where each column's counts stand in a pane's flat array, for one set of grids.
 *
 * <p>Columns with a grid come first; columns that have none yet are added as they are met, up to {@value #MOST_COLUMNS}.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Layout {
    /** Most columns of a model; those met beyond are not watched. */
    static final int MOST_COLUMNS = 10_000;

    /** Most names that are remembered, watched or not. */
    private static final int MOST_NAMES = 2 * MOST_COLUMNS;

    /** What {@link #column} says of a column that is not watched. */
    static final int UNWATCHED = -1;

    /** What stands for a column of the prediction or request that has not come yet. */
    private static final int NOT_MET = -2;

    private static final Integer NOT_WATCHED = UNWATCHED;

    private final ProfileRules rules;
    private final Predicate<String> room;
    private final ByteTable<Integer> indexByName = new ByteTable<>();
    private final List<Column> columns = new ArrayList<>();
    private final int[] reserved = new int[ReservedColumn.values().length];
    private final int gridColumns;
    private final int size;
    private int nextOffset;
    private int derivedColumns;

    /** The layout of these grids. */
    Layout(ProfileRules rules, SortedMap<String, Grid> grids) {
        this(rules, grids, column -> true);
    }

    /**
     * The same.
     *
     * @param room whether there is room for a column without a grid; what it once says of a column holds for ever
     */
    Layout(ProfileRules rules, SortedMap<String, Grid> grids, Predicate<String> room) {
        this.rules = rules;
        this.room = room;
        Arrays.fill(reserved, NOT_MET);
        Set<String> derived = DerivedColumn.of(grids);
        for (Map.Entry<String, Grid> entry : grids.entrySet()) {
            String name = entry.getKey();
            if (rules.watched().test(name) && !derived.contains(name)) {
                add(column(name, entry.getValue(), nextOffset));
                nextOffset += Column.size(entry.getValue());
                addDerived(name, entry.getValue(), grids);
            }
        }
        this.gridColumns = columns.size();
        this.size = nextOffset;
    }

    /** They stand right behind their column, all of them; a feature that bears such a name is not watched. */
    private void addDerived(String column, Grid grid, SortedMap<String, Grid> grids) {
        for (String name : DerivedColumn.of(column, grid)) {
            Grid part = grids.get(name);
            if (part == null) {
                throw new IllegalArgumentException("the grids lack a derived column: column=" + name);
            }
            columns.add(Column.derived(name, part, nextOffset, allowed(name), rules.quality()));
            derivedColumns++;
            nextOffset += Column.size(part);
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            indexByName.add(utf8, 0, utf8.length, NOT_WATCHED);
        }
    }

    private Column column(String name, @Nullable Grid grid, int offset) {
        return ReservedColumn.isReserved(name) || rules.requestColumns().contains(name)
                ? Column.reserved(name, grid, offset, allowed(name), rules.quality())
                : new Column(name, grid, offset, allowed(name), rules.quality());
    }

    private ProfileRules.Allowed allowed(String name) {
        return rules.allowed().getOrDefault(name, ProfileRules.Allowed.ANY);
    }

    private int add(Column column) {
        int index = columns.size();
        columns.add(column);
        remember(column.name(), index);
        return index;
    }

    /** A name that the request has taken is no feature's. */
    private void remember(String name, int index) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        boolean isTaken = rules.requestColumns().contains(name);
        if (indexByName.get(utf8, 0, utf8.length) == null) {
            indexByName.add(utf8, 0, utf8.length, isTaken ? NOT_WATCHED : (Integer) index);
        }
        for (ReservedColumn candidate : ReservedColumn.values()) {
            if (candidate.column().equals(name) && candidate.isOfRequest() == isTaken) {
                reserved[candidate.ordinal()] = index;
            }
        }
    }

    /**
     * The index of a field's column; {@link #UNWATCHED} if it is not watched.
     *
     * @param guess the index it probably has, since events mostly bring their fields in the same order
     */
    @HotPath
    int column(Observation event, int field, int guess) {
        int offset = event.nameOffset(field);
        if (offset < 0) {
            return reserved(-1 - offset);
        }
        int length = event.nameLength(field);
        if (guess >= 0 && guess < columns.size() && columns.get(guess).hasName(event.nameBytes(), offset, length)) {
            return guess;
        }
        Integer index = indexByName.get(event.nameBytes(), offset, length);
        return index == null ? meet(event, offset, length) : index;
    }

    /** The index of a field's column if it has a grid; {@link #UNWATCHED} if not. Meets no column. */
    int gridColumn(Observation event, int field) {
        Integer index = indexByName.get(event.nameBytes(), event.nameOffset(field), event.nameLength(field));
        return index == null || index >= gridColumns ? UNWATCHED : index;
    }

    /** A name of broken UTF-8 is the name that it reads as, every time it comes. */
    private int meet(Observation event, int offset, int length) {
        if (length > ProfileRules.LONGEST_NAME) {
            return UNWATCHED;
        }
        String name = event.name(offset, length);
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        Integer known = indexByName.get(utf8, 0, utf8.length);
        return known == null ? meet(name) : known;
    }

    @HotPath
    private int reserved(int ordinal) {
        int index = reserved[ordinal];
        return index == NOT_MET ? meetReserved(ReservedColumn.values()[ordinal]) : index;
    }

    private int meetReserved(ReservedColumn column) {
        byte[] utf8 = column.column().getBytes(StandardCharsets.UTF_8);
        boolean isAsked = !column.isOfRequest() || rules.requestColumns().contains(column.column());
        boolean isKnown = !column.isOfRequest() && indexByName.get(utf8, 0, utf8.length) != null;
        int index = isAsked && !isKnown ? add(column) : UNWATCHED;
        reserved[column.ordinal()] = index;
        return index;
    }

    private int add(ReservedColumn column) {
        return columns.size() >= MOST_COLUMNS || !rules.watched().test(column.column()) || !room.test(column.column())
                ? UNWATCHED
                : add(column(column.column(), null, 0));
    }

    private int meet(String name) {
        if (columns.size() >= MOST_COLUMNS) {
            return UNWATCHED;
        }
        if (!rules.watched().test(name)) {
            forgo(name);
            return UNWATCHED;
        }
        if (rules.requestColumns().contains(name) || !room.test(name)) {
            forgo(name);
            return UNWATCHED;
        }
        return add(column(name, null, 0));
    }

    private void forgo(String name) {
        if (indexByName.size() < MOST_NAMES) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            indexByName.add(utf8, 0, utf8.length, NOT_WATCHED);
        }
    }

    QualityRules quality() {
        return rules.quality();
    }

    @HotPath
    Column at(int index) {
        return columns.get(index);
    }

    /** Columns with a grid; the ones after them are warming up. */
    int gridColumns() {
        return gridColumns;
    }

    /** Columns with a grid whose values events bring themselves. */
    @HotPath
    int ownGridColumns() {
        return gridColumns - derivedColumns;
    }

    int columns() {
        return columns.size();
    }

    /** Names that are remembered, watched or not. */
    int names() {
        return indexByName.size();
    }

    /** Length of a pane's flat array. */
    int size() {
        return size;
    }

    /** The grid of a column; null while it warms up. */
    @Nullable
    Grid grid(int index) {
        return columns.get(index).grid();
    }
}
