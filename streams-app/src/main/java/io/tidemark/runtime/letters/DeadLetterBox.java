package io.tidemark.runtime.letters;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.KeptTopic;
import io.tidemark.runtime.Progress;
import io.tidemark.store.DeadLetter;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead-letter topic of an application as it stands now. A letter that was sent again has a mark behind it in its partition; one bit a
 * letter is kept of them, so however many letters there are, memory is bounded.
 *
 * <p>Used by one thread.
 */
public final class DeadLetterBox {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KeptTopic topic;
    private final Progress progress;
    private final Map<Integer, Long> firsts = new HashMap<>();
    private final Map<Integer, BitSet> replayed = new HashMap<>();
    private final TreeSet<String> topics = new TreeSet<>();

    /** A view of the application's letters; nothing is asked yet. */
    public DeadLetterBox(AppSettings settings, Progress progress) {
        this.topic = new KeptTopic(settings, new Topics(settings.applicationId(), Map.of()).deadLetters(), PATIENCE);
        this.progress = progress;
    }

    /** The topic's name. */
    public String name() {
        return topic.name();
    }

    /**
     * Reads the marks. To be called once, before the letters are asked for.
     *
     * @throws io.tidemark.domain.WorldFailure if the cluster does not answer in time, or has no such topic
     */
    public void readMarks() {
        topic.each(progress, message -> {
            firsts.putIfAbsent(message.partition(), message.offset());
            String mark = DeadLetter.text(message.headers(), DeadLetter.REPLAYED);
            if (!mark.isEmpty()) {
                LetterMarks.set(mark, firsts, replayed);
            } else {
                topics.add(DeadLetter.text(message.headers(), DeadLetter.TOPIC));
            }
        });
    }

    /** Whether a letter was sent again. */
    public boolean isReplayed(Letter letter) {
        return LetterMarks.isSet(letter.id(), firsts, replayed);
    }

    /** The topics of the records that there are letters of, in order. */
    public TreeSet<String> topics() {
        return new TreeSet<>(topics);
    }

    /** Hands out the letters that are meant; those of a partition in its order. */
    public void each(LetterFilter filter, Consumer<Letter> taker) {
        topic.each(progress, message -> take(message, filter, taker));
    }

    private static void take(ConsumerRecord<byte[], byte[]> message, LetterFilter filter, Consumer<Letter> taker) {
        if (DeadLetter.text(message.headers(), DeadLetter.REPLAYED).isEmpty()) {
            Letter letter = Letter.of(message);
            if (filter.matches(letter)) {
                taker.accept(letter);
            }
        }
    }
}
