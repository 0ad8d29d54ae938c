package io.tidemark.store;

import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * References by scope ({@link ScopeKey} → {@link ReferenceCodec}); what was read last is kept decoded.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class ReferenceStore {
    private static final int MOST_DECODED = 1_000;

    private final KeyValueStore<String, byte[]> store;
    private final Map<Scope, Reference> decoded = new HashMap<>();

    public ReferenceStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    public void put(Reference reference) {
        store.put(ScopeKey.text(reference.scope()), ReferenceCodec.write(reference));
        decoded.remove(reference.scope());
    }

    /** The reference of a scope; null if it has none. */
    public @Nullable Reference get(Scope scope) {
        Reference known = decoded.get(scope);
        return known == null ? read(scope) : known;
    }

    private @Nullable Reference read(Scope scope) {
        byte[] value = store.get(ScopeKey.text(scope));
        if (value == null) {
            return null;
        }
        if (decoded.size() >= MOST_DECODED) {
            decoded.clear();
        }
        Reference reference = ReferenceCodec.read(value);
        decoded.put(scope, reference);
        return reference;
    }
}
