package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;

/**
 * What a ledger says, finished but for what depends on other slices: whether it is told, its number, its context.
 *
 * @param key where it stands in the order of things said
 * @param alert the alert; its notice is the ledger's, as if there were no other slice
 * @param slot how the newest slot is
 */
public record Draft(DraftKey key, Alert alert, Newest slot) {
    /** How a slice's newest slot is. */
    public enum Newest {
        BAD,
        CALM
    }

    /** A draft that is decided once every slice was heard up to an instant, event time; as a rule the alert's metric time. */
    static Draft of(Alert alert, Newest slot, long dueMs) {
        DraftKey key = new DraftKey(
                alert.promise().scope().model(),
                alert.promise().objective(),
                dueMs,
                alert.sequence(),
                alert.dedupKey(),
                alert.promise().scope().slice());
        return new Draft(key, alert, slot);
    }

    /** Whether the episode fires or recovers. */
    boolean isOpen() {
        Alert.State state = alert.transition().state();
        return state == Alert.State.FIRING || state == Alert.State.RECOVERING;
    }
}
