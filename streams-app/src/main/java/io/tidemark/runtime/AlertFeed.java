package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.notify.Heard;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AvroJson;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts topic as one consumer group hears it. What a notifier knows follows from the topic, so that nothing else has to be stored: each
 * time partitions are assigned, their last {@value #LOOKBACK_DAYS} days up to the group's offset are read again as {@link Age#TOLD}, and
 * from there on alerts are {@link Age#LIVE}. A group without an offset was never told anything: what stands in the topic since before this
 * process is {@link Age#UNTOLD} to it.
 *
 * <p>Used by one thread.
 */
final class AlertFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AlertFeed.class);
    private static final int LOOKBACK_DAYS = 7;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AlertDeserializer alerts;
    private final AvroJson json;
    private final Meters meters;
    private final Clock clock;
    private final long startedMs;
    private final Map<TopicPartition, Start> starts = new HashMap<>();
    private final Set<TopicPartition> readingBack = new HashSet<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final List<Message> held = new ArrayList<>();
    /** Live ones of partitions that are read back before others are. */
    private final List<Message> ahead = new ArrayList<>();

    private long assignments;

    /** What a group makes of an alert. */
    enum Age {
        /** It was told in an earlier life. */
        TOLD,
        /** It came before the group was there. */
        UNTOLD,
        /** It is to be told. */
        LIVE
    }

    /**
     * An alert and where it stands.
     *
     * @param next the offset behind it
     */
    record Message(TopicPartition partition, long next, Age age, Heard heard) {}

    /**
     * Where a partition's live part begins.
     *
     * @param isNew whether the group had no offset there
     */
    private record Start(long offset, boolean isNew) {}

    /** What a feed reads with. */
    record Readers(AlertDeserializer alerts, AvroJson json, Meters meters) {}

    /**
     * Joins the group.
     *
     * @param consumer without commits of its own, and eager in rebalances
     * @param startedMs by the clock, when this process began to watch: alerts since then are live to a new group
     */
    AlertFeed(KafkaConsumer<byte[], byte[]> consumer, String topic, Readers readers, Clock clock, long startedMs) {
        this.consumer = consumer;
        this.alerts = readers.alerts();
        this.json = readers.json();
        this.meters = readers.meters();
        this.clock = clock;
        this.startedMs = startedMs;
        consumer.subscribe(List.of(topic), new Assignments());
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            forget();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            forget();
            readBack(partitions);
        }
    }

    private void forget() {
        assignments++;
        starts.clear();
        readingBack.clear();
        committed.clear();
        held.clear();
        ahead.clear();
    }

    private void readBack(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(partitions));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> ofStart = offsetsAt(startedMs, ends);
        Map<TopicPartition, Long> ofPast =
                offsetsAt(clock.millis() - Duration.ofDays(LOOKBACK_DAYS).toMillis(), ends);
        for (TopicPartition partition : partitions) {
            @Nullable OffsetAndMetadata offset = known.get(partition);
            Start start = offset == null
                    ? new Start(ofStart.getOrDefault(partition, 0L), true)
                    : new Start(offset.offset(), false);
            starts.put(partition, start);
            readingBack.add(partition);
            committed.put(partition, offset == null ? -1 : offset.offset());
            consumer.seek(partition, Math.min(start.offset(), ofPast.getOrDefault(partition, 0L)));
        }
    }

    /** By the broker's own time stamps; the end where nothing came since. */
    private Map<TopicPartition, Long> offsetsAt(long timeMs, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, timeMs));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        consumer.offsetsForTimes(times).forEach((partition, found) -> put(partition, found, offsets));
        return offsets;
    }

    private static void put(
            TopicPartition partition, @Nullable OffsetAndTimestamp found, Map<TopicPartition, Long> offsets) {
        if (found != null) {
            offsets.put(partition, found.offset());
        }
    }

    /** How often partitions came or went: where it is another number than before, all that was known is to be forgotten. */
    long assignments() {
        return assignments;
    }

    /** Whether everything up to the live part has been read; nothing live comes before. To be asked when all that was polled is dealt with. */
    boolean isReadBack() {
        if (!readingBack.isEmpty()) {
            readingBack.removeIf(partition ->
                    consumer.position(partition) >= start(partition).offset());
            if (readingBack.isEmpty()) {
                held.addAll(ahead);
                ahead.clear();
                consumer.resume(consumer.assignment());
            } else {
                consumer.pause(starts.keySet().stream()
                        .filter(one -> !readingBack.contains(one))
                        .toList());
            }
        }
        return readingBack.isEmpty();
    }

    /** Waits a moment for alerts. */
    List<Message> poll() {
        if (held.isEmpty()) {
            take(consumer.poll(POLL));
        }
        List<Message> messages = List.copyOf(held);
        held.clear();
        return messages;
    }

    /** Waits that long without taking in more, but stays in the group; false if it lost its partitions or is told to stop. */
    boolean rest(long ms, BooleanSupplier isStopped) {
        long before = assignments;
        long untilMs = clock.millis() + ms;
        consumer.pause(consumer.assignment());
        while (clock.millis() < untilMs && assignments == before && !isStopped.getAsBoolean()) {
            take(consumer.poll(Duration.ofMillis(Math.max(1, Math.min(POLL.toMillis(), untilMs - clock.millis())))));
        }
        consumer.resume(consumer.assignment());
        return assignments == before && !isStopped.getAsBoolean();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> message : records) {
            if (message.value() != null) {
                take(message, message.value());
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message, byte[] value) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        try {
            Alert alert = alerts.deserialize(message.topic(), value);
            Heard heard = new Heard(alert, () -> AvroJson.line(json.read(value)));
            Message found = new Message(partition, message.offset() + 1, age(partition, message.offset()), heard);
            (found.age() == Age.LIVE && !readingBack.isEmpty() ? ahead : held).add(found);
        } catch (AlertDeserializer.BrokenAlert broken) {
            meters.add(Meter.ALERTS_UNREADABLE, 1);
            log.error(
                    "passed over a record that is no alert partition={} offset={}",
                    partition,
                    message.offset(),
                    broken);
        }
    }

    private Start start(TopicPartition partition) {
        return starts.getOrDefault(partition, new Start(0, false));
    }

    private Age age(TopicPartition partition, long offset) {
        Start start = start(partition);
        if (offset >= start.offset()) {
            return Age.LIVE;
        }
        return start.isNew() ? Age.UNTOLD : Age.TOLD;
    }

    /** Notes that all before that offset is told. If the partition went to another, that one tells it again. */
    void commit(TopicPartition partition, long next) {
        commit(Map.of(partition, new OffsetAndMetadata(next)));
    }

    /** Notes where a new group's live part begins, which from now on is not new. */
    void commitStarts() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        starts.forEach((partition, start) -> {
            if (start.offset() > committed.getOrDefault(partition, -1L)) {
                offsets.put(partition, new OffsetAndMetadata(start.offset()));
            }
        });
        if (!offsets.isEmpty()) {
            commit(offsets);
        }
    }

    /** Notes that all that was polled is told, unless something is still held. */
    void commitAll() {
        if (!held.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : starts.keySet()) {
            long position = consumer.position(partition);
            if (position > committed.getOrDefault(partition, -1L)) {
                offsets.put(partition, new OffsetAndMetadata(position));
            }
        }
        if (!offsets.isEmpty()) {
            commit(offsets);
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (CommitFailedException | RebalanceInProgressException moved) {
            log.warn("could not note what was told, it may be told again offsets={}", offsets, moved);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(GOODBYE));
    }
}
