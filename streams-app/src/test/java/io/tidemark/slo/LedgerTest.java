package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Op;
import io.tidemark.slo.Step.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steps of a ledger's episodes: what is told, what guards keep from being told, and every kind of condition. */
class LedgerTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal HOURLY = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

    private final LedgerBench bench = new LedgerBench();

    @Test
    void everyTransitionIsAStepAndOnlySomeAreTold() {
        bench.open(new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR), AlertPolicy.standard());

        bench.slots("GGGGBBGGGG");

        assertThat(LedgerBench.lines(bench.told))
                .containsExactly(
                        "PAGE OPENED PENDING→FIRING",
                        "PAGE UPDATED FIRING→RECOVERING",
                        "PAGE CLOSED RECOVERING→RESOLVED");
        assertThat(bench.told.get(0).sequence()).isEqualTo(1);
        assertThat(bench.told.get(0).times()).isEqualTo(new Step.Times(6 * HOUR, 4 * HOUR, 6 * HOUR, 6 * HOUR));
    }

    @Test
    void episodeCostsWhatItUsedSinceItsOnset() {
        bench.open(HOURLY, AlertPolicy.standard());

        bench.slots("BGGGGGGGBBBG");

        // 33.6 bad hours are allowed; three since the onset, the first one was before it
        assertThat(bench.told.get(bench.told.size() - 1).consumed()).isCloseTo(3 / 33.6, within(1e-9));
        assertThat(bench.ledger.status().budget().consumed()).isCloseTo(4 / 33.6, within(1e-9));
    }

    @Test
    void pendingThatDiesIsAStepThatNobodyIsToldOf() {
        bench.open(HOURLY, LedgerBench.policy(2 * HOUR, new Condition.BudgetDrop(0.02, HOUR)));

        bench.slots("GGBG");

        assertThat(bench.told).isEmpty();
        assertThat(LedgerBench.lines(bench.untold))
                .containsExactly("TICKET NOBODY INACTIVE→PENDING", "TICKET NOBODY PENDING→INACTIVE");
        assertThat(bench.suppressed)
                .containsExactly(new Suppressed(Severity.TICKET, 0, 0, Suppressed.Why.PENDING_DIED));
    }

    @Test
    void ticketBehindAPageIsSuppressedAsInhibited() {
        bench.open(HOURLY, AlertPolicy.standard());

        bench.slots("GGGGGGBBBBB");

        assertThat(bench.told).extracting(Step::severity).containsOnly(Severity.PAGE);
        assertThat(bench.suppressed).contains(new Suppressed(Severity.TICKET, 0, 0, Suppressed.Why.INHIBITED));
    }

    @Test
    void tooFewRowsAndTooFewBadOnesAreToldApart() {
        bench.open(new Goal(0.99, 28 * DAY, Method.OCCURRENCES, HOUR), AlertPolicy.standard());

        bench.rows(48, 100, 0);
        bench.rows(1, 8, 2);
        bench.rows(1, 48, 0);
        bench.rows(1, 58, 2);

        // 2 of 10 in an hour, then 2 of 60: burns of 20 and 3.3 over the hour, only the first reaches 13.44
        assertThat(bench.suppressed).contains(new Suppressed(Severity.PAGE, HOUR, HOUR, Suppressed.Why.TOO_FEW_ROWS));
        bench.rows(1, 0, 0);
        bench.suppressed.clear();
        bench.rows(1, 50, 2);
        bench.rows(1, 5, 2);
        assertThat(bench.suppressed).extracting(Suppressed::why).contains(Suppressed.Why.TOO_FEW_ROWS);
    }

    @Test
    void warmingUpIsSuppressedAndSaysSo() {
        bench.open(new Goal(0.99, 28 * DAY, Method.OCCURRENCES, 5 * MINUTE), AlertPolicy.standard());

        bench.rows(1, 80, 20);

        // 20 % of one slot of 5 min burn at 20, but over the hour at 20 / 12
        assertThat(bench.told).isEmpty();
        assertThat(bench.suppressed)
                .contains(new Suppressed(Severity.PAGE, HOUR, 5 * MINUTE, Suppressed.Why.WARMING_UP));
    }

    @Test
    void plainBurnRateWaitsForAsLongAsItIsTold() {
        bench.open(HOURLY, LedgerBench.policy(0, new Condition.Burn(Op.GTE, 10, 2 * HOUR, 2 * HOUR)));

        bench.slots("GGGBBB");

        // one bad hour of two burns at 10 from hour 4 on; two hours of it are over after hour 5
        assertThat(LedgerBench.lines(bench.told)).startsWith("TICKET OPENED PENDING→FIRING");
        assertThat(bench.told.get(0).times().firedMs()).isEqualTo(5 * HOUR);
    }

    @Test
    void budgetConsumedFiresAtItsShare() {
        bench.open(HOURLY, LedgerBench.policy(0, new Condition.BudgetConsumed(0.1)));

        bench.slots("GBGBGBGBGG");

        // 4 of 33.6 h are 11.9 %, 3 are 8.9 %
        assertThat(bench.told.get(0).times().firedMs()).isEqualTo(8 * HOUR);
        assertThat(bench.ledger.status().tiers().get(0).rules().get(0).value()).isCloseTo(4 / 33.6, within(1e-9));
    }

    @Test
    void timeToExhaustionFiresWhenTheEndIsNear() {
        bench.open(HOURLY, LedgerBench.policy(0, new Condition.TimeToExhaustion(2 * DAY)));

        bench.slots("GGGGGGBBB");

        // 3 of 6 h bad burn at 10: 672 h · (1 − 3 / 33.6) / 10 = 61.2 h; with a fourth 13.3: 44.4 h
        assertThat(bench.told).isEmpty();
        bench.slots("B");
        assertThat(LedgerBench.lines(bench.told)).containsExactly("TICKET OPENED PENDING→FIRING");
    }

    @Test
    void singleIncidentFiresWhenOneRunUsedItsShare() {
        bench.open(HOURLY, LedgerBench.policy(0, new Condition.SingleIncident(0.2)));

        bench.slots(("BBB" + "G".repeat(24)).repeat(3) + "BBBBBB");
        assertThat(bench.told).isEmpty();
        bench.slots("B");

        // 7 of 33.6 h in one run
        assertThat(bench.told).hasSize(1);
        assertThat(bench.told.get(0).consumed()).isCloseTo(7 / 33.6, within(1e-9));
    }

    @Test
    void aDoubtfulSlotRecoversNothing() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGBB");

        bench.slots("DDDDDD");
        assertThat(bench.ledger.episode(Severity.PAGE).state()).isEqualTo(State.FIRING);
        bench.slots("G");

        assertThat(bench.ledger.episode(Severity.PAGE).state()).isEqualTo(State.RECOVERING);
        assertThat(bench.ledger.status().budget().bad()).isEqualTo(2);
    }

    @Test
    void closedByHandStaysClosedWhileTheSameRunLasts() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGBB");

        List<Step> closed = bench.ledger.resolve(Severity.PAGE, Subject.BURN);
        bench.slots("BB");

        assertThat(closed).extracting(Step::reason).containsExactly(Alert.Reason.MANUAL);
        assertThat(bench.ledger.episode(Severity.PAGE).state()).isEqualTo(State.RESOLVED);
        assertThat(bench.ledger.resolve(Severity.PAGE, Subject.BURN)).isEmpty();
    }
}
