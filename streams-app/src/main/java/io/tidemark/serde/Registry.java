package io.tidemark.serde;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
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
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.bearerauth.oauth.exceptions.SchemaRegistryOauthTokenRetrieverException;

/**
 * The schema registry, through Confluent's own client; {@code mock://NAME} is a registry inside the process.
 *
 * <p>A schema that was had once is never asked for again; that there is none is believed for {@link SchemaMemory#UNKNOWN_FOR}; a registry
 * that did not answer is left alone for a while. The client's Avro is a relocated copy, so schemas cross over as JSON. Any thread.
 */
public final class Registry implements SchemaSource {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private final SchemaRegistryClient client;
    private final RegistrySettings settings;
    private final SchemaMemory memory;

    /**
     * A registry inside this process.
     *
     * @param url {@code mock://NAME}
     */
    public Registry(String url) {
        this(RegistrySettings.of(url, Map.of()), InstantSource.fixed(Instant.EPOCH));
        if (!isInProcess()) {
            throw new IllegalArgumentException("a registry outside this process needs settings and a clock: " + url);
        }
    }

    /**
     * A client of that registry; nothing is sent yet.
     *
     * @throws RegistryFailure if a setting is wrong, or a file that it names cannot be read
     */
    public Registry(RegistrySettings settings, InstantSource clock) {
        this.settings = settings;
        this.memory = new SchemaMemory(settings.mostCached(), clock);
        this.client = client(settings);
    }

    /** The client says with a bare RuntimeException that it cannot use a file or a setting. */
    private static SchemaRegistryClient client(RegistrySettings settings) {
        try {
            return SchemaRegistryClientFactory.newClient(
                    settings.urls(),
                    settings.mostCached(),
                    List.of(new AvroSchemaProvider()),
                    settings.isInProcess() ? Map.of() : settings.forClient(),
                    Map.of());
        } catch (RuntimeException wrong) {
            Throwable root = wrong;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new RegistryFailure(
                    "cannot set up the registry's client: registry=" + settings.address() + ": " + root.getMessage()
                            + "; correct the settings " + RegistrySettings.PREFIX + "… in --client-properties");
        }
    }

    /**
     * Registers a schema as the value of a topic, or finds that it is there. A subject that has no compatibility of its own is given
     * {@value #COMPATIBILITY}, where we may: readers of a newer build read whatever was written before.
     *
     * @return its id
     * @throws RegistryFailure if the registry refuses it or does not answer
     */
    public int register(String topic, Schema schema) {
        String subject = topic + "-value";
        boolean isGuarded = guard(subject);
        try {
            int id = client.register(subject, new AvroSchema(schema.toString()));
            memory.found(id, schema.toString());
            if (!isGuarded) {
                guard(subject);
            }
            return id;
        } catch (IOException | RestClientException | SchemaRegistryOauthTokenRetrieverException failure) {
            throw new RegistryFailure("cannot register a schema: registry=" + address() + ", subject=" + subject
                    + ", schema=" + schema.getFullName() + ": " + RegistryAnswer.words(failure));
        }
    }

    /** Some registries set it only of a subject that is there, and some do not let us: the schemas are in order without it. */
    private boolean guard(String subject) {
        if (isInProcess() || hasCompatibility(subject)) {
            return true;
        }
        try {
            client.updateCompatibility(subject, COMPATIBILITY);
            return true;
        } catch (IOException | RestClientException | SchemaRegistryOauthTokenRetrieverException notNow) {
            return false;
        }
    }

    private boolean hasCompatibility(String subject) {
        try {
            return !client.getCompatibility(subject).isEmpty();
        } catch (IOException | RestClientException | SchemaRegistryOauthTokenRetrieverException none) {
            return false;
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
    public boolean isInProcess() {
        return settings.isInProcess();
    }

    /** Where it is, without user and password. */
    public String address() {
        return settings.address();
    }

    /**
     * Writers' schemas of records of ours. Where the registry is inside this process, another process has given its schemas other ids; it
     * is of the same build, so ours is taken.
     */
    public SchemaSource ofOwn(Schema own) {
        return isInProcess() ? id -> own.toString() : this;
    }

    /** Whether {@link #schemaById} answers of that id without asking anybody. */
    public boolean remembers(int id) {
        return memory.remembers(id);
    }

    /** Whether it did not answer when it was last asked for a schema. */
    public boolean isSilent() {
        return memory.isSilent();
    }

    @Override
    public String schemaById(int id) throws UnknownSchema {
        if (isInProcess()) {
            return ask(id);
        }
        String known = memory.recall(id);
        if (known != null) {
            return known;
        }
        String silence = memory.silence();
        return silence.isEmpty() ? ask(id) : unanswered(id, silence);
    }

    private String ask(int id) throws UnknownSchema {
        try {
            String schema = String.valueOf(client.getSchemaById(id).rawSchema());
            memory.found(id, schema);
            return schema;
        } catch (RestClientException failure) {
            if (RegistryAnswer.isNotFound(failure)) {
                throw missing(id, "registry=" + address() + ": " + failure.getMessage());
            }
            return nothing(id, failure);
        } catch (IOException | SchemaRegistryOauthTokenRetrieverException failure) {
            if (RegistryAnswer.isNotAvro(failure)) {
                throw missing(id, "registry=" + address() + ": is not an Avro schema, or a broken one");
            }
            return nothing(id, failure);
        }
    }

    private UnknownSchema missing(int id, String why) {
        memory.missing(id, why);
        return new UnknownSchema(why);
    }

    private String nothing(int id, Exception failure) throws UnknownSchema {
        String why = "registry=" + address() + ": " + RegistryAnswer.words(failure);
        memory.unanswered(why);
        return unanswered(id, why);
    }

    private String unanswered(int id, String why) throws UnknownSchema {
        memory.standBy(id);
        throw new Unanswered(why);
    }

    /** The registry refused a schema or did not answer. */
    public static final class RegistryFailure extends WorldFailure {
        private static final long serialVersionUID = 1;

        RegistryFailure(String message) {
            super(message);
        }
    }
}
