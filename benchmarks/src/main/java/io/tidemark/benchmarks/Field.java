package io.tidemark.benchmarks;

import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.Sandbox;
import io.tidemark.serde.EventEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;

/** Where the contenders run: an embedded broker whose topic holds the events. */
final class Field implements AutoCloseable {
    static final int PARTITIONS = 4;

    private static final byte[] NOTHING = {};

    private final Sandbox sandbox;
    private final Admin admin;
    private final SampleMonitor sample;
    private final long events;
    private final Duration commitInterval;
    private long bytes;
    private int runs;

    /**
     * Starts a broker.
     *
     * @param slices of an event
     */
    Field(long events, int slices, Duration commitInterval) {
        this.sandbox = Sandbox.start();
        this.events = events;
        this.commitInterval = commitInterval;
        this.sample = SampleMonitor.of(slices, sandbox.registry());
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    /** Creates the topic of events. */
    void createTopic() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(SampleMonitor.TOPIC, Optional.of(PARTITIONS), Optional.empty())
                        .configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();
    }

    /** Fills the topic; the events cover so much event time, and the first column shifts half-way. */
    void fill(Duration span) throws ExecutionException, InterruptedException {
        createTopic();
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrap());
        properties.put("linger.ms", "20");
        properties.put("batch.size", "262144");
        properties.put("compression.type", "lz4");
        properties.put("max.in.flight.requests.per.connection", 1); // KAFKA-15591: the topic is new
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            SampleEvent event = sample.event(2);
            EventEncoder encoder = sample.encoder();
            for (long i = 0; i < events; i++) {
                event.draw(SampleMonitor.START_MS + span.toMillis() * i / events, i < events / 2 ? 0 : 0.5);
                byte[] value = encoder.write(event);
                bytes += value.length;
                producer.send(new ProducerRecord<>(SampleMonitor.TOPIC, (int) (i % PARTITIONS), null, value));
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ProducerRecord<byte[], byte[]> end =
                        new ProducerRecord<>(SampleMonitor.TOPIC, partition, null, NOTHING);
                end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, NOTHING));
                producer.send(end);
            }
            producer.flush();
        }
    }

    String bootstrap() {
        return sandbox.settings().bootstrapServers();
    }

    SampleMonitor sample() {
        return sample;
    }

    long events() {
        return events;
    }

    /** Records of the topic: the events, and in each partition the word that nothing more will come. */
    long records() {
        return events + PARTITIONS;
    }

    double bytesPerEvent() {
        return (double) bytes / events;
    }

    /** Settings of a fresh application; the same for every contender. */
    AppSettings freshApplication(int threads) {
        FirstRecord.reset();
        String id = "run" + ++runs;
        return new AppSettings(
                id,
                bootstrap(),
                sandbox.settings().registryUrl(),
                sandbox.directory().resolve(id),
                commitInterval,
                threads,
                PARTITIONS,
                Map.of("main.consumer.interceptor.classes", FirstRecord.class.getName()));
    }

    static Properties streamsProperties(AppSettings settings) {
        return MonitorApp.properties(settings);
    }

    /** Waits until the application has committed every record of the topic. */
    void awaitCommitted(AppSettings settings, KafkaStreams streams) throws ExecutionException, InterruptedException {
        while (committed(settings.applicationId()) < records()) {
            if (streams.state().hasStartedOrFinishedShuttingDown()) {
                throw new IllegalStateException("Kafka Streams stopped by itself: state=" + streams.state());
            }
            Thread.sleep(10);
        }
    }

    private long committed(String group) throws ExecutionException, InterruptedException {
        long sum = 0;
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> partition : offsets.entrySet()) {
            boolean isOfEvents = partition.getKey().topic().equals(SampleMonitor.TOPIC);
            sum += isOfEvents && partition.getValue() != null
                    ? partition.getValue().offset()
                    : 0;
        }
        return sum;
    }

    /** Deletes what an application left in the broker. */
    void cleanUp(AppSettings settings) throws ExecutionException, InterruptedException {
        List<String> own = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(settings.applicationId() + "-"))
                .toList();
        admin.deleteTopics(own).all().get();
    }

    @Override
    public void close() {
        admin.close();
        sandbox.close();
    }
}
