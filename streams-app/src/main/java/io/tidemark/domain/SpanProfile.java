package io.tidemark.domain;

import io.tidemark.stats.grid.Counts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of a span of event time in which a column's grid may have changed: by column and grid, so that a sum of spans is exactly the
 * sum of their windows, in any order and grouping. A fresh one is the identity of {@link #add}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class SpanProfile {
    private final SortedMap<String, SortedMap<String, Counts>> columns = new TreeMap<>();
    private Rows rows = Rows.NONE;

    /** A span made of layers as {@link #layers} gives them. */
    public static SpanProfile of(List<Profile> layers) {
        SpanProfile span = new SpanProfile();
        layers.forEach(span::add);
        return span;
    }

    /** Adds a window's counts; they are copied. */
    public void add(Profile profile) {
        rows = rows.plus(profile.rows());
        profile.columns().forEach(this::addColumn);
    }

    /** Adds another span's counts; they are copied. */
    public void add(SpanProfile other) {
        rows = rows.plus(other.rows);
        other.columns.forEach((column, grids) -> grids.values().forEach(counts -> addColumn(column, counts)));
    }

    private void addColumn(String column, Counts counts) {
        columns.computeIfAbsent(column, ignored -> new TreeMap<>())
                .computeIfAbsent(counts.gridId(), ignored -> counts.emptied())
                .add(counts);
    }

    public Rows rows() {
        return rows;
    }

    /** Counts by column and by the id of the grid they stand on; read only. */
    public SortedMap<String, SortedMap<String, Counts>> columns() {
        return Collections.unmodifiableSortedMap(columns);
    }

    /** The same as profiles of one grid a column: the first has all rows and each column's first grid, the next its second, and so on. */
    public List<Profile> layers() {
        List<SortedMap<String, Counts>> layers = new ArrayList<>(List.of(new TreeMap<>()));
        columns.forEach((column, grids) -> {
            int layer = 0;
            for (Counts counts : grids.values()) {
                if (layer == layers.size()) {
                    layers.add(new TreeMap<>());
                }
                layers.get(layer++).put(column, counts);
            }
        });
        List<Profile> profiles = new ArrayList<>();
        for (SortedMap<String, Counts> layer : layers) {
            profiles.add(new Profile(profiles.isEmpty() ? rows : Rows.NONE, layer));
        }
        return profiles;
    }
}
