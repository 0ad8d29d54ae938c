package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.schemas.Burn;
import io.tidemark.schemas.Companion;
import io.tidemark.schemas.Objective;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts of Avro as those of the domain. Words that this build does not know become the most harmless that it knows. */
final class AvroAlerts {
    private AvroAlerts() {}

    static Alert toDomain(io.tidemark.schemas.Alert in) {
        return new Alert(
                in.getDedupKey(),
                in.getEpisodeId(),
                in.getSequence(),
                Alert.Severity.valueOf(in.getSeverity().name()),
                in.getDryRun(),
                transition(in),
                promise(in),
                times(in),
                budget(in.getBudget()),
                in.getBurn().stream().map(AvroAlerts::burn).toList(),
                finding(in),
                AvroContext.read(in),
                in.getSummary());
    }

    private static Alert.Transition transition(io.tidemark.schemas.Alert in) {
        Alert.State now = Alert.State.valueOf(in.getState().name());
        Alert.State before = Alert.State.valueOf(in.getPreviousState().name());
        Alert.Notice notice =
                in.getNotice().isEmpty() ? notice(before, now) : word(in.getNotice(), Alert.Notice.UPDATED);
        Alert.Reason reason =
                now == Alert.State.RESOLVED ? word(in.getReason(), Alert.Reason.MANUAL) : Alert.Reason.BURN;
        return new Alert.Transition(notice, now, before, reason);
    }

    /** Records from before there were notices. */
    private static Alert.Notice notice(Alert.State before, Alert.State now) {
        if (now == Alert.State.RESOLVED) {
            return Alert.Notice.CLOSED;
        }
        boolean wasOpen = before == Alert.State.FIRING || before == Alert.State.RECOVERING;
        return wasOpen ? Alert.Notice.UPDATED : Alert.Notice.OPENED;
    }

    private static <E extends Enum<E>> E word(String word, E unknown) {
        return Arrays.stream(unknown.getDeclaringClass().getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(unknown);
    }

    private static Alert.Promise promise(io.tidemark.schemas.Alert in) {
        Objective objective = in.getObjective();
        return new Alert.Promise(
                objective.getId(),
                new Scope(in.getModel(), Stage.valueOf(in.getStage().name()), in.getSlice()),
                objective.getTarget(),
                objective.getWindowMs(),
                method(objective.getMethod()),
                0,
                objective.getOwner(),
                objective.getRunbook(),
                objective.getRevision(),
                Cause.of(in.getCause()));
    }

    private static Alert.Method method(String word) {
        return switch (word) {
            case "Occurrences" -> Alert.Method.OCCURRENCES;
            case "RatioTimeslices" -> Alert.Method.RATIO_TIMESLICES;
            default -> Alert.Method.TIMESLICES;
        };
    }

    private static Alert.Times times(io.tidemark.schemas.Alert in) {
        @Nullable Instant fired = in.getFiredAt();
        return new Alert.Times(
                in.getMetricTime().toEpochMilli(),
                in.getClockTime().toEpochMilli(),
                in.getSince().toEpochMilli(),
                (fired == null ? in.getSince() : fired).toEpochMilli());
    }

    private static Alert.Budget budget(io.tidemark.schemas.Budget in) {
        return new Alert.Budget(in.getConsumed(), in.getRemaining(), in.getRemainingMs(), timeLeft(in));
    }

    private static Alert.TimeLeft timeLeft(io.tidemark.schemas.Budget in) {
        @Nullable Long ms = in.getTimeToExhaustionMs();
        if (ms != null) {
            return new Alert.TimeLeft.Until(ms);
        }
        return in.getRemaining() <= 0 ? new Alert.TimeLeft.Gone() : new Alert.TimeLeft.Lasting();
    }

    private static Alert.Burn burn(Burn in) {
        return new Alert.Burn(
                in.getLongMs(),
                in.getShortMs(),
                in.getBurnLong(),
                in.getBurnShort(),
                in.getFactor(),
                in.getFactorRaw(),
                in.getBad(),
                in.getTotal(),
                Alert.PairState.valueOf(in.getState().name()));
    }

    private static Alert.Finding finding(io.tidemark.schemas.Alert in) {
        return new Alert.Finding(
                AvroMeasurements.toDomain(in.getEvidence()),
                in.getCoverage(),
                in.getRevised(),
                in.getAlsoMoved().stream().map(AvroAlerts::companion).toList());
    }

    private static Measurement companion(Companion in) {
        Estimate estimate = new Estimate(in.getValue(), in.getValue(), in.getValue(), 0, 0);
        Judged judged =
                new Judged(Measure.of(in.getMeasure()), "", estimate, 0, in.getTolerance(), 0, 0, 0, 0, Verdict.BAD);
        return new Measurement(in.getColumn(), in.getScale(), judged, 1, List.of());
    }
}
