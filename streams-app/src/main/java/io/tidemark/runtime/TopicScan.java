package io.tidemark.runtime;

import io.tidemark.domain.Observation;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.pin.EventScan;
import io.tidemark.profile.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic from its beginning to its end of now, partitions merged by event time, so that windows become complete one after the other.
 * Records that profile would reject are left out; those whose schema the registry does not answer for are not, the scan fails with
 * {@link io.tidemark.ingest.SchemaSource.Unanswered}.
 */
final class TopicScan implements EventScan {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ENOUGH_WAITING = 5_000;

    private final AppSettings settings;
    private final String topic;
    private final RecordDecoder decoder;

    TopicScan(AppSettings settings, String topic, RecordDecoder decoder) {
        this.settings = settings;
        this.topic = topic;
        this.decoder = decoder;
    }

    @Override
    public void scan(Visitor visitor) {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", 2_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            new Merge(consumer, consumer.endOffsets(partitions)).run(visitor);
        }
    }

    /** An event that waits for its turn. */
    private record Waiting(long eventTimeMs, long recordTimeMs, int partition, long offset, byte[] bytes) {}

    /** The partitions of one scan. */
    private final class Merge {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<TopicPartition, Long> ends;
        private final Map<TopicPartition, ArrayDeque<Waiting>> queues = new HashMap<>();
        private final Observation observation = new Observation();

        Merge(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
            this.consumer = consumer;
            this.ends = ends;
            ends.keySet().forEach(partition -> queues.put(partition, new ArrayDeque<>()));
        }

        void run(Visitor visitor) {
            Waiting next = earliest();
            while (next != null) {
                observation.cameFrom(topic, next.partition(), next.offset(), next.recordTimeMs());
                decoder.decode(next.bytes(), observation);
                if (!visitor.visit(observation, Place.hash(next.partition(), next.offset()))) {
                    return;
                }
                next = earliest();
            }
        }

        private @Nullable Waiting earliest() {
            fill();
            ArrayDeque<Waiting> first = null;
            for (ArrayDeque<Waiting> queue : queues.values()) {
                Waiting head = queue.peek();
                Waiting best = first == null ? null : first.peek();
                if (head != null && (best == null || head.eventTimeMs() < best.eventTimeMs())) {
                    first = queue;
                }
            }
            return first == null ? null : first.poll();
        }

        private void fill() {
            while (lacksOne()) {
                List<TopicPartition> full = new ArrayList<>();
                queues.forEach((partition, queue) -> {
                    if (queue.size() > ENOUGH_WAITING) {
                        full.add(partition);
                    }
                });
                consumer.resume(ends.keySet());
                consumer.pause(full);
                consumer.poll(POLL).forEach(this::enqueue);
            }
        }

        private boolean lacksOne() {
            for (Map.Entry<TopicPartition, ArrayDeque<Waiting>> entry : queues.entrySet()) {
                long end = ends.getOrDefault(entry.getKey(), 0L);
                if (entry.getValue().isEmpty() && consumer.position(entry.getKey()) < end) {
                    return true;
                }
            }
            return false;
        }

        private void enqueue(ConsumerRecord<byte[], byte[]> message) {
            observation.cameFrom(topic, message.partition(), message.offset(), message.timestamp());
            if (decoder.decode(message.value(), observation) == null) {
                queue(message)
                        .add(new Waiting(
                                observation.eventTimeMs(),
                                message.timestamp(),
                                message.partition(),
                                message.offset(),
                                message.value()));
            }
        }

        private Collection<Waiting> queue(ConsumerRecord<byte[], byte[]> message) {
            return queues.computeIfAbsent(
                    new TopicPartition(message.topic(), message.partition()), ignored -> new ArrayDeque<>());
        }
    }
}
