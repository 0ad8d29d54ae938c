package io.tidemark.store;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A store that lives on the heap, is not logged and restores nothing: what two processors of a task share between commits.
 *
 * <p>Owned by one stream task; not thread-safe.
 *
 * @param <T> what it holds
 */
public final class HeapStore<T> implements StateStore {
    private final String name;
    private final T content;
    private boolean open;

    private HeapStore(String name, T content) {
        this.name = name;
        this.content = content;
    }

    /** A builder whose every task gets its own content. */
    public static <T> StoreBuilder<HeapStore<T>> builder(String name, Supplier<T> content) {
        return new Builder<>(name, content);
    }

    public T content() {
        return content;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private record Builder<T>(String name, Supplier<T> content) implements StoreBuilder<HeapStore<T>> {
        @Override
        public StoreBuilder<HeapStore<T>> withCachingEnabled() {
            throw new UnsupportedOperationException("a heap store is not cached: store=" + name);
        }

        @Override
        public StoreBuilder<HeapStore<T>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<HeapStore<T>> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("a heap store is not logged: store=" + name);
        }

        @Override
        public StoreBuilder<HeapStore<T>> withLoggingDisabled() {
            return this;
        }

        @Override
        public HeapStore<T> build() {
            return new HeapStore<>(name, content.get());
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
