package io.tidemark.ingest;

import io.tidemark.config.Hashing;
import io.tidemark.config.Monitor;
import io.tidemark.config.RecordFormat;
import io.tidemark.config.RecordFormat.Encoding;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The records of several topics, each as its monitors say that they are written. A topic that no monitor names has canonical events.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class TopicDecoders implements RecordDecoder {
    private final Map<String, RecordDecoder> decoders = new HashMap<>();
    private final RecordDecoder canonical;
    private String latestTopic = "";
    private RecordDecoder latest;

    /**
     * Decoders of all topics of these monitors.
     *
     * @throws IllegalArgumentException if a schema that a monitor file names is none, or does not have the mapped time
     */
    public TopicDecoders(Collection<Monitor> monitors, SchemaSource schemas) {
        this(monitors, schemas, NameListener.NONE);
    }

    /** The same, where somebody hears of names that make no column of their own. */
    public TopicDecoders(Collection<Monitor> monitors, SchemaSource schemas, NameListener listener) {
        this.canonical = new EventDecoder(schemas);
        this.latest = canonical;
        for (Monitor monitor : monitors) {
            for (String topic : monitor.source().topics()) {
                RecordFormat format = monitor.source().formatOf(topic);
                boolean isOfLabels = monitor.source().labels().isTopic(topic);
                decoders.computeIfAbsent(
                        topic,
                        name -> isOfLabels
                                ? new LabelDecoder(decoder(format, name, monitors, schemas, NameListener.NONE))
                                : decoder(format, name, monitors, schemas, listener));
            }
        }
    }

    /** All monitors of a topic hash the same, though what they slice by may give it more names. */
    private static Hashing hash(String topic, Collection<Monitor> monitors) {
        return monitors.stream()
                .filter(monitor -> monitor.source().topics().contains(topic)
                        && !monitor.source().labels().isTopic(topic))
                .map(monitor -> monitor.columns().hash())
                .reduce(Hashing.NONE, Hashing::and);
    }

    private static RecordDecoder decoder(
            RecordFormat format,
            String topic,
            Collection<Monitor> monitors,
            SchemaSource schemas,
            NameListener listener) {
        Hashing hash = hash(topic, monitors);
        Map<String, ColumnKind> kinds = kinds(topic, monitors);
        Function<String, @Nullable ColumnKind> kindOf =
                column -> hash.hashes(column) && !kinds.containsKey(column) ? ColumnKind.CATEGORY : kinds.get(column);
        RecordDecoder decoder = format.isCanonical() && format.encoding() == Encoding.AVRO
                ? avro(format, schema -> AvroPlan.compile(schema, new WholeTexts(kindOf)), schemas)
                : mapped(format, kindOf, new ColumnNames(format.fields(), topic, listener), schemas);
        return hash.isAsked() ? new HashingDecoder(decoder, hash) : decoder;
    }

    /** What the columns of a topic hold, as far as its monitors declare it; where two declare a column, the first one's word. */
    private static Map<String, ColumnKind> kinds(String topic, Collection<Monitor> monitors) {
        Map<String, ColumnKind> kinds = new HashMap<>();
        for (Monitor monitor : monitors) {
            if (monitor.source().topics().contains(topic)) {
                monitor.columns().kinds().forEach(kinds::putIfAbsent);
            }
        }
        return kinds;
    }

    private static RecordDecoder mapped(
            RecordFormat format,
            Function<String, @Nullable ColumnKind> kinds,
            ColumnNames names,
            SchemaSource schemas) {
        FieldTree tree = new FieldTree(format.fields(), kinds, names);
        return format.encoding() == Encoding.JSON
                ? new JsonDecoder(tree)
                : avro(format, schema -> MappedAvroPlan.compile(schema, tree), schemas);
    }

    private static RecordDecoder avro(RecordFormat format, Function<Schema, AvroWalk> compiler, SchemaSource schemas) {
        return format.schema().isEmpty()
                ? new EventDecoder(schemas, compiler)
                : new BareAvroDecoder(bare(format.schema(), compiler));
    }

    private static AvroWalk bare(String schema, Function<Schema, AvroWalk> compiler) {
        try {
            return compiler.apply(EventDecoder.parse(schema));
        } catch (AvroRuntimeException broken) {
            throw new IllegalArgumentException("source.schema is no Avro schema: " + broken.getMessage(), broken);
        }
    }

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        String topic = observation.topic();
        if (!topic.equals(latestTopic)) {
            latest = decoders.getOrDefault(topic, canonical);
            latestTopic = topic;
        }
        return latest.decode(value, observation);
    }
}
