package io.tidemark.runtime.upkeep;

import io.tidemark.query.Vitals.Restoring;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** What is being restored. Any thread. */
public final class Restores implements StateRestoreListener {
    private final Map<Key, Restoring> now = new ConcurrentHashMap<>();

    private record Key(String store, int partition) {
        static Key of(TopicPartition changelog, String store) {
            return new Key(store, changelog.partition());
        }
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long startingOffset, long endingOffset) {
        long records = Math.max(0, endingOffset - startingOffset);
        now.put(Key.of(changelog, store), new Restoring(store, changelog.partition(), 0, records));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEndOffset, long records) {
        now.computeIfPresent(
                Key.of(changelog, store),
                (key, before) -> new Restoring(store, key.partition(), before.restored() + records, before.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {
        now.remove(Key.of(changelog, store));
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long totalRestored) {
        now.remove(Key.of(changelog, store));
    }

    /** By store and partition. */
    List<Restoring> now() {
        return now.values().stream()
                .sorted(Comparator.comparing(Restoring::store).thenComparingInt(Restoring::partition))
                .toList();
    }
}
