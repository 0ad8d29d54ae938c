package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.query.Ledgers;
import io.tidemark.query.State;
import io.tidemark.slo.Correction;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.BoardTeller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be ended: the stream would write down that nothing was done. It is three o'clock. */
class EndingTest {
    private static final long TWO = Instant.parse("2026-03-01T14:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    private final State state = withFile(AnsweringState.with(AnsweringBoards.desk(new ArrayList<>())));
    private final BoardTeller teller = new BoardTeller(state.boards());

    /** The same, with a correction in the monitor file. */
    private static State withFile(State state) {
        Correction holidays = new Correction(
                "holidays",
                Correction.Selector.ALL,
                new Correction.When.Once(TWO, TWO + HOUR),
                Correction.Category.OUTSIDE_HOURS,
                "nobody buys",
                "ann");
        return new State(
                state.local(),
                state.models(),
                state.questions(),
                state.monitored(),
                state.pulses(),
                state.boards(),
                new Ledgers(state.questions(), List.of(), Map.of("fraud", List.of(holidays)), 2),
                state.upkeep(),
                state.desk());
    }

    private static Operation told(String id, Kind kind, long fromMs, long toMs) {
        return new Operation(
                id,
                kind,
                "fraud",
                fromMs,
                "eve",
                "",
                "",
                Operation.Cover.ALL,
                new Operation.Span(fromMs, toMs, "", 0, "UTC"),
                "chaos");
    }

    private List<String> end(Kind kind, String id) {
        return new Ending(kind, id, state, new Visible("", false)).check();
    }

    @Test
    void whatWasToldAMomentAgoIsEndedBeforeJudgeKeepsIt() {
        teller.operation(told("fraud/new", Kind.SILENCE, TWO, TWO + 2 * HOUR));

        assertThat(end(Kind.END_SILENCE, "fraud/new")).isEmpty();
    }

    @Test
    void whatWasEndedIsNotEndedAgainThoughJudgeStillKeepsIt() {
        teller.operation(told(AnsweringState.SILENCE, Kind.END_SILENCE, TWO, TWO));

        assertThatThrownBy(() -> end(Kind.END_SILENCE, AnsweringState.SILENCE))
                .hasMessage("the silence was ended already, eve ended it at 2026-03-01T14:00:00Z: id=fraud/3f2a9c1b");
    }

    @Test
    void whatIsOverNeedsNoEnd() {
        teller.operation(told("fraud/over", Kind.SILENCE, TWO - HOUR, TWO));

        assertThatThrownBy(() -> end(Kind.END_SILENCE, "fraud/over"))
                .hasMessage("the silence is over already: id=fraud/over");
    }

    @Test
    void whatStandsInTheFileIsTakenOutThere() {
        assertThatThrownBy(() -> end(Kind.END_CORRECTION, "holidays"))
                .isInstanceOfSatisfying(
                        Problem.Failure.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(409))
                .hasMessage("the correction is in the monitor file; take it out there: id=holidays");
    }

    @Test
    void aSilenceIsNoCorrection() {
        assertThatThrownBy(() -> end(Kind.END_CORRECTION, AnsweringState.SILENCE))
                .hasMessage("there is no such correction: id=fraud/3f2a9c1b; there are fraud/0c0ffee0, holidays");
    }
}
