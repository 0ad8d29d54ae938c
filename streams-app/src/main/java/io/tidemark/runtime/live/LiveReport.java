package io.tidemark.runtime.live;

import io.tidemark.runtime.live.Finding.Weight;
import java.util.List;

/**
 * What a monitor file finds in a cluster.
 *
 * @param sections the cluster, each topic, the registry, our own topics, in this order
 */
public record LiveReport(List<Section> sections) {
    public LiveReport {
        sections = List.copyOf(sections);
    }

    /** How many findings have that weight. */
    public long count(Weight weight) {
        return sections.stream()
                .flatMap(section -> section.findings().stream())
                .filter(finding -> finding.weight() == weight)
                .count();
    }
}
