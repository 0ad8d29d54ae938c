package io.tidemark.benchmarks;

import io.tidemark.domain.Observation;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.runtime.AppSettings;
import io.tidemark.serde.Registry;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** Kafka Streams with the whole topology's source and settings, whose processor decodes each event and does nothing else. */
record DecodingOnly(int threads) implements Contender {
    @Override
    public String name() {
        return "decoding only";
    }

    @Override
    public Times run(Field field) throws Exception {
        AppSettings settings = field.freshApplication(threads);
        LongAdder decoded = new LongAdder();
        Topology topology = new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "events",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        SampleMonitor.TOPIC)
                .addProcessor("decode", () -> new Decode(field.sample().registry(), decoded), "events");
        try (KafkaStreams streams = new KafkaStreams(topology, Field.streamsProperties(settings))) {
            streams.start();
            field.awaitCommitted(settings, streams);
            long nanos = System.nanoTime() - FirstRecord.nanos();
            streams.close(Duration.ofSeconds(30));
            if (decoded.sum() != field.events()) {
                throw new IllegalStateException(
                        "not every event was decoded: decoded=" + decoded.sum() + ", events=" + field.events());
            }
            return new Times(nanos, nanos);
        }
    }

    private static final class Decode implements Processor<byte[], byte[], Void, Void> {
        private final EventDecoder decoder;
        private final Observation observation = new Observation();
        private final LongAdder total;
        private long decoded;

        Decode(Registry registry, LongAdder total) {
            this.decoder = new EventDecoder(registry);
            this.total = total;
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            if (decoder.decode(message.value(), observation) == null) {
                decoded++;
            }
        }

        @Override
        public void close() {
            total.add(decoded);
        }
    }
}
