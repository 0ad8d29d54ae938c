package io.tidemark.profile;

import io.tidemark.domain.Delta;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Partial;
import io.tidemark.domain.Rejection;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What profile has taken in and emit has not handed on yet: live counts, marks and rejected records of one task.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class ProfileProcessorLive {
    /** Most numbers that the live counts of a task may hold, 8 bytes each; beyond, they are handed on before the commit. */
    public static final long MOST_LIVE = 4_000_000;

    /** Most rejected records, and most of their bytes, that wait for the commit. */
    private static final int MOST_REJECTED = 1_000;

    private static final long MOST_REJECTED_BYTES = 8_000_000;

    /** Longest detail in a header, in characters: with the record's own bytes it must still fit a message. */
    private static final int LONGEST_DETAIL = 1_000;

    private final Meters meters;
    private final long mostLive;
    private final long idleAfterMs;
    private final Predicate<String> held;
    private final List<Record<byte[], byte[]>> rejected = new ArrayList<>();
    private Sources sources;
    private @Nullable Profiler profiler;
    private long rejectedBytes;
    private boolean lit;
    private String latestTopic = "";
    private int latestPartition = -1;
    private Sources.@Nullable Source latest;

    public ProfileProcessorLive(long idleAfterMs, long mostLive, Meters meters) {
        this(idleAfterMs, mostLive, meters, none -> false);
    }

    /** The same, and the source partitions of names that are held are not idle. */
    public ProfileProcessorLive(long idleAfterMs, long mostLive, Meters meters, Predicate<String> held) {
        this.idleAfterMs = idleAfterMs;
        this.held = held;
        this.sources = new Sources(idleAfterMs, held);
        this.mostLive = mostLive;
        this.meters = meters;
    }

    /** Begins afresh: a task that is revived after an aborted commit keeps its stores, and what they held is read again. */
    void start(Profiler fresh, List<String> partitions, long clockMs) {
        profiler = fresh;
        sources = new Sources(idleAfterMs, held);
        latest = null;
        lit = false;
        takeRejected();
        partitions.forEach(name -> sources.source(name, clockMs));
    }

    @HotPath
    Profiler profiler() {
        if (profiler == null) {
            throw new IllegalStateException("profile was used before its task started it");
        }
        return profiler;
    }

    @HotPath
    Sources.Source source(String topic, int partition) {
        Sources.Source known = latest;
        if (known != null && partition == latestPartition && topic.equals(latestTopic)) {
            return known;
        }
        Sources.Source found = sources.source(ProfileSettings.sourceName(topic, partition), 0);
        latest = found;
        latestTopic = topic;
        latestPartition = partition;
        return found;
    }

    /** Whether a spark must be forwarded: true once after each hand-over. */
    @HotPath
    boolean light() {
        boolean wasLit = lit;
        lit = true;
        return !wasLit;
    }

    @HotPath
    boolean isFull() {
        return profiler().liveWeight() > mostLive
                || rejected.size() >= MOST_REJECTED
                || rejectedBytes >= MOST_REJECTED_BYTES;
    }

    /** Keeps a bad record for the dead-letter topic: its bytes, its headers, and where it stood and why in headers of ours. */
    void reject(FixedKeyRecord<String, byte[]> message, RecordMetadata place, Rejection rejection) {
        Headers headers = new RecordHeaders(message.headers());
        if (rejection.reason() != Rejection.Reason.BAD_LINE) {
            add(headers, ProfileProcessor.REASON_HEADER, rejection.reason().name());
            String detail = rejection.detail();
            add(
                    headers,
                    ProfileProcessor.DETAIL_HEADER,
                    detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        }
        add(headers, "tidemark.topic", place.topic());
        add(headers, "tidemark.partition", Integer.toString(place.partition()));
        add(headers, "tidemark.offset", Long.toString(place.offset()));
        rejected.add(new Record<>(null, message.value(), Math.max(0, message.timestamp()), headers));
        rejectedBytes += message.value() == null ? 0 : message.value().length;
        meters.add(Meter.REJECTED, 1);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    List<Partial> takePartials() {
        lit = false;
        List<Delta> deltas = profiler().handOver();
        meters.add(Meter.EVENTS, profiler().takeCounted());
        meters.add(Meter.DELTAS, deltas.size());
        meters.add(Meter.OVERFLOWING, profiler().takeOverflowing());
        return profiler().partials(deltas);
    }

    List<Mark> marks(long clockMs) {
        return sources.marks(clockMs);
    }

    List<Record<byte[], byte[]>> takeRejected() {
        List<Record<byte[], byte[]>> taken = List.copyOf(rejected);
        rejected.clear();
        rejectedBytes = 0;
        return taken;
    }
}
