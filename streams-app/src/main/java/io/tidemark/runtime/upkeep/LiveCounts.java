package io.tidemark.runtime.upkeep;

import io.tidemark.profile.ProfileProcessorLive;
import io.tidemark.store.HeapStore;
import io.tidemark.store.StoreNames;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** What the tasks of this instance count live, looked at from outside without holding them up. */
final class LiveCounts {
    private LiveCounts() {}

    /** Numbers that they hold, 8 bytes each; 0 while they move. */
    static long numbers(KafkaStreams streams) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(StoreNames.LIVE, new Sum()));
        } catch (InvalidStateStoreException | IllegalStateException moving) {
            return 0;
        }
    }

    private static boolean isLive(StateStore store) {
        return store instanceof HeapStore<?> heap && heap.content() instanceof ProfileProcessorLive;
    }

    /** Of all tasks together. */
    private static final class Sum implements QueryableStoreType<Long> {
        @Override
        public boolean accepts(StateStore store) {
            return isLive(store);
        }

        @Override
        public Long create(StateStoreProvider provider, String name) {
            return provider.stores(name, new Each()).stream()
                    .mapToLong(store -> store.content().liveNumbers())
                    .sum();
        }
    }

    /** The store of one task. */
    private static final class Each implements QueryableStoreType<HeapStore<ProfileProcessorLive>> {
        @Override
        public boolean accepts(StateStore store) {
            return isLive(store);
        }

        @Override
        public HeapStore<ProfileProcessorLive> create(StateStoreProvider provider, String name) {
            throw new UnsupportedOperationException("the store of one task is not asked for by itself: store=" + name);
        }
    }
}
