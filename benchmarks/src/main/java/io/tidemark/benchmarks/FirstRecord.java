package io.tidemark.benchmarks;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes when the first events come out of Kafka Streams' consumer: the clock starts there, the same for every contender. Kafka makes
 * it by its name, so what it notes is static; one contender runs at a time.
 */
public final class FirstRecord implements ConsumerInterceptor<byte[], byte[]> {
    private static final AtomicLong NANOS = new AtomicLong();

    static void reset() {
        NANOS.set(0);
    }

    /** {@link System#nanoTime()} then; 0 while there was none. */
    static long nanos() {
        return NANOS.get();
    }

    static void now() {
        NANOS.compareAndSet(0, System.nanoTime());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (NANOS.get() == 0 && records.records(SampleMonitor.TOPIC).iterator().hasNext()) {
            now();
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
