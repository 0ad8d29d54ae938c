package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.stats.grid.Counts;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole without one of its parts. */
final class Subtraction {
    private Subtraction() {}

    /** Counts less counts, exact, column by column; a column whose part stands on another grid is left out. */
    static Profile of(Profile whole, Profile part) {
        SortedMap<String, Counts> columns = new TreeMap<>();
        whole.columns().forEach((column, counts) -> {
            Counts less = part.columns().getOrDefault(column, counts.emptied());
            if (less.gridId().equals(counts.gridId())) {
                columns.put(column, counts.minus(less));
            }
        });
        Rows all = whole.rows();
        Rows some = part.rows();
        return new Profile(
                new Rows(
                        all.events() - some.events(),
                        all.features() - some.features(),
                        all.predictions() - some.predictions()),
                columns);
    }
}
