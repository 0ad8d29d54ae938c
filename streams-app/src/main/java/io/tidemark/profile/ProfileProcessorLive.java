package io.tidemark.profile;

import io.tidemark.domain.Delta;
import io.tidemark.domain.Gradable;
import io.tidemark.domain.Graded;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Partial;
import io.tidemark.domain.QualityDelta;
import io.tidemark.domain.Readout;
import io.tidemark.domain.Rejection;
import io.tidemark.stats.HotPath;
import io.tidemark.store.DeadLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
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
    /** Most numbers that the live counts of a task may hold wherever it runs, 8 bytes each; beyond, they are handed on before the commit. */
    public static final long MOST_LIVE = 4_000_000;

    /** The share of the heap that the live counts of all tasks may hold together: one in so many. */
    private static final long SHARE_OF_HEAP = 6;

    /** Most rejected records, and most of their bytes, that wait for the commit. */
    private static final int MOST_REJECTED = 1_000;

    private static final long MOST_REJECTED_BYTES = 8_000_000;

    private final Meters meters;
    private final long mostLive;
    private final long idleAfterMs;
    private final Predicate<String> held;
    private final int mostLetterBytes;
    private final List<Record<byte @Nullable [], byte @Nullable []>> rejected = new ArrayList<>();
    private final Map<String, Mark> toldGrade = new HashMap<>();
    private Sources sources;
    private Readout.@Nullable Counting counting;
    private @Nullable Profiler profiler;
    private long rejectedBytes;
    private boolean lit;
    private String latestTopic = "";
    private int latestPartition = -1;
    private Sources.@Nullable Source latest;

    /**
     * Most numbers that the live counts of a task may hold: {@link #MOST_LIVE}, or more where the heap has room for it. With many models and slices a limit
     * that is too low hands on counts of an event each, which costs more than the events.
     *
     * @param heapBytes what the process may take
     * @param tasks how many there are, which may all run in the process
     */
    public static long mostLive(long heapBytes, int tasks) {
        return Math.max(MOST_LIVE, heapBytes / SHARE_OF_HEAP / Long.BYTES / Math.max(1, tasks));
    }

    /** What a task has live that holds nothing back. */
    public ProfileProcessorLive(long idleAfterMs, long mostLive, int mostLetterBytes, Meters meters) {
        this(idleAfterMs, mostLive, mostLetterBytes, meters, none -> false);
    }

    /**
     * What a task has live.
     *
     * @param mostLetterBytes what the dead-letter topic takes of one record
     * @param held source partitions, by their names in marks, that are held back and so are not idle
     */
    public ProfileProcessorLive(
            long idleAfterMs, long mostLive, int mostLetterBytes, Meters meters, Predicate<String> held) {
        this.mostLetterBytes = mostLetterBytes;
        this.idleAfterMs = idleAfterMs;
        this.held = held;
        this.sources = new Sources(idleAfterMs, held);
        this.mostLive = mostLive;
        this.meters = meters;
    }

    /** Begins afresh: a task that is revived after an aborted commit keeps its stores, and what they held is read again. */
    void start(Profiler fresh, List<String> partitions, long clockMs) {
        start(fresh, partitions, none -> null, clockMs);
    }

    /**
     * The same.
     *
     * @param quotas makes what a partition of a topic may have measured; null for everything
     */
    void start(Profiler fresh, List<String> partitions, Function<String, @Nullable EventQuota> quotas, long clockMs) {
        profiler = fresh;
        sources = new Sources(idleAfterMs, held, quotas);
        latest = null;
        lit = false;
        toldGrade.clear();
        takeRejected();
        end();
        counting = meters.readout().counting();
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
    void reject(FixedKeyRecord<byte[], byte[]> message, RecordMetadata place, Rejection rejection) {
        DeadLetter.Failed failed = new DeadLetter.Failed(
                new DeadLetter.Place(place.topic(), place.partition(), place.offset()),
                new Record<>(message.key(), message.value(), Math.max(0, message.timestamp()), message.headers()));
        Record<byte @Nullable [], byte @Nullable []> letter = rejection.reason() == Rejection.Reason.BAD_LINE
                ? DeadLetter.of(failed, mostLetterBytes)
                : DeadLetter.of(failed, rejection, mostLetterBytes);
        rejected.add(letter);
        rejectedBytes += DeadLetter.bytes(letter);
        meters.addRejected(rejection.reason());
    }

    /** Numbers that the live counts hold, 8 bytes each, about: any thread may ask, and sees what was so a moment ago. */
    public long liveNumbers() {
        Profiler now = profiler;
        return now == null ? 0 : now.liveWeight();
    }

    List<Partial> takePartials() {
        lit = false;
        sources.tellPassed(profiler());
        long numbers = profiler().liveWeight();
        List<Delta> deltas = profiler().handOver();
        tell(deltas.size(), numbers);
        meters.add(Meter.EVENTS, profiler().takeCounted());
        meters.add(Meter.DELTAS, deltas.size());
        profiler().tellQuotas(meters);
        meters.add(Meter.OVERFLOWING, profiler().takeOverflowing());
        List<Partial> partials = new ArrayList<>(profiler().partials(deltas));
        List<Partial> quality = profiler().takeQuality();
        meters.add(
                Meter.QUALITY_DELTAS,
                quality.stream().filter(QualityDelta.class::isInstance).count());
        partials.addAll(quality);
        return partials;
    }

    /** What grading needs, handed on with the counts. */
    List<Gradable.Half> takeGradable() {
        List<Gradable.Half> gradable = profiler().takeGradable();
        meters.add(Meter.GRADABLE, gradable.size());
        return gradable;
    }

    /** The marks that grading has to know, and does not know yet: it answers to each, so that one that says nothing new would be answered for ever. */
    List<Mark> newsFor(List<Mark> marks) {
        List<Mark> news = new ArrayList<>();
        for (Mark mark : marks) {
            Mark last = toldGrade.get(mark.source());
            boolean isNews = last == null
                    || last.newestEventTimeMs() != mark.newestEventTimeMs()
                    || last.state() != mark.state();
            if (isNews && profiler().isGraded(mark.source())) {
                toldGrade.put(mark.source(), mark);
                news.add(mark);
            }
        }
        return news;
    }

    /** Counts what grading found out. */
    void take(Graded graded) {
        profiler().take(graded);
        meters.add(Meter.GRADED_COUNTED, graded instanceof Graded.Progress ? 0 : 1);
    }

    private void tell(long accumulators, long numbers) {
        if (counting != null) {
            counting.tell(accumulators, numbers);
        }
    }

    /** The task ends. */
    void end() {
        if (counting != null) {
            counting.end();
        }
    }

    List<Mark> marks(long clockMs) {
        return sources.marks(clockMs);
    }

    List<Record<byte @Nullable [], byte @Nullable []>> takeRejected() {
        List<Record<byte @Nullable [], byte @Nullable []>> taken = List.copyOf(rejected);
        rejected.clear();
        rejectedBytes = 0;
        return taken;
    }
}
