package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record in Confluent's wire format (0, four bytes of schema id, Avro) into an {@link Observation}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class EventDecoder implements RecordDecoder {
    /** Bytes before the Avro: the magic 0 and the schema id. */
    public static final int HEADER = 5;

    private final SchemaSource schemas;
    private final Function<Schema, AvroWalk> compiler;
    private final AvroReading reading = new AvroReading();
    private final Map<Integer, AvroWalk> plans = new HashMap<>();
    private final Map<Integer, Rejection> unusable = new HashMap<>();
    private int latestId = -1;
    private @Nullable AvroWalk latest;

    /** A decoder of canonical events. */
    public EventDecoder(SchemaSource schemas) {
        this(schemas, AvroPlan::compile);
    }

    /** @param compiler makes the plan of a writer's schema, or throws an {@link IllegalArgumentException} that says why it cannot */
    EventDecoder(SchemaSource schemas, Function<Schema, AvroWalk> compiler) {
        this.schemas = schemas;
        this.compiler = compiler;
    }

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        if (value == null || value.length == 0) {
            return new Rejection(Reason.EMPTY, "a record without a value");
        }
        if (value.length < HEADER || value[0] != 0) {
            return new Rejection(
                    Reason.NOT_WIRE_FORMAT, "length=" + value.length + ", first byte=" + value[0] + ", expected 0");
        }
        int id = schemaId(value);
        AvroWalk plan = id == latestId ? latest : plans.get(id);
        if (plan == null) {
            return compileAndDecode(id, value, observation);
        }
        latest = plan;
        latestId = id;
        return reading.read(plan, value, HEADER, observation);
    }

    @HotPath
    private static int schemaId(byte[] value) {
        return (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | (value[4] & 0xff);
    }

    private @Nullable Rejection compileAndDecode(int id, byte[] value, Observation observation) {
        Rejection known = unusable.get(id);
        if (known != null) {
            return known;
        }
        try {
            AvroWalk plan = compiler.apply(parse(schemas.schemaById(id)));
            plans.put(id, plan);
            return reading.read(plan, value, HEADER, observation);
        } catch (SchemaSource.UnknownSchema unknown) {
            return new Rejection(Reason.UNKNOWN_SCHEMA, "schema id=" + id + ": " + unknown.getMessage());
        } catch (IllegalArgumentException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | StackOverflowError refused) {
            // A registry's answer is somebody else's text: whatever it asks for, it stops nobody.
            Rejection rejection =
                    new Rejection(Reason.UNUSABLE_SCHEMA, "schema id=" + id + ": " + refused.getMessage());
            unusable.put(id, rejection);
            return rejection;
        }
    }

    /**
     * A schema's text. Avro 1.12 answers with a NullPointerException where a schema refers to a name that is not in it.
     *
     * @throws IllegalArgumentException if it does; Avro's own exceptions where it is none
     */
    static Schema parse(String schema) {
        try {
            return new Schema.Parser().parse(schema);
        } catch (NullPointerException unresolved) {
            throw new IllegalArgumentException("the schema refers to a name that it does not define", unresolved);
        }
    }
}
