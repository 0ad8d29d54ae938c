package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.WatchStates;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeStoreTest {
    private static final Scope WHOLE = new Scope("fraud", Stage.SERVING, "*");
    private static final Scope EU = new Scope("fraud", Stage.SERVING, "region=eu");

    private static final Judged JUDGED = new Judged(
            Measure.CHANGE,
            "mean cusum",
            new Estimate(0.2, 0.1, 0.3, 40, 500),
            0.01,
            0.056,
            0,
            100,
            30,
            0.1,
            Verdict.BAD);

    private final TestStores stores = new TestStores();
    private final ChangeStore store = new ChangeStore(stores.onDisk(Serdes.String()));

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void watchesAreWhatWasPut() {
        store.putWatches(
                WHOLE, new WatchStates("1f0c", new TreeMap<>(Map.of("price/mean cusum", new double[] {1, -2.5}))));

        WatchStates read = store.watches(WHOLE);

        assertThat(read.reference()).isEqualTo("1f0c");
        assertThat(read.watches()).containsOnlyKeys("price/mean cusum");
        assertThat(read.watches().get("price/mean cusum")).containsExactly(1, -2.5);
        assertThat(store.watches(EU)).isEqualTo(WatchStates.NONE);
        store.deleteWatches(WHOLE);
        assertThat(store.watches(WHOLE)).isEqualTo(WatchStates.NONE);
    }

    @Test
    void changesAreWhatWasPutUntilTheyAreDeleted() {
        List<Measurement> told = List.of(new Measurement("price", 1, JUDGED, 1.5, List.of()));
        for (long start : new long[] {-20, -10, 0, 10}) {
            store.putChanges(WHOLE, start, told);
        }
        store.putChanges(EU, 0, told);

        store.deleteChanges(WHOLE, -20, 10);

        assertThat(store.changes(WHOLE, -20)).isEmpty();
        assertThat(store.changes(WHOLE, 0)).isEmpty();
        assertThat(store.changes(WHOLE, 10)).isEqualTo(told);
        assertThat(store.changes(EU, 0)).isEqualTo(told);
    }

    @Test
    void changesOfASliceWithASlashAreNotThoseOfTheOneItBeginsAs() {
        Scope below = new Scope("fraud", Stage.SERVING, "region=eu/b");
        List<Measurement> told = List.of(new Measurement("price", 1, JUDGED, 1.5, List.of()));
        store.putChanges(below, 1_000, told);
        store.putChanges(EU, 1_000, told);

        store.deleteChanges(EU, 0, 2_000);

        assertThat(store.changes(EU, 1_000)).isEmpty();
        assertThat(store.changes(below, 1_000)).hasSize(1);
    }
}
