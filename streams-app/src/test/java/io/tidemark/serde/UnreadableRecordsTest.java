package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.store.DeadLetter;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class UnreadableRecordsTest {
    private final Meters meters = new Meters();

    @Test
    void recordGoesToTheDeadLettersAndIsCounted() {
        Response response = handle(new IllegalArgumentException("cannot read a partial: kind=7, expected 0, 1 or 2"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(meters.rejected(Reason.UNREADABLE)).isEqualTo(1);
        List<ProducerRecord<byte[], byte[]>> letters = response.deadLetterQueueRecords();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).topic()).isEqualTo("app-dead-letters");
        assertThat(letters.get(0).key()).containsExactly(1);
        assertThat(letters.get(0).value()).containsExactly(2, 3);
        assertThat(DeadLetter.text(letters.get(0).headers(), DeadLetter.REASON)).isEqualTo("UNREADABLE");
        assertThat(DeadLetter.text(letters.get(0).headers(), DeadLetter.DETAIL))
                .isEqualTo("cannot read a partial: kind=7, expected 0, 1 or 2");
        assertThat(DeadLetter.text(letters.get(0).headers(), DeadLetter.TOPIC)).isEqualTo("app-partials");
        assertThat(DeadLetter.number(letters.get(0).headers(), DeadLetter.OFFSET, -1, 100))
                .isEqualTo(42);
    }

    @Test
    void whatALibrarySaysOfTheBytesIsNotQuoted() {
        Response response = handle(new SerializationException(
                "Error", new AvroRuntimeException("Malformed data: the secret 4711 is not a long")));

        assertThat(DeadLetter.text(response.deadLetterQueueRecords().get(0).headers(), DeadLetter.DETAIL))
                .isEqualTo("AvroRuntimeException");
    }

    @Test
    void withoutSettingsItStops() {
        UnreadableRecords handler = new UnreadableRecords();
        handler.configure(Map.of());

        assertThat(handler.handleError(context(), message(), new IllegalArgumentException("x"))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    private Response handle(Exception exception) {
        UnreadableRecords handler = new UnreadableRecords();
        handler.configure(
                Map.of(UnreadableRecords.SETTINGS, new UnreadableRecords.Settings("app-dead-letters", 10_000, meters)));
        return handler.handleError(context(), message(), exception);
    }

    private static DefaultErrorHandlerContext context() {
        ConsumerRecord<byte[], byte[]> message = message();
        return new DefaultErrorHandlerContext(
                null,
                message.topic(),
                message.partition(),
                message.offset(),
                message.headers(),
                "partials-in",
                new TaskId(0, 0),
                0,
                message.key(),
                message.value());
    }

    private static ConsumerRecord<byte[], byte[]> message() {
        return new ConsumerRecord<>("app-partials", 0, 42, new byte[] {1}, new byte[] {2, 3});
    }
}
