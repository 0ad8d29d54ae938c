package io.tidemark.runtime.letters;

import io.tidemark.store.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, as the dead-letter topic has it.
 *
 * @param id where the letter stands
 * @param cause why it is there
 * @param origin where the record stood
 * @param body what the record was
 */
public record Letter(Id id, Cause cause, Origin origin, Body body) {
    /** A letter's place on the dead-letter topic. */
    public record Id(int partition, long offset) {
        /** {@code 0@12}. */
        public String text() {
            return partition + "@" + offset;
        }
    }

    /**
     * Why a record could not be used.
     *
     * @param reason a {@link io.tidemark.domain.Rejection.Reason}, or the word of another build
     * @param detail what was seen and what would be right; no payload
     * @param writtenMs when the broker took the letter
     * @param failures how often the record has failed, at least 1
     * @param earlier the letter that it was sent again from; empty if it was not
     */
    public record Cause(String reason, String detail, long writtenMs, long failures, String earlier) {}

    /** Where a record stood, and its own time there. */
    public record Origin(String topic, int partition, long offset, long timestampMs) {
        /** {@code payments-3@88123}. */
        public String text() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /** A header of the record's own. */
    public record Header(String name, byte[] value) {}

    /**
     * What a record was.
     *
     * @param key null if it had none
     * @param value null if it had none
     * @param headers its own, in order
     * @param cut what of it was too large to be kept: {@code value=600000}; empty if nothing was
     */
    public record Body(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers, String cut) {
        public Body {
            headers = List.copyOf(headers);
        }
    }

    static Letter of(ConsumerRecord<byte[], byte[]> message) {
        Headers headers = message.headers();
        List<Header> own = new ArrayList<>();
        for (org.apache.kafka.common.header.Header header : headers) {
            if (!DeadLetter.isOurs(header.key())) {
                own.add(new Header(header.key(), header.value() == null ? new byte[0] : header.value()));
            }
        }
        return new Letter(
                new Id(message.partition(), message.offset()),
                new Cause(
                        DeadLetter.text(headers, DeadLetter.REASON),
                        DeadLetter.text(headers, DeadLetter.DETAIL),
                        message.timestamp(),
                        DeadLetter.number(headers, DeadLetter.FAILURES, 1, Integer.MAX_VALUE),
                        DeadLetter.text(headers, DeadLetter.LETTER)),
                new Origin(
                        DeadLetter.text(headers, DeadLetter.TOPIC),
                        (int) DeadLetter.number(headers, DeadLetter.PARTITION, 0, Integer.MAX_VALUE),
                        DeadLetter.number(headers, DeadLetter.OFFSET, 0, Long.MAX_VALUE),
                        DeadLetter.number(headers, DeadLetter.TIMESTAMP, message.timestamp(), Long.MAX_VALUE)),
                new Body(message.key(), message.value(), own, DeadLetter.text(headers, DeadLetter.CUT)));
    }

    /** The same without key, value and headers: what is small enough to be kept of many. */
    Letter withoutBody() {
        return new Letter(id, cause, origin, new Body(null, null, List.of(), body.cut()));
    }
}
