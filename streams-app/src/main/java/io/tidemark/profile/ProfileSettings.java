package io.tidemark.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What profile needs besides its collaborators.
 *
 * @param rules one for each monitor
 * @param partitions number of partitions by source topic
 * @param futureMs how far ahead of the clock an event may be dated
 * @param idleAfterMs a partition is idle after that long without an event, clock time
 * @param tenants one for each tenant; none where one tenant has all models and no quota
 * @param graded the topic of graded predictions
 */
public record ProfileSettings(
        List<ProfileRules> rules,
        Map<String, Integer> partitions,
        long futureMs,
        long idleAfterMs,
        List<TenantRules> tenants,
        String graded) {
    /** Settings of an application that grades nothing. */
    public ProfileSettings(
            List<ProfileRules> rules,
            Map<String, Integer> partitions,
            long futureMs,
            long idleAfterMs,
            List<TenantRules> tenants) {
        this(rules, partitions, futureMs, idleAfterMs, tenants, "");
    }

    /** Settings of one tenant without quotas. */
    public ProfileSettings(List<ProfileRules> rules, Map<String, Integer> partitions, long futureMs, long idleAfterMs) {
        this(rules, partitions, futureMs, idleAfterMs, List.of());
    }

    public ProfileSettings {
        rules = List.copyOf(rules);
        partitions = Map.copyOf(partitions);
        tenants = List.copyOf(tenants);
    }

    /** What each partition of a topic may have measured; null for everything. */
    @Nullable
    EventQuota quotaOf(String topic) {
        return tenants.stream()
                .filter(tenant -> tenant.limitsEvents() && tenant.topics().contains(topic))
                .findFirst()
                .map(tenant -> new EventQuota(tenant.eventsOfSpan()))
                .orElse(null);
    }

    /** Name of a source partition, as marks carry it. */
    public static String sourceName(String topic, int partition) {
        return topic + '-' + partition;
    }

    /** The source partitions of the task of that number. */
    List<String> partitionsOf(int task) {
        List<String> names = new ArrayList<>();
        new TreeMap<>(partitions).forEach((topic, count) -> {
            if (task < count) {
                names.add(sourceName(topic, task));
            }
        });
        return names;
    }
}
