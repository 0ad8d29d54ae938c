package io.tidemark.grade;

import java.util.Set;

/**
 * How one model's predictions and labels are joined.
 *
 * @param horizonMs how long after its prediction a label is taken, event time
 * @param sources every partition that brings its predictions or its labels, {@code topic-0} …
 */
public record GradeRules(long horizonMs, Set<String> sources) {
    public GradeRules {
        sources = Set.copyOf(sources);
    }
}
