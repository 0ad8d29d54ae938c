package io.tidemark.query;

import io.tidemark.domain.SpanProfile;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A column in a range of event time.
 *
 * @param name its name
 * @param kind what it holds; empty as long as it has no grid
 * @param disclosure whether its values may be shown
 * @param faults what is counted whatever the grid
 * @param min smallest number; +∞ if there was none, or it may not be shown
 * @param max largest number; −∞ if there was none, or it may not be shown
 * @param grids figures of the values, a grid at a time, the newest first: counts on different grids are never added
 */
public record ColumnProfile(
        String name,
        Optional<ColumnKind> kind,
        Disclosure disclosure,
        Faults faults,
        double min,
        double max,
        List<GridFigures> grids) {
    /** Whether the values of a column may be shown. */
    public enum Disclosure {
        SHOWN,
        REDACTED
    }

    /**
     * Rows that could have had a value, and what was wrong with them.
     *
     * @param seen all of them
     * @param valid with a usable value
     * @param absent missing ones that did not have the field at all; known on a grid only
     * @param outOfRange valid ones that the monitor does not allow
     */
    public record Faults(
            long seen,
            long valid,
            long missing,
            long absent,
            long wrongType,
            long notANumber,
            long infinite,
            long outOfRange) {
        static Faults of(Collection<Counts> all) {
            return new Faults(
                    all.stream().mapToLong(Counts::seen).sum(),
                    all.stream().mapToLong(Counts::valid).sum(),
                    all.stream().mapToLong(Counts::missing).sum(),
                    all.stream().mapToLong(Counts::absent).sum(),
                    all.stream().mapToLong(Counts::wrongType).sum(),
                    all.stream().mapToLong(Counts::notANumber).sum(),
                    all.stream().mapToLong(Counts::infinite).sum(),
                    all.stream().mapToLong(Counts::outOfRange).sum());
        }
    }

    /**
     * A column of a span; without rows if it has none there. O(cells).
     *
     * @param grids that the column has had, by id, the newest last
     */
    static ColumnProfile of(String name, SpanProfile span, Map<String, Grid> grids, Disclosure disclosure) {
        SortedMap<String, Counts> counts = span.columns().getOrDefault(name, new TreeMap<>());
        boolean isShown = disclosure == Disclosure.SHOWN;
        List<String> order = new ArrayList<>(grids.keySet());
        List<GridFigures> figures = counts.values().stream()
                .sorted(Comparator.comparingInt((Counts one) -> order.indexOf(one.gridId()))
                        .reversed())
                .map(one -> Figures.of(Optional.ofNullable(grids.get(one.gridId())), one))
                .map(one -> isShown ? one : one.redacted())
                .toList();
        return new ColumnProfile(
                name,
                grids.values().stream().map(Grid::kind).reduce((older, newer) -> newer),
                disclosure,
                Faults.of(counts.values()),
                isShown
                        ? counts.values().stream()
                                .mapToDouble(Counts::min)
                                .min()
                                .orElse(Double.POSITIVE_INFINITY)
                        : Double.POSITIVE_INFINITY,
                isShown
                        ? counts.values().stream()
                                .mapToDouble(Counts::max)
                                .max()
                                .orElse(Double.NEGATIVE_INFINITY)
                        : Double.NEGATIVE_INFINITY,
                figures);
    }
}
