package io.tidemark.testkit;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer to topics that were created a moment ago. KAFKA-15591: there the second request in flight may overtake the first, which is then refused as out
 * of sequence until it expires after two minutes; so one request is in flight.
 */
public final class FreshTopicProducer {
    private FreshTopicProducer() {}

    public static Producer<byte[], byte[]> of(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "max.in.flight.requests.per.connection",
                        1,
                        "linger.ms",
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
