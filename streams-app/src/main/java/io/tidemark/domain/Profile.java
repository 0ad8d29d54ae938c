package io.tidemark.domain;

import io.tidemark.stats.grid.Counts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Merged counts of one slice over a span of event time; a fresh one is the identity of {@link #add}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class Profile {
    private final SortedMap<String, Counts> columns = new TreeMap<>();
    private final RowFacts facts;
    private Rows rows = Rows.NONE;

    public Profile() {
        this(Rows.NONE, Collections.emptySortedMap());
    }

    /** A profile of these counts, which it takes over. */
    public Profile(Rows rows, SortedMap<String, Counts> columns) {
        this(rows, columns, new RowFacts());
    }

    /** A profile of these counts and facts, which it takes over. */
    public Profile(Rows rows, SortedMap<String, Counts> columns, RowFacts facts) {
        this.rows = rows;
        this.columns.putAll(columns);
        this.facts = facts;
    }

    /**
     * Adds another profile's counts to this one: exact, in any order. A column whose counts stand on another grid than this profile's
     * is not added: counts on different grids never are.
     *
     * @return the columns that could not be added, in order; empty as a rule
     */
    public List<String> add(Profile other) {
        rows = rows.plus(other.rows);
        facts.add(other.facts);
        List<String> apart = new ArrayList<>(0);
        other.columns.forEach((name, counts) -> {
            if (!addColumn(name, counts)) {
                apart.add(name);
            }
        });
        return apart;
    }

    private boolean addColumn(String name, Counts counts) {
        Counts mine = columns.computeIfAbsent(name, ignored -> counts.emptied());
        if (!mine.isAddable(counts)) {
            return false;
        }
        mine.add(counts);
        return true;
    }

    /** The same but for these columns; shares the counts. */
    public Profile without(List<String> apart) {
        Profile rest = new Profile(rows, columns);
        rest.columns.keySet().removeAll(apart);
        return rest;
    }

    public Rows rows() {
        return rows;
    }

    /** What is known of the rows as a whole. */
    public RowFacts facts() {
        return facts;
    }

    /** Whether there is nothing in it: no event, and no record that was rejected. */
    public boolean isEmpty() {
        return rows.events() == 0 && facts.allRejected() == 0;
    }

    /** Counts by column name; read only. */
    public SortedMap<String, Counts> columns() {
        return Collections.unmodifiableSortedMap(columns);
    }
}
