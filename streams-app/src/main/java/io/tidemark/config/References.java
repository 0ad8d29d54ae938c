package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import java.util.List;

/**
 * What each column's windows are compared with.
 *
 * @param standard the rule for columns without one of their own
 * @param overrides rules for some columns; the first whose patterns match decides
 */
public record References(ReferenceRule standard, List<ForColumns> overrides) {
    public References {
        overrides = List.copyOf(overrides);
    }

    /** The rule for a column. */
    public ReferenceRule ruleFor(String column) {
        for (ForColumns override : overrides) {
            if (ColumnPattern.anyMatches(override.columns(), column)) {
                return override.rule();
            }
        }
        return standard;
    }

    /**
     * A rule for some columns.
     *
     * @param columns names or patterns
     * @param rule what their windows are compared with
     */
    public record ForColumns(List<String> columns, ReferenceRule rule) {
        public ForColumns {
            columns = List.copyOf(columns);
        }
    }
}
