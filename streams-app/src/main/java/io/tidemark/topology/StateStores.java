package io.tidemark.topology;

import io.tidemark.store.StoreNames;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the topology; their contents stand in room {@code store}. */
final class StateStores {
    private StateStores() {}

    /** The sparks: cached, so that the commit's flush is seen; in memory and not logged, since they say nothing. */
    static Materialized<byte[], Integer, KeyValueStore<Bytes, byte[]>> sparks(Serde<byte[]> key) {
        return Materialized.<byte[], Integer>as(Stores.inMemoryKeyValueStore(StoreNames.SPARKS))
                .withKeySerde(key)
                .withValueSerde(Serdes.Integer())
                .withCachingEnabled()
                .withLoggingDisabled();
    }

    /** The grids: on every instance, filled from their topic. */
    static StoreBuilder<KeyValueStore<String, byte[]>> grids() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StoreNames.GRIDS), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> profiles() {
        return persistent(StoreNames.PROFILES, Serdes.Bytes());
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> predictions() {
        return persistent(StoreNames.PREDICTIONS, Serdes.Bytes());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> quality() {
        return persistent(StoreNames.QUALITY, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> progress() {
        return persistent(StoreNames.PROGRESS, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> references() {
        return persistent(StoreNames.REFERENCES, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> slots() {
        return persistent(StoreNames.SLOTS, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> voices() {
        return persistent(StoreNames.VOICES, Serdes.String());
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> operations() {
        return persistent(StoreNames.OPERATIONS, Serdes.String());
    }

    /** In RocksDB, logged, and cached so that a commit writes each changed key once. */
    private static <K> StoreBuilder<KeyValueStore<K, byte[]>> persistent(String name, Serde<K> key) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, Serdes.ByteArray())
                .withCachingEnabled();
    }
}
