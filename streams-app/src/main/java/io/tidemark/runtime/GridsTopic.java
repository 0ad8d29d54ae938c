package io.tidemark.runtime;

import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The grids topic as it stands now: the latest record of each key. */
final class GridsTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private final AppSettings settings;
    private final Topics topics;

    GridsTopic(AppSettings settings, Topics topics) {
        this.settings = settings;
        this.topics = topics;
    }

    Map<String, byte[]> read() {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        Map<String, byte[]> records = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topics.grids()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(POLL).forEach(message -> records.put(message.key(), message.value()));
            }
        }
        return records;
    }
}
