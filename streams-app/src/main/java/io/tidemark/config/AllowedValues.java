package io.tidemark.config;

import java.util.Set;

/** Which values of a column are valid; the others are counted as invalid. */
public sealed interface AllowedValues {
    /**
     * Numbers in a closed range.
     *
     * @param lowest smallest valid value; −∞ for none
     * @param highest largest valid value; +∞ for none
     */
    record Range(double lowest, double highest) implements AllowedValues {}

    /**
     * Texts of one shape.
     *
     * @param regex a regular expression that a text must match as a whole
     */
    record Matching(String regex) implements AllowedValues {}

    /**
     * A closed set.
     *
     * @param values the valid values, as written in the events
     */
    record Values(Set<String> values) implements AllowedValues {
        public Values {
            values = Set.copyOf(values);
        }
    }
}
