package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.domain.SloStatus;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Statuses as {@link io.tidemark.schemas.SloStatus} in the wire format. */
public final class StatusSerializer implements Serializer<SloStatus> {
    private final WireFormat<io.tidemark.schemas.SloStatus> format;

    /** A serializer that writes this schema id. */
    public StatusSerializer(int schemaId) {
        this.format = new WireFormat<>(schemaId, io.tidemark.schemas.SloStatus.class);
    }

    /** Nothing for a slice that is forgotten. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SloStatus status) {
        return status == null ? null : format.write(toAvro(status));
    }

    private static io.tidemark.schemas.SloStatus toAvro(SloStatus status) {
        boolean isEstimated = status.consumedVsObserved().isPresent();
        @Nullable
        Long left = status.budget().timeLeft() instanceof Alert.TimeLeft.Until until ? (Long) until.ms() : null;
        io.tidemark.schemas.SloStatus out = new io.tidemark.schemas.SloStatus();
        out.setModel(status.key().model());
        out.setObjective(status.key().objective());
        out.setSlice(status.key().slice());
        out.setRevision(status.revision());
        out.setState(status.state());
        out.setMode(status.isDryRun() ? "dryRun" : "live");
        out.setTarget(status.target());
        out.setWindowMs(status.window().lengthMs());
        out.setWindowStart(Instant.ofEpochMilli(status.window().startMs()));
        out.setGood(status.counts().good());
        out.setBad(status.counts().bad());
        out.setConsumed(status.budget().consumed());
        out.setConsumedProjected(isEstimated ? (Double) status.budget().consumed() : null);
        out.setConsumedVsObserved(
                isEstimated ? (Double) status.consumedVsObserved().getAsDouble() : null);
        out.setRemainingMs(status.budget().remainingMs());
        out.setTimeToExhaustionMs(left);
        out.setCoverage(status.coverage());
        out.setShare(status.share());
        out.setMetricTime(Instant.ofEpochMilli(status.window().endMs()));
        out.setClockTime(Instant.ofEpochMilli(status.clockTimeMs()));
        return out;
    }
}
