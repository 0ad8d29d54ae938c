package io.tidemark.profile;

import java.util.Set;

/**
 * What profile needs to know of a tenant.
 *
 * @param name the tenant
 * @param topics every topic that brings events of its models: whose an event is, is told by its topic
 * @param maxSlices most slices of all its models in a task
 * @param maxColumns most columns of all its models in a task
 * @param eventsPerSecond most events that are measured, over all partitions of its topics; {@link #UNLIMITED} for all
 * @param partitions how many partitions its topics have, &gt; 0
 */
public record TenantRules(
        String name, Set<String> topics, int maxSlices, int maxColumns, int eventsPerSecond, int partitions) {
    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public TenantRules {
        topics = Set.copyOf(topics);
    }

    /** Whether events are limited. */
    public boolean limitsEvents() {
        return eventsPerSecond != UNLIMITED;
    }

    /** How many events of one partition are measured in each {@link EventQuota#SPAN_MS}: an equal share, at least one. */
    long eventsOfSpan() {
        long ofAll = eventsPerSecond * (EventQuota.SPAN_MS / 1_000);
        return Math.max(1, ofAll / Math.max(1, partitions));
    }
}
