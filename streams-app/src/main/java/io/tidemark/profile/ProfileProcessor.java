package io.tidemark.profile;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.stats.HotPath;
import io.tidemark.store.DeadLetter;
import io.tidemark.store.GradedCodec;
import io.tidemark.store.GridLibrary;
import io.tidemark.store.HeapStore;
import io.tidemark.store.StoreNames;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The shell of profile: decodes and counts each record; the first one after each hand-over is forwarded as a spark.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class ProfileProcessor implements FixedKeyProcessor<byte[], byte[], Integer> {
    /** A spark: something is live, hand it on at the commit. */
    public static final int LIT = 0;

    /** A spark that does not wait for the commit: the live counts have reached their limit. */
    public static final int FULL = 1;

    /** Header of a record that says that its partition will bring nothing more. */
    public static final String END_HEADER = "tidemark-end";

    /** Header of a record that is a line of a file, of which its reader already knew that it is no event; why, stands in the two below. */
    public static final String LINE_HEADER = "tidemark.line";

    /** Header that says why a record could not be used. */
    public static final String REASON_HEADER = DeadLetter.REASON;

    /** Header that says what was seen and what would be right. */
    public static final String DETAIL_HEADER = DeadLetter.DETAIL;

    private final ProfileSettings settings;
    private final RecordDecoder decoder;
    private final Meters meters;
    private final Observation observation = new Observation();
    private @Nullable FixedKeyProcessorContext<byte[], Integer> context;
    private @Nullable ProfileProcessorLive live;

    public ProfileProcessor(ProfileSettings settings, RecordDecoder decoder, Meters meters) {
        this.settings = settings;
        this.decoder = decoder;
        this.meters = meters;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Integer> processorContext) {
        context = processorContext;
        HeapStore<ProfileProcessorLive> store = processorContext.getStateStore(StoreNames.LIVE);
        live = store.content();
        live.start(
                new Profiler(
                        settings.rules(),
                        settings.tenants(),
                        new GridLibrary(processorContext.getStateStore(StoreNames.GRIDS))),
                settings.partitionsOf(processorContext.taskId().partition()),
                settings::quotaOf,
                processorContext.currentSystemTimeMs());
    }

    @Override
    @HotPath
    public void process(FixedKeyRecord<byte[], byte[]> message) {
        ProfileProcessorLive state = live;
        FixedKeyProcessorContext<byte[], Integer> out = context;
        if (state == null || out == null) {
            throw new IllegalStateException("profile was used before its task started it");
        }
        RecordMetadata place = place(out);
        if (place.topic().equals(settings.graded())) {
            takeGraded(message, place, state);
        } else {
            take(message, place, out.currentSystemTimeMs(), state);
        }
        if (state.light()) {
            out.forward(message.withValue(LIT));
        }
        if (state.isFull()) {
            meters.add(Meter.EARLY_HANDOVERS, 1);
            out.forward(message.withValue(FULL));
        }
    }

    /** The bytes of another hand stop nobody. */
    private static void takeGraded(
            FixedKeyRecord<byte[], byte[]> message, RecordMetadata place, ProfileProcessorLive state) {
        try {
            state.take(GradedCodec.read(message.value()));
        } catch (IllegalArgumentException broken) {
            state.reject(message, place, new Rejection(Reason.UNREADABLE, String.valueOf(broken.getMessage())));
        }
    }

    @HotPath
    private void take(
            FixedKeyRecord<byte[], byte[]> message, RecordMetadata place, long clockMs, ProfileProcessorLive state) {
        Sources.Source source = state.source(place.topic(), place.partition());
        if (isEnd(message)) {
            source.end();
        } else if (isTombstone(message)) {
            meters.add(Meter.TOMBSTONES, 1);
        } else if (source.takes(message.timestamp())) {
            source.tellPassed(state.profiler());
            take(message, place, source, clockMs, state);
        }
    }

    private static boolean isBadLine(FixedKeyRecord<byte[], byte[]> message) {
        return message.headers().lastHeader(LINE_HEADER) != null;
    }

    /**
     * The time of a record that could not be used: that of the newest event before it in its partition, else that which the log has of it.
     * A task knows of the events since it started; so after a restart it may be that of an older event.
     */
    private static long time(Sources.Source source, long recordTimeMs) {
        return source.newestEventTimeMs() == Long.MIN_VALUE ? recordTimeMs : source.newestEventTimeMs();
    }

    /** Kafka Streams gives it in an Optional only. */
    private static RecordMetadata place(FixedKeyProcessorContext<byte[], Integer> out) {
        return out.recordMetadata().orElseThrow();
    }

    private static boolean isEnd(FixedKeyRecord<byte[], byte[]> message) {
        byte[] value = message.value();
        return (value == null || value.length == 0) && message.headers().lastHeader(END_HEADER) != null;
    }

    /** A key without a value: on a compacted topic it says that the key is gone, by design. Compaction takes no record without a key. */
    private static boolean isTombstone(FixedKeyRecord<byte[], byte[]> message) {
        return message.value() == null && message.key() != DeadLetter.NO_KEY;
    }

    @HotPath
    private void take(
            FixedKeyRecord<byte[], byte[]> message,
            RecordMetadata place,
            Sources.Source source,
            long clockMs,
            ProfileProcessorLive state) {
        observation.cameFrom(place.topic(), place.partition(), place.offset(), message.timestamp());
        Rejection rejection = decoder.decode(message.value(), observation);
        long hash = Place.hash(place.partition(), place.offset());
        if (rejection == null) {
            rejection = state.profiler().observe(observation, hash, clockMs + settings.futureMs());
        }
        meters.add(Meter.LABELS, observation.isLabel() ? 1 : 0);
        if (rejection == null) {
            if (observation.isLabel() || state.profiler().movesTime(observation)) {
                source.heard(clockMs);
                source.counted(observation.eventTimeMs());
            }
        } else {
            Reason reason = isBadLine(message) ? Reason.BAD_LINE : rejection.reason();
            state.reject(message, place, new Rejection(reason, rejection.detail()));
            state.profiler().reject(reason, observation, place.topic(), hash, time(source, message.timestamp()));
        }
    }
}
