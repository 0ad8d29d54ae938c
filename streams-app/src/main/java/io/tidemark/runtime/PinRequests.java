package io.tidemark.runtime;

import io.tidemark.domain.Operation;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.TidingReader;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * References that people have asked for and that nothing has come of yet, as the operations topic has them: one is open until a note of the same id says
 * what came of it. Used by one thread.
 */
final class PinRequests implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PinRequests.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 1_000;

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TidingReader reader;
    private final Map<String, Operation> open = new LinkedHashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;

    /** @param consumers make one that is in no group, and reads committed records from the beginning */
    PinRequests(String topic, Supplier<Consumer<byte[], byte[]>> consumers, SchemaSource schemas) {
        this.topic = topic;
        this.consumers = consumers;
        this.reader = TidingReader.ofAll(schemas);
    }

    /**
     * Those of an application.
     *
     * @throws Registry.RegistryFailure if a registry inside the process does not take our schemas
     */
    static PinRequests of(AppSettings settings, Topics topics, Registry registry) {
        OwnSchemas.registerInProcess(registry, topics.subjects());
        return new PinRequests(topics.operations(), () -> consumer(settings), registry);
    }

    /**
     * Those that are open at the topic's end of now, in the order in which each model's were asked for. If it fails, the topic is read anew the next time: a
     * record that was handed out and not understood must not be passed over.
     *
     * @throws org.apache.kafka.common.KafkaException or a {@link io.tidemark.domain.WorldFailure} if the topic cannot be read to its end
     */
    List<Operation> read() {
        boolean isRead = false;
        try {
            readToEnd();
            isRead = true;
        } finally {
            if (!isRead) {
                close();
            }
        }
        return List.copyOf(open.values());
    }

    private void readToEnd() {
        Consumer<byte[], byte[]> reading = consumer == null ? begin() : consumer;
        Map<TopicPartition, Long> ends = reading.endOffsets(reading.assignment());
        long begunNanos = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> reading.position(end.getKey()) < end.getValue())) {
            reading.poll(POLL).forEach(this::take);
            if (System.nanoTime() - begunNanos > PATIENCE_NANOS) {
                throw new ClusterFailure(
                        "the topic was not read to its end in time: topic=" + topic,
                        new IllegalStateException("ends=" + ends));
            }
        }
    }

    private Consumer<byte[], byte[]> begin() {
        Consumer<byte[], byte[]> fresh = consumers.get();
        consumer = fresh;
        open.clear();
        Set<TopicPartition> partitions = new HashSet<>();
        fresh.partitionsFor(topic).forEach(one -> partitions.add(new TopicPartition(one.topic(), one.partition())));
        fresh.assign(partitions);
        fresh.seekToBeginning(partitions);
        return fresh;
    }

    private static Consumer<byte[], byte[]> consumer(AppSettings settings) {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.remove("group.id");
        properties.put("client.id", settings.applicationId() + "-pins");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What cannot be read here is told by judge, which reads the same. */
    private void take(ConsumerRecord<byte[], byte[]> message) {
        if (!(reader.read(message.value(), message.timestamp()) instanceof TidingReader.Usable usable)
                || !(usable.tiding() instanceof Operation operation)) {
            return;
        }
        if (operation.kind() == Operation.Kind.NOTE) {
            open.remove(operation.id());
        } else if (operation.kind() == Operation.Kind.PIN && open.size() < MOST) {
            open.put(operation.id(), operation);
        } else if (operation.kind() == Operation.Kind.PIN) {
            log.warn(
                    "too many references are asked for at once, one is passed over id={} most={}",
                    operation.id(),
                    MOST);
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
