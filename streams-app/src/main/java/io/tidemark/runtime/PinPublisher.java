package io.tidemark.runtime;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.pin.Pin;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.ReferenceCodec;
import io.tidemark.store.ScopeKey;
import io.tidemark.topology.ScopesAndMarks;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends what pin made to the grids and references topics; returns when it is there. */
public final class PinPublisher {
    private final AppSettings settings;
    private final Topics topics;
    private final Clock clock;

    public PinPublisher(AppSettings settings, Topics topics, Clock clock) {
        this.settings = settings;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Sends references, then each column's grid, then the list of them: who sees the list sees them all.
     *
     * @param before what the model's book said until now
     * @throws ClusterFailure if the cluster does not take it
     */
    public void publish(Pin pin, GridBook before) {
        GridBook book = pin.after(before, GridBookCodec.MOST_ERAS);
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("compression.type", "lz4");
        properties.put("max.request.size", OwnTopics.LARGEST_RECORD);
        // KAFKA-15591: on a topic that was created a moment ago the second request in flight may overtake the first,
        // which is then
        // refused as out of sequence until it expires. Seen 2 times in 24 runs of the EndToEnd benchmark.
        properties.put("max.in.flight.requests.per.connection", 1);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topics.references()).size();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Reference reference : pin.references()) {
                for (int partition : partitions(reference, partitions)) {
                    sent.add(producer.send(new ProducerRecord<>(
                            topics.references(),
                            partition,
                            utf8(key(reference)),
                            ReferenceCodec.write(reference.madeAt(clock.millis())))));
                }
            }
            for (String column : pin.era().grids().keySet()) {
                sent.add(producer.send(new ProducerRecord<>(
                        topics.grids(),
                        utf8(GridBookCodec.columnKey(pin.model(), column)),
                        GridBookCodec.writeColumn(book, column))));
            }
            await(sent);
            await(List.of(producer.send(new ProducerRecord<>(
                    topics.grids(), utf8(GridBookCodec.listKey(pin.model())), GridBookCodec.writeList(book)))));
        }
    }

    /** To the task of its scope; what slices of other tasks are compared with, and the whole's φ, to all. */
    private static List<Integer> partitions(Reference reference, int partitions) {
        boolean isForAll = reference.label().kind() == Reference.Kind.TRAINING
                || reference.scope().isWhole();
        return isForAll
                ? IntStream.range(0, partitions).boxed().toList()
                : List.of(ScopesAndMarks.partition(ScopeKey.text(reference.scope()), partitions));
    }

    /** The topic is compacted: the two kinds that there may be of a scope must not push each other out. */
    private static String key(Reference reference) {
        String scope = ScopeKey.text(reference.scope());
        return reference.label().kind() == Reference.Kind.TRAINING ? "@training/" + scope : scope;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void await(List<Future<RecordMetadata>> sent) {
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new ClusterFailure("cannot publish grids and references", failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }
}
