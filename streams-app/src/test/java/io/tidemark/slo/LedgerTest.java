package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Op;
import io.tidemark.slo.AlertPolicy.Silence;
import io.tidemark.slo.AlertPolicy.Tier;
import io.tidemark.slo.AlertPolicy.Trickle;
import io.tidemark.slo.Step.Subject;
import io.tidemark.slo.Step.Telling;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal HOURLY = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

    private final List<Step> told = new ArrayList<>();
    private final List<Step> untold = new ArrayList<>();
    private final List<Suppressed> suppressed = new ArrayList<>();
    private BytesShelf shelf = new BytesShelf();
    private Terms terms = Terms.of(HOURLY, AlertPolicy.standard());
    private Corrections corrections = Corrections.NONE;
    private Ledger ledger = new Ledger(terms);
    private long next;

    @Test
    void everyTransitionIsAStepAndOnlySomeAreTold() {
        open(new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR), AlertPolicy.standard());

        slots("GGGGBBGGGG");

        assertThat(lines(told))
                .containsExactly(
                        "PAGE OPENED PENDING→FIRING",
                        "PAGE UPDATED FIRING→RECOVERING",
                        "PAGE CLOSED RECOVERING→RESOLVED");
        assertThat(told.get(0).sequence()).isEqualTo(1);
        assertThat(told.get(0).times()).isEqualTo(new Step.Times(6 * HOUR, 4 * HOUR, 6 * HOUR, 6 * HOUR));
    }

    @Test
    void episodeCostsWhatItUsedSinceItsOnset() {
        open(HOURLY, AlertPolicy.standard());

        slots("BGGGGGGGBBBG");

        // 33.6 bad hours are allowed; three since the onset, the first one was before it
        assertThat(told.get(told.size() - 1).consumed()).isCloseTo(3 / 33.6, within(1e-9));
        assertThat(ledger.status().budget().consumed()).isCloseTo(4 / 33.6, within(1e-9));
    }

    @Test
    void pendingThatDiesIsAStepThatNobodyIsToldOf() {
        open(HOURLY, policy(2 * HOUR, new Condition.BudgetDrop(0.02, HOUR)));

        slots("GGBG");

        assertThat(told).isEmpty();
        assertThat(lines(untold)).containsExactly("TICKET NOBODY INACTIVE→PENDING", "TICKET NOBODY PENDING→INACTIVE");
        assertThat(suppressed).containsExactly(new Suppressed(Severity.TICKET, 0, 0, Suppressed.Why.PENDING_DIED));
    }

    @Test
    void ticketBehindAPageIsSuppressedAsInhibited() {
        open(HOURLY, AlertPolicy.standard());

        slots("GGGGGGBBBBB");

        assertThat(told).extracting(Step::severity).containsOnly(Severity.PAGE);
        assertThat(suppressed).contains(new Suppressed(Severity.TICKET, 0, 0, Suppressed.Why.INHIBITED));
    }

    @Test
    void tooFewRowsAndTooFewBadOnesAreToldApart() {
        open(new Goal(0.99, 28 * DAY, Method.OCCURRENCES, HOUR), AlertPolicy.standard());

        rows(48, 100, 0);
        rows(1, 8, 2);
        rows(1, 48, 0);
        rows(1, 58, 2);

        // 2 of 10 in an hour, then 2 of 60: burns of 20 and 3.3 over the hour, only the first reaches 13.44
        assertThat(suppressed).contains(new Suppressed(Severity.PAGE, HOUR, HOUR, Suppressed.Why.TOO_FEW_ROWS));
        rows(1, 0, 0);
        suppressed.clear();
        rows(1, 50, 2);
        rows(1, 5, 2);
        assertThat(suppressed).extracting(Suppressed::why).contains(Suppressed.Why.TOO_FEW_ROWS);
    }

    @Test
    void warmingUpIsSuppressedAndSaysSo() {
        open(new Goal(0.99, 28 * DAY, Method.OCCURRENCES, 5 * MINUTE), AlertPolicy.standard());

        rows(1, 80, 20);

        // 20 % of one slot of 5 min burn at 20, but over the hour at 20 / 12
        assertThat(told).isEmpty();
        assertThat(suppressed).contains(new Suppressed(Severity.PAGE, HOUR, 5 * MINUTE, Suppressed.Why.WARMING_UP));
    }

    @Test
    void plainBurnRateWaitsForAsLongAsItIsTold() {
        open(HOURLY, policy(0, new Condition.Burn(Op.GTE, 10, 2 * HOUR, 2 * HOUR)));

        slots("GGGBBB");

        // one bad hour of two burns at 10 from hour 4 on; two hours of it are over after hour 5
        assertThat(lines(told)).startsWith("TICKET OPENED PENDING→FIRING");
        assertThat(told.get(0).times().firedMs()).isEqualTo(5 * HOUR);
    }

    @Test
    void budgetConsumedFiresAtItsShare() {
        open(HOURLY, policy(0, new Condition.BudgetConsumed(0.1)));

        slots("GBGBGBGBGG");

        // 4 of 33.6 h are 11.9 %, 3 are 8.9 %
        assertThat(told.get(0).times().firedMs()).isEqualTo(8 * HOUR);
        assertThat(ledger.status().tiers().get(0).rules().get(0).value()).isCloseTo(4 / 33.6, within(1e-9));
    }

    @Test
    void timeToExhaustionFiresWhenTheEndIsNear() {
        open(HOURLY, policy(0, new Condition.TimeToExhaustion(2 * DAY)));

        slots("GGGGGGBBB");

        // 3 of 6 h bad burn at 10: 672 h · (1 − 3 / 33.6) / 10 = 61.2 h; with a fourth 13.3: 44.4 h
        assertThat(told).isEmpty();
        slots("B");
        assertThat(lines(told)).containsExactly("TICKET OPENED PENDING→FIRING");
    }

    @Test
    void singleIncidentFiresWhenOneRunUsedItsShare() {
        open(HOURLY, policy(0, new Condition.SingleIncident(0.2)));

        slots(("BBB" + "G".repeat(24)).repeat(3) + "BBBBBB");
        assertThat(told).isEmpty();
        slots("B");

        // 7 of 33.6 h in one run
        assertThat(told).hasSize(1);
        assertThat(told.get(0).consumed()).isCloseTo(7 / 33.6, within(1e-9));
    }

    @Test
    void aDoubtfulSlotRecoversNothing() {
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGBB");

        slots("DDDDDD");
        assertThat(ledger.episode(Severity.PAGE).state()).isEqualTo(State.FIRING);
        slots("G");

        assertThat(ledger.episode(Severity.PAGE).state()).isEqualTo(State.RECOVERING);
        assertThat(ledger.status().budget().bad()).isEqualTo(2);
    }

    @Test
    void silenceIsAnEpisodeOfItsOwn() {
        open(HOURLY, AlertPolicy.standard());

        slots("G".repeat(30) + "SSSSG");

        assertThat(told).extracting(Step::subject).containsOnly(Subject.SILENCE);
        assertThat(lines(told))
                .containsExactly(
                        "TICKET OPENED PENDING→FIRING",
                        "TICKET UPDATED FIRING→FIRING",
                        "TICKET CLOSED FIRING→RESOLVED");
        assertThat(told.get(0).times().onsetMs()).isEqualTo(30 * HOUR);
        assertThat(told.get(0).reason()).isEqualTo(Alert.Reason.NO_DATA);
        assertThat(told.get(2).reason()).isEqualTo(Alert.Reason.RECOVERED);
    }

    /** Rows every ten hours, from the first on: nobody could know that it is no silence, and nobody is told of any. */
    @Test
    void sparseRowsAreNoSilence() {
        open(HOURLY, AlertPolicy.standard());

        slots(("G" + "S".repeat(9)).repeat(60));

        assertThat(told).isEmpty();
    }

    @Test
    void silenceUntilTheSliceIsForgottenNeverRecovers() { // (l)
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGBBSSSS");
        assertThat(ledger.silence().state()).isEqualTo(State.FIRING);

        List<Step> last =
                ledger.take(new Point(10 * HOUR, 0, Slot.SILENT, true)).told();

        assertThat(last).extracting(Step::subject).containsExactly(Subject.BURN, Subject.SILENCE);
        assertThat(last).extracting(Step::reason).containsOnly(Alert.Reason.NO_DATA);
        assertThat(last).extracting(Step::telling).containsOnly(Telling.CLOSED);
        assertThat(ledger.status().budget().state()).isEqualTo(Budget.State.NO_DATA);
    }

    @Test
    void whereSlotsAreOftenSilentItTakesMoreOfThem() {
        open(HOURLY, AlertPolicy.standard());
        slots("GS".repeat(100));

        // half of the slots are silent: 0.5^20 is the first below one in a million
        slots("S".repeat(18));
        assertThat(told).isEmpty();
        slots("S");

        assertThat(lines(told)).containsExactly("TICKET OPENED PENDING→FIRING");
        assertThat(told.get(0).times().onsetMs()).isEqualTo(199 * HOUR);
    }

    @Test
    void silenceLastsAsLongAsOnePercentOfTheBudgetWouldAtLeast() {
        Terms lax = Terms.of(new Goal(0.5, 28 * DAY, Method.TIMESLICES, HOUR), AlertPolicy.standard());

        // 1 % of 336 bad hours are 3.36 h, of 33.6 are 20 min
        assertThat(lax.silentSlots()).isEqualTo(4);
        assertThat(terms.silentSlots()).isEqualTo(3);
    }

    @Test
    void silenceThatNobodyWantsToHearIsNotTold() {
        open(HOURLY, new AlertPolicy(AlertPolicy.standard().tiers(), AlertPolicy.Mode.LIVE, new Silence.Untold()));

        slots("GGGGSSSSSSS");

        assertThat(told).isEmpty();
    }

    @Test
    void closedByHandStaysClosedWhileTheSameRunLasts() {
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGBB");

        List<Step> closed = ledger.resolve(Severity.PAGE, Subject.BURN);
        slots("BB");

        assertThat(closed).extracting(Step::reason).containsExactly(Alert.Reason.MANUAL);
        assertThat(ledger.episode(Severity.PAGE).state()).isEqualTo(State.RESOLVED);
        assertThat(ledger.resolve(Severity.PAGE, Subject.BURN)).isEmpty();
    }

    @Test
    void correctionOverBadHoursReturnsTheBudgetAndClosesWhatItExplains() { // (n)
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGGGBBB");
        double spent = ledger.status().budget().consumed();

        corrections = Corrections.of(List.of(once(6 * HOUR, 9 * HOUR)));
        Posted corrected = reopened().reconsider(Ledger.Audience.PEOPLE);

        assertThat(spent).isCloseTo(3 / 33.6, within(1e-9));
        assertThat(corrected.change()).isEqualTo(new BudgetChange(spent, 0, BudgetChange.Cause.CORRECTION));
        assertThat(corrected.isBudgetRevised()).isTrue();
        assertThat(corrected.told()).extracting(Step::reason).containsExactly(Alert.Reason.CORRECTION);
    }

    @Test
    void endingACorrectionBringsItsSlotsBack() {
        open(HOURLY, AlertPolicy.standard());
        corrections = Corrections.of(List.of(once(6 * HOUR, 9 * HOUR)));
        ledger = reopened();
        slots("GGGGGGBBBGGG");
        double without = ledger.status().budget().consumed();

        corrections = Corrections.NONE;
        Posted ended = reopened().reconsider(Ledger.Audience.PEOPLE);

        assertThat(without).isZero();
        assertThat(ended.status().budget().consumed()).isCloseTo(3 / 33.6, within(1e-9));
    }

    @Test
    void correctionElsewhereChangesNothing() {
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGGGBBG");

        corrections = Corrections.of(List.of(once(100 * HOUR, 101 * HOUR)));
        Ledger again = reopened();

        assertThat(again.isReconsidered()).isTrue();
        assertThat(again.episode(Severity.PAGE).state()).isEqualTo(State.RECOVERING);
    }

    @Test
    void correctionOfMinutesStaysWhenTheyAreSummedUp() {
        Goal goal = new Goal(0.99, 7 * DAY, Method.OCCURRENCES, MINUTE);
        open(goal, AlertPolicy.standard());
        corrections = Corrections.of(List.of(once(10 * HOUR + 20 * MINUTE, 10 * HOUR + 40 * MINUTE)));
        ledger = reopened();
        for (int minute = 0; minute < 3 * 1_440; minute++) {
            long bad = minute >= 620 && minute < 640 ? 5 : 0;
            ledger.take(new Point(minute * MINUTE, 0, Slot.ofRows(10 - bad, bad)));
        }

        double with = ledger.status().budget().consumed();
        corrections = Corrections.NONE;
        double without = reopened().status().budget().consumed();

        // 100 bad of 43,200 seen, where 1 % of 7 / 3 of that is allowed
        assertThat(with).isZero();
        assertThat(without).isCloseTo(100 / (0.01 * 43_200 * 7 / 3), within(1e-9));
    }

    @Test
    void anotherTargetKeepsTheCountersAndClosesWhatIsTrueNoMore() {
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGGGBB");
        ledger.keep();

        Tier laxer = new Tier(Severity.PAGE, List.of(new Condition.BudgetConsumed(0.5)), Trickle.IGNORED, 0, HOUR);
        terms = Terms.of(new Goal(0.9, 14 * DAY, Method.TIMESLICES, HOUR), new AlertPolicy(List.of(laxer)));
        Posted edited = Ledger.open(terms, corrections, shelf).reconsider(Ledger.Audience.PEOPLE);

        assertThat(edited.told()).extracting(Step::reason).containsExactly(Alert.Reason.SLO_CHANGED);
        assertThat(edited.status().budget().bad()).isEqualTo(2);
        assertThat(edited.change().cause()).isEqualTo(BudgetChange.Cause.SLO_CHANGED);
    }

    @Test
    void anotherIndicatorBeginsAnewAndClosesWhatIsOpen() {
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGGGBB");
        ledger.keep();

        terms = Terms.of(new Goal(0.95, 28 * DAY, Method.TIMESLICES, 2 * HOUR), AlertPolicy.standard());
        Ledger anew = Ledger.open(terms, corrections, shelf);
        Posted first = anew.take(new Point(8 * HOUR, 0, Slot.GOOD));

        assertThat(first.told()).extracting(Step::reason).containsExactly(Alert.Reason.SLO_CHANGED);
        assertThat(first.told().get(0).times().metricMs()).isEqualTo(8 * HOUR);
        assertThat(first.told().get(0).telling()).isEqualTo(Telling.CLOSED);
        assertThat(first.status().budget().consumed()).isZero();
        assertThat(shelf.rows()).hasSize(1);
    }

    @Test
    void fromDryRunToLiveIsToldAnew() {
        open(HOURLY, new AlertPolicy(AlertPolicy.standard().tiers(), AlertPolicy.Mode.DRY_RUN));
        slots("GGGGGGBB");
        ledger.keep();

        terms = Terms.of(HOURLY, AlertPolicy.standard());
        Posted live = Ledger.open(terms, corrections, shelf).take(new Point(8 * HOUR, 0, Slot.BAD));

        assertThat(lines(live.told())).containsExactly("PAGE OPENED FIRING→FIRING");
    }

    @Test
    void unseenForAWindowItExpiresAndLeavesNothing() {
        open(HOURLY, AlertPolicy.standard());
        slots("GGGGGGBB");
        ledger.keep();

        boolean isUnseenBefore = ledger.isUnseen(8 * HOUR + 28 * DAY - 1);
        boolean isUnseen = ledger.isUnseen(8 * HOUR + 28 * DAY);
        List<Step> steps = ledger.expire();

        assertThat(isUnseenBefore).isFalse();
        assertThat(isUnseen).isTrue();
        assertThat(steps).extracting(Step::reason).containsExactly(Alert.Reason.EXPIRED);
        assertThat(shelf.rows()).isEmpty();
        assertThat(shelf.head()).isEmpty();
    }

    @Test
    void lateTroubleMovesTheBudgetAndTellsFromAndTo() { // (j)
        open(new Goal(0.999, 30 * DAY, Method.OCCURRENCES, 5 * MINUTE), AlertPolicy.standard());
        rows(3 * 288, 100, 0);

        Posted late = ledger.take(new Point((3 * 288 - 240) * 5 * MINUTE, 1, Slot.ofRows(0, 100)));

        assertThat(late.told()).isEmpty();
        assertThat(late.change().from()).isZero();
        // 100 of 86,400 rows where 0.1 % of ten times as many are allowed in 30 d
        assertThat(late.change().to()).isCloseTo(0.1157, within(1e-4));
        assertThat(late.isBudgetRevised()).isTrue();
    }

    @Test
    void calendarMonthWithAChangeOfClocksExpectsItsOwnHours() { // (k)
        Window month = new Window.Calendar(
                1, Window.Unit.MONTH, LocalDateTime.parse("2026-01-01T00:00"), ZoneId.of("Europe/Berlin"));
        open(new Goal(0.95, month, Method.TIMESLICES, HOUR, SlotRule.USUAL), AlertPolicy.standard());
        long march =
                month.at(Instant.parse("2026-03-15T00:00:00Z").toEpochMilli()).startMs();
        next = march / HOUR - 5;

        slots("BBBBBGBG");

        // five bad hours of February do not count in March, which has 743 hours
        assertThat(ledger.status().budget().consumed()).isCloseTo(1 / (0.05 * 743), within(1e-9));
        assertThat(ledger.status().budget().span().lengthMs()).isEqualTo(743 * HOUR);
        assertThat(ledger.status().budget().told().remainingMs())
                .isCloseTo((long) ((0.05 * 743 - 1) * HOUR), within(1L));
    }

    @Test
    void theBudgetOfCalendarRowsIsThatOfTheWholePeriod() {
        Window week =
                new Window.Calendar(1, Window.Unit.WEEK, LocalDateTime.parse("1970-01-05T00:00"), ZoneId.of("UTC"));
        open(new Goal(0.9, week, Method.OCCURRENCES, HOUR, SlotRule.USUAL), AlertPolicy.standard());
        next = 4 * 24;

        rows(42, 95, 5);

        // 5 % of what was seen where 10 % are allowed; a quarter of the week is over, and its rest is expected to have
        // as many rows an hour
        assertThat(ledger.status().budget().consumedVsObserved()).isCloseTo(0.5, within(1e-9));
        assertThat(ledger.status().budget().consumed()).isCloseTo(0.125, within(1e-9));
        assertThat(ledger.status().budget().isEstimated()).isTrue();
    }

    @Test
    void burnRatesOfACalendarGoalLookBackOverItsEdge() {
        Window day = new Window.Calendar(1, Window.Unit.DAY, LocalDateTime.parse("1970-01-01T00:00"), ZoneId.of("UTC"));
        open(
                new Goal(0.9, day, Method.TIMESLICES, HOUR, SlotRule.USUAL),
                policy(0, new Condition.Burn(Op.GTE, 10, 2 * HOUR, 0)));
        next = 23;

        slots("BB");

        assertThat(lines(told)).containsExactly("TICKET OPENED PENDING→FIRING");
        assertThat(ledger.status().budget().bad()).isEqualTo(1);
    }

    @Test
    void budgetStatesFollowWhatIsUsed() {
        open(HOURLY, AlertPolicy.standard());

        slots("G");
        assertThat(ledger.status().budget().state()).isEqualTo(Budget.State.WARMING_UP);
        slots("GGGGG");
        assertThat(ledger.status().budget().state()).isEqualTo(Budget.State.HEALTHY);
        slots("B".repeat(17));
        assertThat(ledger.status().budget().state()).isEqualTo(Budget.State.AT_RISK);
        slots("B".repeat(17));
        assertThat(ledger.status().budget().state()).isEqualTo(Budget.State.EXHAUSTED);
        slots("SSS");
        assertThat(ledger.status().budget().state()).isEqualTo(Budget.State.NO_DATA);
    }

    @Test
    void sharesOfSlicesCountWhateverTheirRows() {
        open(new Goal(0.9, 10 * HOUR, Method.RATIO_TIMESLICES, HOUR), AlertPolicy.standard());
        Goal goal = terms.goal();

        ledger.take(new Point(0, 0, goal.slot(new Cells(1_000_000, 0, Verdict.GOOD))));
        ledger.take(new Point(HOUR, 0, goal.slot(new Cells(1, 1, Verdict.GOOD))));

        // half of one hour of ten where one is allowed
        assertThat(ledger.status().budget().consumed()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void oldLayoutIsRefused() {
        shelf.putHead(new byte[] {1, 0});

        assertThatThrownBy(() -> Ledger.open(terms, corrections, shelf))
                .hasMessage("cannot read slots: version=1, readable versions=2..2; run with the build that wrote it, "
                        + "or delete the store to rebuild it from readings");
    }

    @Test
    void keptAndOpenedAgainAfterEachSlotItSaysTheSame() { // (h)
        open(HOURLY, AlertPolicy.standard());
        slots("GGGBBGGBDSSSSGGGBBBBG");
        List<Step> steady = List.copyOf(told);
        told.clear();
        next = 0;
        open(HOURLY, AlertPolicy.standard());

        for (char letter : "GGGBBGGBDSSSSGGGBBBBG".toCharArray()) {
            slots(String.valueOf(letter));
            ledger = reopened();
        }

        assertThat(told).isEqualTo(steady);
        assertThat(steady).isNotEmpty();
    }

    private void open(Goal goal, AlertPolicy policy) {
        shelf = new BytesShelf();
        terms = Terms.of(goal, policy);
        ledger = Ledger.open(terms, corrections, shelf);
    }

    private Ledger reopened() {
        ledger.keep();
        return Ledger.open(terms, corrections, shelf);
    }

    private static AlertPolicy policy(long forMs, Condition condition) {
        return new AlertPolicy(List.of(new Tier(Severity.TICKET, List.of(condition), Trickle.IGNORED, forMs, HOUR)));
    }

    private static Correction once(long startMs, long endMs) {
        return new Correction(
                "c",
                Correction.Selector.ALL,
                new Correction.When.Once(startMs, endMs),
                Correction.Category.MAINTENANCE,
                "disks",
                "ann");
    }

    /** One slot a letter: Good, Bad, Doubtful, Silent. */
    private void slots(String letters) {
        for (char letter : letters.toCharArray()) {
            Slot slot =
                    switch (letter) {
                        case 'B' -> Slot.BAD;
                        case 'D' -> Slot.GOOD.inDoubt();
                        case 'S' -> Slot.SILENT;
                        default -> Slot.GOOD;
                    };
            take(slot);
        }
    }

    private void rows(int slots, long good, long bad) {
        for (int i = 0; i < slots; i++) {
            take(Slot.ofRows(good, bad));
        }
    }

    private void take(Slot slot) {
        Posted posted = ledger.take(new Point(next++ * terms.goal().slotMs(), 0, slot));
        posted.steps().forEach(step -> (step.isTold() ? told : untold).add(step));
        suppressed.addAll(posted.suppressed());
    }

    private static List<String> lines(List<Step> steps) {
        return steps.stream()
                .map(step -> step.severity() + " " + step.telling() + " " + step.previousState() + "→" + step.state())
                .toList();
    }
}
