package io.tidemark.runtime;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.WorldFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The decisions topic as it stands now: the newest decision of each model. */
final class DecisionsTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private final AppSettings settings;
    private final String topic;
    private final Deserializer<PolicyDecision> format;
    private final Duration patience;

    /**
     * A view of the topic.
     *
     * @param patience how long the cluster may take to answer, and then to hand the topic out
     */
    DecisionsTopic(AppSettings settings, String topic, Deserializer<PolicyDecision> format, Duration patience) {
        this.settings = settings;
        this.topic = topic;
        this.format = format;
        this.patience = patience;
    }

    /**
     * The decisions, by model.
     *
     * @throws WorldFailure if the cluster does not answer in time, or has no such topic
     */
    SortedMap<String, PolicyDecision> read() {
        Map<String, Object> properties = properties();
        int partitions = partitions(properties);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            return readToEnd(consumer, consumer.endOffsets(all));
        } catch (KafkaException failure) {
            throw new ClusterFailure(
                    "cannot read a topic: topic=" + topic + ", bootstrap=" + settings.bootstrapServers(), failure);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("default.api.timeout.ms", (int) patience.toMillis());
        properties.put("request.timeout.ms", (int) patience.toMillis());
        properties.putAll(MonitorApp.clientProperties(settings));
        return properties;
    }

    private int partitions(Map<String, Object> properties) {
        try (Admin admin = Admin.create(properties)) {
            Integer partitions =
                    new TopicSetup(admin).partitions(List.of(topic)).get(topic);
            if (partitions == null) {
                throw new WorldFailure("the cluster has no such topic: topic=" + topic + ", bootstrap="
                        + settings.bootstrapServers()
                        + "; the topic is that of --application-id, and tidemark run creates it");
            }
            properties.put("isolation.level", "read_committed");
            properties.put("enable.auto.commit", "false");
            properties.put("allow.auto.create.topics", "false");
            return partitions;
        } catch (KafkaException failure) {
            throw new ClusterFailure("cannot reach the cluster: bootstrap=" + settings.bootstrapServers(), failure);
        }
    }

    private SortedMap<String, PolicyDecision> readToEnd(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        SortedMap<String, PolicyDecision> newest = new TreeMap<>();
        long startedNanos = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - startedNanos > patience.toNanos()) {
                throw new WorldFailure("the topic was not read to its end in time: topic=" + topic + ", seconds="
                        + patience.toSeconds());
            }
            consumer.poll(POLL).forEach(message -> keep(message, newest));
        }
        return newest;
    }

    /** A model has one partition, unless their number was changed: then the later decision counts. */
    private void keep(ConsumerRecord<String, byte[]> message, SortedMap<String, PolicyDecision> newest) {
        if (message.value() == null) {
            newest.remove(message.key());
        } else {
            newest.merge(
                    message.key(),
                    format.deserialize(topic, message.value()),
                    (left, right) -> right.clockTimeMs() >= left.clockTimeMs() ? right : left);
        }
    }
}
