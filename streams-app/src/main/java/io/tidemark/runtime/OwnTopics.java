package io.tidemark.runtime;

import io.tidemark.store.StoreNames;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that an application writes to, with the settings that each needs. */
public final class OwnTopics {
    /** Largest record of ours, in bytes: the reading of a window has some 40 measurements a column, and there may be 1,000 columns. */
    static final int LARGEST_RECORD = 16 << 20;

    private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");
    private static final List<String> ASSESS_STORES =
            List.of(StoreNames.PROFILES, StoreNames.PROGRESS, StoreNames.REFERENCES, StoreNames.QUALITY);
    private static final List<String> JUDGE_STORES =
            List.of(StoreNames.SLOTS, StoreNames.OPERATIONS, StoreNames.VOICES);

    private OwnTopics() {}

    /**
     * A topic as it has to be.
     *
     * @param partitions how many it needs, or, where any number will do, how many it is given
     * @param settings in which it differs from the cluster's defaults
     */
    public record Plan(String name, int partitions, Map<String, String> settings) {
        public Plan {
            settings = Map.copyOf(settings);
        }

        /** As Kafka creates it, with the cluster's own replication. */
        public NewTopic asNew() {
            return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        }

        /** What creates it. */
        public String command(String bootstrapServers) {
            StringBuilder command = new StringBuilder("kafka-topics.sh --bootstrap-server ")
                    .append(bootstrapServers)
                    .append(" --create --topic ")
                    .append(name)
                    .append(" --partitions ")
                    .append(partitions);
            new TreeMap<>(settings)
                    .forEach((key, value) ->
                            command.append(" --config ").append(key).append('=').append(value));
            return command.toString();
        }
    }

    /**
     * Those that anybody may read. They carry event times of any age in their values, so that the broker stamps them itself: with event
     * times as stamps its retention would delete a replay of last year at once.
     *
     * @param partitions of topics that are not there
     * @param readings how long readings are kept
     * @param found the number of partitions of topics that are there
     */
    public static List<Plan> named(Topics topics, int partitions, Duration readings, Map<String, Integer> found) {
        List<Plan> plans = new ArrayList<>();
        plans.add(plan(topics.partials(), partitions, kept(Duration.ofDays(1))));
        plans.add(plan(topics.gradable(), partitions, kept(Duration.ofDays(1))));
        plans.add(plan(topics.graded(), partitions, kept(Duration.ofDays(1))));
        plans.add(plan(topics.grids(), 1, COMPACT));
        plans.add(plan(topics.references(), partitions, COMPACT));
        plans.add(plan(topics.readings(), partitions, kept(readings)));
        plans.add(plan(topics.alerts(), partitions, kept(Duration.ofDays(30))));
        plans.add(plan(topics.alertsState(), partitions, COMPACT));
        plans.add(plan(topics.alertsDryRun(), partitions, kept(Duration.ofDays(120))));
        plans.add(plan(topics.status(), partitions, COMPACT));
        plans.add(plan(topics.changes(), partitions, kept(Duration.ofDays(30))));
        plans.add(plan(topics.runs(), partitions, kept(Duration.ofDays(30))));
        plans.add(plan(topics.annotations(), partitions, kept(Duration.ofDays(400))));
        plans.add(plan(topics.decisions(), partitions, COMPACT));
        plans.add(plan(topics.deadLetters(), partitions, kept(Duration.ofDays(7))));
        plans.add(plan(
                topics.operations(), found.getOrDefault(topics.readings(), partitions), kept(Duration.ofDays(30))));
        return plans;
    }

    private static Map<String, String> kept(Duration retention) {
        return Map.of("retention.ms", Long.toString(retention.toMillis()));
    }

    private static Plan plan(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("message.timestamp.type", "LogAppendTime");
        all.put("max.message.bytes", Integer.toString(LARGEST_RECORD));
        return new Plan(name, partitions, all);
    }

    /** Those in which Kafka Streams keeps the stores of tasks; it creates them itself where it may. */
    public static List<Plan> internal(Topics topics, int partitions, Map<String, Integer> found) {
        List<Plan> plans = new ArrayList<>();
        int assess = most(partitions, found, topics.partials(), topics.references());
        int judge = most(partitions, found, topics.readings(), topics.operations());
        plans.add(changelog(topics, StoreNames.PREDICTIONS, found.getOrDefault(topics.gradable(), partitions)));
        ASSESS_STORES.forEach(store -> plans.add(changelog(topics, store, assess)));
        JUDGE_STORES.forEach(store -> plans.add(changelog(topics, store, judge)));
        return plans;
    }

    private static int most(int partitions, Map<String, Integer> found, String one, String other) {
        return Math.max(found.getOrDefault(one, partitions), found.getOrDefault(other, partitions));
    }

    private static Plan changelog(Topics topics, String store, int partitions) {
        Map<String, String> settings = new TreeMap<>(COMPACT);
        settings.put("message.timestamp.type", "CreateTime");
        settings.put("max.message.bytes", Integer.toString(LARGEST_RECORD));
        return new Plan(topics.prefix() + "-" + store + "-changelog", partitions, settings);
    }
}
