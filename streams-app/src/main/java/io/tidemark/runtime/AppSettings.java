package io.tidemark.runtime;

import io.tidemark.serde.Registry;
import io.tidemark.serde.RegistrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How and where the application runs; what it watches is in the monitor file.
 *
 * @param applicationId name of the consumer group, the transactions and the state; also the prefix of our topics
 * @param bootstrapServers the cluster
 * @param registryUrl the schema registry, several addresses of it with commas between them, or {@code mock://NAME}
 * @param stateDirectory where RocksDB keeps its files
 * @param commitInterval the price of a delta and the delay of an alert, 100 ms to 60 s
 * @param threads stream threads
 * @param partitions partitions of our own topics, where they have to be created
 * @param clients more settings for all Kafka clients, security among them, and under {@code schema.registry.} for the registry's
 * @param care what else may be chosen
 */
public record AppSettings(
        String applicationId,
        String bootstrapServers,
        String registryUrl,
        Path stateDirectory,
        Duration commitInterval,
        int threads,
        int partitions,
        Map<String, String> clients,
        Care care) {
    /**
     * What is seldom chosen.
     *
     * @param missing what is done where topics of ours are not there
     * @param schemaPatience how long records wait for a schema, and a start for the registry, while that does not answer; 0 or more
     */
    public record Care(MissingTopics missing, Duration schemaPatience) {
        /** Missing topics are created, records wait for an hour. */
        public static final Care USUAL = new Care(MissingTopics.ARE_CREATED, Duration.ofHours(1));

        public Care {
            if (schemaPatience.isNegative()) {
                throw new IllegalArgumentException(
                        "the patience for schemas must be 0 or more: schemaPatience=" + schemaPatience);
            }
        }
    }

    /** What is done where topics of ours are not there. */
    public enum MissingTopics {
        /** They are created. */
        ARE_CREATED,
        /** The application does not start and says which. */
        ARE_A_MISTAKE
    }

    /** With the usual care. */
    public AppSettings(
            String applicationId,
            String bootstrapServers,
            String registryUrl,
            Path stateDirectory,
            Duration commitInterval,
            int threads,
            int partitions,
            Map<String, String> clients) {
        this(
                applicationId,
                bootstrapServers,
                registryUrl,
                stateDirectory,
                commitInterval,
                threads,
                partitions,
                clients,
                Care.USUAL);
    }

    public AppSettings {
        clients = Map.copyOf(clients);
        RegistrySettings.of(registryUrl, clients);
        if (commitInterval.toMillis() < 100 || commitInterval.toMillis() > 60_000) {
            throw new IllegalArgumentException(
                    "commit interval must be from 100 ms to 60 s: commitInterval=" + commitInterval);
        }
        if ("0".equals(clients.get("statestore.cache.max.bytes"))
                || "0".equals(clients.get("cache.max.bytes.buffering"))) {
            throw new IllegalArgumentException(
                    "statestore.cache.max.bytes=0 would hand counts on with every record; leave it out, or set at least 1000000");
        }
    }

    /** The same with one more setting for Kafka's clients, where none is made. */
    AppSettings withUsual(String name, String value) {
        Map<String, String> more = new HashMap<>(clients);
        more.putIfAbsent(name, value);
        return new AppSettings(
                applicationId,
                bootstrapServers,
                registryUrl,
                stateDirectory,
                commitInterval,
                threads,
                partitions,
                more,
                care);
    }

    /** The settings for Kafka's clients: those of the registry's are kept from them, for they log what they do not know. */
    public Map<String, String> kafka() {
        Map<String, String> kafka = new HashMap<>(clients);
        kafka.keySet().removeIf(name -> name.startsWith(RegistrySettings.PREFIX));
        return kafka;
    }

    /** The same of an instance that others find there, host:port. */
    AppSettings at(String server) {
        Map<String, String> more = new HashMap<>(clients);
        more.put("application.server", server);
        return new AppSettings(
                applicationId,
                bootstrapServers,
                registryUrl,
                stateDirectory,
                commitInterval,
                threads,
                partitions,
                more,
                care);
    }

    /** Where the registry is and how to talk to it. */
    public RegistrySettings registry() {
        return RegistrySettings.of(registryUrl, clients);
    }

    /**
     * A client of the registry.
     *
     * @throws Registry.RegistryFailure if a setting of it is wrong
     */
    public Registry openRegistry() {
        return new Registry(registry(), Clock.systemUTC());
    }

    /**
     * The same for the stream, which can wait where the registry does not have a schema yet.
     *
     * @throws Registry.RegistryFailure if a setting of it is wrong
     */
    Registry openDoubtingRegistry() {
        return Registry.doubting(registry(), Clock.systemUTC());
    }

    /** Without the values of clients' settings, which may be secret. */
    @Override
    public String toString() {
        return "AppSettings[" + applicationId + ", " + bootstrapServers + ", " + registry() + ", " + clients.keySet()
                + "]";
    }
}
