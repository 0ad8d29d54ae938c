package io.tidemark.runtime;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's clients for the streams: as usual, but for the consumer of their input, which holds partitions back that wait for a schema.
 *
 * @param framed the topics whose records name their schema
 * @param desk where schemas are had
 * @param heldNow what is held, for all who ask
 * @param meters counts what was held
 */
record HoldingClients(Set<String> framed, SchemaDesk desk, HeldPartitions heldNow, Meters meters)
        implements KafkaClientSupplier {
    private static final Logger log = LoggerFactory.getLogger(HoldingClients.class);

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return holding(plain(config));
    }

    /** That consumer, holding back. */
    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> holding(Consumer<byte[], byte[]> consumer) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                HoldingClients.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new HoldingConsumer(consumer, this));
    }

    void held(TopicPartition partition, long offset, int schemaId) {
        heldNow.hold(partition);
        meters.add(Meter.PARTITIONS_HELD, 1);
        log.debug("held partition={} offset={} schemaId={}", partition, offset, schemaId);
    }

    void released(TopicPartition partition) {
        heldNow.release(partition);
        meters.add(Meter.PARTITIONS_RELEASED, 1);
        log.debug("released partition={}", partition);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
