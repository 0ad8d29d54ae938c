package io.tidemark.slo.change;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A memory that lasts as long as the object: for replays without Kafka, and tests. */
public final class HeapChangeMemory implements ChangeMemory {
    private final Map<String, ChangeLog> logs = new HashMap<>();
    private final Map<String, Awaited> awaited = new HashMap<>();
    private final Map<String, List<String>> versions = new HashMap<>();
    private final Map<VersionKey, VersionSlots> slots = new HashMap<>();
    private final Map<String, String> advised = new HashMap<>();

    @Override
    public ChangeLog changes(String model) {
        return logs.getOrDefault(model, ChangeLog.empty());
    }

    @Override
    public void keep(String model, ChangeLog changes) {
        logs.put(model, changes);
    }

    @Override
    public Awaited awaited(String model) {
        return awaited.getOrDefault(model, Awaited.none());
    }

    @Override
    public void keep(String model, Awaited waiting) {
        awaited.put(model, waiting);
    }

    @Override
    public List<String> versions(String model, String objective) {
        return versions.getOrDefault(model + "|" + objective, List.of());
    }

    @Override
    public void keep(String model, String objective, List<String> names) {
        versions.put(model + "|" + objective, List.copyOf(names));
    }

    @Override
    public VersionSlots slots(VersionKey key) {
        return slots.getOrDefault(key, new VersionSlots());
    }

    @Override
    public void keep(VersionKey key, VersionSlots windows) {
        slots.put(key, windows);
    }

    @Override
    public void forget(VersionKey key) {
        slots.remove(key);
    }

    @Override
    public String advisedEpisode(String dedupKey) {
        return advised.getOrDefault(dedupKey, "");
    }

    @Override
    public void keepAdvised(String dedupKey, String episodeId) {
        advised.put(dedupKey, episodeId);
    }
}
