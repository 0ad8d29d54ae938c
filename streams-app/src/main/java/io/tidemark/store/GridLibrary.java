package io.tidemark.store;

import io.tidemark.domain.GridBook;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grids of all models, read from the global store; a book is decoded again only when its list changed.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class GridLibrary implements GridBook.Library {
    private record Shelf(byte[] list, GridBook book) {}

    private static final Logger log = LoggerFactory.getLogger(GridLibrary.class);

    private final ReadOnlyKeyValueStore<String, byte[]> store;
    private final Map<String, Shelf> shelves = new HashMap<>();

    public GridLibrary(ReadOnlyKeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public GridBook book(String model) {
        byte[] list = store.get(GridBookCodec.listKey(model));
        if (list == null) {
            return GridBook.EMPTY;
        }
        Shelf shelf = shelves.get(model);
        if (shelf == null || !Arrays.equals(shelf.list(), list)) {
            shelf = new Shelf(list, read(model, shelf));
            shelves.put(model, shelf);
        }
        return shelf.book();
    }

    /** Grids that cannot be read are left out: the last that could be are kept, said once for each such list. */
    private GridBook read(String model, @Nullable Shelf known) {
        try {
            return GridBookCodec.read(model, store::get);
        } catch (IllegalArgumentException damaged) {
            log.warn(
                    "the grids of a model cannot be read from their topic; those before are kept model={}",
                    model,
                    damaged);
            return known == null ? GridBook.EMPTY : known.book();
        }
    }
}
