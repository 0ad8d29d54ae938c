package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert.Method;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Op;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The budget that a ledger states, of rolling and of calendar windows. */
class LedgerBudgetTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal HOURLY = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

    private final LedgerBench bench = new LedgerBench();

    @Test
    void calendarMonthWithAChangeOfClocksExpectsItsOwnHours() {
        Window month = new Window.Calendar(
                1, Window.Unit.MONTH, LocalDateTime.parse("2026-01-01T00:00"), ZoneId.of("Europe/Berlin"));
        bench.open(new Goal(0.95, month, Method.TIMESLICES, HOUR, SlotRule.USUAL), AlertPolicy.standard());
        long march =
                month.at(Instant.parse("2026-03-15T00:00:00Z").toEpochMilli()).startMs();
        bench.next = march / HOUR - 5;

        bench.slots("BBBBBGBG");

        // five bad hours of February do not count in March, which has 743 hours
        assertThat(bench.ledger.status().budget().consumed()).isCloseTo(1 / (0.05 * 743), within(1e-9));
        assertThat(bench.ledger.status().budget().span().lengthMs()).isEqualTo(743 * HOUR);
        assertThat(bench.ledger.status().budget().told().remainingMs())
                .isCloseTo((long) ((0.05 * 743 - 1) * HOUR), within(1L));
    }

    @Test
    void theBudgetOfCalendarRowsIsThatOfTheWholePeriod() {
        Window week =
                new Window.Calendar(1, Window.Unit.WEEK, LocalDateTime.parse("1970-01-05T00:00"), ZoneId.of("UTC"));
        bench.open(new Goal(0.9, week, Method.OCCURRENCES, HOUR, SlotRule.USUAL), AlertPolicy.standard());
        bench.next = 4 * 24;

        bench.rows(42, 95, 5);

        // 5 % of what was seen where 10 % are allowed; a quarter of the week is over, and its rest is expected to have
        // as many rows an hour
        assertThat(bench.ledger.status().budget().consumedVsObserved()).isCloseTo(0.5, within(1e-9));
        assertThat(bench.ledger.status().budget().consumed()).isCloseTo(0.125, within(1e-9));
        assertThat(bench.ledger.status().budget().isEstimated()).isTrue();
    }

    @Test
    void burnRatesOfACalendarGoalLookBackOverItsEdge() {
        Window day = new Window.Calendar(1, Window.Unit.DAY, LocalDateTime.parse("1970-01-01T00:00"), ZoneId.of("UTC"));
        bench.open(
                new Goal(0.9, day, Method.TIMESLICES, HOUR, SlotRule.USUAL),
                LedgerBench.policy(0, new Condition.Burn(Op.GTE, 10, 2 * HOUR, 0)));
        bench.next = 23;

        bench.slots("BB");

        assertThat(LedgerBench.lines(bench.told)).containsExactly("TICKET OPENED PENDING→FIRING");
        assertThat(bench.ledger.status().budget().bad()).isEqualTo(1);
    }

    @Test
    void budgetStatesFollowWhatIsUsed() {
        bench.open(HOURLY, AlertPolicy.standard());

        bench.slots("G");
        assertThat(bench.ledger.status().budget().state()).isEqualTo(Budget.State.WARMING_UP);
        bench.slots("GGGGG");
        assertThat(bench.ledger.status().budget().state()).isEqualTo(Budget.State.HEALTHY);
        bench.slots("B".repeat(17));
        assertThat(bench.ledger.status().budget().state()).isEqualTo(Budget.State.AT_RISK);
        bench.slots("B".repeat(17));
        assertThat(bench.ledger.status().budget().state()).isEqualTo(Budget.State.EXHAUSTED);
        bench.slots("SSS");
        assertThat(bench.ledger.status().budget().state()).isEqualTo(Budget.State.NO_DATA);
    }

    @Test
    void sharesOfSlicesCountWhateverTheirRows() {
        bench.open(new Goal(0.9, 10 * HOUR, Method.RATIO_TIMESLICES, HOUR), AlertPolicy.standard());
        Goal goal = bench.terms.goal();

        bench.ledger.take(new Point(0, 0, goal.slot(new Cells(1_000_000, 0, Verdict.GOOD))));
        bench.ledger.take(new Point(HOUR, 0, goal.slot(new Cells(1, 1, Verdict.GOOD))));

        // half of one hour of ten where one is allowed
        assertThat(bench.ledger.status().budget().consumed()).isCloseTo(0.5, within(1e-9));
    }
}
