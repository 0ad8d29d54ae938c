package io.tidemark.runtime;

import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Tiding;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.TidingSerializer;
import io.tidemark.topology.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells a running application what was changed, and what people want of it; returns when the topic has it. Used by one thread. */
public final class TidingPublisher {
    private final AppSettings settings;
    private final Topics topics;
    private final TidingSerializer format;

    /**
     * A publisher to the application of those settings.
     *
     * @throws Registry.RegistryFailure if the registry does not answer
     */
    public TidingPublisher(AppSettings settings, Registry registry) {
        this.settings = settings;
        this.topics = new Topics(settings.applicationId(), Map.of());
        OwnSchemas schemas = OwnSchemas.register(registry, topics.subjects());
        this.format = new TidingSerializer(schemas);
    }

    /**
     * A publisher with a registry client of its own.
     *
     * @throws Registry.RegistryFailure if the registry does not answer
     */
    public static TidingPublisher of(AppSettings settings) {
        return new TidingPublisher(settings, settings.openRegistry());
    }

    /**
     * Tells of changes.
     *
     * @throws ClusterFailure if the application's topic is not there, or the cluster does not take them in half a minute
     */
    public void changes(List<Change> changes) {
        send(topics.changes(), changes);
    }

    /**
     * Tells of training runs.
     *
     * @throws ClusterFailure if the application's topic is not there, or the cluster does not take them in half a minute
     */
    public void runs(List<RunReport> reports) {
        send(topics.runs(), reports);
    }

    /**
     * Tells judge something, under the model's name.
     *
     * @throws ClusterFailure if the application's topic is not there, or the cluster does not take it in half a minute
     */
    public void operation(Operation operation) {
        send(topics.operations(), List.of(operation));
    }

    private void send(String topic, List<? extends Tiding> tidings) {
        requireTopic(topic);
        Map<String, Object> properties = bounded();
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        // The topic may have been created a moment ago: see PinPublisher on KAFKA-15591.
        properties.put("max.in.flight.requests.per.connection", 1);
        properties.put("max.block.ms", "10000");
        properties.put("delivery.timeout.ms", "20000");
        try (Producer<String, Tiding> producer = new KafkaProducer<>(properties, new StringSerializer(), format)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Tiding tiding : tidings) {
                sent.add(producer.send(new ProducerRecord<>(topic, model(tiding), tiding)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException | KafkaException failure) {
            throw new ClusterFailure("the cluster did not take the record: topic=" + topic, failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    private static String model(Tiding tiding) {
        if (tiding instanceof Change change) {
            return change.model();
        }
        if (tiding instanceof Operation operation) {
            return operation.model();
        }
        if (tiding instanceof RunReport report) {
            return report.model();
        }
        throw new IllegalArgumentException("nothing to tell: type=" + tiding.getClass());
    }

    private Map<String, Object> bounded() {
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("request.timeout.ms", "10000");
        return properties;
    }

    /** A topic that a producer asks for may be created by the broker, with a number of partitions that nobody reads. */
    private void requireTopic(String topic) {
        Map<String, Object> properties = bounded();
        properties.put("default.api.timeout.ms", "15000");
        try (Admin admin = ClusterFailure.admin(properties)) {
            if (new TopicSetup(admin).partitions(List.of(topic)).isEmpty()) {
                throw new ClusterFailure(
                        "there is no topic " + topic + " on " + settings.bootstrapServers(),
                        new IllegalStateException(
                                "start tidemark run, or correct --application-id=" + settings.applicationId()));
            }
        }
    }
}
