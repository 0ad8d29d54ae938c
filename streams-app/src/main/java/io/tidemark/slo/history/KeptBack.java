package io.tidemark.slo.history;

import io.tidemark.slo.history.Hushed.Guard;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one rule kept people from being told, over all slices of an objective.
 *
 * @param what severity, rule and pair in words: {@code page: too little traffic in 1 h and 5 min}
 * @param slices in how many slices
 * @param stretches in how many runs of slots without a gap
 * @param slots in how many slots
 * @param firstMs end of the first of these slots
 * @param lastMs end of the last one
 */
public record KeptBack(String what, long slices, long stretches, long slots, long firstMs, long lastMs) {
    /** What all slices were kept from, in the order of the words. O(n log n). */
    public static List<KeptBack> of(Collection<Hushed> all) {
        Map<String, KeptBack> merged = new TreeMap<>();
        for (Hushed one : all) {
            KeptBack kept = new KeptBack(what(one), 1, one.stretches(), one.slots(), one.firstMs(), one.lastMs());
            merged.merge(kept.what, kept, KeptBack::plus);
        }
        return List.copyOf(merged.values());
    }

    private KeptBack plus(KeptBack other) {
        return new KeptBack(
                what,
                slices + other.slices,
                stretches + other.stretches,
                slots + other.slots,
                Math.min(firstMs, other.firstMs),
                Math.max(lastMs, other.lastMs));
    }

    private static String what(Hushed hushed) {
        String pair = hushed.longMs() == 0
                ? ""
                : " in " + Plain.length(hushed.longMs()) + " and " + Plain.length(hushed.shortMs());
        return hushed.severity().word() + ": " + words(hushed.why()) + pair;
    }

    private static String words(Guard guard) {
        return switch (guard) {
            case TOO_FEW_ROWS -> "too little traffic";
            case TOO_FEW_BAD -> "too few bad ones";
            case CHANCE -> "no more bad ones than by chance";
            case WARMING_UP -> "warming up";
            case PENDING_DIED -> "over before its time (for) had passed";
            case INHIBITED -> "a more urgent alert was open";
            case WHOLE_MODEL -> "the alert on all events spoke for it";
            case CAPPED -> "told, and only since the factor is capped";
        };
    }
}
