package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.ModelKey;
import io.tidemark.schemas.AlertState;
import io.tidemark.schemas.Budget;
import io.tidemark.schemas.Burn;
import io.tidemark.schemas.BurnState;
import io.tidemark.schemas.Companion;
import io.tidemark.schemas.Objective;
import io.tidemark.schemas.Severity;
import io.tidemark.schemas.Stage;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Alerts as {@link io.tidemark.schemas.Alert} in the wire format, and as CloudEvents in binary mode: {@link CloudEventHeaders}. */
public final class AlertSerializer implements Serializer<Alert> {
    private final WireFormat<io.tidemark.schemas.Alert> format;

    /** A serializer that writes this schema id. */
    public AlertSerializer(int schemaId) {
        this.format = new WireFormat<>(schemaId, io.tidemark.schemas.Alert.class);
    }

    /** Nothing for an identity that is forgotten. */
    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Alert alert) {
        if (alert == null) {
            return null;
        }
        CloudEventHeaders.write(alert, headers);
        return serialize(topic, alert);
    }

    @Override
    public byte[] serialize(String topic, Alert alert) {
        return format.write(toAvro(alert));
    }

    private static io.tidemark.schemas.Alert toAvro(Alert alert) {
        io.tidemark.schemas.Alert out = new io.tidemark.schemas.Alert();
        identity(alert, out);
        transition(alert.transition(), out);
        out.setObjective(objective(alert.promise()));
        out.setModel(alert.promise().scope().model());
        out.setStage(Stage.valueOf(alert.promise().scope().stage().name()));
        out.setSlice(alert.promise().scope().slice());
        times(alert.times(), out);
        out.setBurn(alert.burn().stream().map(AlertSerializer::burn).toList());
        out.setBudget(budget(alert.budget()));
        out.setCoverage(alert.finding().coverage());
        out.setEvidence(AvroMeasurements.toAvro(alert.finding().evidence()));
        out.setSummary(alert.summary());
        out.setCause(alert.promise().cause().word());
        out.setTenant(ModelKey.tenant(alert.promise().scope().model()));
        out.setAlsoMoved(alert.finding().alsoMoved().stream()
                .map(AlertSerializer::companion)
                .toList());
        AvroContext.write(alert.context(), out);
        return out;
    }

    private static void identity(Alert alert, io.tidemark.schemas.Alert out) {
        out.setDedupKey(alert.dedupKey());
        out.setEpisodeId(alert.episodeId());
        out.setIncidentKey(
                alert.promise().scope().model() + "/" + alert.promise().objective());
        out.setSequence(alert.sequence());
        out.setSeverity(Severity.valueOf(alert.severity().name()));
        out.setDryRun(alert.isDryRun());
        out.setRevised(alert.finding().isRevised());
    }

    private static void transition(Alert.Transition transition, io.tidemark.schemas.Alert out) {
        out.setState(AlertState.valueOf(transition.state().name()));
        out.setPreviousState(AlertState.valueOf(transition.previousState().name()));
        out.setNotice(transition.notice().name().toLowerCase(Locale.ROOT));
        out.setReason(
                transition.state() == Alert.State.RESOLVED
                        ? transition.reason().name().toLowerCase(Locale.ROOT)
                        : "");
    }

    private static Objective objective(Alert.Promise promise) {
        return new Objective(
                promise.objective(),
                promise.revision(),
                promise.target(),
                promise.windowMs(),
                word(promise.method()),
                promise.owner(),
                promise.runbook());
    }

    private static String word(Alert.Method method) {
        return switch (method) {
            case OCCURRENCES -> "Occurrences";
            case TIMESLICES -> "Timeslices";
            case RATIO_TIMESLICES -> "RatioTimeslices";
        };
    }

    private static void times(Alert.Times times, io.tidemark.schemas.Alert out) {
        out.setMetricTime(Instant.ofEpochMilli(times.metricTimeMs()));
        out.setClockTime(Instant.ofEpochMilli(times.clockTimeMs()));
        out.setSince(Instant.ofEpochMilli(times.sinceMs()));
        out.setFiredAt(Instant.ofEpochMilli(times.firedMs()));
    }

    private static Companion companion(Measurement moved) {
        return new Companion(
                moved.column(),
                moved.judged().measure().word(),
                moved.scale(),
                moved.judged().estimate().value(),
                moved.judged().tolerance());
    }

    private static Burn burn(Alert.Burn burn) {
        return new Burn(
                burn.longMs(),
                burn.shortMs(),
                burn.burnLong(),
                burn.burnShort(),
                burn.factor(),
                burn.factorRaw(),
                burn.isCapped(),
                burn.bad(),
                burn.total(),
                BurnState.valueOf(burn.state().name()));
    }

    private static Budget budget(Alert.Budget budget) {
        return new Budget(budget.consumed(), budget.remaining(), budget.remainingMs(), exhaustion(budget.timeLeft()));
    }

    private static @Nullable Long exhaustion(Alert.TimeLeft left) {
        return left instanceof Alert.TimeLeft.Until until ? (Long) until.ms() : null;
    }
}
