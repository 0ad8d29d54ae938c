package io.tidemark.query;

import io.tidemark.slo.Objective;
import io.tidemark.slo.Terms;
import java.util.List;

/**
 * An objective that is kept, as people are told of it.
 *
 * @param objective what is promised
 * @param terms what its ledgers are kept by
 * @param sentences what it means, line by line, as {@code tidemark slo explain} says it
 */
public record Promise(Objective objective, Terms terms, List<String> sentences) {
    public Promise {
        sentences = List.copyOf(sentences);
    }

    /** Of an objective. */
    public static Promise of(Objective objective, List<String> sentences) {
        return new Promise(objective, Terms.of(objective), sentences);
    }
}
