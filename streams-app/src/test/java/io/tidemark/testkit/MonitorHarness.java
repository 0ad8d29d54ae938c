package io.tidemark.testkit;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Change;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.RunReport;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.query.Kept;
import io.tidemark.runtime.Assembly;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.Annotation;
import io.tidemark.schemas.DependencyEvent;
import io.tidemark.schemas.DependencyHealth;
import io.tidemark.schemas.PolicyDecision;
import io.tidemark.schemas.SloStatus;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.serde.Registry;
import io.tidemark.serde.TidingSerializer;
import io.tidemark.serde.UnreadableRecords;
import io.tidemark.store.DeadLetter;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.ReferenceCodec;
import io.tidemark.store.ScopeKey;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole topology of one monitor in a {@link TopologyTestDriver}: events in, readings, alerts and dead letters out.
 *
 * <p>The driver has one partition of each topic and commits after each record: so nothing is proved here of the combiner, of the order of
 * partitions, of marks on many partitions, of transactions or of restoring.
 */
public final class MonitorHarness implements AutoCloseable {
    private static final String PREFIX = "tidemark";
    private static final int HEADER = 5;
    private static final byte[] NOTHING = {};

    private final Duration beat;
    private final Meters meters = new Meters();
    private final EventEncoder encoder;
    private final EventEncoder predictions;
    private final Reports reports;
    private final String model;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final @Nullable TestInputTopic<byte[], byte[]> dependencyEvents;
    private final TestInputTopic<String, byte[]> grids;
    private final TestInputTopic<String, byte[]> references;
    private final TestOutputTopic<String, Reading> readings;
    private final TestOutputTopic<String, byte[]> rawReadings;
    private final TestOutputTopic<String, byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<String, byte[]> alertsState;
    private final TestOutputTopic<String, byte[]> dryRuns;
    private final TestOutputTopic<String, byte[]> statuses;
    private final TestInputTopic<byte[], byte[]> changes;
    private final TestInputTopic<byte[], byte[]> operations;
    private final TestInputTopic<byte[], byte[]> runs;
    private final TestOutputTopic<String, byte[]> annotations;
    private final TestOutputTopic<String, byte[]> decisions;
    private final TidingSerializer tidings;

