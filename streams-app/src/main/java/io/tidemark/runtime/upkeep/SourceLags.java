package io.tidemark.runtime.upkeep;

import io.tidemark.profile.ProfileSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of each source partition the application has yet to read: from its group's committed offset to the end, asked of the
 * cluster, at most once in a few seconds; while one asks, others get what was known before. Any thread may ask.
 */
public final class SourceLags implements Supplier<Map<String, Long>>, AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(Long.MIN_VALUE, Map.of());

    private record Known(long atMs, Map<String, Long> lags) {}

    /**
     * Of an application's sources.
     *
     * @param admin closed with this
     * @param sources topics and their numbers of partitions
     */
    public SourceLags(Admin admin, String group, Map<String, Integer> sources, Clock clock) {
        this.admin = admin;
        this.group = group;
        this.partitions = sources.entrySet().stream()
                .flatMap(source -> IntStream.range(0, source.getValue())
                        .mapToObj(partition -> new TopicPartition(source.getKey(), partition)))
                .toList();
        this.clock = clock;
    }

    /** By source partition; empty if the cluster does not answer. */
    @Override
    public Map<String, Long> get() {
        boolean isFresh = known.atMs() > clock.millis() - FRESH.toMillis();
        if (!isFresh && asking.tryLock()) {
            try {
                known = new Known(clock.millis(), ask());
            } finally {
                asking.unlock();
            }
        }
        return known.lags();
    }

    private Map<String, Long> ask() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(OffsetSpec.earliest());
            Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(OffsetSpec.latest());
            Map<String, Long> lags = new TreeMap<>();
            ends.forEach((partition, end) -> {
                OffsetAndMetadata read = committed.get(partition);
                ListOffsetsResultInfo begin = begins.get(partition);
                long from = Math.max(read == null ? 0 : read.offset(), begin == null ? 0 : begin.offset());
                lags.put(
                        ProfileSettings.sourceName(partition.topic(), partition.partition()),
                        Math.max(0, end.offset() - from));
            });
            return lags;
        } catch (ExecutionException | TimeoutException unanswered) {
            return Map.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        return admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
