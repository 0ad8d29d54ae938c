package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.serde.Registry;
import io.tidemark.serde.RegistrySettings;
import io.tidemark.testkit.RegistryServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class HoldingConsumerTest {
    private static final TopicPartition HELD = new TopicPartition("events", 0);
    private static final TopicPartition OTHER = new TopicPartition("events", 1);
    private static final TopicPartition PLAIN = new TopicPartition("plain", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
    private final HeldPartitions held = new HeldPartitions();
    private final Meters meters = new Meters();
    private RegistryServer server;
    private SchemaDesk desk;
    private Consumer<byte[], byte[]> consumer;

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start().with(1, "\"string\"").with(2, "\"long\"");
        begin(Duration.ofHours(1), new Registry(settings(), Clock.systemUTC()));
    }

    private void begin(Duration patience) {
        begin(patience, new Registry(settings(), Clock.systemUTC()));
    }

    private RegistrySettings settings() {
        return RegistrySettings.of(server.url(), Map.of());
    }

    private void begin(Duration patience, Registry registry) {
        desk = new SchemaDesk(registry, patience, Clock.systemUTC());
        consumer = new HoldingClients(Set.of("events"), desk, held, meters).holding(broker);
        consumer.assign(List.of(HELD, OTHER, PLAIN));
        broker.updateBeginningOffsets(Map.of(HELD, 0L, OTHER, 0L, PLAIN, 0L));
    }

    @AfterEach
    void stop() {
        desk.close();
        server.close();
    }

    private void send(TopicPartition partition, long offset, int schemaId) {
        byte[] value = ByteBuffer.allocate(6).put((byte) 0).putInt(schemaId).array();
        broker.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], value));
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return consumer.poll(Duration.ZERO);
    }

    private static List<Long> offsets(ConsumerRecords<byte[], byte[]> polled, TopicPartition partition) {
        return polled.records(partition).stream().map(ConsumerRecord::offset).toList();
    }

    @Test
    void nothingIsHeldWhileTheRegistryAnswers() {
        send(HELD, 0, 1);
        send(HELD, 1, 2);
        send(HELD, 2, 99);

        ConsumerRecords<byte[], byte[]> polled = poll();

        // 99 is not there: the registry says so, and that is an answer.
        assertThat(offsets(polled, HELD)).containsExactly(0L, 1L, 2L);
        assertThat(held.count()).isZero();
    }

    @Test
    void aSchemaThatTheRegistryGetsLateIsWaitedFor() {
        desk.close();
        broker.unsubscribe();
        begin(Duration.ofHours(1), Registry.doubting(settings(), Clock.systemUTC()));
        send(HELD, 0, 99);
        assertThat(offsets(poll(), HELD)).isEmpty();
        assertThat(held.test("events-0")).isTrue();

        server.with(99, "\"string\"");

        await().atMost(PATIENCE).until(() -> desk.isAnswered(99));
        send(HELD, 0, 99);
        assertThat(offsets(poll(), HELD)).containsExactly(0L);
        assertThat(held.count()).isZero();
    }

    @Test
    void aPartitionIsHeldFromTheFirstRecordOnThatNobodyKnows() {
        send(HELD, 0, 1);
        await().until(() -> !offsets(poll(), HELD).isEmpty());
        server.fail(500);
        send(HELD, 1, 1);
        send(HELD, 2, 2);
        send(HELD, 3, 1);
        send(OTHER, 0, 1);
        send(PLAIN, 0, 2);

        ConsumerRecords<byte[], byte[]> polled = poll();

        assertThat(offsets(polled, HELD)).containsExactly(1L);
        assertThat(offsets(polled, OTHER)).containsExactly(0L);
        assertThat(offsets(polled, PLAIN)).containsExactly(0L);
        assertThat(polled.nextOffsets()).containsEntry(HELD, new OffsetAndMetadata(2, Optional.empty(), ""));
        assertThat(consumer.position(HELD)).isEqualTo(2);
        assertThat(consumer.paused()).containsExactly(HELD);
        assertThat(held.test("events-0")).isTrue();
        assertThat(consumer.currentLag(HELD)).hasValue(0);
    }

    @Test
    void aHeldPartitionStaysPausedWhateverTheThreadResumes() {
        server.fail(500);
        send(HELD, 0, 2);
        poll();

        consumer.pause(List.of(HELD, OTHER));
        consumer.resume(List.of(HELD, OTHER));

        assertThat(consumer.paused()).containsExactly(HELD);
    }

    @Test
    void itGoesOnWhereItWasHeldOnceTheRegistryAnswers() {
        server.fail(500);
        send(HELD, 0, 2);
        send(HELD, 1, 2);
        assertThat(poll().isEmpty()).isTrue();
        server.fail(0);
        await().atMost(PATIENCE).until(() -> desk.isAnswered(2));
        // MockConsumer forgets what it handed out.
        send(HELD, 0, 2);
        send(HELD, 1, 2);

        assertThat(offsets(poll(), HELD)).containsExactly(0L, 1L);
        assertThat(consumer.paused()).isEmpty();
        assertThat(held.count()).isZero();
        assertThat(meters.read(Meter.PARTITIONS_HELD)).isEqualTo(1);
        assertThat(meters.read(Meter.PARTITIONS_RELEASED)).isEqualTo(1);
    }

    @Test
    void whatTheThreadHasPausedMeanwhileStaysPaused() {
        server.fail(500);
        send(HELD, 0, 2);
        poll();
        consumer.pause(List.of(HELD));
        server.fail(0);
        await().atMost(PATIENCE).until(() -> desk.isAnswered(2));

        poll();

        assertThat(held.count()).isZero();
        assertThat(consumer.paused()).containsExactly(HELD);
    }

    @Test
    void aPartitionThatWentToOthersIsHeldNoLonger() {
        server.fail(500);
        send(HELD, 0, 2);
        poll();

        consumer.assign(List.of(OTHER));
        poll();

        assertThat(held.count()).isZero();
    }

    @Test
    void afterThePatienceRecordsGoOnAndTheirSchemaIsUnknown() {
        desk.close();
        broker.unsubscribe();
        begin(Duration.ofMillis(700));
        server.fail(500);
        send(HELD, 0, 2);
        assertThat(poll().isEmpty()).isTrue();

        await().atMost(PATIENCE).until(() -> desk.isAnswered(2));
        send(HELD, 0, 2);

        assertThat(offsets(poll(), HELD)).containsExactly(0L);
        assertThatThrownBy(() -> desk.schemaById(2))
                .hasMessage("registry=" + server.url() + " did not answer; a schema is waited for 700ms");
    }
}
