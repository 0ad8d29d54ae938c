package io.tidemark.query;

import io.tidemark.domain.GridBook;
import io.tidemark.store.GridLibrary;
import io.tidemark.store.StoreNames;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;

/** The grids of all models, as the global store of this instance has them. Any thread may ask. */
public final class KeptGrids implements GridBook.Library {
    private final KafkaStreams streams;
    private @Nullable GridLibrary library;

    public KeptGrids(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * The book of a model.
     *
     * @throws Unavailable while the store is being read
     */
    @Override
    public synchronized GridBook book(String model) {
        try {
            if (library == null) {
                library = new GridLibrary(streams.store(
                        StoreQueryParameters.fromNameAndType(StoreNames.GRIDS, QueryableStoreTypes.keyValueStore())));
            }
            return library.book(model);
        } catch (InvalidStateStoreException notNow) {
            throw new Unavailable("the grids are being read: model=" + model + "; ask again in a moment", notNow);
        }
    }
}
