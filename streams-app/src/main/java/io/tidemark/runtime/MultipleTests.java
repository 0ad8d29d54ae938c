package io.tidemark.runtime;

import java.util.List;
import java.util.Map;

/** stand-in */
final class MultipleTests {
    private MultipleTests() {}

    static Map<String, Map<String, Double>> of(List<ComparedColumn> columns) {
        return Map.of();
    }
}
