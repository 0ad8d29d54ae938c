package io.tidemark.runtime.live;

import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.OwnTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster, and changes nothing in it. Owned by one thread. */
final class ClusterView {
    private static final int TIMEOUT_MS = 30_000;

    private final Admin admin;

    ClusterView(Admin admin) {
        this.admin = admin;
    }

    /**
     * A cluster.
     *
     * @param settings of one broker, by name; none where we may not see them
     */
    record Facts(String id, int brokers, Map<String, String> settings) {
        Facts {
            settings = Map.copyOf(settings);
        }

        /** A whole number among the settings, or the other one. */
        int number(String name, int otherwise) {
            String value = settings.getOrDefault(name, "");
            return value.matches("-?\\d{1,9}") ? Integer.parseInt(value) : otherwise;
        }
    }

    /** Whether a topic is there. */
    enum Presence {
        THERE,
        ABSENT,
        /** We may not know. */
        HIDDEN
    }

    /**
     * A topic.
     *
     * @param allowed what we may do; empty where the cluster does not say
     * @param settings empty where we may not see them
     */
    record Topic(
            Presence presence,
            int partitions,
            int replication,
            Set<AclOperation> allowed,
            Map<String, String> settings) {
        static final Topic ABSENT = new Topic(Presence.ABSENT, 0, 0, Set.of(), Map.of());
        static final Topic HIDDEN = new Topic(Presence.HIDDEN, 0, 0, Set.of(), Map.of());

        Topic {
            allowed = Set.copyOf(allowed);
            settings = Map.copyOf(settings);
        }

        boolean isThere() {
            return presence == Presence.THERE;
        }

        /** Whether the cluster says that we may not. */
        boolean forbids(AclOperation operation) {
            return !allowed.isEmpty() && !allowed.contains(operation) && !allowed.contains(AclOperation.ALL);
        }

        private Topic with(Map<String, String> found) {
            return new Topic(presence, partitions, replication, allowed, found);
        }
    }

    /**
     * The cluster.
     *
     * @throws ClusterFailure if it does not answer
     */
    Facts cluster() {
        DescribeClusterResult result = admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MS));
        var nodes = get(result.nodes(), "cannot describe the cluster");
        int first = nodes.stream().mapToInt(node -> node.id()).min().orElse(0);
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(first));
        return new Facts(
                String.valueOf(get(result.clusterId(), "cannot describe the cluster")),
                nodes.size(),
                settings(List.of(broker)).getOrDefault(broker.name(), Map.of()));
    }

    /** The names of all topics that we may see. */
    Set<String> names() {
        return new TreeSet<>(get(admin.listTopics().names(), "cannot list the topics"));
    }

    /** Topics by their names, also those that are not there. */
    Map<String, Topic> topics(Collection<String> names) {
        Map<String, KafkaFuture<TopicDescription>> asked = names.isEmpty()
                ? Map.of()
                : admin.describeTopics(
                                new HashSet<>(names),
                                new DescribeTopicsOptions()
                                        .includeAuthorizedOperations(true)
                                        .timeoutMs(TIMEOUT_MS))
                        .topicNameValues();
        Map<String, Topic> topics = new TreeMap<>();
        asked.forEach((name, answer) -> topics.put(name, topic(name, answer)));
        List<ConfigResource> there = topics.entrySet().stream()
                .filter(entry -> entry.getValue().isThere())
                .map(entry -> new ConfigResource(ConfigResource.Type.TOPIC, entry.getKey()))
                .toList();
        settings(there).forEach((name, found) -> topics.computeIfPresent(name, (same, topic) -> topic.with(found)));
        return topics;
    }

    private static Topic topic(String name, KafkaFuture<TopicDescription> answer) {
        try {
            TopicDescription description = answer.get();
            int replication = description.partitions().isEmpty()
                    ? 0
                    : description.partitions().get(0).replicas().size();
            Set<AclOperation> allowed = description.authorizedOperations();
            return new Topic(
                    Presence.THERE,
                    description.partitions().size(),
                    replication,
                    allowed == null ? Set.of() : allowed,
                    Map.of());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                return Topic.HIDDEN;
            }
            if (failure.getCause() instanceof UnknownTopicOrPartitionException
                    || failure.getCause() instanceof InvalidTopicException) {
                return Topic.ABSENT;
            }
            throw new ClusterFailure("cannot describe a topic: topic=" + name, failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    /** By the resource's name; those that we may not see are left out. */
    private Map<String, Map<String, String>> settings(Collection<ConfigResource> resources) {
        Map<String, Map<String, String>> all = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((resource, answer) -> {
            try {
                all.put(resource.name(), texts(answer.get()));
            } catch (ExecutionException mayNotSee) {
                all.put(resource.name(), Map.of());
            } catch (InterruptedException interrupted) {
                throw ClusterFailure.interrupted(interrupted);
            }
        });
        return all;
    }

    private static Map<String, String> texts(Config config) {
        Map<String, String> texts = new HashMap<>();
        config.entries().forEach(entry -> {
            String value = entry.value();
            if (value != null && !entry.isSensitive()) {
                texts.put(entry.name(), value);
            }
        });
        return texts;
    }

    /** What the cluster would say if it had to create these, in which it is only asked to check; the refused ones alone. */
    Map<String, String> refused(List<OwnTopics.Plan> plans) {
        Map<String, String> refused = new TreeMap<>();
        admin.createTopics(
                        plans.stream().map(OwnTopics.Plan::asNew).toList(),
                        new CreateTopicsOptions().validateOnly(true).timeoutMs(TIMEOUT_MS))
                .values()
                .forEach((name, answer) -> {
                    failure(answer).ifPresent(why -> refused.put(name, said(why)));
                });
        return refused;
    }

    private static String said(Throwable why) {
        return why.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + why.getMessage();
    }

    /** Why we may not use a consumer group; empty if we may, or nobody says. */
    String groupRefused(String group) {
        return refusal(group(group));
    }

    /** How many members a consumer group has now. */
    int members(String group) {
        try {
            return group(group).get().members().size();
        } catch (ExecutionException noSuchGroup) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    private KafkaFuture<ConsumerGroupDescription> group(String group) {
        return Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(TIMEOUT_MS))
                        .describedGroups()
                        .get(group));
    }

    /** Why we may not use a transactional id; empty if we may, or nobody says. */
    String transactionsRefused(String id) {
        return refusal(admin.describeTransactions(List.of(id)).description(id));
    }

    private static String refusal(KafkaFuture<?> answer) {
        return failure(answer)
                .filter(AuthorizationException.class::isInstance)
                .map(ClusterView::said)
                .orElse("");
    }

    private static Optional<Throwable> failure(KafkaFuture<?> answer) {
        try {
            answer.get();
            return Optional.empty();
        } catch (ExecutionException failure) {
            return Optional.ofNullable(failure.getCause());
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    private static <T> T get(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw new ClusterFailure(what, failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }
}
