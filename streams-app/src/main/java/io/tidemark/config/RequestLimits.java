package io.tidemark.config;

import io.tidemark.domain.RequestRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps the number of different rules for requests bounded: each costs two numbers a slice and pane. */
final class RequestLimits {
    private final Map<String, Set<String>> rules = new HashMap<>();

    /** Takes an objective's rule, if it has one. */
    void take(Section spec, String model, IndicatorSpec indicator) {
        indicator.requests().rule().ifPresent(rule -> {
            Set<String> known = rules.computeIfAbsent(model, ignored -> new TreeSet<>());
            if (known.add(rule.id()) && known.size() > RequestRule.MOST) {
                spec.fail("states rule " + known.size() + " for requests of " + model + ", " + rule.id() + "; at most "
                        + RequestRule.MOST + " different ones are counted, so share a limit among objectives");
            }
        });
    }
}
