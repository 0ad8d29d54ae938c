package io.tidemark.runtime;

import io.tidemark.serde.AvroJson;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Listens to the topics of readings, alerts, dry runs, annotations and decisions from their beginning, committed records only, as any Avro
 * consumer would.
 *
 * <p>Used by one thread.
 */
public final class Listener implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final AvroJson json;

    public Listener(AppSettings settings, Topics topics, Registry registry) {
        this.topics = topics;
        this.json = new AvroJson(registry);
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(
                        topics.readings(),
                        topics.alerts(),
                        topics.alertsDryRun(),
                        topics.annotations(),
                        topics.decisions())
                .stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(Listener::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    /** Who is told of what. */
    public record Ears(
            Consumer<GenericRecord> readings,
            Consumer<GenericRecord> alerts,
            Consumer<GenericRecord> annotations,
            Consumer<GenericRecord> decisions) {}

    /** Waits at most that long for records and gives them to whom they concern. */
    public void poll(Duration patience, Ears ears) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(patience)) {
            if (message.value() != null) {
                ear(message.topic(), ears).accept(json.read(message.value()));
            }
        }
    }

    private Consumer<GenericRecord> ear(String topic, Ears ears) {
        if (topic.equals(topics.readings())) {
            return ears.readings();
        }
        if (topic.equals(topics.alerts()) || topic.equals(topics.alertsDryRun())) {
            return ears.alerts();
        }
        return topic.equals(topics.annotations()) ? ears.annotations() : ears.decisions();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
