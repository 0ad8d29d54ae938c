package io.tidemark.runtime.story;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Change;
import io.tidemark.domain.RunReport;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.TidingPublisher;
import io.tidemark.serde.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producers around the story's model: each call returns once the cluster has it all. Used by one thread. */
final class StoryStage implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final String answers;
    private final String labels;
    private final StoryEvents events;
    private final TidingPublisher tidings;
    private final Producer<byte[], byte[]> producer;

    StoryStage(Monitor monitor, AppSettings settings, Registry registry) {
        this.answers = monitor.source().topic();
        this.labels = monitor.source().labels().topic();
        this.events = StoryEvents.of(monitor, registry);
        this.tidings = new TidingPublisher(settings, registry);
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("linger.ms", "20");
        properties.put("compression.type", "lz4");
        // The topic may have been created a moment ago: see PinPublisher on KAFKA-15591.
        properties.put("max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The trainer reports. */
    void report(List<RunReport> runs) {
        tidings.runs(runs);
    }

    /** Pipelines tell what they changed, in order. */
    void change(Change... changes) {
        tidings.changes(List.of(changes));
    }

    /** The model serves from one minute to another, and what was true becomes known; returns how many labels were sent. */
    int serve(int fromMinute, int toMinute) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        int partitions = producer.partitionsFor(answers).size();
        for (byte[] answer : events.answers(fromMinute, toMinute)) {
            records.add(new ProducerRecord<>(answers, records.size() % partitions, null, answer));
        }
        List<byte[]> truths = events.labels(fromMinute, toMinute);
        truths.forEach(truth -> records.add(new ProducerRecord<>(labels, 0, null, truth)));
        send(records);
        return truths.size();
    }

    /** Nothing more will come. */
    void end() {
        List<ProducerRecord<byte[], byte[]>> ends = new ArrayList<>();
        for (String topic : List.of(answers, labels)) {
            for (int partition = 0; partition < producer.partitionsFor(topic).size(); partition++) {
                ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, partition, null, NOTHING);
                end.headers().add(ProfileProcessor.END_HEADER, NOTHING);
                ends.add(end);
            }
        }
        send(ends);
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(record)));
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new ClusterFailure("the broker did not take the story's events", failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
