package io.tidemark.topology;

import io.tidemark.store.StoreNames;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the grids topic in the global store. Owned by the global thread; not thread-safe. */
final class GridsProcessor implements Processor<String, byte[], Void, Void> {
    private @Nullable KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(StoreNames.GRIDS);
    }

    @Override
    public void process(Record<String, byte[]> grid) {
        if (store != null) {
            store.put(grid.key(), grid.value());
        }
    }
}
