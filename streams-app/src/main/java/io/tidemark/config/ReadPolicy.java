package io.tidemark.config;

import java.util.List;

/**
 * An alert policy while the file is read: what it says, and where its pairs stand.
 *
 * @param spec what it says
 * @param pairs every pair of every condition; empty for a policy that is always there
 * @param isSound whether there is nothing wrong with it by itself
 */
record ReadPolicy(AlertPolicySpec spec, List<PlacedPair> pairs, boolean isSound) {
    ReadPolicy {
        pairs = List.copyOf(pairs);
    }

    /** One of those that are always there. */
    static ReadPolicy usual(AlertPolicySpec spec) {
        return new ReadPolicy(spec, List.of(), true);
    }

    /** A pair and where it stands. */
    record PlacedPair(AlertPolicySpec.Pair pair, Section place) {}
}
