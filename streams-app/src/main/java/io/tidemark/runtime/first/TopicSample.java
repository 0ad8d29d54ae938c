package io.tidemark.runtime.first;

import io.tidemark.config.Names;
import io.tidemark.domain.WorldFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records from the beginning, the middle and the end of each partition of a topic, as many as are asked for, and what its offsets say of
 * traffic.
 *
 * @param records in the order of partitions and offsets; without tombstones, which are no events
 * @param parts the topic's partitions
 */
public record TopicSample(List<Record> records, List<Part> parts) {
    private static final Bounds USUAL = new Bounds(20_000, 256 << 20);
    private static final int PLACES = 3;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};

    public TopicSample {
        records = List.copyOf(records);
        parts = List.copyOf(parts);
    }

    /**
     * A record.
     *
     * @param timeMs its time by Kafka
     * @param value its bytes; none where it has none
     */
    public record Record(int partition, long offset, long timeMs, byte[] value) {}

    /**
     * A partition.
     *
     * @param begin offset of its first record
     * @param end offset after its last one
     */
    public record Part(int partition, long begin, long end) {
        long kept() {
            return Math.max(0, end - begin);
        }
    }

    /**
     * How much is read.
     *
     * @param records at most, but ten of each place
     * @param bytes at most, but one record of each place and what came with it
     */
    public record Bounds(int records, long bytes) {}

    /** How many partitions the topic has. */
    public int partitions() {
        return parts.size();
    }

    /** Partitions without any record. */
    public int empty() {
        return (int) parts.stream().filter(part -> part.kept() == 0).count();
    }

    /** Records that the topic holds, as far as offsets tell. */
    public long kept() {
        return parts.stream().mapToLong(Part::kept).sum();
    }

    /** Earliest time of a record that was read, by Kafka; 0 of none. */
    public long firstMs() {
        return records.stream().mapToLong(Record::timeMs).min().orElse(0);
    }

    /** Latest time of a record that was read, by Kafka; 0 of none. */
    public long lastMs() {
        return records.stream().mapToLong(Record::timeMs).max().orElse(0);
    }

    /**
     * Reads it.
     *
     * @param properties of Kafka clients
     * @throws WorldFailure if there is no such topic
     */
    static TopicSample of(String topic, Map<String, Object> properties) {
        requireTopic(topic, properties);
        return read(topic, properties, USUAL);
    }

    /**
     * Reads a topic that is there.
     *
     * @param properties of Kafka clients
     * @throws org.apache.kafka.common.KafkaException if it may not be read, or the cluster does not answer
     */
    public static TopicSample read(String topic, Map<String, Object> properties, Bounds bounds) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int places = partitions.size() * PLACES;
            Share share = new Share(Math.max(10, bounds.records() / places), bounds.bytes() / places);
            List<Record> records = new ArrayList<>();
            List<Part> parts = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                Part part = new Part(
                        partition.partition(), begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L));
                parts.add(part);
                read(consumer, partition, part, share, records);
            }
            return new TopicSample(records, parts);
        }
    }

    /** How much is read of each place. */
    private record Share(int records, long bytes) {}

    private static void requireTopic(String topic, Map<String, Object> properties) {
        try (Admin admin = Admin.create(properties)) {
            TreeSet<String> topics = new TreeSet<>(admin.listTopics().names().get());
            if (!topics.contains(topic)) {
                throw new WorldFailure("there is no such topic, or it may not be read: topic=" + topic + "; "
                        + Names.suggestion(topic, topics, "there are"));
            }
        } catch (ExecutionException failure) {
            throw new WorldFailure("cannot list the cluster's topics", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorldFailure("interrupted while the topics were listed", interrupted);
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Part part,
            Share share,
            List<Record> records) {
        long next = part.begin();
        for (int place = 0; place < PLACES; place++) {
            long from =
                    Math.max(next, part.begin() + Math.max(0, part.kept() - share.records()) * place / (PLACES - 1));
            long to = Math.min(part.end(), from + share.records());
            if (from < to) {
                consumer.assign(List.of(partition));
                consumer.seek(partition, from);
                read(consumer, partition, to, share.bytes(), records);
                next = to;
            }
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long to,
            long mostBytes,
            List<Record> records) {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        long bytes = 0;
        while (consumer.position(partition) < to && bytes <= mostBytes && System.nanoTime() < untilNanos) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                boolean isTombstone = message.value() == null && message.key() != null;
                if (message.offset() < to && bytes <= mostBytes && !isTombstone) {
                    byte[] value = message.value() == null ? NOTHING : message.value();
                    records.add(new Record(message.partition(), message.offset(), message.timestamp(), value));
                    bytes += value.length;
                }
            }
        }
    }
}
