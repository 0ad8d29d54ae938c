package io.tidemark.runtime;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.ingest.RecordDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Topics from their beginning to their end of now, all their partitions merged by the time of what their records say, so that windows become complete one after
 * the other. Of each partition the order of its records stays. Only committed records are read, nothing is committed for any group, and no topic is made. Records
 * whose schema the registry does not answer for fail the reading with {@link io.tidemark.ingest.SchemaSource.Unanswered}.
 *
 * <p>Used once, by one thread.
 */
final class MergedLog {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ENOUGH_WAITING = 5_000;

    private final AppSettings settings;
    private final Collection<String> topics;
    private final RecordDecoder decoder;
    private final Set<String> left = new HashSet<>();
    private Duration patience = Duration.ofSeconds(Integer.MAX_VALUE);

    /** @param decoder reads the records of all of them */
    MergedLog(AppSettings settings, Collection<String> topics, RecordDecoder decoder) {
        this.settings = settings;
        this.topics = topics;
        this.decoder = decoder;
    }

    /** The reading fails once nothing has come for so long and something is still to come. */
    MergedLog patientFor(Duration longest) {
        patience = longest;
        return this;
    }

    /**
     * A record.
     *
     * @param place its partition
     * @param timeMs event time; of a record that cannot be used that of the newest before it in its partition, or the log's
     * @param recordTimeMs the log's time
     * @param value its bytes
     * @param rejection why it cannot be used; null if it can
     */
    record Found(
            TopicPartition place,
            long offset,
            long timeMs,
            long recordTimeMs,
            byte[] value,
            @Nullable Rejection rejection) {}

    /** Takes records. */
    interface Taker {
        /** Returns whether to go on. */
        boolean take(Found found);
    }

    /** No more of this topic is read. */
    void leave(String topic) {
        left.add(topic);
    }

    /**
     * Reads them; records without a value are passed over.
     *
     * @throws ClusterFailure if nothing comes for too long
     */
    void read(Taker taker) {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.put("max.poll.records", 2_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            new Merge(consumer, consumer.endOffsets(partitions)).run(taker);
        }
    }

    /** The partitions of one reading. */
    private final class Merge {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<TopicPartition, Long> ends;
        private final Map<TopicPartition, Waiting> queues = new HashMap<>();
        private final Observation observation = new Observation();
        private long newsNanos = System.nanoTime();

        Merge(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
            this.consumer = consumer;
            this.ends = ends;
            ends.forEach((partition, end) -> queues.put(partition, new Waiting(end)));
        }

        void run(Taker taker) {
            Found next = earliest();
            while (next != null && taker.take(next)) {
                next = earliest();
            }
        }

        private @Nullable Found earliest() {
            fill();
            Waiting first = null;
            Found best = null;
            for (Waiting waiting : queues.values()) {
                Found head = waiting.queue.peek();
                if (head != null && (best == null || head.timeMs() < best.timeMs()) && !hasLeft(head.place())) {
                    first = waiting;
                    best = head;
                }
            }
            return first == null ? null : first.queue.poll();
        }

        private boolean hasLeft(TopicPartition partition) {
            return left.contains(partition.topic());
        }

        private void fill() {
            while (lacksOne()) {
                List<TopicPartition> full = new ArrayList<>();
                queues.forEach((partition, waiting) -> {
                    if (waiting.queue.size() > ENOUGH_WAITING || hasLeft(partition)) {
                        full.add(partition);
                    }
                });
                consumer.resume(ends.keySet());
                consumer.pause(full);
                consumer.poll(POLL).forEach(this::enqueue);
                checkPatience();
            }
            newsNanos = System.nanoTime();
        }

        private void checkPatience() {
            if (System.nanoTime() - newsNanos > patience.toNanos()) {
                throw new ClusterFailure(
                        "a topic is not read to its end: topics=" + topics,
                        new IllegalStateException("nothing came for " + patience.toSeconds() + " s"));
            }
        }

        private boolean lacksOne() {
            for (Map.Entry<TopicPartition, Waiting> entry : queues.entrySet()) {
                boolean isWaitedFor = entry.getValue().queue.isEmpty() && !hasLeft(entry.getKey());
                if (isWaitedFor && consumer.position(entry.getKey()) < entry.getValue().end) {
                    return true;
                }
            }
            return false;
        }

        private void enqueue(ConsumerRecord<byte[], byte[]> message) {
            TopicPartition partition = new TopicPartition(message.topic(), message.partition());
            Waiting waiting = queues.get(partition);
            if (waiting == null || message.value() == null || message.offset() >= waiting.end) {
                return;
            }
            newsNanos = System.nanoTime();
            observation.cameFrom(message.topic(), message.partition(), message.offset(), message.timestamp());
            Rejection rejection = decoder.decode(message.value(), observation);
            long timeMs = rejection == null ? observation.eventTimeMs() : waiting.timeOf(message);
            waiting.newestMs = rejection == null ? Math.max(waiting.newestMs, timeMs) : waiting.newestMs;
            waiting.queue.add(
                    new Found(partition, message.offset(), timeMs, message.timestamp(), message.value(), rejection));
        }
    }

    /** What of a partition waits for its turn. */
    private static final class Waiting {
        private final ArrayDeque<Found> queue = new ArrayDeque<>();
        private final long end;
        private long newestMs = Long.MIN_VALUE;

        Waiting(long end) {
            this.end = end;
        }

        long timeOf(ConsumerRecord<byte[], byte[]> unusable) {
            return newestMs == Long.MIN_VALUE ? unusable.timestamp() : newestMs;
        }
    }
}
