package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Mode;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.Chain;
import io.tidemark.slo.policy.Consequences;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Incident;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Origin;
import io.tidemark.slo.policy.ErrorBudgetPolicy.Step;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.slo.policy.PolicySteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final ErrorBudgetPolicy HALF = new ErrorBudgetPolicy(
            "strict",
            List.of(new Step(
                    0.5,
                    Severity.PAGE,
                    List.of("tech-lead", "on-call"),
                    List.of(Action.FREEZE_DEPLOYS, Action.OPEN_TICKET))),
            List.of("security"),
            0.05,
            new Incident(0.2, List.of(Action.REQUIRE_POSTMORTEM)),
            Origin.WRITTEN);

    private final PolicySteps steps = new PolicySteps();

    @Test
    void aStepIsAnAlertWithAKeyOfItsOwn() {
        Objective objective = objective(HALF, Mode.LIVE);

        Alert alert = Policies.advance(at(objective, 0.52, 3), steps).alerts().get(0);

        assertThat(alert.dedupKey())
                .isEqualTo(DedupKey.ofStep(objective, 0.5))
                .isNotEqualTo(DedupKey.of(objective, "*", Severity.PAGE));
        assertThat(alert.episodeId()).isEqualTo(alert.dedupKey() + ":10800");
        assertThat(alert.severity()).isEqualTo(Severity.PAGE);
        assertThat(alert.transition().notice()).isEqualTo(Notice.OPENED);
        assertThat(alert.transition().state()).isEqualTo(State.FIRING);
        assertThat(alert.context().policyStep()).isEqualTo("strict 50 %");
        assertThat(alert.context().standing().roles()).containsExactly("tech-lead", "on-call");
        assertThat(alert.summary())
                .isEqualTo(
                        """
                        payments · 52 % of the error budget of validity used: step 50 % of policy strict entered
                          freezeDeploys, openTicket     tell tech-lead, on-call     budget: 52 % used, lasts at this rate
                          owner team-pay     runbook http://run""");
    }

    @Test
    void theAlertOfAStepIsClosedUnderTheSameEpisode() {
        Objective objective = objective(HALF, Mode.LIVE);
        Alert opened = Policies.advance(at(objective, 0.52, 3), steps).alerts().get(0);

        Alert closed = Policies.advance(at(objective, 0.44, 5), steps).alerts().get(0);

        assertThat(closed.episodeId()).isEqualTo(opened.episodeId());
        assertThat(closed.sequence()).isEqualTo(opened.sequence() + 1);
        assertThat(closed.transition().notice()).isEqualTo(Notice.CLOSED);
        assertThat(closed.transition().reason()).isEqualTo(Alert.Reason.RECOVERED);
        assertThat(closed.context().policyStep()).isEqualTo("strict 50 %");
        assertThat(closed.summary())
                .isEqualTo(
                        """
                        payments · 44 % of the error budget of validity used: step 50 % of policy strict left, entered 1970-01-01 03:00Z
                          budget: 44 % used, lasts at this rate
                          owner team-pay     runbook http://run""");
    }

    @Test
    void enteringAndLeavingAreWrittenDown() {
        Objective objective = objective(HALF, Mode.LIVE);
        Annotation entered =
                Policies.advance(at(objective, 0.52, 3), steps).annotations().get(0);
        Annotation left =
                Policies.advance(at(objective, 0.44, 5), steps).annotations().get(0);

        assertThat(entered.kind()).isEqualTo(Annotation.Kind.POLICY_ENTERED);
        assertThat(entered.values())
                .containsEntry("policy", "strict")
                .containsEntry("threshold", "0.5")
                .containsEntry("consumed", "0.52")
                .containsEntry("actions", "freezeDeploys, openTicket")
                .containsEntry("notify", "tech-lead, on-call")
                .containsEntry("severity", "page");
        assertThat(entered.times()).isEqualTo(new Annotation.Times(3 * HOUR, 3 * HOUR, 99));
        assertThat(left.kind()).isEqualTo(Annotation.Kind.POLICY_LEFT);
        assertThat(left.id()).isNotEqualTo(entered.id());
        assertThat(left.subject()).isEqualTo(entered.subject());
    }

    @Test
    void aDryRunAnnotatesNothingAndMarksItsAlerts() {
        Policies.News news = Policies.advance(at(objective(HALF, Mode.DRY_RUN), 0.52, 3), steps);

        assertThat(news.annotations()).isEmpty();
        assertThat(news.alerts()).singleElement().matches(Alert::isDryRun);
        assertThat(news.alerts().get(0).summary()).startsWith("dry run: payments · 52 %");
    }

    @Test
    void anObjectiveWithoutAlertsOfItsOwnIsOnlyAnnotatedByTheStandardPolicy() {
        Objective mute = objective(ErrorBudgetPolicy.standard(), Mode.LIVE);

        Policies.News news = Policies.advance(at(mute, 0.3, 3), steps);

        assertThat(news.alerts()).isEmpty();
        assertThat(news.annotations()).hasSize(2);
        assertThat(news.hasMoved()).isTrue();
    }

    /** Vector (m) of the design: acknowledged, and then the budget crosses 50 %. */
    @Test
    void vectorMAnAcknowledgementDoesNotQuietenThePolicy() {
        Objective objective = objective(HALF, Mode.LIVE);
        Chain acknowledged = Chain.opened(Escalation.standard(), "e1", Chain.Cover.NOTHING, 0)
                .chain()
                .acknowledged();

        Policies.News before = Policies.advance(at(objective, 0.49, 2), steps);
        Policies.News after = Policies.advance(at(objective, 0.5, 3), steps);

        assertThat(acknowledged
                        .advance(Escalation.standard(), Chain.Cover.NOTHING, HOUR)
                        .isEscalated())
                .isFalse();
        assertThat(before.alerts()).isEmpty();
        assertThat(after.alerts())
                .extracting(alert -> alert.transition().notice())
                .containsExactly(Notice.OPENED);
        assertThat(after.annotations()).extracting(Annotation::kind).containsExactly(Annotation.Kind.POLICY_ENTERED);
    }

    @Test
    void anIncidentAsksForAPostmortemOnce() {
        Objective objective = objective(HALF, Mode.LIVE);
        List<Annotation> due = new ArrayList<>();
        for (int hour = 1; hour <= 4; hour++) {
            Policies.Standing standing = at(objective, 0.1 * hour, hour);
            Policies.advance(standing, steps);
            due.addAll(Policies.incident(standing, steps, "k:0", 0, 0.1 * hour));
        }

        assertThat(due).hasSize(1);
        assertThat(due.get(0).id()).isEqualTo("postmortem:k:0");
        assertThat(due.get(0).text())
                .isEqualTo("payments · one incident used 20 % of the error budget of validity since 1970-01-01 00:00Z,"
                        + " at least 20 %: policy strict asks for requirePostmortem");
        assertThat(due.get(0).times()).isEqualTo(new Annotation.Times(0, 2 * HOUR, 99));
    }

    private static Policies.Standing at(Objective objective, double consumed, int hour) {
        Alert.Budget budget = new Alert.Budget(consumed, 1 - consumed, 1000, new TimeLeft.Lasting());
        return new Policies.Standing(objective, budget, new PolicySteps.Counts(50, 100), 1, hour * HOUR, 99);
    }

    private static Objective objective(ErrorBudgetPolicy policy, Mode mode) {
        return new Objective(
                "validity",
                new Objective.Subject("payments", Stage.SERVING, Slices.WHOLE),
                new Indicator.OfEvents(Selection.of(Selection.Kind.INVALID, List.of()), Indicator.Counted.BAD),
                new Goal(0.99, 28 * 24 * HOUR, Alert.Method.OCCURRENCES, HOUR),
                new AlertPolicy(List.of(), mode, AlertPolicy.Silence.USUAL, new Consequences(policy, Escalation.NONE)),
                new Objective.About("", "", "team-pay", "http://run"));
    }
}
