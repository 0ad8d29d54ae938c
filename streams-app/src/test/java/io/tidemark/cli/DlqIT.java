package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.store.DeadLetter;
import io.tidemark.testkit.FreshTopicProducer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark dlq} as an operator runs it after a bad night, against a broker. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DlqIT {
    private static final String LETTERS = "tidemark-dead-letters";
    private static final byte[] LARGE = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<String, String> logTime = Map.of("message.timestamp.type", "LogAppendTime");
            admin.createTopics(List.of(
                            new NewTopic(LETTERS, 2, (short) 1).configs(logTime),
                            new NewTopic("payments", 4, (short) 1),
                            new NewTopic("clicks", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            producer.send(new ProducerRecord<>("clicks", 0, 5L, bytes("c"), LARGE));
            producer.send(letter(0, "payments", 3, 11, bytes("secret-1"), Reason.UNKNOWN_SCHEMA, 10_000_000));
            producer.send(letter(0, "payments", 3, 12, bytes("secret-2"), Reason.UNKNOWN_SCHEMA, 10_000_000));
            producer.send(letter(1, "payments", 0, 7, bytes("secret-3"), Reason.UNDECODABLE, 10_000_000));
            producer.send(letter(1, "clicks", 0, 0, LARGE, Reason.UNDECODABLE, 100_000));
            producer.send(letter(1, "gone", 0, 3, bytes("secret-4"), Reason.EMPTY, 10_000_000));
            producer.flush();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void listCountsByReasonAndTopicAndShowsNoPayload() {
        Shell list = dlq("list");

        assertThat(list.code()).isEqualTo(1);
        assertThat(list.out())
                .contains("UNKNOWN_SCHEMA  payments        2           0")
                .contains("0@0     payments-3@11")
                .contains("UNKNOWN_SCHEMA: schema id=9 is not known")
                .contains("5 dead letters on tidemark-dead-letters")
                .doesNotContain("secret");
        assertThat(dlq("list", "--reason", "undecodable", "--topic", "payments", "--json")
                        .out())
                .contains("\"letters\":1,")
                .contains("\"record\":\"payments-0@7\"");
        assertThat(dlq("list", "--to", "2001-01-01").code()).isZero();
    }

    @Test
    @Order(1)
    void mistakesSayWhatWouldBeRight() {
        assertThat(dlq("list", "--reason", "UNDECODEABLE").err())
                .contains("--reason=UNDECODEABLE is not a reason; did you mean UNDECODABLE?");
        assertThat(dlq("list", "--topic", "payment").err())
                .contains("--topic=payment has no letters; did you mean payments?");
        assertThat(dlq("show", "7").err()).contains("'7' is not a place; write 0@12");
        Shell nowhere = dlq("show", "0@99");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err())
                .endsWith(
                        "there is no such letter on tidemark-dead-letters: place=0@99; the nearest is 0@1, of record payments-3@12\n");
        assertThat(dlq("show", "payment-3@11").err())
                .contains("place=payment-3@11; did you mean payments?; tidemark dlq list names those there are");
        assertThat(dlq("show", "payments-2@11").err()).contains("place=payments-2@11; that partition has none;");
        assertThat(Shell.run("dlq", "list", "-b", broker.bootstrapServers(), "--application-id", "other")
                        .err())
                .contains("no such topic: topic=other-dead-letters");
    }

    @Test
    @Order(1)
    void showHidesThePayloadUntilItIsAskedFor() {
        Shell hidden = dlq("show", "payments-0@7");
        Shell shown = dlq("show", "1@0", "--payload");

        assertThat(hidden.code()).isZero();
        assertThat(hidden.out())
                .contains("letter 1@0 of tidemark-dead-letters")
                .contains("why       UNDECODABLE: schema id=9 is not known")
                .contains("record    payments-0@7, of 2023-11-14 22:13Z")
                .contains("header    trace: 3 bytes")
                .contains("value     8 bytes, begins 73 65 63 72 65")
                .doesNotContain("secret-3");
        assertThat(shown.out())
                .contains("header    trace: abc")
                .contains("73 65 63 72 65 74 2d 33")
                .contains("secret-3");
        assertThat(dlq("show", "1@0", "--payload", "--json").out()).contains("\"value\":\"c2VjcmV0LTM=\"");
    }

    @Test
    @Order(2)
    void replayOnlySaysWhatItWouldDoUntilItIsTold() {
        Shell plan = dlq("replay");

        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.out())
                .contains("4 records would be sent back to where they stood")
                .contains("1 cannot be sent: the topic is gone")
                .contains("nothing was sent; add --send");
        assertThat(read("payments")).isEmpty();
    }

    @Test
    @Order(2)
    void nothingIsSentWhereAPlaceHasNoLetter() {
        Shell sent = dlq("replay", "0@0", "payments-3@10", "--send");

        assertThat(sent.code()).isEqualTo(2);
        assertThat(sent.err())
                .endsWith(
                        "there is no such letter on tidemark-dead-letters: place=payments-3@10; the nearest is 0@0, of record payments-3@11\n");
        assertThat(read("payments")).isEmpty();
    }

    @Test
    @Order(3)
    void replaySendsWhatWasMeantOnceWithEverythingItHad() {
        Shell sent = dlq("replay", "--reason", "UNKNOWN_SCHEMA", "--send");
        Shell again = dlq("replay", "--topic", "payments", "--send");

        assertThat(sent.out()).contains("2 records sent back to where they stood");
        assertThat(sent.code()).isZero();
        assertThat(again.out()).contains("1 record sent back").contains("2 letters left alone: sent before");
        List<ConsumerRecord<byte[], byte[]>> records = read("payments");
        assertThat(records)
                .extracting(message -> message.partition() + " " + new String(message.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("3 secret-1", "3 secret-2", "0 secret-3");
        ConsumerRecord<byte[], byte[]> first = records.stream()
                .filter(message -> message.partition() == 3)
                .findFirst()
                .orElseThrow();
        assertThat(first.key()).asString().isEqualTo("k");
        assertThat(first.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(DeadLetter.text(first.headers(), "trace")).isEqualTo("abc");
        assertThat(DeadLetter.text(first.headers(), DeadLetter.LETTER)).isEqualTo("0@0");
        assertThat(first.headers().headers(DeadLetter.REASON)).isEmpty();
    }

    @Test
    @Order(4)
    void cutLetterIsSentFromWhereItsRecordStood() {
        assertThat(dlq("show", "clicks-0@0").out()).contains("cut       the topic takes no more: value=300000");

        Shell sent = dlq("replay", "clicks-0@0", "--send");

        assertThat(sent.out()).contains("1 record sent back");
        assertThat(read("clicks")).hasSize(2).allSatisfy(message -> assertThat(message.value())
                .isEqualTo(LARGE));
        assertThat(dlq("replay", "--send").out())
                .contains("0 records sent back")
                .contains("1 cannot be sent");
        // The replay before has waited until the transactions before it were visible.
        assertThat(dlq("list").out())
                .contains("(sent again)")
                .contains("UNKNOWN_SCHEMA  payments        0           2")
                .contains("5 dead letters on tidemark-dead-letters, 4 sent again; 1 waiting");
        assertThat(dlq("list", "--topic", "payments").code()).isZero();
    }

    private static Shell dlq(String command, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("dlq", command));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("-b", broker.bootstrapServers()));
        return Shell.run(arguments.toArray());
    }

    private static ProducerRecord<byte[], byte[]> letter(
            int partition, String topic, int from, long offset, byte[] value, Reason reason, int most) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", bytes("abc"));
        Record<byte @Nullable [], byte @Nullable []> letter = DeadLetter.of(
                new DeadLetter.Failed(
                        new DeadLetter.Place(topic, from, offset),
                        new Record<>(bytes("k"), value, 1_700_000_000_000L, headers)),
                new Rejection(reason, "schema id=9 is not known"),
                most);
        return new ProducerRecord<>(LETTERS, partition, null, letter.key(), letter.value(), letter.headers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "isolation.level", "read_uncommitted",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(all::add);
            }
            return all;
        }
    }
}
