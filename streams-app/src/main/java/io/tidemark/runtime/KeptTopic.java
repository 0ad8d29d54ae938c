package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of a running application, from the oldest committed record that is kept to the newest of now. Used by one thread. */
public final class KeptTopic {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MANY = 2_000;

    private final AppSettings settings;
    private final String topic;
    private final Duration patience;

    /**
     * A view of the topic; nothing is asked yet.
     *
     * @param patience how long the cluster may take to answer, and how long it may then hand out nothing
     */
    public KeptTopic(AppSettings settings, String topic, Duration patience) {
        this.settings = settings;
        this.topic = topic;
        this.patience = patience;
    }

    /**
     * What was read.
     *
     * @param records how many
     * @param oldestMs when the broker took the oldest; {@link Long#MAX_VALUE} if there was none
     * @param past whether older ones were there once
     */
    public record Kept(long records, long oldestMs, Past past) {}

    /** Whether there were records that are not kept any more. */
    public enum Past {
        WHOLE,
        CUT
    }

    /** The topic's name. */
    public String name() {
        return topic;
    }

    /**
     * How many partitions it has; 0 if the cluster has no such topic.
     *
     * @throws WorldFailure if the cluster does not answer in time
     */
    public int partitions() {
        try (Admin admin = ClusterFailure.admin(properties())) {
            return new TopicSetup(admin).partitions(List.of(topic)).getOrDefault(topic, 0);
        } catch (KafkaException failure) {
            throw new ClusterFailure("cannot reach the cluster: bootstrap=" + settings.bootstrapServers(), failure);
        }
    }

    /**
     * Hands out all records; those of a partition in its order.
     *
     * @throws WorldFailure if the cluster does not answer in time, or has no such topic
     */
    public Kept each(Progress progress, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        int partitions = partitions();
        if (partitions == 0) {
            throw new WorldFailure("the cluster has no such topic: topic=" + topic + ", bootstrap="
                    + settings.bootstrapServers()
                    + "; the topic is that of --application-id, and tidemark run creates it");
        }
        Map<String, Object> properties = properties();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", MANY);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            return new Reading(consumer, consumer.beginningOffsets(all), consumer.endOffsets(all)).run(progress, taker);
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

    /** One run through the topic. */
    private final class Reading {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<TopicPartition, Long> begins;
        private final Map<TopicPartition, Long> ends;
        private final long total;
        private long records;
        private long oldestMs = Long.MAX_VALUE;

        Reading(
                KafkaConsumer<byte[], byte[]> consumer,
                Map<TopicPartition, Long> begins,
                Map<TopicPartition, Long> ends) {
            this.consumer = consumer;
            this.begins = begins;
            this.ends = ends;
            this.total = sum(ends) - sum(begins);
        }

        Kept run(Progress progress, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
            long heardNanos = System.nanoTime();
            long left = left();
            while (left > 0) {
                ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> message : some) {
                    if (message.offset() < ends.getOrDefault(partition(message), 0L)) {
                        records++;
                        oldestMs = Math.min(oldestMs, message.timestamp());
                        taker.accept(message);
                    }
                }
                long now = left();
                heardNanos = now < left ? System.nanoTime() : heardNanos;
                if (System.nanoTime() - heardNanos > patience.toNanos()) {
                    throw new WorldFailure("the topic was not read to its end in time: topic=" + topic
                            + ", seconds without a record=" + patience.toSeconds());
                }
                left = now;
                progress.at("reading " + topic, records, total - left, total);
            }
            boolean isCut = begins.values().stream().anyMatch(begin -> begin > 0);
            return new Kept(records, oldestMs, isCut ? Past.CUT : Past.WHOLE);
        }

        private static TopicPartition partition(ConsumerRecord<byte[], byte[]> message) {
            return new TopicPartition(message.topic(), message.partition());
        }

        private static long sum(Map<TopicPartition, Long> offsets) {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Offsets that are still to come; some of them hold no record. */
        private long left() {
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                    .sum();
        }
    }
}
