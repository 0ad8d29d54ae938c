package io.tidemark.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How and where the application runs; what it watches is in the monitor file.
 *
 * @param applicationId name of the consumer group, the transactions and the state; also the prefix of our topics
 * @param bootstrapServers the cluster
 * @param registryUrl the schema registry, or {@code mock://NAME}
 * @param stateDirectory where RocksDB keeps its files
 * @param commitInterval the price of a delta and the delay of an alert, 100 ms to 60 s
 * @param threads stream threads
 * @param partitions partitions of our own topics, where they have to be created
 * @param kafka more settings for all Kafka clients, security among them
 */
public record AppSettings(
        String applicationId,
        String bootstrapServers,
        String registryUrl,
        Path stateDirectory,
        Duration commitInterval,
        int threads,
        int partitions,
        Map<String, String> kafka) {
    public AppSettings {
        kafka = Map.copyOf(kafka);
        if (commitInterval.toMillis() < 100 || commitInterval.toMillis() > 60_000) {
            throw new IllegalArgumentException(
                    "commit interval must be from 100 ms to 60 s: commitInterval=" + commitInterval);
        }
        if ("0".equals(kafka.get("statestore.cache.max.bytes")) || "0".equals(kafka.get("cache.max.bytes.buffering"))) {
            throw new IllegalArgumentException(
                    "statestore.cache.max.bytes=0 would hand counts on with every record; leave it out, or set at least 1000000");
        }
    }
}
