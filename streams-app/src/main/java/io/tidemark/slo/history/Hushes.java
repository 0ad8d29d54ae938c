package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.history.Hushed.Guard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What kept people from being told of one slice, added up. At most one line a severity, pair and rule. Owned by one thread. */
final class Hushes {
    private final String slice;
    private final Map<One, Run> runs = new LinkedHashMap<>();

    Hushes(String slice) {
        this.slice = slice;
    }

    /** What one rule did at the end of one slot. */
    record One(Severity severity, long longMs, long shortMs, Guard why) {}

    /** Notes what a slot's evaluation kept back. */
    void note(List<One> all, long slotMs, long nowMs) {
        all.forEach(one -> runs.computeIfAbsent(one, unused -> new Run()).add(slotMs, nowMs));
    }

    List<Hushed> all() {
        return runs.entrySet().stream()
                .map(entry -> entry.getValue().hushed(slice, entry.getKey()))
                .toList();
    }

    /** Slots, in order. */
    private static final class Run {
        private long slots;
        private long stretches;
        private long firstMs;
        private long lastMs;

        private void add(long slotMs, long nowMs) {
            firstMs = slots == 0 ? nowMs : firstMs;
            stretches += slots == 0 || nowMs - lastMs > slotMs ? 1 : 0;
            lastMs = nowMs;
            slots++;
        }

        private Hushed hushed(String slice, One key) {
            return new Hushed(slice, key.severity, key.longMs, key.shortMs, key.why, slots, stretches, firstMs, lastMs);
        }
    }
}
