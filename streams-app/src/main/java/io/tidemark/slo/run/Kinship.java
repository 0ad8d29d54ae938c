package io.tidemark.slo.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How alike two models are, from what is known of them: the overlap of their features, |A ∩ B| / |A ∪ B| (Jaccard), halved for each of task and family
 * that both name and name differently.
 *
 * @param features names of the model's columns
 * @param labels what its runs say of its {@code task} and {@code family}
 */
public record Kinship(Set<String> features, Map<String, String> labels) {
    /** From here on models are relatives. */
    public static final double RELATED = 0.5;

    private static final Set<String> TOLD = Set.of("task", "family");

    public Kinship {
        features = Set.copyOf(features);
        labels = Map.copyOf(labels);
    }

    /** In [0, 1]; 0 if nothing is known of the features of either. O(features). */
    public double similarity(Kinship other) {
        Set<String> both = new HashSet<>(features);
        both.retainAll(other.features);
        int either = features.size() + other.features.size() - both.size();
        if (either == 0) {
            return 0;
        }
        long unlike = TOLD.stream()
                .filter(label -> labels.containsKey(label) && other.labels.containsKey(label))
                .filter(label -> !Objects.equals(labels.get(label), other.labels.get(label)))
                .count();
        return (double) both.size() / either / (1L << unlike);
    }
}
