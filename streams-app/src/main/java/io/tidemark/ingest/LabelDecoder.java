package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels: records whose mapping says where the prediction's id and the truth stand.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class LabelDecoder implements RecordDecoder {
    private static final byte[] NAME = FieldMapping.LABEL_COLUMN.getBytes(StandardCharsets.UTF_8);

    private final RecordDecoder decoder;

    LabelDecoder(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        Rejection rejection = decoder.decode(value, observation);
        if (rejection != null) {
            return rejection;
        }
        if (observation.predictionIdLength() == 0) {
            return new Rejection(Reason.NO_LABEL, "a label without the id of its prediction");
        }
        for (int field = 0; field < observation.fields(); field++) {
            if (isTruth(observation, field)) {
                observation.truthIn(field);
                return null;
            }
        }
        return new Rejection(Reason.NO_LABEL, "a label without a class or a finite number that is true");
    }

    @HotPath
    private static boolean isTruth(Observation event, int field) {
        int at = event.nameOffset(field);
        if (at < 0 || !Arrays.equals(NAME, 0, NAME.length, event.nameBytes(), at, at + event.nameLength(field))) {
            return false;
        }
        return switch (event.kind(field)) {
            case Observation.TEXT -> event.textLength(field) > 0;
            case Observation.NUMBER -> Double.isFinite(event.number(field));
            case Observation.BOOLEAN -> true;
            default -> false;
        };
    }
}
