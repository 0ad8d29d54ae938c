package io.tidemark.serde;

import io.tidemark.domain.Operation;
import io.tidemark.schemas.OperationKind;
import java.time.Instant;
import org.apache.avro.generic.GenericRecord;

/** Operations as {@link io.tidemark.schemas.Operation}. Texts are cut, so that no writer can fill the store. */
final class AvroOperation {
    private AvroOperation() {}

    static io.tidemark.schemas.Operation toAvro(Operation operation) {
        return new io.tidemark.schemas.Operation(
                operation.id(),
                OperationKind.valueOf(operation.kind().name()),
                operation.model(),
                Instant.ofEpochMilli(operation.atMs()),
                operation.by(),
                operation.reason(),
                operation.episodeId(),
                operation.cover().objective(),
                operation.cover().slice(),
                operation.cover().severity(),
                Instant.ofEpochMilli(operation.span().startMs()),
                Instant.ofEpochMilli(operation.span().endMs()),
                operation.span().recurrence(),
                operation.span().durationMs(),
                operation.span().timeZone(),
                operation.category());
    }

    static Operation toDomain(GenericRecord read) {
        return new Operation(
                text(read, "id"),
                Operation.Kind.valueOf(read.get("kind").toString()),
                text(read, "model"),
                (Long) read.get("at"),
                text(read, "by"),
                text(read, "reason"),
                text(read, "episodeId"),
                new Operation.Cover(text(read, "objective"), text(read, "slice"), text(read, "severity")),
                new Operation.Span(
                        (Long) read.get("start"),
                        (Long) read.get("end"),
                        text(read, "recurrence"),
                        (Long) read.get("durationMs"),
                        text(read, "timeZone")),
                text(read, "category"));
    }

    private static String text(GenericRecord read, String field) {
        String text = read.get(field).toString();
        String cut = text.length() > Operation.LONGEST ? text.substring(0, Operation.LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
