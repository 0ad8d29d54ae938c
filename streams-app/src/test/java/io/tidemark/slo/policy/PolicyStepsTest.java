package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Goal;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Origin;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.slo.policy.PolicySteps.Change;
import io.tidemark.slo.policy.PolicySteps.Counts;
import io.tidemark.slo.policy.PolicySteps.Held;
import io.tidemark.slo.policy.PolicySteps.Spent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyStepsTest {
    private static final List<Severity> PAGES_AND_TICKETS = List.of(Severity.PAGE, Severity.TICKET);
    private static final ErrorBudgetPolicy STANDARD = ErrorBudgetPolicy.standard();
    private static final ErrorBudgetPolicy HALF = written("half", 0.5);

    private final PolicySteps steps = new PolicySteps();
    private long minute;

    @Test
    void aStepIsEnteredAtItsThresholdAndToldOnce() {
        assertThat(told(HALF, 0.499)).isEmpty();
        assertThat(told(HALF, 0.5)).containsExactly("ENTERED 0.5");

        assertThat(told(HALF, 0.5)).isEmpty();
        assertThat(told(HALF, 0.9)).isEmpty();
    }

    @Test
    void aShareThatHoversAroundTheThresholdTellsNothing() {
        assertThat(told(HALF, 0.51, 0.49, 0.51, 0.46, 0.50, 0.45, 0.50)).containsExactly("ENTERED 0.5");
    }

    @Test
    void fivePointsBelowAStepIsLeftAndArmedAnew() {
        told(HALF, 0.5);

        assertThat(told(HALF, 0.44)).containsExactly("LEFT 0.5");
        assertThat(told(HALF, 0.49)).isEmpty();
        assertThat(told(HALF, 0.50)).containsExactly("ENTERED 0.5");
    }

    @Test
    void aJumpEntersEveryStepInOrder() {
        assertThat(told(STANDARD, 0, 1.2))
                .containsExactly("ENTERED 0.1", "ENTERED 0.25", "ENTERED 0.5", "ENTERED 0.75", "ENTERED 1.0");
    }

    @Test
    void lateDataThatReturnTheBudgetLeaveEveryStepTheFurthestFirst() {
        told(STANDARD, 0.6);

        assertThat(told(STANDARD, 0)).containsExactly("LEFT 0.5", "LEFT 0.25", "LEFT 0.1");
        assertThat(steps.held()).isEmpty();
    }

    @Test
    void aCorrectionThatReturnsSomeOfItLeavesThoseThatAreFarEnoughAbove() {
        told(STANDARD, 1.2);

        // 100 % ends below 95 %, 75 % below 70 %: at 72 % only the former is left
        assertThat(told(STANDARD, 0.72)).containsExactly("LEFT 1.0");
    }

    @Test
    void littleEvidenceNeitherEntersNorLeaves() {
        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.9, 19, 20, 1, 1)))
                .isEmpty();
        // 0.9 × 0.49 = 0.44: were all that could not be judged good, half of the budget would not be used
        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.9, 20, 20, 0.49, 2)))
                .isEmpty();
        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.9, 20, 20, 0.5, 3)))
                .hasSize(1);

        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0, 0, 20, 1, 4)))
                .isEmpty();
        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(Double.NaN, 50, 20, 1, 5)))
                .isEmpty();
        assertThat(steps.held()).hasSize(1);
    }

    /** 9 of 21 days could be judged, and 304 % of the budget is used: 130 % even if all the others were good. */
    @Test
    void whatIsUsedWhateverTheRestWasEntersAndOnlyWhatIsSeenLeaves() {
        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(3.04, 100, 20, 9.0 / 21, 1)))
                .extracting(Change::direction)
                .containsExactly(PolicySteps.Direction.ENTERED);

        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.1, 100, 20, 0.49, 2)))
                .isEmpty();
        assertThat(steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.1, 100, 20, 0.5, 3)))
                .extracting(Change::direction)
                .containsExactly(PolicySteps.Direction.LEFT);
    }

    @Test
    void aStepRemembersWhenItWasEntered() {
        steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.6, 100, 20, 1, 60_000));
        List<Change> left = steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.1, 100, 20, 1, 120_000));

        assertThat(left)
                .containsExactly(new Change(
                        PolicySteps.Direction.LEFT,
                        new Held(0.5, "half", Severity.TICKET, true, 60_000),
                        0.1,
                        120_000,
                        2));
    }

    @Test
    void aRestartBetweenAnyTwoSlotsChangesNothing() {
        double[] shares = {0.05, 0.3, 1.1, 0.97, 0.94, 1.0, 0.2, 0.3, 0.01};
        List<String> whole = told(STANDARD, shares);

        List<String> parts = new ArrayList<>();
        PolicySteps restarted = new PolicySteps();
        long at = 0;
        for (double share : shares) {
            restarted = PolicySteps.fromBytes(restarted.toBytes());
            restarted
                    .advance(STANDARD, PAGES_AND_TICKETS, new Spent(share, 100, 20, 1, ++at))
                    .forEach(change -> parts.add(text(change)));
        }

        assertThat(parts).isEqualTo(whole).hasSize(12);
        assertThat(restarted.toBytes()).isEqualTo(steps.toBytes());
    }

    @Test
    void anEditedPolicyKeepsTheStepsThatItStillHas() {
        told(STANDARD, 0.6);

        assertThat(told(written("strict", 0.25, 0.4, 0.5), 0.6)).containsExactly("REMOVED 0.1", "ENTERED 0.4");
        assertThat(steps.held()).extracting(Held::policy).containsExactly("default", "strict", "default");
    }

    @Test
    void anObjectiveThatIsNoMoreLeavesAllSteps() {
        told(STANDARD, 0.3);

        assertThat(steps.remove(PolicySteps.Direction.REMOVED).stream().map(PolicyStepsTest::text))
                .containsExactly("REMOVED 0.25", "REMOVED 0.1");
        assertThat(steps.held()).isEmpty();
    }

    @Test
    void theStandardPolicyNobodyAskedForWakesNobody() {
        told(STANDARD, 1);

        assertThat(steps.held())
                .extracting(Held::severity)
                .containsExactly(Severity.INFO, Severity.INFO, Severity.INFO, Severity.TICKET, Severity.TICKET);
        assertThat(steps.held()).allMatch(Held::isTold);
    }

    /** 99.9 % of 7,200 rows: 7.2 may be bad. Data that use half of that have 6 in about one month of six, 20 in one of a billion. */
    @Test
    void fewBadRowsEnterAStepAndMakeNoTicket() {
        Goal goal = new Goal(0.999, 30L * 24 * 3_600_000, Alert.Method.OCCURRENCES, 60_000);
        PolicySteps many = new PolicySteps();

        steps.advance(STANDARD, PAGES_AND_TICKETS, Spent.of(goal, 0.84, new Counts(6, 7_200), 0.15, 1));
        many.advance(STANDARD, PAGES_AND_TICKETS, Spent.of(goal, 2.8, new Counts(20, 7_200), 0.15, 1));

        assertThat(steps.held()).hasSize(4).extracting(Held::severity).containsOnly(Severity.INFO);
        assertThat(many.held()).hasSize(5).extracting(Held::severity).contains(Severity.TICKET);
    }

    @Test
    void theStandardPolicyIsNoLouderThanTheObjective() {
        steps.advance(STANDARD, List.of(Severity.INFO), new Spent(0.3, 100, 20, 1, 1));
        PolicySteps mute = new PolicySteps();
        mute.advance(STANDARD, List.of(), new Spent(0.3, 100, 20, 1, 1));

        assertThat(steps.held()).extracting(Held::severity).containsExactly(Severity.INFO, Severity.INFO);
        assertThat(mute.held()).hasSize(2).noneMatch(Held::isTold);
    }

    @Test
    void anEpisodeThatUsedAFifthOfTheBudgetIsAnIncidentOnce() {
        Incident fifth = STANDARD.incident();
        told(STANDARD, 0.1, 0.2, 0.3);

        assertThat(steps.isNewIncident(fifth, 1, 0.199)).isFalse();
        assertThat(steps.isNewIncident(fifth, 1, 0.2)).isTrue();
        assertThat(steps.isNewIncident(fifth, 1, 0.25)).isFalse();
    }

    @Test
    void theTicketOfABadRunThatPagedIsNoSecondIncident() {
        Incident fifth = STANDARD.incident();
        told(STANDARD, 0.1, 0.2, 0.3);
        steps.isNewIncident(fifth, 1, 0.2);
        told(STANDARD, 0.3, 0.6);
        PolicySteps restarted = PolicySteps.fromBytes(steps.toBytes());

        // minute 3 was the incident: a run that began at minute 2 belongs to it, one of minute 3 does not
        assertThat(restarted.isNewIncident(fifth, 2, 0.3)).isFalse();
        assertThat(restarted.isNewIncident(fifth, 3, 0.3)).isTrue();
        assertThat(restarted.isNewIncident(Incident.NEVER, 9, 1)).isFalse();
    }

    @Test
    void bytesAreAsDrawn() {
        steps.advance(HALF, PAGES_AND_TICKETS, new Spent(0.5, 100, 20, 1, 64));

        // 64 zig-zag 128 = 80 01; the least long zig-zag = ten bytes of all ones
        assertThat(HexFormat.of().formatHex(steps.toBytes()))
                .isEqualTo("01" + "3fe0000000000000" + "8001" + "ffffffffffffffffff01" + "01" + "01"
                        + "3fe0000000000000" + "11" + "8001" + "0468616c66");
    }

    @Test
    void bytesOfAnotherBuildAreRefused() {
        byte[] bytes = ByteBuffer.allocate(20).put((byte) 9).array();

        assertThatThrownBy(() -> PolicySteps.fromBytes(bytes))
                .hasMessage("cannot read policy steps: version=9, readable versions=1..1; run with the newer build, or"
                        + " delete the store to rebuild it from readings");
    }

    private List<String> told(ErrorBudgetPolicy policy, double... shares) {
        List<String> told = new ArrayList<>();
        for (double share : shares) {
            minute++;
            steps.advance(policy, PAGES_AND_TICKETS, new Spent(share, 100, 20, 1, minute))
                    .forEach(change -> told.add(text(change)));
        }
        return told;
    }

    private static String text(Change change) {
        return change.direction() + " " + change.held().threshold();
    }

    static ErrorBudgetPolicy written(String name, double... thresholds) {
        List<Step> steps = new ArrayList<>();
        for (double threshold : thresholds) {
            steps.add(new Step(threshold, Severity.TICKET, List.of("tech-lead"), List.of(Action.OPEN_TICKET)));
        }
        return new ErrorBudgetPolicy(name, steps, List.of(), 0.05, Incident.NEVER, Origin.WRITTEN);
    }
}
