package io.tidemark.testkit;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.ChangeDating;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.Operation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Tiding;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.VersionLineage;
import io.tidemark.query.Desk;
import io.tidemark.query.board.Boards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Boards of the model fraud, whose objective drift burns in all events and in one slice, and of shop, whose objective on-time is in order; read to
 * their end, and an hour after the last was written.
 */
public final class AnsweringBoards {
    /** The dedup key of fraud's open page. */
    public static final String KEY = "0123456789abcdef0123456789abcdef";

    /** Its episode: two hours after {@link TestAlert#ONSET}. */
    public static final String EPISODE = KEY + ":1772373600";

    private static final long ONSET = TestAlert.ONSET.toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private AnsweringBoards() {}

    public static Boards whole() {
        return told().whole(Instant.parse("2026-03-01T15:00:00Z")).boards();
    }

    /** Puts what is told into the list, at three o'clock. */
    public static Desk desk(List<Tiding> told) {
        Function<Tiding, String> teller = tiding -> {
            told.add(tiding);
            return tiding instanceof Change ? "app-changes" : "app-operations";
        };
        return new Desk(
                teller,
                Clock.fixed(Instant.parse("2026-03-01T15:00:00Z"), ZoneOffset.UTC),
                new ChangeDating(3_600_000));
    }

    /** As whole, but still open to be told more. */
    public static BoardTeller told() {
        TestAlert page = TestAlert.page(KEY).evidence().known();
        return BoardTeller.ofNew()
                .status(status("fraud", "drift", "*", "AT_RISK", 0.6))
                .status(status("fraud", "drift", "country=BR", "EXHAUSTED", 1.5))
                .status(status("shop", "on-time", "*", "HEALTHY", 0.1))
                .alert(page.alert())
                .alert(page.later(2, 10, Notice.UPDATED, State.FIRING)
                        .acknowledgedBy("ada")
                        .alert())
                .alert(TestAlert.page("f".repeat(32))
                        .severity(Alert.Severity.TICKET)
                        .slice("country=BR")
                        .later(9, 30, Notice.CLOSED, State.RESOLVED)
                        .alert())
                .annotation(Annotation.of(
                        "note-1",
                        Annotation.Kind.NOTE,
                        new Annotation.Subject("fraud", "drift", "", ""),
                        new Annotation.Times(ONSET + 60_000, ONSET + 60_000, ONSET + 70_000),
                        "looks like the new feed",
                        Map.of()))
                .change(change("deploy-42", "fraud", ONSET - 2_100_000))
                .change(change("flag-7", "", ONSET - 60_000))
                .decision(new PolicyDecision(
                        "fraud",
                        new PolicyDecision.Freedom(false, false, true, true),
                        List.of(new PolicyDecision.HeldStep(
                                "drift",
                                "default",
                                1,
                                1.5,
                                0.95,
                                "page",
                                List.of("freezeDeploys"),
                                List.of("ml"),
                                ONSET)),
                        List.of("security"),
                        ONSET + 7_200_000,
                        ONSET + 7_200_000))
                .decision(new PolicyDecision(
                                "shop",
                                PolicyDecision.Freedom.FULL,
                                List.of(),
                                List.of(),
                                ONSET + 7_200_000,
                                ONSET + 7_200_000)
                        .with(new PromotionState(
                                Lifecycle.EXPERIMENTAL,
                                "v7",
                                PromotionState.Answer.YES,
                                List.of(new PromotionState.Criterion("load", PromotionState.Answer.YES, "v7 loaded")),
                                ONSET,
                                ""))
                        .with(List.of(new VersionLineage(
                                "v7", "run-9", "succeeded", ONSET, 1_000, 0, 0, "", ONSET, ONSET, ONSET))))
                .operation(new Operation(
                        "fraud/3f2a9c1b",
                        Operation.Kind.SILENCE,
                        "fraud",
                        ONSET,
                        "ada",
                        "known",
                        "",
                        Operation.Cover.ALL,
                        new Operation.Span(ONSET, ONSET + DAY, "", 0, "UTC"),
                        ""));
    }

    /** A status at two hours after the onset, of a window of 28 days with 1,000 slots of which one in a hundred may be bad. */
    public static SloStatus status(String model, String objective, String slice, String state, double consumed) {
        long end = ONSET + 7_200_000;
        return new SloStatus(
                new SloStatus.Key(model, objective, slice),
                "r1",
                state,
                false,
                0.99,
                new TimeWindow(end - 28 * DAY, end),
                new SloStatus.Counts(1000 - Math.round(10 * consumed), Math.round(10 * consumed)),
                new Alert.Budget(
                        consumed, 1 - consumed, Math.round((1 - consumed) * 24_192_000), new Alert.TimeLeft.Lasting()),
                OptionalDouble.empty(),
                1,
                1,
                end + 10_000);
    }

    private static Change change(String id, String model, long atMs) {
        return new Change(
                id,
                Change.Kind.DEPLOYED,
                model,
                atMs,
                "v42",
                "v41",
                Map.of("region", "eu"),
                "",
                "ci",
                "deployed v42",
                "https://ci.example.com/42");
    }
}
