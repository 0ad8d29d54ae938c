package io.tidemark.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The groups that are measured beside the whole ({@code *}) and each model version, which are always there.
 *
 * @param groupings each a list of dimensions whose combinations of values are slices, in file order
 * @param limit most slices of the model; the rest is counted together as {@code __other__}
 */
public record Slices(List<List<String>> groupings, int limit) {
    public Slices {
        groupings = groupings.stream().map(List::copyOf).toList();
    }

    /** Every dimension that a grouping names, once, in order of appearance. */
    public List<String> dimensions() {
        List<String> dimensions = new ArrayList<>();
        for (List<String> grouping : groupings) {
            for (String dimension : grouping) {
                if (!dimensions.contains(dimension)) {
                    dimensions.add(dimension);
                }
            }
        }
        return List.copyOf(dimensions);
    }
}
