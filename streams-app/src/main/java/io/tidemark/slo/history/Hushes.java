package io.tidemark.slo.history;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Ledger.Audience;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Suppressed;
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

    /** Notes what the rules kept back at the end of a slot, heard by that audience. */
    void note(Posted posted, Audience audience, long slotMs, long nowMs) {
        for (Suppressed one : posted.suppressed()) {
            boolean isExplained = audience == Audience.NOBODY && one.why() == Suppressed.Why.INHIBITED;
            Guard guard =
                    isExplained ? Guard.WHOLE_MODEL : Guard.valueOf(one.why().name());
            note(List.of(new One(one.severity(), one.longMs(), one.shortMs(), guard)), slotMs, nowMs);
        }
    }

    /** Notes that people are told only since the factor is capped, if so. */
    void noteCap(Severity severity, List<Alert.Burn> burns, long slotMs, long nowMs) {
        List<Alert.Burn> burning = burns.stream()
                .filter(burn -> burn.state() == Alert.PairState.BURNING)
                .toList();
        boolean isUncapped = burning.stream().anyMatch(Hushes::reachesRaw);
        if (!isUncapped && !burning.isEmpty()) {
            Alert.Burn first = burning.get(0);
            note(List.of(new One(severity, first.longMs(), first.shortMs(), Guard.CAPPED)), slotMs, nowMs);
        }
    }

    private static boolean reachesRaw(Alert.Burn burn) {
        return !burn.isCapped() || Math.min(burn.burnLong(), burn.burnShort()) >= burn.factorRaw();
    }

    /** Takes in what was kept back of another slice, as one of this. */
    void absorb(Hushed other) {
        One key = new One(other.severity(), other.longMs(), other.shortMs(), other.why());
        runs.computeIfAbsent(key, unused -> new Run()).absorb(other);
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

        private void absorb(Hushed other) {
            firstMs = slots == 0 ? other.firstMs() : Math.min(firstMs, other.firstMs());
            lastMs = Math.max(lastMs, other.lastMs());
            slots += other.slots();
            stretches += other.stretches();
        }

        private Hushed hushed(String slice, One key) {
            return new Hushed(slice, key.severity, key.longMs, key.shortMs, key.why, slots, stretches, firstMs, lastMs);
        }
    }
}
