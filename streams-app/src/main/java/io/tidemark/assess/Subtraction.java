package io.tidemark.assess;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.stats.grid.Counts;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole without one of its parts. */
final class Subtraction {
    private Subtraction() {}

    /**
     * Counts less counts, exact, column by column. A column whose part stands on another grid is left out, and so is one of which the part
     * has more than the whole somewhere: of that time, not all of the whole came.
     */
    static Profile of(Profile whole, Profile part) {
        SortedMap<String, Counts> columns = new TreeMap<>();
        whole.columns().forEach((column, counts) -> {
            Counts less = part.columns().getOrDefault(column, counts.emptied());
            if (less.isAddable(counts)) {
                Counts rest = counts.minus(less);
                if (!isNegative(rest)) {
                    columns.put(column, rest);
                }
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

    private static boolean isNegative(Counts rest) {
        boolean isNegative = rest.valid() < 0
                || rest.missing() < 0
                || rest.absent() < 0
                || rest.wrongType() < 0
                || rest.notANumber() < 0
                || rest.infinite() < 0
                || rest.outOfRange() < 0;
        for (int cell = 0; cell < rest.cellCount(); cell++) {
            isNegative |= rest.cell(cell) < 0;
        }
        return isNegative;
    }
}
