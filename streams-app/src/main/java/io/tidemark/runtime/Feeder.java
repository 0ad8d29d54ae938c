package io.tidemark.runtime;

import io.tidemark.ingest.FileReading;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a monitor's topic from a file, in the file's order, as fast as the broker takes it. Used by one thread. */
final class Feeder implements AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final int MOST_BAD_LINES = 5;

    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Progress progress;
    private final List<String> badLines = new ArrayList<>();
    private final OtherModelsTally others;
    private long events;
    private volatile long labelled;

    /** @param monitors the models that the monitor file watches */
    Feeder(AppSettings settings, Topics topics, Collection<String> monitors, Progress progress) {
        this.topics = topics;
        this.others = new OtherModelsTally(monitors);
        this.progress = progress;
        Map<String, Object> properties = new HashMap<>(MonitorApp.clientProperties(settings));
        properties.put("linger.ms", "20");
        properties.put("batch.size", "262144");
        properties.put("buffer.memory", "67108864");
        properties.put("compression.type", "lz4");
        // The topic was created a moment ago: see PinPublisher on KAFKA-15591.
        properties.put("max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends every row, then says in each partition that nothing more will come. Lines that are no event are sent with a header that
     * says so; events of other models are left out.
     *
     * @throws ClusterFailure if the broker does not take them
     */
    void feed(InputFile file) {
        String topic = file.monitor().source().topic();
        Map<String, String> headers = file.headers();
        String truths = file.monitor().source().labels().topic();
        PendingLabels labels = new PendingLabels(label -> send(truths, label, headers));
        file.read(badLines(file), new InputFile.Taker() {
            @Override
            public boolean take(byte[] event, FileReading rows) {
                send(topic, event, headers);
                events++;
                if ((events & 0xfff) == 0) {
                    report(file, rows);
                }
                return failure.get() == null;
            }

            @Override
            public void label(byte[] label, long madeMs, long knownMs) {
                labels.add(label, knownMs);
                labelled += 1;
            }

            @Override
            public void at(long timeMs) {
                labels.release(timeMs);
            }
        });
        labels.release(Long.MAX_VALUE);
        end(topic);
        if (!truths.isEmpty()) {
            end(truths);
        }
        producer.flush();
        check();
    }

    private void send(String topic, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> sending = new ProducerRecord<>(topic, 0, null, value);
        headers.forEach((name, text) -> header(sending, name, text));
        producer.send(sending, this::sent);
    }

    /** Says that a topic will bring nothing more. */
    private void end(String topic) {
        int partitions = topics.sources().getOrDefault(topic, 1);
        for (int partition = 0; partition < partitions; partition++) {
            ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, partition, null, NOTHING);
            end.headers().add(new RecordHeader(ProfileProcessor.END_HEADER, NOTHING));
            producer.send(end, this::sent);
        }
    }

    private void report(InputFile file, FileReading rows) {
        progress.at("replaying " + file.monitor().model(), rows.accepted(), rows.bytesRead(), rows.totalBytes());
    }

    private void sent(@Nullable Object metadata, @Nullable Exception thrown) {
        if (thrown != null) {
            failure.compareAndSet(null, thrown);
        }
    }

    private void check() {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new ClusterFailure("the broker did not take the events", thrown);
        }
    }

    /** They go where the event would have gone, so that they are counted in its time; profile sends them to the dead letters. */
    private BadRecord.Listener badLines(InputFile file) {
        String topic = file.monitor().source().topic();
        return new BadRecord.Listener() {
            @Override
            public void bad(BadRecord found) {
                if (badLines.size() < MOST_BAD_LINES) {
                    badLines.add(found.text());
                }
                ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, 0, null, found.bytes());
                found.headers().forEach((name, value) -> header(letter, name, value));
                producer.send(letter, Feeder.this::sent);
            }

            @Override
            public void ofAnother(String model) {
                others.add(model);
            }
        };
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Events sent so far. */
    long events() {
        return events;
    }

    /** Labels sent, or waiting to be; any thread. */
    long labels() {
        return labelled;
    }

    /** The first lines that were no event, and why. */
    List<String> badLines() {
        return List.copyOf(badLines);
    }

    /** Events that were left out. */
    OtherModels others() {
        return others.sum();
    }

    @Override
    public void close() {
        producer.close();
    }
}
