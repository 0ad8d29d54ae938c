package io.tidemark.domain;

import io.tidemark.stats.grid.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The grids of one model through time, and the slices its reference knows.
 *
 * @param eras from which event time on which grids hold, ascending; empty before the first pin
 * @param slices slices that the newest reference has counts for; they are never folded into {@code __other__}
 */
public record GridBook(List<Era> eras, SortedSet<String> slices) {
    /** No grids yet. */
    public static final GridBook EMPTY = new GridBook(List.of(), new TreeSet<>());

    /** The grids that hold from an event time on. */
    public record Era(long validFromMs, SortedMap<String, Grid> grids) {
        /** Before any grid. */
        public static final Era NONE = new Era(Long.MIN_VALUE, new TreeMap<>());
    }

    public GridBook {
        eras = List.copyOf(eras);
    }

    /** The grids for a pane: which grid counts an event depends on the event's time alone. */
    public Era at(long paneStartMs) {
        Era found = Era.NONE;
        for (Era era : eras) {
            if (era.validFromMs() <= paneStartMs) {
                found = era;
            }
        }
        return found;
    }

    /** The grids that hold last; what has no event time of its own to go by is counted on them. */
    public Era newest() {
        return eras.isEmpty() ? Era.NONE : eras.get(eras.size() - 1);
    }

    /** The grids that a column has had, by their ids, the newest last; none of a column without any. */
    public Map<String, Grid> grids(String column) {
        Map<String, Grid> grids = new LinkedHashMap<>();
        for (Era era : eras) {
            Grid grid = era.grids().get(column);
            if (grid != null) {
                grids.remove(grid.id());
                grids.put(grid.id(), grid);
            }
        }
        return grids;
    }

    /** Where the stages find the books of all models. */
    public interface Library {
        /** The book of a model; {@link #EMPTY} if it has none. */
        GridBook book(String model);

        /** A library that holds these books and never changes. */
        static Library of(Map<String, GridBook> books) {
            return model -> books.getOrDefault(model, EMPTY);
        }
    }
}
