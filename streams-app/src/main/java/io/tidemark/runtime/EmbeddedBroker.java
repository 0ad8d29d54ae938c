package io.tidemark.runtime;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.tidemark.domain.WorldFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this process: one node, broker and controller, on a free port of 127.0.0.1. What is in its directory outlives it.
 *
 * <p>Started and closed by one thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String HOST = "127.0.0.1";
    private static final String FORMATTED = "meta.properties";
    private static final String LOCK = "tidemark.lock";
    private static final String ADDRESS = "tidemark.address";
    private static final Set<String> LISTS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private final Path directory;
    private final int port;
    private final KafkaRaftServer server;
    private final FileChannel lock;

    private EmbeddedBroker(Path directory, int port, KafkaRaftServer server, FileChannel lock) {
        this.directory = directory;
        this.port = port;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts a broker whose log is in that directory.
     *
     * @throws BrokerFailure if the directory cannot be used, another broker runs in it, or the broker does not come up
     */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, Map.of());
    }

    /**
     * The same with settings of one's own: listeners and their protocols are added to ours, all others replace ours.
     *
     * @throws BrokerFailure if the directory cannot be used, another broker runs in it, or the broker does not come up
     */
    public static EmbeddedBroker start(Path directory, Map<String, String> more) {
        FileChannel lock = lock(directory);
        try {
            return start(directory, more, lock);
        } catch (Exception failure) {
            unlock(lock);
            throw new BrokerFailure(
                    "cannot start the embedded broker: directory=" + directory + ": " + failure, failure);
        }
    }

    /** Kafka's own lock comes too late: by then a second broker has cut off the first one's metadata log, which ends its process. */
    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException failure) {
            throw new BrokerFailure(
                    "cannot start the embedded broker: directory=" + directory + ": " + failure, failure);
        }
        throw new BrokerFailure("cannot start the embedded broker: another one runs in directory=" + directory
                + "; stop it, connect to it, or choose another directory");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void unlock(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException failure) {
            log.warn("cannot release the lock of an embedded broker's directory", failure);
        }
    }

    private static EmbeddedBroker start(Path directory, Map<String, String> more, FileChannel lock) throws Exception {
        long started = System.nanoTime();
        int port = freePort();
        int controllerPort = freePort();
        Map<String, String> settings = settings(directory, port, controllerPort);
        more.forEach((name, value) ->
                settings.merge(name, value, (ours, added) -> LISTS.contains(name) ? ours + "," + added : added));
        if (!Files.exists(directory.resolve(FORMATTED))) {
            format(directory);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties(settings)), Time.SYSTEM);
        server.startup();
        log.info(
                "embedded broker is up address={}:{} directory={} millis={}",
                HOST,
                port,
                directory,
                (System.nanoTime() - started) / 1_000_000);
        Files.writeString(directory.resolve(ADDRESS), HOST + ":" + port);
        return new EmbeddedBroker(directory, port, server, lock);
    }

    /**
     * Where clients connect to the broker that runs in that directory, in whatever process; empty if none does.
     *
     * @throws BrokerFailure if the directory cannot be read
     */
    public static Optional<String> runningIn(Path directory) {
        Path address = directory.resolve(ADDRESS);
        if (!Files.exists(address)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE)) {
            return isLocked(channel) ? Optional.empty() : Optional.of(Files.readString(address));
        } catch (IOException failure) {
            throw new BrokerFailure(
                    "cannot look for an embedded broker: directory=" + directory + ": " + failure, failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> settings(Path directory, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", directory.toString());
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.segment.bytes", "268435456");
        return settings;
    }

    private static Properties properties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static void format(Path directory) throws Exception {
        Formatter formatter = new Formatter();
        formatter
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /**
     * Creates the topics that are not there.
     *
     * @throws ClusterFailure if the broker refuses one, for its name as a rule
     */
    public void createTopics(Collection<String> topics, int partitions) {
        try (Admin admin = ClusterFailure.admin(Map.of("bootstrap.servers", bootstrapServers()))) {
            new TopicSetup(admin).createSources(Set.copyOf(topics), partitions);
        }
    }

    /** Closes when the process is told to stop (SIGTERM, SIGINT). */
    public void closeOnShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        unlock(lock);
        log.info("embedded broker is down directory={}", directory);
    }

    /** The broker could not be started. */
    public static final class BrokerFailure extends WorldFailure {
        private static final long serialVersionUID = 1;

        BrokerFailure(String message) {
            super(message);
        }

        BrokerFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
