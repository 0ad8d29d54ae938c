package io.tidemark.runtime.letters;

import io.tidemark.query.Letters;
import io.tidemark.query.Letters.DeadLetterFacts;
import io.tidemark.query.Letters.Fate;
import io.tidemark.query.Letters.Place;
import io.tidemark.store.DeadLetter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters of a running application, read on from where the last question left off: at most once in a few seconds, for a second or two
 * at most; while one reads, others get what was known before. Where the topic has dropped letters that were counted, it is counted anew.
 *
 * <p>Memory is bounded: the newest letters of a reason without their records, one bit a letter that was sent again, a count of each of at most
 * {@value #MOST_REASONS} reasons. Any thread may ask.
 */
public final class LetterBoard implements Supplier<Letters>, AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMillis(1_500);
    private static final int MOST_REASONS = 64;
    private static final String OTHERS = "(others)";
    private static final Comparator<DeadLetterFacts> NEWEST_FIRST = Comparator.comparingLong(DeadLetterFacts::writtenMs)
            .thenComparing(letter -> letter.place().partition())
            .thenComparing(letter -> letter.place().offset())
            .reversed();

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<String, LetterCensus> byReason = new TreeMap<>();
    private final Map<Integer, Long> firsts = new HashMap<>();
    private final Map<Integer, BitSet> replayed = new HashMap<>();
    private long readAtMs = Long.MIN_VALUE;
    private volatile Letters known;

    /**
     * Of a topic; nothing is asked yet.
     *
     * @param consumer of the topic's committed records, without a group; closed with this
     */
    public LetterBoard(Consumer<byte[], byte[]> consumer, String topic, Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.clock = clock;
        this.known = new Letters(topic, 0, 0, Map.of(), List.of(), 0);
    }

    @Override
    public Letters get() {
        if (reading.tryLock()) {
            try {
                if (readAtMs <= clock.millis() - FRESH.toMillis()) {
                    known = read();
                    readAtMs = known.behind() == 0 ? clock.millis() : Long.MIN_VALUE;
                }
            } catch (KafkaException unanswered) {
                readAtMs = clock.millis();
            } finally {
                reading.unlock();
            }
        }
        return known;
    }

    private Letters read() {
        List<TopicPartition> partitions = assigned();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        boolean hasDropped = begins.entrySet().stream()
                .anyMatch(begin -> firsts.getOrDefault(begin.getKey().partition(), Long.MAX_VALUE) < begin.getValue());
        if (hasDropped) {
            begin(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long untilMs = clock.millis() + LONGEST.toMillis();
        while (behind(ends) > 0 && clock.millis() < untilMs) {
            consumer.poll(POLL).forEach(this::take);
        }
        return letters(behind(ends));
    }

    private List<TopicPartition> assigned() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            begin(partitions);
        }
        return List.copyOf(consumer.assignment());
    }

    private void begin(List<TopicPartition> partitions) {
        byReason.clear();
        firsts.clear();
        replayed.clear();
        consumer.seekToBeginning(partitions);
    }

    private long behind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        firsts.putIfAbsent(message.partition(), message.offset());
        String mark = DeadLetter.text(message.headers(), DeadLetter.REPLAYED);
        if (!mark.isEmpty()) {
            LetterMarks.set(mark, firsts, replayed);
            return;
        }
        Letter letter = Letter.of(message);
        String reason = letter.cause().reason();
        boolean isOneMore = byReason.size() >= MOST_REASONS && !byReason.containsKey(reason);
        byReason.computeIfAbsent(isOneMore ? OTHERS : reason, any -> new LetterCensus(Letters.KEPT))
                .count(letter, LetterCensus.Fate.WAITING);
    }

    private Letters letters(long behind) {
        Map<String, Long> perReason = new TreeMap<>();
        List<DeadLetterFacts> newest = new ArrayList<>();
        byReason.forEach((reason, census) -> {
            perReason.put(reason, census.letters());
            census.newest().forEach(letter -> newest.add(facts(letter)));
        });
        newest.sort(NEWEST_FIRST);
        long records = perReason.values().stream().mapToLong(Long::longValue).sum();
        long sentAgain =
                replayed.values().stream().mapToLong(BitSet::cardinality).sum();
        return new Letters(topic, records, sentAgain, perReason, newest, behind);
    }

    private DeadLetterFacts facts(Letter letter) {
        Letter.Origin origin = letter.origin();
        return new DeadLetterFacts(
                new Place(topic, letter.id().partition(), letter.id().offset()),
                letter.cause().reason(),
                letter.cause().detail(),
                letter.cause().writtenMs(),
                letter.cause().failures(),
                new Place(origin.topic(), origin.partition(), origin.offset()),
                origin.timestampMs(),
                LetterMarks.isSet(letter.id(), firsts, replayed) ? Fate.REPLAYED : Fate.WAITING);
    }

    @Override
    public void close() {
        reading.lock();
        try {
            consumer.close();
        } finally {
            reading.unlock();
        }
    }
}
