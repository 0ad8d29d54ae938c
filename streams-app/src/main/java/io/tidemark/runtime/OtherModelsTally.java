package io.tidemark.runtime;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Counts events of other models. Owned by one thread. */
final class OtherModelsTally {
    private static final int MOST_NAMES = 8;
    private static final int LONGEST_NAME = 200;

    private final Set<String> monitors;
    private final Part monitored = new Part();
    private final Part unmonitored = new Part();

    /** @param monitors the models that the monitor file watches */
    OtherModelsTally(Collection<String> monitors) {
        this.monitors = Set.copyOf(monitors);
    }

    void add(String model) {
        (monitors.contains(model) ? monitored : unmonitored).add(model);
    }

    OtherModels sum() {
        return new OtherModels(monitored.passed(), unmonitored.passed());
    }

    private static final class Part {
        private final Set<String> names = new LinkedHashSet<>();
        private long events;

        void add(String model) {
            events++;
            if (names.size() < MOST_NAMES) {
                names.add(model.length() > LONGEST_NAME ? model.substring(0, LONGEST_NAME) + "…" : model);
            }
        }

        OtherModels.Passed passed() {
            return new OtherModels.Passed(events, names.stream().toList());
        }
    }
}
