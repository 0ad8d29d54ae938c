package io.tidemark.config;

import java.util.List;

/**
 * For which slices of its model an SLO keeps a budget.
 *
 * @param kind the family of choices
 * @param groupings dimensions of the chosen groupings, if the kind is GROUPINGS; else empty
 */
public record SliceChoice(Kind kind, List<List<String>> groupings) {
    public SliceChoice {
        groupings = groupings.stream().map(List::copyOf).toList();
    }

    /** The families of choices. */
    public enum Kind {
        /** Only {@code *}. */
        WHOLE,
        /** {@code *} and every slice of the monitor. */
        EVERY,
        /** {@code *} and the slices of the named groupings. */
        GROUPINGS
    }
}
