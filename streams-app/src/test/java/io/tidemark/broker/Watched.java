package io.tidemark.broker;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Tiding;
import io.tidemark.runtime.AppSettings;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.TidingSerializer;
import io.tidemark.topology.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A model's topic on a cluster, and what an application of that id says of it. Used by one thread. */
final class Watched {
    private static final byte[] NOTHING = {};
    private static final int READINGS_PARTITIONS = 4;

    private final Cluster cluster;
    private final String applicationId;
    private final String topic;
    private final String monitors;
    private final MonitorFile file;
    private final Monitor monitor;
    private final Registry registry;
    private final EventEncoder encoder;

    /** Which reading. */
    record Key(String slice, Instant windowStart) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySlice = slice.compareTo(other.slice);
            return bySlice == 0 ? windowStart.compareTo(other.windowStart) : bySlice;
        }
    }

    /** A reading's bytes and what they say. */
    record Heard(byte[] bytes, GenericRecord reading) {
        int revision() {
            return (Integer) reading.get("revision");
        }

        long rows() {
            return (Long) reading.get("rows");
        }

        /** The verdicts of a measure of a column, scale 1, by label. */
        SortedMap<String, String> verdicts(String column, String measure) {
            SortedMap<String, String> verdicts = new TreeMap<>();
            for (Object each : (List<?>) reading.get("measurements")) {
                GenericRecord measurement = (GenericRecord) each;
                boolean isIt = measurement.get("column").toString().equals(column)
                        && measurement.get("measure").toString().equals(measure)
                        && measurement.get("scale").equals(1);
                if (isIt) {
                    verdicts.put(
                            measurement.get("label").toString(),
                            measurement.get("verdict").toString());
                }
            }
            return verdicts;
        }
    }

    /**
     * The first monitor of that file, watched by the application of that id.
     *
     * @param monitors the file's text
     */
    Watched(Cluster cluster, String applicationId, String monitors) {
        this(cluster, applicationId, monitors, 0, new Registry("mock://" + applicationId));
    }

    /** The same, with a registry outside this process. */
    Watched(Cluster cluster, String applicationId, String monitors, Registry registry) {
        this(cluster, applicationId, monitors, 0, registry);
    }

    private Watched(Cluster cluster, String applicationId, String monitors, int number, Registry registry) {
        this.cluster = cluster;
        this.applicationId = applicationId;
        this.monitors = monitors;
        this.file = MonitorFileReader.parse("monitors.yaml", monitors);
        this.monitor = file.monitors().get(number);
        this.topic = monitor.source().topic();
        this.registry = registry;
        OwnSchemas.register(registry, new Topics(applicationId, Map.of()).subjects());
        registry.registerEvents(List.of(topic));
        this.encoder = new EventEncoder(
                monitor.model(),
                EventEncoder.Type.FEATURES,
                registry.register(topic, EventEncoder.Type.FEATURES.schema()));
    }

    /** Each monitor of that file, watched by the one application of that id. */
    static List<Watched> each(Cluster cluster, String applicationId, String monitors) {
        int count =
                MonitorFileReader.parse("monitors.yaml", monitors).monitors().size();
        return IntStream.range(0, count)
                .mapToObj(number ->
                        new Watched(cluster, applicationId, monitors, number, new Registry("mock://" + applicationId)))
                .toList();
    }

    String model() {
        return monitor.model();
    }

    /** How an application in a process of its own runs, whose death is noticed soon; its files are put into that directory. */
    List<String> options(Path directory) throws IOException {
        Path config = Files.writeString(directory.resolve("monitors.yaml"), monitors);
        Path clients = Files.writeString(
                directory.resolve("client.properties"), "session.timeout.ms=6000\nheartbeat.interval.ms=1500\n");
        return List.of(
                "--config",
                config.toString(),
                "--bootstrap-servers",
                cluster.servers(),
                "--registry",
                "mock://" + applicationId,
                "--application-id",
                applicationId,
                "--commit-interval",
                "300",
                "--client-properties",
                clients.toString());
    }

    MonitorFile file() {
        return file;
    }

    Registry registry() {
        return registry;
    }

    String applicationId() {
        return applicationId;
    }

    /** How an application inside this process runs. */
    AppSettings settings(Path stateDirectory) {
        return new AppSettings(
                applicationId,
                cluster.servers(),
                "mock://" + applicationId,
                stateDirectory,
                Duration.ofMillis(100),
                1,
                READINGS_PARTITIONS,
                Map.of());
    }

    byte[] encode(Event event) {
        return encoder.write(new Event.Encoded(event));
    }

    /** Somebody tells judge what was changed. */
    void tell(Change change) {
        tell(change.model(), change);
    }

    /** Somebody tells judge something. */
    void tell(Operation operation) {
        tell(operation.model(), operation);
    }

    private void tell(String model, Tiding tiding) {
        OwnSchemas schemas = OwnSchemas.register(registry, new Topics(applicationId, Map.of()).subjects());
        String operations = applicationId + "-operations";
        byte[] value = new TidingSerializer(schemas).serialize(operations, tiding);
        cluster.send(new ProducerRecord<>(operations, model.getBytes(StandardCharsets.UTF_8), value));
        cluster.flush();
    }

    void send(int partition, Event event) {
        send(partition, encode(event));
    }

    void send(int partition, byte[] value) {
        cluster.send(new ProducerRecord<>(topic, partition, null, value));
    }

    /** Says in each partition that nothing more will come. */
    void end(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, partition, null, NOTHING);
            end.headers().add(new RecordHeader(io.tidemark.profile.ProfileProcessor.END_HEADER, NOTHING));
            cluster.send(end);
        }
        cluster.flush();
    }

    /** The latest revision of each reading. */
    SortedMap<Key, Heard> readings() {
        SortedMap<Key, Heard> latest = new TreeMap<>();
        AvroJson avro = new AvroJson(registry);
        for (ConsumerRecord<byte[], byte[]> message : cluster.read(applicationId + "-readings")) {
            Heard heard = new Heard(message.value(), avro.read(message.value()));
            latest.merge(key(heard.reading()), heard, Watched::later);
        }
        return latest;
    }

    /** The latest revision of a reading that is there. */
    Heard reading(Key key) {
        return Optional.ofNullable(readings().get(key)).orElseThrow();
    }

    /** Rows of a reading in its bytes. */
    long rows(byte[] reading) {
        return (Long) new AvroJson(registry).read(reading).get("rows");
    }

    private static Heard later(Heard known, Heard fresh) {
        return fresh.revision() >= known.revision() ? fresh : known;
    }

    private static Key key(GenericRecord reading) {
        return new Key(reading.get("slice").toString(), Instant.ofEpochMilli((Long) reading.get("windowStart")));
    }

    /** Every alert, in the order in which each identity's were sent. */
    List<GenericRecord> alerts() {
        AvroJson avro = new AvroJson(registry);
        return cluster.read(applicationId + "-alerts").stream()
                .map(message -> avro.read(message.value()))
                .toList();
    }

    /** The newest decision of the model. */
    Optional<GenericRecord> decision() {
        AvroJson avro = new AvroJson(registry);
        return cluster.read(applicationId + "-decisions").stream()
                .map(message -> avro.read(message.value()))
                .reduce((before, last) -> last);
    }

    /** Every annotation of that kind, in order. */
    List<String> annotations(String kind) {
        AvroJson avro = new AvroJson(registry);
        return cluster.read(applicationId + "-annotations").stream()
                .map(message -> avro.read(message.value()))
                .filter(annotation -> annotation.get("kind").toString().equals(kind))
                .map(annotation -> annotation.get("text").toString())
                .toList();
    }

    /** Whether the application has taken in all events, partials and readings that there are. */
    boolean isDrained() {
        return taken() >= cluster.end(topic)
                && cluster.hasTaken(applicationId, applicationId + "-partials")
                && cluster.hasTaken(applicationId, applicationId + "-readings");
    }

    /** How many events the application has taken in. */
    long taken() {
        return cluster.taken(applicationId, topic);
    }
}
