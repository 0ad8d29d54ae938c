package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Meters;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.Registry;
import io.tidemark.slo.Objective;
import io.tidemark.store.StoreNames;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The stores of judge, which outlive the processors that are started on them, one after the other. */
final class JudgeStores {
    private final List<KeyValueStore<String, byte[]>> stores = Stream.of(
                    StoreNames.SLOTS, StoreNames.OPERATIONS, StoreNames.VOICES)
            .map(JudgeStores::store)
            .toList();

    /** A processor on these stores that sends to the context. */
    JudgeProcessor start(Judge judge, List<Objective> file, MockProcessorContext<String, Object> context) {
        JudgeProcessor started = new JudgeProcessor(
                judge,
                new ChangeDesk(file, Map.of()),
                new JudgeProcessor.Ways("alerts", "state", "dryRun", "annotations", "decisions", "status"),
                kept(),
                new Meters());
        stores.forEach(context::addStateStore);
        started.init(context);
        return started;
    }

    static MockProcessorContext<String, Object> context(long clockMs) {
        MockProcessorContext<String, Object> context = new MockProcessorContext<>(properties());
        context.setCurrentSystemTimeMs(clockMs);
        return context;
    }

    List<KeyValueStore<String, byte[]>> all() {
        return stores;
    }

    private static Serde<Alert> kept() {
        Registry registry = new Registry("mock://judge-stores");
        int id = registry.register("alerts", io.tidemark.schemas.Alert.getClassSchema());
        return Serdes.serdeFrom(new AlertSerializer(id), AlertDeserializer.of(registry));
    }

    private static KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context(0).getStateStoreContext(), store);
        return store;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "judge");
        properties.put("bootstrap.servers", "none:9092");
        properties.put("processing.exception.handler.global.enabled", "true");
        return properties;
    }
}
