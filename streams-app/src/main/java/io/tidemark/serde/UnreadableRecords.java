package io.tidemark.serde;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.store.DeadLetter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams' way (KIP-1034) with a record on one of our own topics that is not what we write there: counted, to the dead letters, and the
 * stream goes on. The letter is of the same kind as profile's, in the transaction of the task.
 *
 * <p>Used by stream threads, one instance for all of them.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {
    /** Setting: the {@link Settings}. */
    public static final String SETTINGS = "tidemark.unreadable.records";

    private static final Logger log = LoggerFactory.getLogger(UnreadableRecords.class);
    private static final int EVERY = 1_000;

    private @Nullable Settings settings;

    /**
     * Where they go.
     *
     * @param deadLetters the topic
     * @param mostBytes what it takes of one record
     * @param meters where they are counted
     */
    public record Settings(String deadLetters, int mostBytes, Meters meters) {}

    @Override
    public void configure(Map<String, ?> configs) {
        settings = (Settings) configs.get(SETTINGS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> message, Exception exception) {
        Settings to = settings;
        if (to == null) {
            return Response.fail();
        }
        long before = to.meters().rejected(Reason.UNREADABLE);
        if (before % EVERY == 0) {
            log.warn(
                    "a record on a topic of ours cannot be read and went to the dead letters topic={} partition={} offset={}"
                            + " so far={}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    before + 1);
        }
        to.meters().addRejected(Reason.UNREADABLE);
        return Response.resume(List.of(letter(message, exception, to)));
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> message, Exception exception, Settings to) {
        DeadLetter.Failed failed = new DeadLetter.Failed(
                new DeadLetter.Place(message.topic(), message.partition(), message.offset()),
                new Record<>(message.key(), message.value(), Math.max(0, message.timestamp()), message.headers()));
        Record<byte @Nullable [], byte @Nullable []> letter =
                DeadLetter.of(failed, new Rejection(Reason.UNREADABLE, detail(exception)), to.mostBytes());
        return new ProducerRecord<>(
                to.deadLetters(), null, letter.timestamp(), letter.key(), letter.value(), letter.headers());
    }

    /** Our own sentence, or the kind of failure: what a library says of bytes may quote them. */
    private static String detail(Exception exception) {
        Throwable cause = exception;
        while (cause.getCause() != null && !(cause instanceof IllegalArgumentException)) {
            cause = cause.getCause();
        }
        String kind = cause.getClass().getSimpleName();
        return cause.getClass() == IllegalArgumentException.class ? String.valueOf(cause.getMessage()) : kind;
    }
}
