package io.tidemark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores of Kafka Streams for tests, without a topology. */
final class TestStores implements AutoCloseable {
    private final Path directory = directory();
    private final MockProcessorContext<Void, Void> context =
            new MockProcessorContext<>(properties(), new TaskId(0, 0), directory.toFile());
    private final List<KeyValueStore<?, ?>> stores = new ArrayList<>();

    private static Path directory() {
        try {
            return Files.createTempDirectory("tidemark-stores");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "stores");
        properties.put("bootstrap.servers", "unused:1");
        properties.put("processing.exception.handler.global.enabled", true);
        return properties;
    }

    <K> KeyValueStore<K, byte[]> inMemory(Serde<K> key) {
        return open(Stores.inMemoryKeyValueStore("memory" + stores.size()), key);
    }

    /** Where the order of keys is that of the application. */
    <K> KeyValueStore<K, byte[]> onDisk(Serde<K> key) {
        return open(Stores.persistentKeyValueStore("disk" + stores.size()), key);
    }

    private <K> KeyValueStore<K, byte[]> open(KeyValueBytesStoreSupplier supplier, Serde<K> key) {
        KeyValueStore<K, byte[]> store = Stores.keyValueStoreBuilder(supplier, key, Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        stores.add(store);
        return store;
    }

    @Override
    public void close() {
        stores.forEach(KeyValueStore::close);
        try {
            Utils.delete(directory.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
