package io.tidemark.serde;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;

/**
 * The schema registry, through Confluent's own client; {@code mock://NAME} is a registry inside the process.
 *
 * <p>A schema that was had once is never asked for again; that there is none is believed for {@link SchemaMemory#UNKNOWN_FOR}; a registry
 * that did not answer is left alone for a while, see {@link BackOff}. The client's Avro is a relocated copy, so schemas cross over as JSON. Any thread.
 */
public final class Registry implements SchemaSource {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    /** How long it is doubted that there is no schema of an id; and where not all addresses could be asked. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration GRACE_OF_SOME = Duration.ofSeconds(60);

    private final Addresses addresses;
    private final RegistrySettings settings;
    private final SchemaMemory memory;
    private final Doubting doubting;

    /** What is made of it that there is no schema of an id. */
    private enum Doubting {
        NEVER,
        AT_FIRST
    }

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
        this(settings, clock, Doubting.NEVER);
    }

    private Registry(RegistrySettings settings, InstantSource clock, Doubting doubting) {
        this.settings = settings;
        this.memory = new SchemaMemory(settings.mostCached(), clock);
        this.addresses = Addresses.of(settings, clock);
        this.doubting = doubting;
    }

    /**
     * The same for one who can wait: the first "there is none" of an id is doubted for 5 s, or for 60 s where not all of several addresses
     * could be asked, and is {@link SchemaSource.Unanswered} until then. See {@link SchemaMemory} for what bounds it. A registry inside this process
     * is not doubted: what it does not have, nobody will bring.
     *
     * @throws RegistryFailure if a setting is wrong, or a file that it names cannot be read
     */
    public static Registry doubting(RegistrySettings settings, InstantSource clock) {
        return new Registry(settings, clock, settings.isInProcess() ? Doubting.NEVER : Doubting.AT_FIRST);
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
        try {
            boolean isGuarded = guard(subject);
            int id = addresses.ask(client -> client.register(subject, new AvroSchema(schema.toString())));
            memory.found(id, schema.toString());
            if (!isGuarded) {
                guard(subject);
            }
            return id;
        } catch (Addresses.NotGiven failure) {
            Exception why = failure.telling();
            String message = "cannot register a schema: registry=" + address() + ", subject=" + subject + ", schema="
                    + schema.getFullName() + ": " + RegistryAnswer.words(why);
            throw RegistryAnswer.isSilence(why) ? RegistryFailure.silent(message) : RegistryFailure.refused(message);
        }
    }

    /**
     * Some registries set it only of a subject that is there, and some do not let us: the schemas are in order without it.
     *
     * @throws Addresses.NotGiven if nobody answers: of a question without a body Java tells why TLS failed
     */
    private boolean guard(String subject) throws Addresses.NotGiven {
        if (isInProcess() || hasCompatibility(subject)) {
            return true;
        }
        try {
            addresses.ask(client -> client.updateCompatibility(subject, COMPATIBILITY));
            return true;
        } catch (Addresses.NotGiven notNow) {
            return false;
        }
    }

    private boolean hasCompatibility(String subject) throws Addresses.NotGiven {
        try {
            return !addresses.ask(client -> client.getCompatibility(subject)).isEmpty();
        } catch (Addresses.NotGiven none) {
            if (none.isAnswered()) {
                return false;
            }
            throw none;
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
                register(topic, LabelEncoder.schema());
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
        String silence = memory.silence(id);
        return silence.isEmpty() ? ask(id) : unanswered(id, silence);
    }

    private String ask(int id) throws UnknownSchema {
        try {
            String schema = addresses.ask(
                    client -> String.valueOf(client.getSchemaById(id).rawSchema()));
            memory.found(id, schema);
            return schema;
        } catch (Addresses.NotGiven failure) {
            return failure.isMissing() ? missing(id, failure) : nothing(id, failure.telling());
        }
    }

    private String missing(int id, Addresses.NotGiven failure) throws UnknownSchema {
        List<String> undecided = failure.undecided();
        String why = "registry=" + address() + ": " + RegistryAnswer.words(failure.telling())
                + (undecided.isEmpty() ? "" : "; no answer from " + String.join(", ", undecided));
        Duration grace = undecided.isEmpty() ? GRACE : GRACE_OF_SOME;
        if (memory.missing(id, why, doubting == Doubting.AT_FIRST ? grace : Duration.ZERO)) {
            throw new UnknownSchema(why);
        }
        throw new Unanswered(why);
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

        private final Kind kind;

        /** Whether trying again may help. */
        private enum Kind {
            REFUSED,
            SILENT
        }

        private RegistryFailure(String message, Kind kind) {
            super(message);
            this.kind = kind;
        }

        static RegistryFailure refused(String message) {
            return new RegistryFailure(message, Kind.REFUSED);
        }

        static RegistryFailure silent(String message) {
            return new RegistryFailure(message, Kind.SILENT);
        }

        /** Whether it did not answer, or is not ready to: later it may. Else it refused, or the settings are wrong. */
        public boolean isSilence() {
            return kind == Kind.SILENT;
        }
    }
}
