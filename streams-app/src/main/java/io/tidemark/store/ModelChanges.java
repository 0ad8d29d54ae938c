package io.tidemark.store;

import io.tidemark.slo.change.Awaited;
import io.tidemark.slo.change.AwaitedCodec;
import io.tidemark.slo.change.ChangeLog;
import io.tidemark.slo.change.ChangeLogCodec;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.change.VersionSlots;
import io.tidemark.slo.change.VersionSlotsCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What judge remembers of changes, in the store {@value StoreNames#OPERATIONS}.
 *
 * <pre>
 * key                                     value
 * changes/MODEL                           {@link ChangeLogCodec}; changes/ alone: of all models
 * awaited/MODEL                           {@link AwaitedCodec}; absent where nothing is awaited
 * versions/MODEL|OBJECTIVE                the versions' names in UTF-8, joined by line feeds
 * version/MODEL|OBJECTIVE|VERSION         {@link VersionSlotsCodec}
 * advised/DEDUPKEY                        the episode's id in UTF-8
 * </pre>
 *
 * <p>Nothing is read that was not asked for: a reading costs a look-up or two. Owned by one task; not thread-safe.
 */
public final class ModelChanges implements ChangeMemory {
    private static final String CHANGES = "changes/";
    private static final String AWAITED = "awaited/";
    private static final String VERSIONS = "versions/";
    private static final String VERSION = "version/";
    private static final String ADVISED = "advised/";

    private final KeyValueStore<String, byte[]> store;

    /** In a task's store. */
    public ModelChanges(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public ChangeLog changes(String model) {
        byte[] bytes = store.get(CHANGES + model);
        return bytes == null ? ChangeLog.empty() : ChangeLogCodec.read(bytes);
    }

    @Override
    public void keep(String model, ChangeLog changes) {
        store.put(CHANGES + model, ChangeLogCodec.write(changes));
    }

    @Override
    public Awaited awaited(String model) {
        byte[] bytes = store.get(AWAITED + model);
        return bytes == null ? Awaited.none() : AwaitedCodec.read(bytes);
    }

    @Override
    public void keep(String model, Awaited awaited) {
        if (awaited.isEmpty()) {
            store.delete(AWAITED + model);
        } else {
            store.put(AWAITED + model, AwaitedCodec.write(awaited));
        }
    }

    @Override
    public List<String> versions(String model, String objective) {
        String names = text(VERSIONS + model + "|" + objective);
        return names.isEmpty() ? List.of() : List.of(names.split("\n", -1));
    }

    @Override
    public void keep(String model, String objective, List<String> versions) {
        put(VERSIONS + model + "|" + objective, String.join("\n", versions));
    }

    @Override
    public VersionSlots slots(VersionKey key) {
        byte[] bytes = store.get(text(key));
        return bytes == null ? new VersionSlots() : VersionSlotsCodec.read(bytes);
    }

    @Override
    public void keep(VersionKey key, VersionSlots slots) {
        store.put(text(key), VersionSlotsCodec.write(slots));
    }

    @Override
    public void forget(VersionKey key) {
        store.delete(text(key));
    }

    private static String text(VersionKey key) {
        return VERSION + key.model() + "|" + key.objective() + "|" + key.version();
    }

    @Override
    public String advisedEpisode(String dedupKey) {
        return text(ADVISED + dedupKey);
    }

    @Override
    public void keepAdvised(String dedupKey, String episodeId) {
        put(ADVISED + dedupKey, episodeId);
    }

    private String text(String key) {
        byte[] bytes = store.get(key);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void put(String key, String text) {
        store.put(key, text.getBytes(StandardCharsets.UTF_8));
    }
}
