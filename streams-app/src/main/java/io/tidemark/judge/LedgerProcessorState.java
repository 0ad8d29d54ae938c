package io.tidemark.judge;

import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ledgers that one task keeps, one for each objective and slice.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class LedgerProcessorState {
    private static final String SLOTS = "slots/";
    private static final String EPISODES = "episodes/";

    private final Judge judge;
    private final KeyValueStore<String, byte[]> store;

    LedgerProcessorState(Judge judge, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.store = store;
    }

    /** The ledger; an empty one if none was kept. */
    Ledger get(Objective objective, String slice) {
        String key = JudgeState.key(objective, slice);
        return JudgeState.of(judge.terms(objective), store.get(SLOTS + key), store.get(EPISODES + key));
    }

    void put(Objective objective, String slice, Ledger ledger) {
        String key = JudgeState.key(objective, slice);
        store.put(SLOTS + key, ledger.slotBytes());
        store.put(EPISODES + key, ledger.episodeBytes());
    }
}
