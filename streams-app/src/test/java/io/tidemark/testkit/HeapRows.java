package io.tidemark.testkit;

import io.tidemark.query.Ask;
import io.tidemark.query.Kept;
import io.tidemark.query.RowSource;
import io.tidemark.query.Rows;
import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import io.tidemark.query.Unavailable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** All partitions of all stores on the heap: written as the application writes them, read as questions read them. */
public final class HeapRows implements RowSource {
    private final Map<String, NavigableMap<Bytes, byte[]>> stores = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private int reads;

    private NavigableMap<Bytes, byte[]> rows(Kept store, int partition) {
        return stores.computeIfAbsent(store + "/" + partition, ignored -> new TreeMap<>());
    }

    /** A partition of a store whose keys are bytes, to write to. */
    public KeyValueStore<Bytes, byte[]> binary(Kept store, int partition) {
        return new Heap<>(rows(store, partition), key -> key, key -> key);
    }

    /** A partition of a store whose keys are texts, to write to. */
    public KeyValueStore<String, byte[]> text(Kept store, int partition) {
        return new Heap<>(
                rows(store, partition),
                key -> Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)),
                key -> new String(key.get(), StandardCharsets.UTF_8));
    }

    /** Nobody can answer for that partition. */
    public HeapRows without(int partition) {
        lost.add(partition);
        return this;
    }

    /** How often rows were asked for. */
    public int reads() {
        return reads;
    }

    @Override
    public synchronized Rows read(Ask ask) {
        reads++;
        if (lost.contains(ask.partition())) {
            throw new Unavailable("partition " + ask.partition() + " is being moved");
        }
        List<Row> found =
                rows(ask.store(), ask.partition()).subMap(ask.from(), true, ask.to(), true).entrySet().stream()
                        .map(row -> new Row(row.getKey(), row.getValue()))
                        .toList();
        return new Rows(found, Standing.active("here:1"));
    }

    /** A store over sorted bytes. */
    private record Heap<K>(NavigableMap<Bytes, byte[]> rows, Function<K, Bytes> toBytes, Function<Bytes, K> ofBytes)
            implements KeyValueStore<K, byte[]> {
        @Override
        public void put(K key, byte[] value) {
            rows.put(toBytes.apply(key), value);
        }

        @Override
        public byte @Nullable [] putIfAbsent(K key, byte[] value) {
            return rows.putIfAbsent(toBytes.apply(key), value);
        }

        @Override
        public void putAll(List<KeyValue<K, byte[]>> entries) {
            entries.forEach(entry -> put(entry.key, entry.value));
        }

        @Override
        public byte @Nullable [] delete(K key) {
            return rows.remove(toBytes.apply(key));
        }

        @Override
        public byte @Nullable [] get(K key) {
            return rows.get(toBytes.apply(key));
        }

        @Override
        public KeyValueIterator<K, byte[]> range(K from, K to) {
            throw new UnsupportedOperationException("rows are ranged over by questions");
        }

        @Override
        public KeyValueIterator<K, byte[]> all() {
            throw new UnsupportedOperationException("rows are ranged over by questions");
        }

        @Override
        public long approximateNumEntries() {
            return rows.size();
        }

        @Override
        public String name() {
            return "heap";
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
