package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.notify.Heard;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AnnotationDeserializer;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an application's topics say of its alerts now, for people who look. Used by one thread. */
public final class AlertTopic implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AlertTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Topics topics;
    private final Map<String, Integer> found;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AlertDeserializer alerts;
    private final AvroJson json;
    private final AnnotationDeserializer annotations;

    private AlertTopic(
            Topics topics, Map<String, Integer> found, Registry registry, KafkaConsumer<byte[], byte[]> consumer) {
        this.topics = topics;
        this.found = Map.copyOf(found);
        this.consumer = consumer;
        this.alerts = AlertDeserializer.of(registry);
        this.json = AvroJson.ofAlerts(registry);
        this.annotations = AnnotationDeserializer.of(registry);
    }

    /**
     * Finds the application's topics.
     *
     * @throws ClusterFailure if it has no alerts topic, or the cluster does not answer
     */
    public static AlertTopic open(AppSettings settings) {
        Topics topics = new Topics(settings.applicationId(), Map.of());
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.putIfAbsent("default.api.timeout.ms", "15000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        Map<String, Integer> found;
        try (Admin admin = ClusterFailure.admin(properties)) {
            found = new TopicSetup(admin)
                    .partitions(
                            Set.of(topics.alerts(), topics.alertsState(), topics.alertsDryRun(), topics.annotations()));
        }
        if (!found.containsKey(topics.alerts())) {
            throw new ClusterFailure(
                    "there is no such topic: topic=" + topics.alerts() + ", bootstrap=" + settings.bootstrapServers(),
                    new IllegalStateException("give --application-id as tidemark run was given it"));
        }
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, topics.subjects());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        return new AlertTopic(
                topics,
                found,
                registry,
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** The newest alert of each identity. */
    public List<Heard> latest() {
        return latest(found.containsKey(topics.alertsState()) ? topics.alertsState() : topics.alerts());
    }

    /** The newest of each identity that nobody is told of, because its objective is on trial. */
    public List<Heard> tried() {
        return found.containsKey(topics.alertsDryRun()) ? latest(topics.alertsDryRun()) : List.of();
    }

    private List<Heard> latest(String topic) {
        Map<String, Heard> latest = new LinkedHashMap<>();
        read(topic, message -> heard(message, heard -> latest.put(heard.alert().dedupKey(), heard)));
        return List.copyOf(latest.values());
    }

    /** All alerts from the oldest that is kept. */
    public void each(Consumer<Alert> taker) {
        read(topics.alerts(), message -> heard(message, heard -> taker.accept(heard.alert())));
    }

    /** All annotations; none where nobody writes any. */
    public void eachAnnotation(Consumer<Annotation> taker) {
        if (found.containsKey(topics.annotations())) {
            read(
                    topics.annotations(),
                    message -> taker.accept(annotations.deserialize(message.topic(), message.value())));
        }
    }

    /** From now on, waits for alerts and hands them on, until the thread is told to stop. */
    public void follow(Consumer<Heard> taker) {
        List<TopicPartition> partitions = assign(topics.alerts());
        consumer.seekToEnd(partitions);
        while (!Thread.currentThread().isInterrupted()) {
            consumer.poll(POLL).forEach(message -> heard(message, taker));
        }
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> partitions = assign(topic);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (message.value() != null) {
                    taker.accept(message);
                }
            }
        }
    }

    private List<TopicPartition> assign(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < found.getOrDefault(topic, 0); i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        consumer.assign(partitions);
        return partitions;
    }

    private void heard(ConsumerRecord<byte[], byte[]> message, Consumer<Heard> taker) {
        byte[] value = message.value();
        try {
            Alert alert = alerts.deserialize(message.topic(), value);
            taker.accept(new Heard(alert, () -> AvroJson.line(json.read(value))));
        } catch (AlertDeserializer.BrokenAlert broken) {
            log.warn(
                    "passed over a record that is no alert partition={} offset={}",
                    message.partition(),
                    message.offset(),
                    broken);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
