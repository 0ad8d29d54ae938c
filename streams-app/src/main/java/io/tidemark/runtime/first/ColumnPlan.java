package io.tidemark.runtime.first;

import io.tidemark.config.FieldPath;
import io.tidemark.stats.ColumnKind;

/**
 * What is proposed for a column.
 *
 * @param facts what the sample says
 * @param role what it is for
 * @param kind what it holds, where it is measured
 * @param why in a few words, for the comment beside it
 */
record ColumnPlan(ColumnFacts facts, Role role, ColumnKind kind, String why) {
    String name() {
        return facts.name();
    }

    /** What the application calls the column: a path's names without quotes. */
    String column() {
        String name = name();
        if (!name.contains("\"")) {
            return name;
        }
        try {
            return FieldPath.parse(name).name();
        } catch (IllegalArgumentException noPath) {
            return name;
        }
    }

    /** Whether the application measures it. */
    boolean isMeasured() {
        return role == Role.FEATURE || role == Role.LABEL || role == Role.PREDICTION || role == Role.SCORE;
    }

    boolean isCategorical() {
        return kind == ColumnKind.CATEGORY || kind == ColumnKind.BOOLEAN;
    }

    ColumnPlan as(Role other, String reason) {
        return new ColumnPlan(facts, other, kind, reason);
    }
}
