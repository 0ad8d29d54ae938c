package io.tidemark.ingest;

import io.tidemark.domain.Health;
import io.tidemark.domain.Observation;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import org.apache.avro.Schema;

/** Steps for what an event says of a request, and for the reports of dependencies. */
final class AvroRequests {
    private AvroRequests() {}

    /** Milliseconds from request to answer, of any number's type. */
    static AvroStep latency(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE -> (in, out) -> latency(in.readDouble(), out);
            case FLOAT -> (in, out) -> latency(in.readFloat(), out);
            case INT, LONG -> (in, out) -> latency(in.readLong(), out);
            default -> other(schema);
        };
    }

    private static void latency(double milliseconds, Observation out) {
        out.carriesPrediction();
        out.latency(milliseconds);
    }

    /** A latency that is no number is a value of the wrong type. */
    private static AvroStep other(Schema schema) {
        AvroSkip skip = AvroSkip.of(schema);
        return (in, out) -> {
            skip.skip(in);
            out.field(Observation.OTHER, ReservedColumn.LATENCY.offset(), 0);
        };
    }

    /** How the request ended: an enum or a text; what is no word of ours is an error. */
    static AvroStep status(Schema schema) {
        if (schema.getType() == Schema.Type.STRING) {
            return (in, out) -> {
                int length = in.readLength();
                out.status(RequestStatus.of(out.bytes(), in.position(), length));
                in.skip(length);
            };
        }
        if (schema.getType() != Schema.Type.ENUM) {
            AvroSkip skip = AvroSkip.of(schema);
            return (in, out) -> {
                skip.skip(in);
                out.status(RequestStatus.ERROR);
            };
        }
        RequestStatus[] statuses =
                schema.getEnumSymbols().stream().map(RequestStatus::of).toArray(RequestStatus[]::new);
        return (in, out) -> out.status(statuses[Math.toIntExact(in.readLong())]);
    }

    /** Name of the dependency. */
    static AvroStep dependency(Schema schema) {
        if (schema.getType() != Schema.Type.STRING) {
            throw new IllegalArgumentException("dependency must be a string: type=" + schema.getType());
        }
        return (in, out) -> {
            int length = in.readLength();
            out.request().dependency(in.position(), length);
            in.skip(length);
        };
    }

    /** How it is. */
    static AvroStep health(Schema schema) {
        if (schema.getType() != Schema.Type.ENUM) {
            throw new IllegalArgumentException("health must be an enum: type=" + schema.getType());
        }
        Health[] healths = schema.getEnumSymbols().stream().map(Health::of).toArray(Health[]::new);
        return (in, out) -> out.request().health(healths[Math.toIntExact(in.readLong())]);
    }
}
