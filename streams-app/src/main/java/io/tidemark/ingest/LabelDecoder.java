package io.tidemark.ingest;

import io.tidemark.domain.LabelColumn;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.stats.HotPath;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels: records whose mapping says where the prediction's id and the truth stand.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class LabelDecoder implements RecordDecoder {
    private final RecordDecoder decoder;

    LabelDecoder(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        Rejection rejection = decoder.decode(value, observation);
        observation.becomeLabel();
        if (rejection != null) {
            return rejection;
        }
        if (observation.predictionIdLength() == 0) {
            return new Rejection(Reason.NO_LABEL, "a label without the id of its prediction");
        }
        int truth = LabelColumn.in(observation);
        if (truth == LabelColumn.NONE) {
            return new Rejection(Reason.NO_LABEL, "a label without a class or a finite number that is true");
        }
        observation.truthIn(truth);
        return null;
    }
}