    private MonitorHarness(MonitorFile file, Path directory, Instant clock) {
        Monitor monitor = file.monitors().get(0);
        Registry registry = new Registry("mock://" + directory.getFileName());
        Topics topics = topics(file);
        beat = monitor.windows().idleAfter().dividedBy(2);
        Properties properties = properties(directory);
        MonitorApp.forgive(
                properties, new UnreadableRecords.Settings(topics.deadLetters(), DeadLetter.MOST_BYTES, meters));
        driver = new TopologyTestDriver(topology(file, registry, meters), properties, clock);
        int features = registry.register(monitor.source().topic(), EventEncoder.Type.FEATURES.schema());
        encoder = new EventEncoder(monitor.model(), EventEncoder.Type.FEATURES, features);
        Deserializer<Reading> readingsFormat = new ReadingSerde(0).deserializer();
        model = monitor.model();
        int answers = registry.register(monitor.source().topic(), EventEncoder.Type.PREDICTION.schema());
        predictions = new EventEncoder(model, EventEncoder.Type.PREDICTION, answers);
        String dependencies = monitor.source().dependencies();
        boolean hasDependencies = !dependencies.isEmpty();
        reports = new Reports(hasDependencies ? registry.register(dependencies, DependencyEvent.getClassSchema()) : 0);
        dependencyEvents = hasDependencies
                ? driver.createInputTopic(dependencies, new ByteArraySerializer(), new ByteArraySerializer())
                : null;
        events =
                driver.createInputTopic(monitor.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
        grids = driver.createInputTopic(topics.grids(), new StringSerializer(), new ByteArraySerializer());
        references = driver.createInputTopic(topics.references(), new StringSerializer(), new ByteArraySerializer());
        readings = driver.createOutputTopic(topics.readings(), new StringDeserializer(), readingsFormat);
        rawReadings =
                driver.createOutputTopic(topics.readings(), new StringDeserializer(), new ByteArrayDeserializer());
        alerts = driver.createOutputTopic(topics.alerts(), new StringDeserializer(), new ByteArrayDeserializer());
        alertsState =
                driver.createOutputTopic(topics.alertsState(), new StringDeserializer(), new ByteArrayDeserializer());
        dryRuns =
                driver.createOutputTopic(topics.alertsDryRun(), new StringDeserializer(), new ByteArrayDeserializer());
        statuses = driver.createOutputTopic(topics.status(), new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        changes = driver.createInputTopic(topics.changes(), new ByteArraySerializer(), new ByteArraySerializer());
        runs = driver.createInputTopic(topics.runs(), new ByteArraySerializer(), new ByteArraySerializer());
        operations = driver.createInputTopic(topics.operations(), new ByteArraySerializer(), new ByteArraySerializer());
        annotations =
                driver.createOutputTopic(topics.annotations(), new StringDeserializer(), new ByteArrayDeserializer());
        decisions = driver.createOutputTopic(topics.decisions(), new StringDeserializer(), new ByteArrayDeserializer());
        OwnSchemas schemas = OwnSchemas.register(registry, topics.subjects());
        tidings = new TidingSerializer(schemas);
    }

    /** The monitor of a file, with its SLOs. */
    public static MonitorHarness of(String yaml, Instant clock) {
        return new MonitorHarness(MonitorFileReader.parse("m.yaml", yaml), directory(), clock);
    }

    /** The monitor of a file that has been read. */
    public static MonitorHarness of(MonitorFile file, Instant clock) {
        return new MonitorHarness(file, directory(), clock);
    }

    /** The topology as the application puts it together. */
    public static Topology topology(MonitorFile file, Registry registry, Meters meters) {
        return new Assembly(file, topics(file), registry, meters).topology();
    }

    private static Topics topics(MonitorFile file) {
        return new Topics(
                PREFIX,
                file.monitors().get(0).source().topics().stream()
                        .collect(Collectors.toMap(topic -> topic, topic -> 1)));
    }

    /** Not in the system's directory for temporary files, of which Kafka Streams warns; the driver empties it when it is closed. */
    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "harness")), "state");
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot make a directory for state", broken);
        }
    }

    private static Properties properties(Path directory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PREFIX);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class.getName());
        properties.put("processing.exception.handler.global.enabled", true);
        return properties;
    }

    /** Publishes grids; profile takes them up when it hands over next, which the beat of the clock makes it do. */
    public void grids(String model, GridBook book) {
        TreeSet<String> columns = new TreeSet<>();
        book.eras().forEach(era -> columns.addAll(era.grids().keySet()));
        columns.forEach(column ->
                grids.pipeInput(GridBookCodec.columnKey(model, column), GridBookCodec.writeColumn(book, column)));
        grids.pipeInput(GridBookCodec.listKey(model), GridBookCodec.writeList(book));
        advanceClock(beat);
    }

    /** Publishes a reference. */
    public void reference(Reference reference) {
        references.pipeInput(ScopeKey.text(reference.scope()), ReferenceCodec.write(reference));
    }

    /** Bytes on a topic of the application's own, by the end of its name. */
    public void pipeOwn(String topic, byte @Nullable [] value) {
        driver.createInputTopic(PREFIX + "-" + topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput("key", value);
    }

    /** An event without a key. */
    public void pipe(EventEncoder.Event event) {
        pipe(null, bytes(event));
    }

    /** A prediction without a key. */
    public void answer(EventEncoder.Event prediction) {
        pipe(null, predictions.write(prediction));
    }

    /** The report of a dependency of the model. */
    public void report(String dependency, long timeMs, DependencyHealth health) {
        if (dependencyEvents == null) {
            throw new IllegalStateException("the monitor has no dependencies");
        }
        dependencyEvents.pipeInput(null, reports.write(model, dependency, timeMs, health));
    }

    /** An event that the log has of that time. */
    public void pipeAt(Instant logTime, EventEncoder.Event event) {
        events.pipeInput(new TestRecord<>(null, bytes(event), new RecordHeaders(), logTime));
    }

    /** The bytes of readings and alerts that no call has taken yet, as a topic's reader would see them. */
    public byte[] output() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        rawReadings.readValuesToList().forEach(all::writeBytes);
        alerts.readValuesToList().forEach(all::writeBytes);
        return all.toByteArray();
    }

    /**
     * Keys, values and headers of every topic that no call has taken yet, changelogs of stores and internal topics among them; of dead letters not the
     * records themselves.
     */
    public byte[] everything() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String topic : driver.producedTopicNames()) {
            boolean isOfLetters = topic.endsWith("dead-letters");
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(one -> {
                        all.writeBytes(one.key() == null || isOfLetters ? NOTHING : one.key());
                        all.writeBytes(one.value() == null || isOfLetters ? NOTHING : one.value());
                        one.headers().forEach(header -> all.writeBytes(header.value()));
                    });
        }
        return all.toByteArray();
    }

    /** The event's bytes. */
    public byte[] bytes(EventEncoder.Event event) {
        return encoder.write(event);
    }

    /** Any record, with or without a key. */
    public void pipe(byte @Nullable [] key, byte @Nullable [] value) {
        pipe(key, value, new RecordHeaders());
    }

    /** Any record with headers. */
    public void pipe(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        events.pipeInput(new TestRecord<>(key, value, headers));
    }

    /** Says that the partition will bring nothing more. */
    public void end() {
        Headers headers = new RecordHeaders();
        headers.add(ProfileProcessor.END_HEADER, new byte[0]);
        pipe(null, null, headers);
        if (dependencyEvents != null) {
            dependencyEvents.pipeInput(new TestRecord<>(null, null, headers));
        }
    }

    /** The clock goes on. */
    public void advanceClock(Duration duration) {
        driver.advanceWallClockTime(duration);
    }

    /** What assess keeps, as questions see it. */
    public HeapRows kept() {
        HeapRows rows = new HeapRows();
        try (KeyValueIterator<Bytes, byte[]> found =
                driver.<Bytes, byte[]>getKeyValueStore(StoreNames.PROFILES).all()) {
            found.forEachRemaining(row -> rows.binary(Kept.PROFILES, 0).put(row.key, row.value));
        }
        for (Kept store : List.of(Kept.PROGRESS, Kept.REFERENCES)) {
            try (KeyValueIterator<String, byte[]> found =
                    driver.<String, byte[]>getKeyValueStore(store.store()).all()) {
                found.forEachRemaining(row -> rows.text(store, 0).put(row.key, row.value));
            }
        }
        return rows;
    }

    /** Readings since the last call. */
    public List<Reading> readings() {
        return readings.readValuesToList();
    }

    /** What the topic of latest alerts got since the last call. */
    public List<Alert> latestAlerts() {
        return records(alertsState, Alert.class);
    }

    /** Alerts that are only tried out, since the last call. */
    public List<Alert> dryRuns() {
        return records(dryRuns, Alert.class);
    }

    /** Statuses since the last call. */
    public List<SloStatus> statuses() {
        return records(statuses, SloStatus.class);
    }

    /** The keys of which the topics of latest alerts and of statuses hold nothing any more, since the last call of any of them. */
    public List<String> forgotten() {
        return Stream.of(alertsState, statuses)
                .flatMap(topic -> topic.readKeyValuesToList().stream())
                .filter(message -> message.value == null)
                .map(message -> message.key)
                .toList();
    }

    private static <T> List<T> records(TestOutputTopic<String, byte[]> topic, Class<T> type) {
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(type);
        return topic.readValuesToList().stream()
                .filter(Objects::nonNull)
                .map(bytes -> read(reader, bytes))
                .toList();
    }

    /** Alerts since the last call. */
    public List<Alert> alerts() {
        return records(alerts, Alert.class);
    }

    /** A change, from a pipeline that writes no keys. */
    public void change(Change change) {
        changes.pipeInput(new TestRecord<>(null, tidings.serialize("changes", change)));
    }

    /** What a training run says, without a key. */
    public void run(RunReport report) {
        runs.pipeInput(new TestRecord<>(null, tidings.serialize("runs", report)));
    }

    /** Any bytes on the topic of changes. */
    public void changeBytes(byte[] bytes) {
        changes.pipeInput(new TestRecord<>(null, bytes));
    }

    /** What a person tells judge. */
    public void operation(Operation operation) {
        operations.pipeInput(
                operation.model().getBytes(StandardCharsets.UTF_8), tidings.serialize("operations", operation));
    }

    /** Annotations since the last call. */
    public List<Annotation> annotations() {
        return records(annotations, Annotation.class);
    }

    /** Decisions since the last call. */
    public List<PolicyDecision> decisions() {
        return records(decisions, PolicyDecision.class);
    }

    private static <T> T read(SpecificDatumReader<T> reader, byte[] bytes) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read a record", broken);
        }
    }

    /** Dead letters since the last call. */
    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    public Meters meters() {
        return meters;
    }

    /** What a store with keys of text holds. */
    public Map<String, byte[]> rows(String store) {
        Map<String, byte[]> rows = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> all =
                driver.<String, byte[]>getKeyValueStore(store).all()) {
            all.forEachRemaining(row -> rows.put(row.key, row.value));
        }
        return rows;
    }

    @Override
    public void close() {
        driver.close();
    }
}
