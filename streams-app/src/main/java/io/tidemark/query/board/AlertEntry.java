package io.tidemark.query.board;

import io.tidemark.domain.Alert;
import io.tidemark.domain.SloStatus;
import io.tidemark.serde.AlertLines;

/**
 * An alert, as far as it is asked for.
 *
 * @param dedupKey identity of its objective, slice and severity
 * @param episodeId of its episode
 * @param sequence counts the alerts of the dedupKey upwards
 * @param severity how urgent
 * @param isDryRun whether nobody is told of it
 * @param transition what changed
 * @param key whose budget
 * @param times when
 * @param headline the first line of what people are told
 * @param episodeConsumed share of the budget that the episode used
 * @param acknowledgedBy who has it; empty if nobody
 * @param policyStep the step of a policy that it tells of; empty if it tells of a burning budget
 * @param line the whole record
 */
public record AlertEntry(
        String dedupKey,
        String episodeId,
        long sequence,
        Alert.Severity severity,
        boolean isDryRun,
        Alert.Transition transition,
        SloStatus.Key key,
        Alert.Times times,
        String headline,
        double episodeConsumed,
        String acknowledgedBy,
        String policyStep,
        Line line) {
    /** Of an alert. */
    public static AlertEntry of(Alert alert, Line line) {
        return new AlertEntry(
                alert.dedupKey(),
                alert.episodeId(),
                alert.sequence(),
                alert.severity(),
                alert.isDryRun(),
                alert.transition(),
                new SloStatus.Key(
                        alert.promise().scope().model(),
                        alert.promise().objective(),
                        alert.promise().scope().slice()),
                alert.times(),
                alert.summary().lines().findFirst().orElse("").strip(),
                alert.context().episodeConsumed(),
                alert.context().standing().acknowledgedBy(),
                alert.context().policyStep(),
                line);
    }

    /** The whole alert, read anew from its record. */
    public Alert alert() {
        return new AlertLines().read(line.json());
    }

    /** Whether people have something to do. */
    public boolean isOpen() {
        return isFiring() || transition.state() == Alert.State.RECOVERING;
    }

    /** Whether it burns now. */
    public boolean isFiring() {
        return transition.state() == Alert.State.FIRING;
    }

    /** Whether it was said after another of the same identity; heartbeats repeat a number at a later time. */
    boolean isAfter(AlertEntry other) {
        if (times.firedMs() != other.times.firedMs()) {
            return times.firedMs() > other.times.firedMs();
        }
        return sequence > other.sequence
                || sequence == other.sequence && times.clockTimeMs() > other.times.clockTimeMs();
    }
}
