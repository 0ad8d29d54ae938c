package io.tidemark.broker;

import static org.awaitility.Awaitility.await;

import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.testkit.FreshTopicProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** An embedded broker with a producer and an admin client. Used by one thread. */
final class Cluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final EmbeddedBroker broker;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    private Cluster(EmbeddedBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        this.producer = FreshTopicProducer.of(broker.bootstrapServers());
    }

    static Cluster start(Path directory) {
        return new Cluster(EmbeddedBroker.start(directory.resolve("kafka")));
    }

    String servers() {
        return broker.bootstrapServers();
    }

    Admin admin() {
        return admin;
    }

    void createTopic(String topic, int partitions) throws ExecutionException, InterruptedException {
        createTopic(topic, partitions, Map.of());
    }

    /** With more settings of the topic. */
    void createTopic(String topic, int partitions, Map<String, String> more)
            throws ExecutionException, InterruptedException {
        Map<String, String> settings =
                new HashMap<>(Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1"));
        settings.putAll(more);
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                .all()
                .get();
        await().until(() -> isKnown(topic));
    }

    /** A broker that has much to do hears of a topic a moment after the controller has made it. */
    private boolean isKnown(String topic) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().contains(topic);
    }

    void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message);
    }

    void flush() {
        producer.flush();
    }

    /** Every committed record that the topic holds now, partition by partition in order. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(all::add);
            }
            return all;
        }
    }

    /** A plain consumer of committed records, with no group. */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", servers());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Whether the group has committed everything that stands in the topic now. */
    boolean hasTaken(String group, String topic) {
        Map<TopicPartition, Long> last = new HashMap<>();
        read(topic)
                .forEach(message ->
                        last.merge(new TopicPartition(topic, message.partition()), message.offset() + 1, Math::max));
        Map<TopicPartition, Long> committed = committed(group);
        return last.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** How many records the topic got, where none was sent in a transaction. */
    long end(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** How many records of the topic the group has committed. */
    long taken(String group, String topic) {
        return committed(group).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> put(partition, offset, offsets));
        } catch (ExecutionException noSuchGroupYet) {
            return offsets;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return offsets;
    }

    /** The member of a group that has each partition; none while the group moves partitions about. */
    Map<TopicPartition, String> owners(String group) {
        Map<TopicPartition, String> owners = new HashMap<>();
        try {
            admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .filter(description -> description.groupState() == GroupState.STABLE)
                    .flatMap(description -> description.members().stream())
                    .forEach(member -> member.assignment()
                            .topicPartitions()
                            .forEach(partition -> owners.put(partition, member.consumerId())));
        } catch (ExecutionException noSuchGroupYet) {
            return owners;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return owners;
    }

    private static void put(
            TopicPartition partition,
            org.apache.kafka.clients.consumer.@Nullable OffsetAndMetadata offset,
            Map<TopicPartition, Long> offsets) {
        if (offset != null) {
            offsets.put(partition, offset.offset());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
        broker.close();
    }
}
