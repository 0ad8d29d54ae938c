package io.tidemark.testkit;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Scope;
import io.tidemark.query.Promise;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Slot;
import io.tidemark.store.LedgerShelf;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.MonitorObjectives;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The ledger of one objective of model shop, {@code prices} over an hour, of all events and of region=eu: five minutes of a hundred rows, of which
 * ten are bad in the fourth minute; as it lies in judge's store.
 */
public final class KeptLedger {
    private static final long MINUTE = 60_000;

    private KeptLedger() {}

    /** The objective. */
    public static Promise promise() {
        MonitorFile file = MonitorFileReader.parse("m.yaml", Prices.file().replace("fraud", "shop"));
        return Promise.of(MonitorObjectives.of(file).get(0), List.of("prices are prices"));
    }

    /** The rows of the store {@link StoreNames#SLOTS}. */
    public static Map<String, byte[]> rows() {
        KeyValueStore<String, byte[]> store = store();
        for (String slice : List.of(Scope.ALL, "region=eu")) {
            Ledger ledger =
                    Ledger.open(promise().terms(), Corrections.NONE, new LedgerShelf(store, "shop|prices|" + slice));
            for (int minute = 0; minute < 5; minute++) {
                int bad = minute == 3 ? 10 : 0;
                ledger.take(new Point(Prices.START + minute * MINUTE, 1, Slot.ofRows(100 - bad, bad)));
            }
            ledger.keep();
        }
        Map<String, byte[]> rows = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(row -> rows.put(row.key, row.value));
        }
        return rows;
    }

    private static KeyValueStore<String, byte[]> store() {
        Properties properties = new Properties();
        properties.put("application.id", "ledger");
        properties.put("bootstrap.servers", "none:9092");
        properties.put("processing.exception.handler.global.enabled", "true");
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.SLOTS), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<String, Object>(properties).getStateStoreContext(), store);
        return store;
    }
}
