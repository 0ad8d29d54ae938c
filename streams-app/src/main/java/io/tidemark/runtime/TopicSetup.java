package io.tidemark.runtime;

import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds the source topics and creates our own where they are not there. */
final class TopicSetup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Largest record of ours, in bytes: the reading of a window has some 40 measurements a column, and there may be 1,000 columns. */
    static final int LARGEST_RECORD = 16 << 20;

    private static final int KAFKAS_LARGEST = 1_048_588;

    private final Admin admin;

    TopicSetup(Admin admin) {
        this.admin = admin;
    }

    /**
     * The number of partitions of each topic that there is.
     *
     * @throws ClusterFailure if the cluster does not answer
     */
    Map<String, Integer> partitions(Collection<String> topics) {
        Map<String, Integer> found = new HashMap<>();
        for (String topic : topics) {
            try {
                TopicDescription description = admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic);
                if (description != null) {
                    found.put(topic, description.partitions().size());
                }
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new ClusterFailure("cannot describe a topic: topic=" + topic, failure);
                }
            } catch (InterruptedException interrupted) {
                throw ClusterFailure.interrupted(interrupted);
            }
        }
        return found;
    }

    /** Creates source topics, for an embedded broker. */
    void createSources(Set<String> topics, int partitions) {
        create(topics.stream()
                .map(topic -> topic(topic, partitions, Map.of("retention.ms", "-1")))
                .toList());
    }

    /**
     * Creates our own topics. They carry event times of any age in their values, so that the broker stamps them itself: with event
     * times as stamps its retention would delete a replay of last year at once.
     *
     * @param readings how long readings are kept
     */
    void createOwn(Topics topics, int partitions, Duration readings) {
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(topics.partials(), partitions, Map.of("retention.ms", "86400000")));
        wanted.add(topic(topics.grids(), 1, Map.of("cleanup.policy", "compact")));
        wanted.add(topic(topics.references(), partitions, Map.of("cleanup.policy", "compact")));
        wanted.add(topic(topics.readings(), partitions, Map.of("retention.ms", Long.toString(readings.toMillis()))));
        wanted.add(topic(topics.alerts(), partitions, Map.of("retention.ms", "2592000000")));
        wanted.add(topic(topics.alertsState(), partitions, Map.of("cleanup.policy", "compact")));
        wanted.add(topic(topics.alertsDryRun(), partitions, Map.of("retention.ms", "10368000000")));
        wanted.add(topic(topics.status(), partitions, Map.of("cleanup.policy", "compact")));
        wanted.add(topic(topics.changes(), partitions, Map.of("retention.ms", "2592000000")));
        wanted.add(topic(topics.annotations(), partitions, Map.of("retention.ms", "34560000000")));
        wanted.add(topic(topics.decisions(), partitions, Map.of("cleanup.policy", "compact")));
        wanted.add(topic(topics.deadLetters(), partitions, Map.of("retention.ms", "604800000")));
        int needed = partitions(List.of(topics.readings())).getOrDefault(topics.readings(), partitions);
        wanted.add(topic(topics.operations(), needed, Map.of("retention.ms", "2592000000")));
        create(wanted);
        Map<String, Integer> found =
                awaitThere(wanted.stream().map(NewTopic::name).toList());
        requireAsMany(topics.operations(), found.getOrDefault(topics.operations(), needed), topics.readings(), needed);
    }

    /** Largest record that a topic takes, in bytes; Kafka's default where the cluster does not tell us. */
    long largestRecord(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            ConfigEntry entry = config == null ? null : config.get("max.message.bytes");
            return entry == null || entry.value() == null ? KAFKAS_LARGEST : Long.parseLong(entry.value());
        } catch (ExecutionException mayNotSee) {
            return KAFKAS_LARGEST;
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    /** A topic that was created a moment ago may not be known to the broker yet, and Kafka Streams stops where a source is missing. */
    private Map<String, Integer> awaitThere(List<String> names) {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Integer> found = partitions(names);
        while (!found.keySet().containsAll(names)) {
            if (System.nanoTime() > untilNanos) {
                throw new ClusterFailure(
                        "topics were created and are not there after " + PATIENCE.toSeconds() + " s: wanted=" + names
                                + ", found=" + found.keySet(),
                        new IllegalStateException("look at the broker's log"));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            found = partitions(names);
        }
        return found;
    }

    /** What is told of a model must reach the task that judges its readings: as many partitions as these have, whoever created them. */
    private static void requireAsMany(String topic, int found, String other, int needed) {
        if (found != needed) {
            throw new ClusterFailure(
                    "two topics must have as many partitions as each other: " + topic + "=" + found + ", " + other + "="
                            + needed,
                    new IllegalStateException("delete " + topic + "; it is created again as needed"));
        }
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("message.timestamp.type", "LogAppendTime");
        all.put("max.message.bytes", Integer.toString(LARGEST_RECORD));
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all);
    }

    private void create(List<NewTopic> topics) {
        admin.createTopics(topics).values().forEach((name, created) -> {
            try {
                created.get();
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw new ClusterFailure("cannot create a topic: topic=" + name, failure);
                }
            } catch (InterruptedException interrupted) {
                throw ClusterFailure.interrupted(interrupted);
            }
        });
    }
}
