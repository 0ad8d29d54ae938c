package io.tidemark.rooms.offenders.store;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class StoreOffenders {
    private StoreOffenders() {}

    record KnowsAvro(org.apache.avro.Schema schema) {}

    static final class ReadsEnvironment {
        Object home() {
            return System.getenv("HOME");
        }
    }

    /** Knows Kafka and RocksDB. */
    public record Innocent(
            org.apache.kafka.streams.state.KeyValueStore<String, byte[]> store, org.rocksdb.Options options) {}
}
