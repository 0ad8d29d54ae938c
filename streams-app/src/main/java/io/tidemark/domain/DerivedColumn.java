package io.tidemark.domain;

import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.TextGrid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that are made of one column's values: of a string {@code name.length} and {@code name.shape}, of an embedding {@code name.p0}
 * to {@code name.p7} and {@code name.norm}. They are measured like any other; a feature that bears such a name is not.
 *
 * <p>A row without a usable value of the column itself has none of them, and is not missing in them.
 */
public final class DerivedColumn {
    /** Index of a string's length, and of its shape, in {@link #of}. */
    public static final int LENGTH = 0;

    public static final int SHAPE = 1;

    private static final Pattern NAME = Pattern.compile("(.+)\\.(length|shape|norm|p[0-7])");

    private DerivedColumn() {}

    /** The columns derived of one on such a grid, in a fixed order; none for numbers and categories. */
    public static List<String> of(String column, Grid grid) {
        if (grid instanceof TextGrid) {
            return List.of(column + ".length", column + ".shape");
        }
        if (!(grid instanceof EmbeddingGrid)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int k = 0; k < EmbeddingGrid.PROJECTIONS; k++) {
            names.add(column + ".p" + k);
        }
        names.add(column + ".norm");
        return names;
    }

    /** The column among these that a name is derived of; the name itself where it is one of them, or of no such form. */
    public static String owner(String name, Collection<String> columns) {
        Matcher matcher = NAME.matcher(name);
        boolean isDerived = !columns.contains(name) && matcher.matches() && columns.contains(matcher.group(1));
        return isDerived ? matcher.group(1) : name;
    }

    /** The column that a name of such a form is derived of; the name itself of any other. */
    public static String owner(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    /** Every derived column of these. */
    public static Set<String> of(Map<String, Grid> grids) {
        Set<String> derived = new TreeSet<>();
        grids.forEach((column, grid) -> derived.addAll(of(column, grid)));
        return derived;
    }

    /** The columns that are derived of none of these: what the events themselves bring. */
    public static SortedSet<String> owners(Map<String, Grid> grids) {
        SortedSet<String> owners = new TreeSet<>(grids.keySet());
        owners.removeAll(of(grids));
        return owners;
    }
}
