package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.store.LedgerShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Forgets slices that were not seen for a window of their objective, so that state does not grow with every name that ever was. Whether a
 * slice was seen goes by event time; only when that is looked at goes by the clock.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class ForgetfulProcessorState {
    private static final long EVERY_MS = 3_600_000;

    private final Judge judge;
    private final VoiceProcessorState voices;
    private final BiFunction<Objective, String, Ledger> ledgers;
    private final KeyValueStore<String, byte[]> store;
    private long sweptMs;

    ForgetfulProcessorState(
            Judge judge,
            VoiceProcessorState voices,
            BiFunction<Objective, String, Ledger> ledgers,
            KeyValueStore<String, byte[]> store,
            long clockMs) {
        this.judge = judge;
        this.voices = voices;
        this.ledgers = ledgers;
        this.store = store;
        this.sweptMs = clockMs;
    }

    /**
     * A slice that is forgotten.
     *
     * @param objective of that objective
     * @param slice the slice
     * @param closing what is to be told of alerts that people take for open
     * @param dedupKeys the alerts that are forgotten with it
     */
    record Forgotten(Objective objective, String slice, List<Alert> closing, List<String> dedupKeys) {}

    /** Looks at the clock: once an hour at every ledger. O(ledgers). */
    List<Forgotten> tick(long clockMs) {
        List<Forgotten> forgotten = new ArrayList<>();
        if (clockMs - sweptMs < EVERY_MS) {
            return forgotten;
        }
        sweptMs = clockMs;
        for (Objective objective : judge.objectives()) {
            long newestMs = voices.newestMs(objective.subject().model());
            if (newestMs == Long.MIN_VALUE) {
                continue;
            }
            for (String slice : LedgerShelf.slices(store, Judge.key(objective, ""))) {
                Ledger ledger = ledgers.apply(objective, slice);
                if (ledger.isUnseen(newestMs)) {
                    forgotten.add(forget(objective, slice, ledger, clockMs));
                }
            }
            voices.forget(
                    objective.subject().model(),
                    newestMs - objective.goal().window().longestMs());
        }
        return forgotten;
    }

    private Forgotten forget(Objective objective, String slice, Ledger ledger, long clockMs) {
        ledger.expire();
        List<Alert> closing = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Alert.Severity severity : Alert.Severity.values()) {
            for (String key :
                    List.of(DedupKey.of(objective, slice, severity), DedupKey.ofSilence(objective, slice, severity))) {
                if (voices.knows(key)) {
                    closing.addAll(voices.expire(key, Alert.Reason.EXPIRED, clockMs));
                    keys.add(key);
                }
            }
        }
        return new Forgotten(objective, slice, closing, keys);
    }
}
