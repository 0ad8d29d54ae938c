package io.tidemark.runtime.letters;

import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.KeptTopic;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.Progress;
import io.tidemark.store.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of letters back to where they stood: topic, partition, key, value, headers and time.
 *
 * <p>Never twice: a record and the mark of its letter are in one transaction; a second replay that begins fences the first, and then reads
 * the marks. Used by one thread.
 */
public final class DeadLetterReplay {
    private static final int BATCH = 200;
    private static final long BATCH_BYTES = 4L << 20;

    private final AppSettings settings;
    private final Progress progress;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final List<Letter> batch = new ArrayList<>();
    private long batchBytes;

    /** A replay beside a running application. */
    public DeadLetterReplay(AppSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What came, or would come, of it.
     *
     * @param sent letters whose records were sent, or would be
     * @param sentAgain those among them whose record has failed more than once
     * @param before letters that were sent before, and are left alone
     * @param lost letters whose record cannot be sent: cut, and gone where it stood; or its topic is gone
     */
    public record Outcome(long sent, long sentAgain, long before, long lost) {}

    /** What would be sent; nothing is. */
    public Outcome preview(LetterFilter filter) {
        DeadLetterBox box = new DeadLetterBox(settings, progress);
        box.readMarks();
        Count count = new Count();
        box.each(filter, letter -> {
            if (box.isReplayed(letter)) {
                count.before++;
            } else if (isLost(letter)) {
                count.lost++;
            } else {
                count.sent(letter);
            }
        });
        return count.outcome();
    }

    private boolean isLost(Letter letter) {
        return partitionsOf(letter.origin().topic()) == 0
                || (!letter.body().cut().isEmpty()
                        && OriginalRecord.find(letter.origin(), settings).isEmpty());
    }

    private int partitionsOf(String topic) {
        return topic.isEmpty()
                ? 0
                : partitions.computeIfAbsent(
                        topic, name -> new KeptTopic(settings, name, DeadLetterBox.PATIENCE).partitions());
    }

    /**
     * Sends them.
     *
     * @throws WorldFailure if the cluster does not take them; what was sent by then is marked as such
     */
    public Outcome send(LetterFilter filter) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            DeadLetterBox box = new DeadLetterBox(settings, progress);
            box.readMarks();
            Count count = new Count();
            box.each(filter, letter -> {
                if (box.isReplayed(letter)) {
                    count.before++;
                } else {
                    add(letter, box, count, producer);
                }
            });
            flush(box, count, producer);
            return count.outcome();
        } catch (KafkaException failure) {
            throw new ClusterFailure(
                    "the cluster did not take the records; what was taken before is marked, go on by the same command: bootstrap="
                            + settings.bootstrapServers(),
                    failure);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("compression.type", "lz4");
        properties.put("max.request.size", 64 << 20);
        properties.put("buffer.memory", 128L << 20);
        properties.putAll(MonitorApp.clientProperties(settings));
        properties.put("transactional.id", settings.applicationId() + "-dead-letter-replay");
        return properties;
    }

    private void add(Letter letter, DeadLetterBox box, Count count, KafkaProducer<byte[], byte[]> producer) {
        batch.add(letter);
        batchBytes += letter.body().value() == null ? 0 : letter.body().value().length;
        if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
            flush(box, count, producer);
        }
    }

    private void flush(DeadLetterBox box, Count count, KafkaProducer<byte[], byte[]> producer) {
        if (batch.isEmpty()) {
            return;
        }
        Count some = new Count();
        producer.beginTransaction();
        try {
            for (Letter letter : batch) {
                Optional<ProducerRecord<byte[], byte[]>> message = message(letter);
                if (message.isEmpty()) {
                    some.lost++;
                } else {
                    producer.send(message.get());
                    producer.send(mark(letter, box.name()));
                    some.sent(letter);
                }
            }
            producer.commitTransaction();
        } catch (KafkaException failure) {
            abort(producer);
            throw failure;
        }
        count.add(some);
        batch.clear();
        batchBytes = 0;
    }

    /** A producer that was fenced cannot even abort. */
    private static void abort(KafkaProducer<byte[], byte[]> producer) {
        try {
            producer.abortTransaction();
        } catch (KafkaException fenced) {
            // the first failure is told
        }
    }

    private Optional<ProducerRecord<byte[], byte[]>> message(Letter letter) {
        int found = partitionsOf(letter.origin().topic());
        if (found == 0) {
            return Optional.empty();
        }
        if (letter.body().cut().isEmpty()) {
            return Optional.of(message(
                    letter,
                    found,
                    letter.body().key(),
                    letter.body().value(),
                    letter.body().headers()));
        }
        return OriginalRecord.find(letter.origin(), settings)
                .map(original -> message(letter, found, original.key(), original.value(), headers(original)));
    }

    private static List<Letter.Header> headers(ConsumerRecord<byte[], byte[]> original) {
        return Letter.of(original).body().headers();
    }

    private static ProducerRecord<byte[], byte[]> message(
            Letter letter,
            int partitions,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Letter.Header> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach(header -> all.add(header.name(), header.value()));
        all.add(DeadLetter.LETTER, bytes(letter.id().text()));
        all.add(DeadLetter.FAILURES, bytes(Long.toString(letter.cause().failures())));
        Letter.Origin origin = letter.origin();
        Integer partition = origin.partition() < partitions ? origin.partition() : null;
        return new ProducerRecord<>(origin.topic(), partition, Math.max(0, origin.timestampMs()), key, value, all);
    }

    private static ProducerRecord<byte[], byte[]> mark(Letter letter, String topic) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetter.REPLAYED, bytes(letter.id().text()));
        return new ProducerRecord<>(topic, letter.id().partition(), null, null, null, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An outcome in the making. */
    private static final class Count {
        private long sent;
        private long sentAgain;
        private long before;
        private long lost;

        void sent(Letter letter) {
            sent++;
            sentAgain += letter.cause().failures() > 1 ? 1 : 0;
        }

        void add(Count other) {
            sent += other.sent;
            sentAgain += other.sentAgain;
            lost += other.lost;
        }

        Outcome outcome() {
            return new Outcome(sent, sentAgain, before, lost);
        }
    }
}
