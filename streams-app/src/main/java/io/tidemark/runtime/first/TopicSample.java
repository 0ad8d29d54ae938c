package io.tidemark.runtime.first;

import io.tidemark.config.Names;
import io.tidemark.domain.WorldFailure;
import java.time.Duration;
import java.util.ArrayList;
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
 * Records from the beginning, the middle and the end of each partition of a topic, at most 20,000 of all, and what its offsets say of traffic.
 *
 * @param records in the order of partitions and offsets
 * @param partitions how many the topic has
 * @param empty those without any record
 * @param kept records that the topic holds, as far as offsets tell
 * @param firstMs earliest time of a record that was read, by Kafka
 * @param lastMs latest one
 */
record TopicSample(List<Record> records, int partitions, int empty, long kept, long firstMs, long lastMs) {
    private static final int MOST = 20_000;
    private static final int PLACES = 3;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    TopicSample {
        records = List.copyOf(records);
    }

    /** A record's value, and its time by Kafka. */
    record Record(long timeMs, byte[] value) {}

    /**
     * Reads it.
     *
     * @param properties of Kafka clients
     * @throws WorldFailure if there is no such topic
     */
    static TopicSample of(String topic, Map<String, Object> properties) {
        requireTopic(topic, properties);
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Record> records = new ArrayList<>();
            int each = Math.max(10, MOST / partitions.size() / PLACES);
            int empty = 0;
            long kept = 0;
            for (TopicPartition partition : partitions) {
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                empty += end <= begin ? 1 : 0;
                kept += Math.max(0, end - begin);
                read(consumer, partition, new Range(begin, end, each), records);
            }
            return new TopicSample(
                    records,
                    partitions.size(),
                    empty,
                    kept,
                    records.stream().mapToLong(Record::timeMs).min().orElse(0),
                    records.stream().mapToLong(Record::timeMs).max().orElse(0));
        }
    }

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

    /** The offsets of a partition, and how many records of each place are wanted. */
    private record Range(long begin, long end, int each) {}

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Range range, List<Record> records) {
        long next = range.begin();
        long span = range.end() - range.begin();
        for (int place = 0; place < PLACES; place++) {
            long from = Math.max(next, range.begin() + Math.max(0, span - range.each()) * place / (PLACES - 1));
            long to = Math.min(range.end(), from + range.each());
            if (from < to) {
                consumer.assign(List.of(partition));
                consumer.seek(partition, from);
                read(consumer, partition, to, records);
                next = to;
            }
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long to, List<Record> records) {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < to && System.nanoTime() < untilNanos) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (message.offset() < to && message.value() != null) {
                    records.add(new Record(message.timestamp(), message.value()));
                }
            }
        }
    }
}
