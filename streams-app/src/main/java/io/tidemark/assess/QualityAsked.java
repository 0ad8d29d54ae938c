package io.tidemark.assess;

import io.tidemark.domain.LabelRules;
import io.tidemark.stats.quality.FairnessComparison;
import io.tidemark.stats.quality.QualityTerms.Quantity;
import java.util.List;
import java.util.Set;

/**
 * How the quality of a model's predictions is measured.
 *
 * @param rules how they are graded
 * @param deciding what has a test of its own
 * @param comparesVersions whether versions are compared with the version before, too: then each quantity is tested twice
 * @param sources every source partition that brings its predictions or labels, {@code topic-0} …
 */
public record QualityAsked(LabelRules rules, Set<Quantity> deciding, boolean comparesVersions, List<String> sources) {
    /** Nothing is graded. */
    public static final QualityAsked NOTHING = new QualityAsked(LabelRules.NONE, Set.of(), false, List.of());

    public QualityAsked {
        deciding = Set.copyOf(deciding);
        sources = List.copyOf(sources);
    }

    /** Whether an objective asks how differently slices are treated. */
    boolean comparesSlices() {
        return deciding.stream().anyMatch(quantity -> FairnessComparison.MEASURES.contains(quantity.measure()));
    }

    /** Tests of one slice and window of one length. */
    int tests() {
        return comparesVersions ? 2 * deciding.size() : deciding.size();
    }
}
