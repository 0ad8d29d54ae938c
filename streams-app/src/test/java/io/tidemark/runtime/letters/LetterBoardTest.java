package io.tidemark.runtime.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.Letters;
import io.tidemark.query.Letters.DeadLetterFacts;
import io.tidemark.query.Letters.Fate;
import io.tidemark.store.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterBoardTest {
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final LetterBoard board = new LetterBoard(consumer, "letters", new Ticking());

    /** A clock that a test moves; each look costs a millisecond. */
    private final class Ticking extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMs.incrementAndGet());
        }
    }

    LetterBoardTest() {
        Node node = new Node(0, "broker", 1);
        Node[] nodes = {node};
        consumer.updatePartitions("letters", List.of(new PartitionInfo("letters", 0, node, nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    private void letters(int from, int to, String reason) {
        consumer.schedulePollTask(() -> {
            for (int offset = from; offset < to; offset++) {
                RecordHeaders headers = new RecordHeaders();
                headers.add(DeadLetter.REASON, bytes(reason));
                headers.add(DeadLetter.DETAIL, bytes("detail " + offset));
                add(offset, headers);
            }
        });
        consumer.updateEndOffsets(Map.of(PARTITION, (long) to));
    }

    private void add(long offset, RecordHeaders headers) {
        consumer.addRecord(new ConsumerRecord<>(
                "letters",
                0,
                offset,
                offset,
                TimestampType.LOG_APPEND_TIME,
                0,
                6,
                null,
                bytes("secret"),
                headers,
                Optional.empty()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void aMinuteLater() {
        nowMs.addAndGet(Duration.ofMinutes(1).toMillis());
    }

    @Test
    void allAreCountedAndTheNewestOfEachReasonRemembered() {
        letters(0, 3, "EMPTY");
        board.get();
        aMinuteLater();
        letters(3, 903, "UNDECODABLE");

        Letters letters = board.get();

        assertThat(letters.records()).isEqualTo(903);
        assertThat(letters.perReason()).isEqualTo(Map.of("EMPTY", 3L, "UNDECODABLE", 900L));
        assertThat(letters.behind()).isZero();
        assertThat(letters.newest()).hasSize(503);
        assertThat(letters.newest().get(0).detail()).isEqualTo("detail 902");
        assertThat(letters.newest().get(502).detail()).isEqualTo("detail 0");
    }

    @Test
    void whoAsksAgainAtOnceGetsWhatWasKnown() {
        letters(0, 1, "EMPTY");

        Letters first = board.get();
        letters(1, 2, "EMPTY");

        assertThat(board.get()).isSameAs(first);
        aMinuteLater();
        assertThat(board.get().records()).isEqualTo(2);
    }

    @Test
    void whatWasSentAgainIsMarked() {
        letters(0, 2, "EMPTY");
        board.get();
        aMinuteLater();
        consumer.schedulePollTask(() -> {
            RecordHeaders mark = new RecordHeaders();
            mark.add(DeadLetter.REPLAYED, bytes("0@1"));
            add(2, mark);
        });
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));

        Letters letters = board.get();

        assertThat(letters.records()).isEqualTo(2);
        assertThat(letters.replayed()).isEqualTo(1);
        assertThat(letters.newest()).extracting(DeadLetterFacts::fate).containsExactly(Fate.REPLAYED, Fate.WAITING);
    }

    @Test
    void whatTheTopicDroppedIsCountedNoMore() {
        letters(0, 10, "EMPTY");
        board.get();
        aMinuteLater();
        consumer.updateBeginningOffsets(Map.of(PARTITION, 8L));
        letters(8, 10, "EMPTY");

        assertThat(board.get().records()).isEqualTo(2);
    }

    @Test
    void whatIsStillToBeReadIsTold() {
        letters(0, 2, "EMPTY");
        consumer.updateEndOffsets(Map.of(PARTITION, 7L));

        Letters letters = board.get();

        assertThat(letters.records()).isEqualTo(2);
        assertThat(letters.behind()).isEqualTo(5);
    }
}
