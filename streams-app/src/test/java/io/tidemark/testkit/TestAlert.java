package io.tidemark.testkit;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Change;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Alerts of the model {@code fraud} and its objective {@code drift}, whose first bad slot began at {@link #ONSET}; each method gives the same
 * alert with something else in it.
 *
 * @param alert the alert
 */
public record TestAlert(Alert alert) {
    /** When the first bad slot began. */
    public static final Instant ONSET = Instant.parse("2026-03-01T12:00:00Z");

    private static final long HOUR = 3_600_000;

    /** A page that has just fired: 2 h after the onset by event time, 2 h and 10 s by the clock. */
    public static TestAlert page(String dedupKey) {
        long onset = ONSET.toEpochMilli();
        return new TestAlert(new Alert(
                dedupKey,
                dedupKey + ":" + (onset + 2 * HOUR) / 1000,
                1,
                Severity.PAGE,
                false,
                new Alert.Transition(Notice.OPENED, State.FIRING, State.PENDING, Reason.BURN),
                new Alert.Promise(
                        "drift",
                        new Scope("fraud", Stage.SERVING, Scope.ALL),
                        0.99,
                        28 * 24 * HOUR,
                        Alert.Method.TIMESLICES,
                        0,
                        "team-fraud",
                        "https://runbooks.example.com/drift"),
                new Alert.Times(onset + 2 * HOUR, onset + 2 * HOUR + 10_000, onset, onset + 2 * HOUR),
                new Alert.Budget(0.41, 0.59, 14_273_280, new Alert.TimeLeft.Until(19 * HOUR)),
                List.of(new Alert.Burn(2 * HOUR, HOUR, 20, 20, 6.7, 6.72, 2, 2, Alert.PairState.BURNING)),
                new Alert.Finding(List.of(), 0.98, false, List.of()),
                AlertContext.NONE,
                "fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)\n  budget: 41 % used"));
    }

    /** The same as a ticket. */
    public TestAlert severity(Severity severity) {
        return new TestAlert(new Alert(
                alert.dedupKey(),
                alert.episodeId(),
                alert.sequence(),
                severity,
                alert.isDryRun(),
                alert.transition(),
                alert.promise(),
                alert.times(),
                alert.budget(),
                alert.burn(),
                alert.finding(),
                alert.context(),
                alert.summary()));
    }

    /** The same, only tried out. */
    public TestAlert dryRun() {
        return new TestAlert(new Alert(
                alert.dedupKey(),
                alert.episodeId(),
                alert.sequence(),
                alert.severity(),
                true,
                alert.transition(),
                alert.promise(),
                alert.times(),
                alert.budget(),
                alert.burn(),
                alert.finding(),
                alert.context(),
                alert.summary()));
    }

    /** A later record of the same episode, {@code minutes} after it fired by both clocks. */
    public TestAlert later(long sequence, int minutes, Notice notice, State state) {
        long ms = minutes * 60_000L;
        Alert.Times times = alert.times();
        Reason reason = state == State.RESOLVED ? Reason.RECOVERED : Reason.BURN;
        return with(
                alert.episodeId(),
                sequence,
                new Alert.Transition(notice, state, alert.transition().state(), reason),
                new Alert.Times(times.firedMs() + ms, times.firedMs() + ms + 10_000, times.sinceMs(), times.firedMs()));
    }

    /** The first record of a new episode, {@code minutes} after this one fired. */
    public TestAlert again(long sequence, int minutes) {
        long firedMs = alert.times().firedMs() + minutes * 60_000L;
        return with(
                alert.dedupKey() + ":" + firedMs / 1000,
                sequence,
                new Alert.Transition(Notice.OPENED, State.FIRING, State.PENDING, Reason.BURN),
                new Alert.Times(firedMs, firedMs + 10_000, firedMs - HOUR, firedMs));
    }

    private TestAlert with(String episodeId, long sequence, Alert.Transition transition, Alert.Times times) {
        return new TestAlert(new Alert(
                alert.dedupKey(),
                episodeId,
                sequence,
                alert.severity(),
                alert.isDryRun(),
                transition,
                alert.promise(),
                times,
                alert.budget(),
                alert.burn(),
                alert.finding(),
                alert.context(),
                alert.summary()));
    }

    /** The same for that slice. */
    public TestAlert slice(String slice) {
        Alert.Promise was = alert.promise();
        Alert.Promise promise = new Alert.Promise(
                was.objective(),
                new Scope(was.scope().model(), was.scope().stage(), slice),
                was.target(),
                was.windowMs(),
                was.method(),
                was.slotMs(),
                was.owner(),
                was.runbook());
        return new TestAlert(new Alert(
                alert.dedupKey(),
                alert.episodeId(),
                alert.sequence(),
                alert.severity(),
                alert.isDryRun(),
                alert.transition(),
                promise,
                alert.times(),
                alert.budget(),
                alert.burn(),
                alert.finding(),
                alert.context(),
                alert.summary()));
    }

    /** The same with the amount's evidence: a distance of 0.31 where 0.10 is allowed. */
    public TestAlert evidence() {
        Judged judged = new Judged(
                Measure.JS_DISTANCE,
                "",
                new Estimate(0.31, 0.27, 0.35, 5_120, 98_400),
                0,
                0.1,
                0,
                5_120,
                30,
                0.04,
                Verdict.BAD);
        Measurement amount =
                new Measurement("amount", 1, judged, 1, List.of(new Shift("> 800", 0.041, 0.197, 0.8)), List.of());
        return new TestAlert(new Alert(
                alert.dedupKey(),
                alert.episodeId(),
                alert.sequence(),
                alert.severity(),
                alert.isDryRun(),
                alert.transition(),
                alert.promise(),
                alert.times(),
                alert.budget(),
                alert.burn(),
                new Alert.Finding(List.of(amount), 0.98, false, List.of()),
                alert.context(),
                alert.summary()));
    }

    /** The same, taken by somebody 12 minutes after it fired. */
    public TestAlert acknowledgedBy(String person) {
        AlertContext.Standing was = alert.context().standing();
        return standing(new AlertContext.Standing(
                person,
                alert.times().firedMs() + 12 * 60_000L,
                was.silencedBy(),
                was.inhibitedBy(),
                was.escalationLevel(),
                was.roles()));
    }

    /** The same, covered by a silence. */
    public TestAlert silencedBy(String silence) {
        AlertContext.Standing was = alert.context().standing();
        return standing(new AlertContext.Standing(
                was.acknowledgedBy(),
                was.acknowledgedMs(),
                List.of(silence),
                was.inhibitedBy(),
                was.escalationLevel(),
                was.roles()));
    }

    /** The same, for these roles. */
    public TestAlert roles(String... roles) {
        AlertContext.Standing was = alert.context().standing();
        return standing(new AlertContext.Standing(
                was.acknowledgedBy(),
                was.acknowledgedMs(),
                was.silencedBy(),
                was.inhibitedBy(),
                roles.length,
                List.of(roles)));
    }

    private TestAlert standing(AlertContext.Standing standing) {
        AlertContext was = alert.context();
        return context(new AlertContext(
                was.episodeConsumed(),
                was.slices(),
                was.changes(),
                was.recommendation(),
                standing,
                was.dashboard(),
                was.policyStep()));
    }

    /** The same with all that can be known of it: 6 % of the budget, two slices, a deployment 35 minutes before, a dashboard. */
    public TestAlert known() {
        Change deployed = new Change(
                "deploy-42",
                Change.Kind.DEPLOYED,
                "",
                ONSET.toEpochMilli() - 35 * 60_000L,
                "v42",
                "v41",
                Map.of(),
                "",
                "",
                "deployed v42 | with <new> features",
                "https://ci.example.com/42");
        return context(new AlertContext(
                0.06,
                new AlertContext.Slices(
                        2,
                        5,
                        List.of(
                                new AlertContext.AffectedSlice("country=BR", State.FIRING, 1.5, 20),
                                new AlertContext.AffectedSlice("country=DE", State.FIRING, 0.5, 8))),
                List.of(new AlertContext.Suspect(deployed, 35 * 60_000L, 0.9)),
                "roll back v42",
                alert.context().standing(),
                "https://dash.example.com/fraud",
                ""));
    }

    private TestAlert context(AlertContext context) {
        return new TestAlert(alert.with(context));
    }
}
