package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record in Confluent's wire format (0, four bytes of schema id, Avro) into an {@link Observation}.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class EventDecoder {
    /** Bytes before the Avro: the magic 0 and the schema id. */
    public static final int HEADER = 5;

    private final SchemaSource schemas;
    private final AvroCursor cursor = new AvroCursor();
    private final Map<Integer, AvroPlan> plans = new HashMap<>();
    private final Map<Integer, Rejection> unusable = new HashMap<>();
    private int latestId = -1;
    private @Nullable AvroPlan latest;

    public EventDecoder(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /**
     * Fills the observation from a record's value.
     *
     * @return why the record cannot be used; null if it can
     */
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
        AvroPlan plan = id == latestId ? latest : plans.get(id);
        if (plan == null) {
            return compileAndDecode(id, value, observation);
        }
        latest = plan;
        latestId = id;
        return walk(plan, value, observation);
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
            AvroPlan plan = compile(schemas.schemaById(id));
            plans.put(id, plan);
            return walk(plan, value, observation);
        } catch (SchemaSource.UnknownSchema unknown) {
            return new Rejection(Reason.UNKNOWN_SCHEMA, "schema id=" + id + ": " + unknown.getMessage());
        } catch (IllegalArgumentException | AvroRuntimeException refused) {
            Rejection rejection =
                    new Rejection(Reason.UNUSABLE_SCHEMA, "schema id=" + id + ": " + refused.getMessage());
            unusable.put(id, rejection);
            return rejection;
        }
    }

    /** Avro 1.12 answers with a NullPointerException where a schema refers to a name that is not in it. */
    private static AvroPlan compile(String schema) {
        try {
            return AvroPlan.compile(new Schema.Parser().parse(schema));
        } catch (NullPointerException unresolved) {
            throw new IllegalArgumentException("the schema refers to a name that it does not define", unresolved);
        }
    }

    @HotPath
    private @Nullable Rejection walk(AvroPlan plan, byte[] value, Observation observation) {
        observation.begin(value);
        cursor.reset(value, HEADER);
        try {
            plan.walk(cursor, observation);
        } catch (IndexOutOfBoundsException | ArithmeticException undecodable) {
            return new Rejection(Reason.UNDECODABLE, String.valueOf(undecodable.getMessage()));
        }
        if (!cursor.isAtEnd()) {
            return new Rejection(
                    Reason.UNDECODABLE, "bytes left over: read=" + cursor.position() + ", length=" + value.length);
        }
        return observation.hasEventTime() ? null : new Rejection(Reason.NO_TIMESTAMP, "eventTime is absent or 0");
    }
}
