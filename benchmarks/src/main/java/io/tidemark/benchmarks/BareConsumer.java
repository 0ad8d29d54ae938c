package io.tidemark.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The limit: one consumer that polls and looks at a byte of each event. */
final class BareConsumer implements Contender {
    private long sum;

    @Override
    public String name() {
        return "bare consumer, 1 thread";
    }

    @Override
    public Times run(Field field) {
        FirstRecord.reset();
        Map<String, Object> properties =
                Map.of("bootstrap.servers", field.bootstrap(), "max.poll.records", 2_000, "check.crcs", true);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Field.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(SampleMonitor.TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long left = field.records();
            while (left > 0) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    FirstRecord.now();
                    sum += message.value().length == 0 ? 0 : message.value()[message.value().length - 1];
                    left--;
                }
            }
        }
        long nanos = System.nanoTime() - FirstRecord.nanos();
        return new Times(nanos, nanos);
    }
}
