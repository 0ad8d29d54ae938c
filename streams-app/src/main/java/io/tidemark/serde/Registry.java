package io.tidemark.serde;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * The schema registry, through Confluent's own client; {@code mock://NAME} is a registry inside the process.
 *
 * <p>The client's Avro is a relocated copy, so schemas cross over as JSON. Any thread.
 */
public final class Registry implements SchemaSource {
    private static final String IN_PROCESS = "mock://";
    private static final int MOST_CACHED = 1_000;

    private final SchemaRegistryClient client;
    private final String url;

    /** A client for that address; nothing is sent yet. */
    public Registry(String url) {
        this.url = url;
        this.client = SchemaRegistryClientFactory.newClient(
                List.of(url), MOST_CACHED, List.of(new AvroSchemaProvider()), Map.of(), Map.of());
    }

    /**
     * Registers a schema as the value of a topic, or finds that it is there.
     *
     * @return its id
     * @throws RegistryFailure if the registry refuses it or does not answer
     */
    public int register(String topic, Schema schema) {
        String subject = topic + "-value";
        try {
            return client.register(subject, new AvroSchema(schema.toString()));
        } catch (IOException | RestClientException failure) {
            throw new RegistryFailure(
                    "cannot register a schema: registry=" + url + ", subject=" + subject + ", schema="
                            + schema.getFullName() + ": " + failure.getMessage(),
                    failure);
        }
    }

    /**
     * In a registry inside the process nobody else can register: puts the canonical events there, after our own records, so that the
     * same ids hold in every process.
     */
    public void registerEvents(Collection<String> topics) {
        if (isInProcess()) {
            for (String topic : new TreeSet<>(topics)) {
                for (EventEncoder.Type type : EventEncoder.Type.values()) {
                    register(topic, type.schema());
                }
            }
        }
    }

    /** Whether it is a registry inside this process. */
    boolean isInProcess() {
        return url.startsWith(IN_PROCESS);
    }

    /**
     * Writers' schemas of records of ours. Where the registry is inside this process, another process has given its schemas other ids; it
     * is of the same build, so ours is taken.
     */
    public SchemaSource ofOwn(Schema own) {
        return isInProcess() ? id -> own.toString() : this;
    }

    @Override
    public String schemaById(int id) throws UnknownSchema {
        try {
            return client.getSchemaById(id).canonicalString();
        } catch (IOException | RestClientException failure) {
            throw new UnknownSchema("registry=" + url + ": " + failure.getMessage(), failure);
        }
    }

    /** The registry refused a schema or did not answer. */
    public static final class RegistryFailure extends WorldFailure {
        private static final long serialVersionUID = 1;

        RegistryFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
