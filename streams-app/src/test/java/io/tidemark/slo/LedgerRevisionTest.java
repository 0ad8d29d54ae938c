package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Tier;
import io.tidemark.slo.AlertPolicy.Trickle;
import io.tidemark.slo.Step.Telling;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger whose past, corrections or objective become others, and one that is kept and opened again. */
class LedgerRevisionTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal HOURLY = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

    private final LedgerBench bench = new LedgerBench();

    @Test
    void correctionOverBadHoursReturnsTheBudgetAndClosesWhatItExplains() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGGGBBB");
        double spent = bench.ledger.status().budget().consumed();

        bench.corrections = Corrections.of(List.of(LedgerBench.once(6 * HOUR, 9 * HOUR)));
        Posted corrected = bench.reopened().reconsider(Ledger.Audience.PEOPLE);

        assertThat(spent).isCloseTo(3 / 33.6, within(1e-9));
        assertThat(corrected.change()).isEqualTo(new BudgetChange(spent, 0, BudgetChange.Cause.CORRECTION));
        assertThat(corrected.isBudgetRevised()).isTrue();
        assertThat(corrected.told()).extracting(Step::reason).containsExactly(Alert.Reason.CORRECTION);
    }

    @Test
    void endingACorrectionBringsItsSlotsBack() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.corrections = Corrections.of(List.of(LedgerBench.once(6 * HOUR, 9 * HOUR)));
        bench.ledger = bench.reopened();
        bench.slots("GGGGGGBBBGGG");
        double without = bench.ledger.status().budget().consumed();

        bench.corrections = Corrections.NONE;
        Posted ended = bench.reopened().reconsider(Ledger.Audience.PEOPLE);

        assertThat(without).isZero();
        assertThat(ended.status().budget().consumed()).isCloseTo(3 / 33.6, within(1e-9));
    }

    @Test
    void correctionElsewhereChangesNothing() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGGGBBG");

        bench.corrections = Corrections.of(List.of(LedgerBench.once(100 * HOUR, 101 * HOUR)));
        Ledger again = bench.reopened();

        assertThat(again.isReconsidered()).isTrue();
        assertThat(again.episode(Severity.PAGE).state()).isEqualTo(State.RECOVERING);
    }

    @Test
    void correctionOfMinutesStaysWhenTheyAreSummedUp() {
        Goal goal = new Goal(0.99, 7 * DAY, Method.OCCURRENCES, MINUTE);
        bench.open(goal, AlertPolicy.standard());
        bench.corrections = Corrections.of(List.of(LedgerBench.once(10 * HOUR + 20 * MINUTE, 10 * HOUR + 40 * MINUTE)));
        bench.ledger = bench.reopened();
        for (int minute = 0; minute < 3 * 1_440; minute++) {
            long bad = minute >= 620 && minute < 640 ? 5 : 0;
            bench.ledger.take(new Point(minute * MINUTE, 0, Slot.ofRows(10 - bad, bad)));
        }

        double with = bench.ledger.status().budget().consumed();
        bench.corrections = Corrections.NONE;
        double without = bench.reopened().status().budget().consumed();

        // 100 bad of 43,200 seen, where 1 % of 7 / 3 of that is allowed
        assertThat(with).isZero();
        assertThat(without).isCloseTo(100 / (0.01 * 43_200 * 7 / 3), within(1e-9));
    }

    @Test
    void anotherTargetKeepsTheCountersAndClosesWhatIsTrueNoMore() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGGGBB");
        bench.ledger.keep();

        Tier laxer = new Tier(Severity.PAGE, List.of(new Condition.BudgetConsumed(0.5)), Trickle.IGNORED, 0, HOUR);
        bench.terms = Terms.of(new Goal(0.9, 14 * DAY, Method.TIMESLICES, HOUR), new AlertPolicy(List.of(laxer)));
        Posted edited = Ledger.open(bench.terms, bench.corrections, bench.shelf).reconsider(Ledger.Audience.PEOPLE);

        assertThat(edited.told()).extracting(Step::reason).containsExactly(Alert.Reason.SLO_CHANGED);
        assertThat(edited.status().budget().bad()).isEqualTo(2);
        assertThat(edited.change().cause()).isEqualTo(BudgetChange.Cause.SLO_CHANGED);
    }

    @Test
    void anotherIndicatorBeginsAnewAndClosesWhatIsOpen() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGGGGBB");
        bench.ledger.keep();

        bench.terms = Terms.of(new Goal(0.95, 28 * DAY, Method.TIMESLICES, 2 * HOUR), AlertPolicy.standard());
        Ledger anew = Ledger.open(bench.terms, bench.corrections, bench.shelf);
        Posted first = anew.take(new Point(8 * HOUR, 0, Slot.GOOD));

        assertThat(first.told()).extracting(Step::reason).containsExactly(Alert.Reason.SLO_CHANGED);
        assertThat(first.told().get(0).times().metricMs()).isEqualTo(8 * HOUR);
        assertThat(first.told().get(0).telling()).isEqualTo(Telling.CLOSED);
        assertThat(first.status().budget().consumed()).isZero();
        assertThat(bench.shelf.rows()).hasSize(1);
    }

    @Test
    void fromDryRunToLiveIsToldAnew() {
        bench.open(HOURLY, new AlertPolicy(AlertPolicy.standard().tiers(), AlertPolicy.Mode.DRY_RUN));
        bench.slots("GGGGGGBB");
        bench.ledger.keep();

        bench.terms = Terms.of(HOURLY, AlertPolicy.standard());
        Posted live = Ledger.open(bench.terms, bench.corrections, bench.shelf).take(new Point(8 * HOUR, 0, Slot.BAD));

        assertThat(LedgerBench.lines(live.told())).containsExactly("PAGE OPENED FIRING→FIRING");
    }

    @Test
    void lateTroubleMovesTheBudgetAndTellsFromAndTo() {
        bench.open(new Goal(0.999, 30 * DAY, Method.OCCURRENCES, 5 * MINUTE), AlertPolicy.standard());
        bench.rows(3 * 288, 100, 0);

        Posted late = bench.ledger.take(new Point((3 * 288 - 240) * 5 * MINUTE, 1, Slot.ofRows(0, 100)));

        assertThat(late.told()).isEmpty();
        assertThat(late.change().from()).isZero();
        // 100 of 86,400 rows where 0.1 % of ten times as many are allowed in 30 d
        assertThat(late.change().to()).isCloseTo(0.1157, within(1e-4));
        assertThat(late.isBudgetRevised()).isTrue();
    }

    @Test
    void oldLayoutIsRefused() {
        bench.shelf.putHead(new byte[] {1, 0});

        assertThatThrownBy(() -> Ledger.open(bench.terms, bench.corrections, bench.shelf))
                .hasMessage("cannot read slots: version=1, readable versions=2..2; run with the build that wrote it, "
                        + "or delete the store to rebuild it from readings");
    }

    @Test
    void keptAndOpenedAgainAfterEachSlotItSaysTheSame() {
        bench.open(HOURLY, AlertPolicy.standard());
        bench.slots("GGGBBGGBDSSSSGGGBBBBG");
        List<Step> steady = List.copyOf(bench.told);
        bench.told.clear();
        bench.next = 0;
        bench.open(HOURLY, AlertPolicy.standard());

        for (char letter : "GGGBBGGBDSSSSGGGBBBBG".toCharArray()) {
            bench.slots(String.valueOf(letter));
            bench.ledger = bench.reopened();
        }

        assertThat(bench.told).isEqualTo(steady);
        assertThat(steady).isNotEmpty();
    }
}
