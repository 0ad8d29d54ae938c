package io.tidemark.runtime;

import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** Of an embedded broker's sources: stamped by the broker, as ours are. */
    private static final Map<String, String> SOURCE = Map.of(
            "retention.ms", "-1",
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", Integer.toString(OwnTopics.LARGEST_RECORD));

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

    /** Creates source topics, for an embedded broker, and waits until it knows them. */
    void createSources(Set<String> topics, int partitions) {
        create(topics.stream()
                .map(topic -> new OwnTopics.Plan(topic, partitions, SOURCE).asNew())
                .toList());
        awaitThere(List.copyOf(topics));
    }

    /**
     * Creates our own topics where they are not there.
     *
     * @param readings how long readings are kept
     */
    void createOwn(Topics topics, int partitions, Duration readings) {
        List<OwnTopics.Plan> plans =
                OwnTopics.named(topics, partitions, readings, partitions(List.of(topics.readings())));
        create(plans.stream().map(OwnTopics.Plan::asNew).toList());
        requireCoPartitioned(
                topics, awaitThere(plans.stream().map(OwnTopics.Plan::name).toList()));
    }

    /**
     * Creates nothing.
     *
     * @param wanted source topics
     * @param readings how long readings are kept
     * @throws MissingTopics if a topic is not there, of the sources, ours, or those that Kafka Streams would create
     */
    Topics requireAll(Set<String> wanted, AppSettings settings, Duration readings) {
        Topics topics = new Topics(settings.applicationId(), partitions(wanted));
        Set<String> names = new TreeSet<>();
        plans(topics, settings, readings, Map.of()).forEach(plan -> names.add(plan.name()));
        Map<String, Integer> found = partitions(names);
        List<String> commands = new ArrayList<>();
        wanted.stream()
                .filter(topic -> !topics.sources().containsKey(topic))
                .map(topic -> new OwnTopics.Plan(topic, settings.partitions(), Map.of()))
                .forEach(plan -> commands.add(plan.command(settings.bootstrapServers())));
        plans(topics, settings, readings, found).stream()
                .filter(plan -> !found.containsKey(plan.name()))
                .forEach(plan -> commands.add(plan.command(settings.bootstrapServers())));
        if (!commands.isEmpty()) {
            throw new MissingTopics(commands, settings.bootstrapServers());
        }
        requireCoPartitioned(topics, found);
        return topics;
    }

    private static List<OwnTopics.Plan> plans(
            Topics topics, AppSettings settings, Duration readings, Map<String, Integer> found) {
        List<OwnTopics.Plan> plans = new ArrayList<>(OwnTopics.named(topics, settings.partitions(), readings, found));
        plans.addAll(OwnTopics.internal(topics, settings.partitions(), found));
        return plans;
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
    private static void requireCoPartitioned(Topics topics, Map<String, Integer> found) {
        int told = found.getOrDefault(topics.operations(), 0);
        int readings = found.getOrDefault(topics.readings(), 0);
        if (told != readings) {
            throw new ClusterFailure(
                    "two topics must have as many partitions as each other: " + topics.operations() + "=" + told + ", "
                            + topics.readings() + "=" + readings,
                    new IllegalStateException("delete " + topics.operations() + "; it is created again as needed"));
        }
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
