package io.tidemark.slo.voice;

import io.tidemark.domain.Scope;
import java.util.Comparator;

/**
 * Identifies and orders drafts: by model, objective and instant; of one instant the slice of all events is last.
 *
 * @param model the model
 * @param objective the objective's id
 * @param dueMs event time at which it is decided
 * @param number counts what one alert's ledger said, upwards
 * @param dedupKey the alert
 * @param slice its slice
 */
public record DraftKey(String model, String objective, long dueMs, long number, String dedupKey, String slice)
        implements Comparable<DraftKey> {
    private static final Comparator<DraftKey> ORDER = Comparator.comparing(DraftKey::model)
            .thenComparing(DraftKey::objective)
            .thenComparingLong(DraftKey::dueMs)
            .thenComparing(DraftKey::isWhole)
            .thenComparing(DraftKey::slice)
            .thenComparing(DraftKey::dedupKey)
            .thenComparingLong(DraftKey::number);
    private static final int PARTS = 6;

    boolean isWhole() {
        return slice.equals(Scope.ALL);
    }

    @Override
    public int compareTo(DraftKey other) {
        return ORDER.compare(this, other);
    }

    /** The key as text: parts joined by {@code |}, which only a slice may hold. */
    public String text() {
        return String.join("|", model, objective, Long.toString(dueMs), Long.toString(number), dedupKey, slice);
    }

    /** The key of {@link #text()}. */
    public static DraftKey of(String text) {
        String[] parts = text.split("\\|", PARTS);
        return new DraftKey(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]), parts[4], parts[5]);
    }
}
