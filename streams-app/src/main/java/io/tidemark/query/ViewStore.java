package io.tidemark.query;

import io.tidemark.query.Rows.Row;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a store in a view, in the shape that the codecs of room {@code store} read. Owned by one request; not thread-safe.
 *
 * @param <K> {@link Bytes} or {@link String}, as the store's own keys are
 */
final class ViewStore<K> implements ReadOnlyKeyValueStore<K, byte[]> {
    private final View view;
    private final Kept store;
    private final int partition;
    private final Function<K, Bytes> toBytes;
    private final Function<Bytes, K> ofBytes;

    private ViewStore(View view, Kept store, int partition, Function<K, Bytes> toBytes, Function<Bytes, K> ofBytes) {
        this.view = view;
        this.store = store;
        this.partition = partition;
        this.toBytes = toBytes;
        this.ofBytes = ofBytes;
    }

    static ViewStore<Bytes> binary(View view, Kept store, int partition) {
        return new ViewStore<>(view, store, partition, key -> key, key -> key);
    }

    static ViewStore<String> text(View view, Kept store, int partition) {
        return new ViewStore<>(
                view,
                store,
                partition,
                key -> Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)),
                key -> new String(key.get(), StandardCharsets.UTF_8));
    }

    @Override
    public byte @Nullable [] get(K key) {
        Bytes bytes = toBytes.apply(key);
        List<Row> rows = view.rows(new Ask(store, partition, bytes, bytes));
        return rows.isEmpty() ? null : rows.get(0).value();
    }

    @Override
    public KeyValueIterator<K, byte[]> range(K from, K to) {
        return new Found(view.rows(new Ask(store, partition, toBytes.apply(from), toBytes.apply(to)))
                .iterator());
    }

    @Override
    public KeyValueIterator<K, byte[]> all() {
        throw new UnsupportedOperationException("a whole store is not asked for at once: store=" + store.store());
    }

    @Override
    public long approximateNumEntries() {
        throw new UnsupportedOperationException("rows are not counted from outside: store=" + store.store());
    }

    /** Rows that are in memory already. */
    private final class Found implements KeyValueIterator<K, byte[]> {
        private final Iterator<Row> rows;
        private @Nullable Row next;

        Found(Iterator<Row> rows) {
            this.rows = rows;
            this.next = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public K peekNextKey() {
            return ofBytes.apply(peek().key());
        }

        private Row peek() {
            if (next == null) {
                throw new NoSuchElementException("no row is left");
            }
            return next;
        }

        @Override
        public KeyValue<K, byte[]> next() {
            Row row = peek();
            next = rows.hasNext() ? rows.next() : null;
            return KeyValue.pair(ofBytes.apply(row.key()), row.value());
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
