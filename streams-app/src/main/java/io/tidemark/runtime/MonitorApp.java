package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Meters;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.upkeep.Restores;
import io.tidemark.serde.Registry;
import io.tidemark.serde.UnreadableRecords;
import io.tidemark.store.DeadLetter;
import io.tidemark.store.SharedRocksMemory;
import io.tidemark.topology.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running application: topics, topology, and Kafka Streams with exactly-once. Started and closed by one thread. */
public final class MonitorApp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MonitorApp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final Topics topics;
    private final Meters meters;
    private final Restores restores = new Restores();
    private final Runnable lastly;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private MonitorApp(KafkaStreams streams, Topics topics, Meters meters, Runnable lastly) {
        this.streams = streams;
        this.topics = topics;
        this.meters = meters;
        this.lastly = lastly;
        streams.setGlobalStateRestoreListener(restores);
    }

    /**
     * Creates what topics are missing and starts; waits for a registry that is not there yet.
     *
     * @throws ClusterFailure if a source topic is not there or the cluster does not answer
     * @throws Registry.RegistryFailure if the registry does not take our schemas
     * @throws WorldFailure if it does not answer within the patience for schemas
     */
    public static MonitorApp start(AppSettings settings, MonitorFile file, Registry registry) {
        return start(settings, file, registry, topics -> {});
    }

    /**
     * The same.
     *
     * @param first what is done before any event is read, once the topics are there and the registry knows our schemas
     */
    static MonitorApp start(AppSettings settings, MonitorFile file, Registry registry, Consumer<Topics> first) {
        Topics topics = prepareTopics(settings, file);
        Meters meters = new Meters();
        MonitorApp app = registry.isInProcess()
                ? plain(settings, file, topics, registry, meters)
                : holding(settings, file, topics, registry, meters);
        app.streams.setUncaughtExceptionHandler(app::fail);
        app.streams.setStateListener((now, before) -> app.stateChanged(now));
        try {
            first.accept(topics);
        } catch (WorldFailure failure) {
            app.close();
            throw failure;
        }
        app.streams.start();
        return app;
    }

    private static MonitorApp plain(
            AppSettings settings, MonitorFile file, Topics topics, Registry registry, Meters meters) {
        int letterBytes = letterBytes(settings, topics);
        Assembly.Input input = new Assembly.Input(registry, none -> false, letterBytes);
        Topology topology = new Assembly(file, topics, registry, input, meters).topology();
        KafkaStreams streams = new KafkaStreams(topology, forgiving(settings, topics, letterBytes, meters));
        return new MonitorApp(streams, topics, meters, () -> {});
    }

    private static Properties forgiving(AppSettings settings, Topics topics, int letterBytes, Meters meters) {
        Properties properties = properties(settings);
        forgive(properties, new UnreadableRecords.Settings(topics.deadLetters(), letterBytes, meters));
        return properties;
    }

    /** A registry can be down: records then wait for their schemas in their topics. */
    private static MonitorApp holding(
            AppSettings settings, MonitorFile file, Topics topics, Registry registry, Meters meters) {
        HeldPartitions held = new HeldPartitions();
        SchemaDesk desk = new SchemaDesk(registry, settings.care().schemaPatience(), Clock.systemUTC());
        try {
            int letterBytes = letterBytes(settings, topics);
            Assembly.Input input = new Assembly.Input(desk, held, letterBytes);
            Topology topology = new RegistryArrival(settings.care().schemaPatience(), Clock.systemUTC())
                    .await(() -> new Assembly(file, topics, registry, input, meters).topology());
            HoldingClients clients = new HoldingClients(framed(file, topics), desk, held, meters);
            return new MonitorApp(
                    new KafkaStreams(topology, forgiving(settings, topics, letterBytes, meters), clients),
                    topics,
                    meters,
                    desk::close);
        } catch (WorldFailure failure) {
            desk.close();
            throw failure;
        }
    }

    /** The topics whose records name their schema by its id, as Confluent's clients write them. */
    private static Set<String> framed(MonitorFile file, Topics topics) {
        Set<String> framed = new HashSet<>(Set.of(topics.changes(), topics.runs(), topics.operations()));
        for (Monitor monitor : file.monitors()) {
            monitor.source().topics().stream()
                    .filter(topic -> monitor.source().formatOf(topic).namesItsSchema())
                    .forEach(framed::add);
        }
        return framed;
    }

    /** A record on a topic of ours that cannot be read does not stop the stream. */
    public static void forgive(Properties properties, UnreadableRecords.Settings settings) {
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class.getName());
        properties.put(UnreadableRecords.SETTINGS, settings);
    }

    /** What the dead-letter topic takes, and our producer sends, of one record; less a little for what compression may add. */
    private static int letterBytes(AppSettings settings, Topics topics) {
        try (Admin admin = ClusterFailure.admin(clientProperties(settings))) {
            long most = new TopicSetup(admin).largestRecord(topics.deadLetters());
            Properties properties = properties(settings);
            for (String name : List.of("max.request.size", "producer.max.request.size")) {
                most = Math.min(
                        most, Long.parseLong(properties.getOrDefault(name, most).toString()));
            }
            return (int) Math.max(1_024, Math.min(DeadLetter.MOST_BYTES, most - most / 64 - 2_048));
        }
    }

    /** Our own topics are created unless the settings forbid it, the monitors' must be there. */
    public static Topics prepareTopics(AppSettings settings, MonitorFile file) {
        try (Admin admin = ClusterFailure.admin(clientProperties(settings))) {
            TopicSetup setup = new TopicSetup(admin);
            TreeSet<String> wanted = new TreeSet<>();
            for (Monitor monitor : file.monitors()) {
                wanted.addAll(monitor.source().topics());
            }
            if (settings.care().missing() == AppSettings.MissingTopics.ARE_A_MISTAKE) {
                return setup.requireAll(wanted, settings, ReadingsKept.of(file));
            }
            Map<String, Integer> found = setup.partitions(wanted);
            wanted.removeAll(found.keySet());
            if (!wanted.isEmpty()) {
                throw new ClusterFailure(
                        "source topics are not there: topics=" + wanted + ", bootstrap=" + settings.bootstrapServers(),
                        new IllegalStateException("create them, or correct source.topic in the monitor file"));
            }
            Topics topics = new Topics(settings.applicationId(), found);
            setup.createOwn(topics, settings.partitions(), ReadingsKept.of(file));
            return topics;
        }
    }

    /** Settings of every client of the cluster. */
    public static Map<String, Object> clientProperties(AppSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put("bootstrap.servers", settings.bootstrapServers());
        return properties;
    }

    /** What Kafka Streams is started with. */
    public static Properties properties(AppSettings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class.getName());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        properties.put(StreamsConfig.topicPrefix("max.message.bytes"), Integer.toString(OwnTopics.LARGEST_RECORD));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), OwnTopics.LARGEST_RECORD);
        properties.putAll(clientProperties(settings));
        return properties;
    }

    private StreamThreadExceptionResponse fail(Throwable thrown) {
        if (failure.compareAndSet(null, thrown)) {
            log.error("the application stops because a stream thread failed", thrown);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void stateChanged(KafkaStreams.State now) {
        log.info("state changed state={}", now);
        if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            stopped.countDown();
        }
    }

    /** Waits until the application has stopped by itself or is closed. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Waits that long; returns whether it has stopped. */
    public boolean awaitStop(Duration patience) throws InterruptedException {
        return stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why it stopped by itself; null if it did not. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    public Topics topics() {
        return topics;
    }

    public Meters meters() {
        return meters;
    }

    /** What is being restored. */
    Restores restores() {
        return restores;
    }

    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        // Members that stay, as is Kafka's default, keep a restart waiting for its partitions until their session is
        // over.
        streams.close(
                CloseOptions.timeout(PATIENCE).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        lastly.run();
        stopped.countDown();
    }
}
