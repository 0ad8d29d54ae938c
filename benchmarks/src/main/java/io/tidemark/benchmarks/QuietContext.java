package io.tidemark.benchmarks;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A task of one partition that does nothing with what is forwarded. As in Kafka Streams, each look at the place makes an Optional. */
final class QuietContext<T> implements FixedKeyProcessorContext<T, Integer>, RecordMetadata {
    private final Map<String, StateStore> stores = new HashMap<>();
    private final String topic;
    private long offset;

    QuietContext(String topic) {
        this.topic = topic;
    }

    void add(String name, StateStore store) {
        stores.put(name, store);
    }

    void advance() {
        offset++;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.of(this);
    }

    @Override
    public <K extends T, V extends Integer> void forward(FixedKeyRecord<K, V> message) {}

    @Override
    public <K extends T, V extends Integer> void forward(FixedKeyRecord<K, V> message, String child) {}

    @Override
    public String applicationId() {
        return "benchmark";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 0);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends StateStore> S getStateStore(String name) {
        return (S) stores.get(name);
    }

    @Override
    public long currentSystemTimeMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long currentStreamTimeMs() {
        return 0;
    }

    @Override
    public void commit() {}

    @Override
    public Serde<?> keySerde() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Serde<?> valueSerde() {
        throw new UnsupportedOperationException();
    }

    @Override
    public File stateDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }
}
