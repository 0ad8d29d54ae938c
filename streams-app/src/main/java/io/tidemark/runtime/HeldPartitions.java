package io.tidemark.runtime;

import io.tidemark.profile.ProfileSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Source partitions that wait for a schema: what they bring is known to be there, so they are not idle. Any thread. */
final class HeldPartitions implements Predicate<String> {
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    void hold(TopicPartition partition) {
        held.add(name(partition));
    }

    void release(TopicPartition partition) {
        held.remove(name(partition));
    }

    int count() {
        return held.size();
    }

    /** Whether the partition of that name, as in marks, is held. */
    @Override
    public boolean test(String source) {
        return held.contains(source);
    }

    private static String name(TopicPartition partition) {
        return ProfileSettings.sourceName(partition.topic(), partition.partition());
    }
}
