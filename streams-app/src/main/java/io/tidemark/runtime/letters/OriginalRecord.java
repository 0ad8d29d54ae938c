package io.tidemark.runtime.letters;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.MonitorApp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds the record that a letter is of where it stood, for a letter that was cut. Used by one thread. */
final class OriginalRecord {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private OriginalRecord() {}

    /** The record, as long as its topic keeps it. */
    static Optional<ConsumerRecord<byte[], byte[]>> find(Letter.Origin origin, AppSettings settings) {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.put("auto.offset.reset", "none");
        properties.put("max.poll.records", 1);
        TopicPartition place = new TopicPartition(origin.topic(), origin.partition());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seek(place, origin.offset());
            return consumer.poll(PATIENCE).records(place).stream()
                    .filter(message -> message.offset() == origin.offset())
                    .findFirst();
        } catch (KafkaException gone) {
            return Optional.empty();
        }
    }
}
