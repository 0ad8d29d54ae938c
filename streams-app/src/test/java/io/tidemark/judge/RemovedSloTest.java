package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Mode;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slices;
import io.tidemark.slo.policy.Consequences;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The file loses objectives, slices and severities while they are told of. A budget of 1,000 bad rows, of which an hour of nothing but bad
 * ones takes a tenth, and pages: two of them enter the step of 10 %, and three that of 25 %.
 */
class RemovedSloTest {
    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final Objective first = objective("first", Slices.WHOLE, Mode.LIVE, AlertPolicy.standard());
    private final Objective second = objective("second", Slices.WHOLE, Mode.LIVE, AlertPolicy.standard());
    private long slot;

    private static Objective objective(String id, Slices slices, Mode mode, AlertPolicy tiers) {
        Objective plain = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR).objective;
        return new Objective(
                id,
                new Objective.Subject("electricity", Stage.SERVING, slices),
                plain.indicator(),
                plain.goal(),
                new AlertPolicy(
                        tiers.tiers(),
                        mode,
                        tiers.silence(),
                        new Consequences(ErrorBudgetPolicy.standard(), Escalation.standard())),
                new Objective.About("", "", "team", "https://example.com"));
    }

    /** A good hour and three bad ones. */
    private Rig burning(Objective... file) {
        Rig rig = new Rig(file);
        hours(rig, 1, 100, 0, "*");
        hours(rig, 3, 0, 100, "*");
        return rig;
    }

    private void hours(Rig rig, int hours, long good, long bad, String... slices) {
        for (int hour = 0; hour < hours; hour++) {
            Rig.of(bench.rowsAt(slot, good, bad, 0), slices).forEach(rig::tell);
            slot++;
        }
    }

    private static List<Alert> burns(List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.context().policyStep().isEmpty())
                .toList();
    }

    @Test
    void anObjectiveThatIsGoneIsClosedThoughNothingComes() {
        Rig rig = burning(first);
        String page = burns(rig.alerts("alerts")).get(0).dedupKey();
        rig.start();

        rig.tick(10_000);

        assertThat(rig.alerts("alerts"))
                .extracting(
                        alert -> alert.transition().notice(),
                        alert -> alert.transition().reason(),
                        alert -> alert.summary().lines().findFirst().orElse(""))
                .containsExactly(
                        tuple(
                                Notice.CLOSED,
                                Reason.SLO_CHANGED,
                                "electricity · 30 % of the error budget of first used: step 25 % of policy default left,"
                                        + " the file asks for it no more"),
                        tuple(
                                Notice.CLOSED,
                                Reason.SLO_CHANGED,
                                "electricity · 30 % of the error budget of first used: step 10 % of policy default left,"
                                        + " the file asks for it no more"),
                        tuple(
                                Notice.CLOSED,
                                Reason.SLO_CHANGED,
                                "electricity · first: the file asks for it no more, its page is closed"));
        assertThat(rig.alerts("alerts").get(2).context().standing().roles()).isEmpty();
        assertThat(rig.annotations())
                .extracting(Annotation::kind, Annotation::text)
                .containsExactly(
                        tuple(
                                Kind.POLICY_LEFT,
                                "electricity · 30 % of the error budget of first used: step 25 % of policy default left,"
                                        + " the file asks for it no more"),
                        tuple(
                                Kind.POLICY_LEFT,
                                "electricity · 30 % of the error budget of first used: step 10 % of policy default left,"
                                        + " the file asks for it no more"),
                        tuple(
                                Kind.SLO_EDITED,
                                "electricity · first: the file asks for it no more; 1 alert closed, 1 budget given up"));
        assertThat(rig.tombstones("state")).contains(page).hasSize(3);
        assertThat(rig.tombstones("status")).containsExactly("electricity|first|*");
        assertThat(rig.tombstones("decisions")).containsExactly("electricity");
        assertThat(rig.bytes()).isEmpty();
    }

    @Test
    void afterKillNineItIsSaidOnce() {
        Rig rig = burning(first);
        rig.start();
        rig.tick(10_000);
        rig.start();

        rig.tick(10_000);
        rig.tick(3_600_000);

        assertThat(rig.count()).isZero();
    }

    @Test
    void theSameFileAgainChangesNothing() {
        Rig rig = burning(first, second);
        Map<String, String> before = rig.bytes();
        rig.start(first, second);

        rig.tick(10_000);

        assertThat(rig.count()).isZero();
        assertThat(rig.bytes()).isEqualTo(before);
    }

    @Test
    void whatStaysIsNotTouched() {
        Rig rig = burning(first, second);
        Map<String, String> before = of("second", rig.bytes());
        rig.start(second);

        rig.tick(10_000);
        Map<String, String> after = of("second", rig.bytes());
        rig.forget();
        hours(rig, 1, 0, 100, "*");

        assertThat(before).isNotEmpty();
        assertThat(after).isEqualTo(before);
        assertThat(rig.bytes().keySet()).noneMatch(key -> key.contains("first"));
        assertThat(burns(rig.alerts("alerts")))
                .extracting(alert -> alert.promise().objective(), alert -> alert.transition()
                        .notice())
                .containsExactly(tuple("second", Notice.UPDATED));
    }

    private static Map<String, String> of(String objective, Map<String, String> bytes) {
        Map<String, String> found = new TreeMap<>(bytes);
        found.keySet().removeIf(key -> !key.contains("|" + objective));
        return found;
    }

    @Test
    void theDecisionIsThatOfWhatStays() {
        Rig rig = burning(first, second);
        rig.start(second);

        rig.tick(10_000);

        assertThat(rig.sent("decisions"))
                .singleElement()
                .extracting(record -> (PolicyDecision) record.value())
                .satisfies(decision -> assertThat(decision.reasons())
                        .extracting(HeldStep::objective)
                        .containsOnly("second"));
    }

    @Test
    void whatComesBeforeTheClockIsHeardAfterTheFarewell() {
        Rig rig = burning(first, second);
        rig.start(second);

        hours(rig, 1, 0, 100, "*");

        assertThat(rig.alerts("alerts"))
                .extracting(alert -> alert.promise().objective())
                .startsWith("first", "first", "first", "second");
    }

    @Test
    void aDimensionThatIsGoneIsClosedAndTheRestStays() {
        Rig rig = new Rig(objective("first", Slices.EACH, Mode.LIVE, AlertPolicy.standard()));
        hours(rig, 1, 100, 0, "region=eu", "region=us", "*");
        hours(rig, 1, 0, 100, "region=eu");
        slot--;
        hours(rig, 1, 100, 0, "region=us", "*");
        hours(rig, 1, 100, 0, "region=eu", "region=us", "*");
        assertThat(rig.alerts("alerts"))
                .extracting(alert -> alert.promise().scope().slice())
                .contains("region=eu");
        String whole = rig.bytes().get("slots/electricity|first|*");
        rig.start(objective("first", Slices.WHOLE, Mode.LIVE, AlertPolicy.standard()));

        rig.tick(10_000);

        assertThat(rig.alerts("alerts"))
                .extracting(alert -> alert.promise().scope().slice(), alert -> alert.transition()
                        .reason())
                .containsExactly(tuple("region=eu", Reason.SLO_CHANGED));
        assertThat(rig.annotations())
                .extracting(Annotation::text)
                .containsExactly(
                        "electricity · first: the file asks for some slices of it no more; 1 alert closed, 2 budgets given up");
        assertThat(rig.tombstones("status"))
                .containsExactly("electricity|first|region=eu", "electricity|first|region=us");
        assertThat(rig.bytes()).containsEntry("slots/electricity|first|*", whole);
    }

    @Test
    void aSeverityThatIsGoneIsClosedThoughNothingComes() {
        Rig rig = burning(first);
        List<AlertPolicy.Tier> tickets = AlertPolicy.standard().tiers().subList(1, 2);
        rig.start(objective("first", Slices.WHOLE, Mode.LIVE, new AlertPolicy(tickets)));

        rig.tick(10_000);

        assertThat(burns(rig.alerts("alerts")))
                .extracting(Alert::severity, alert -> alert.transition().notice(), alert -> alert.transition()
                        .reason())
                .contains(tuple(Severity.PAGE, Notice.CLOSED, Reason.SLO_CHANGED));
        rig.forget();
        rig.tick(61_000);
        assertThat(burns(rig.alerts("alerts"))).noneMatch(alert -> alert.severity() == Severity.PAGE);
    }

    @Test
    void aStepThatIsGoneIsLeftThoughNothingComes() {
        Rig rig = burning(first);
        ErrorBudgetPolicy usual = ErrorBudgetPolicy.standard();
        ErrorBudgetPolicy fewer = new ErrorBudgetPolicy(
                "default",
                usual.steps().subList(1, 5),
                usual.exceptions(),
                usual.rearmBelow(),
                usual.incident(),
                usual.origin());
        AlertPolicy policy = new AlertPolicy(
                first.policy().tiers(),
                Mode.LIVE,
                first.policy().silence(),
                new Consequences(fewer, Escalation.standard()));
        rig.start(new Objective("first", first.subject(), first.indicator(), first.goal(), policy, first.about()));

        rig.tick(10_000);

        assertThat(rig.alerts("alerts"))
                .extracting(alert -> alert.context().policyStep(), alert -> alert.transition()
                        .reason())
                .containsExactly(tuple("default 10 %", Reason.SLO_CHANGED));
        assertThat(rig.annotations()).extracting(Annotation::kind).containsExactly(Kind.POLICY_LEFT);
    }

    @Test
    void whatIsOnlyTriedOutFromNowOnIsClosedForPeople() {
        Rig rig = burning(first);
        rig.start(objective("first", Slices.WHOLE, Mode.DRY_RUN, AlertPolicy.standard()));

        rig.tick(10_000);
        hours(rig, 1, 0, 100, "*");
        rig.tick(61_000);

        assertThat(rig.alerts("alerts"))
                .extracting(
                        alert -> alert.context().policyStep(),
                        alert -> alert.transition().notice(),
                        alert -> alert.transition().reason())
                .containsExactly(
                        tuple("default 25 %", Notice.CLOSED, Reason.SLO_CHANGED),
                        tuple("default 10 %", Notice.CLOSED, Reason.SLO_CHANGED),
                        tuple("", Notice.CLOSED, Reason.SLO_CHANGED));
        assertThat(rig.alerts("dryRun"))
                .extracting(alert -> alert.context().policyStep(), alert -> alert.transition()
                        .notice())
                .containsExactlyInAnyOrder(
                        tuple("", Notice.OPENED),
                        tuple("default 10 %", Notice.OPENED),
                        tuple("default 25 %", Notice.OPENED));
    }

    @Test
    void silenceThatIsNotToldAnyMoreIsClosed() {
        Rig rig = new Rig(first);
        hours(rig, 10, 100, 0, "*");
        hours(rig, 10, 0, 0, "*");
        String silence = DedupKey.ofSilence(first, "*", Severity.TICKET);
        assertThat(rig.alerts("alerts")).extracting(Alert::dedupKey).containsOnly(silence);
        AlertPolicy policy = new AlertPolicy(
                first.policy().tiers(),
                Mode.LIVE,
                new AlertPolicy.Silence.Untold(),
                first.policy().consequences());
        rig.start(new Objective("first", first.subject(), first.indicator(), first.goal(), policy, first.about()));

        rig.tick(10_000);

        assertThat(rig.alerts("alerts"))
                .extracting(Alert::dedupKey, alert -> alert.transition().notice(), alert -> alert.transition()
                        .reason())
                .containsExactly(tuple(silence, Notice.CLOSED, Reason.SLO_CHANGED));
    }

    @Test
    void whatComesBackBeginsAgain() {
        Rig rig = burning(first);
        rig.start();
        rig.tick(10_000);
        rig.start(first);

        hours(rig, 1, 100, 0, "*");
        hours(rig, 1, 0, 100, "*");

        assertThat(burns(rig.alerts("alerts")))
                .extracting(Alert::sequence, alert -> alert.transition().notice())
                .containsExactly(tuple(1L, Notice.OPENED));
    }

    @Test
    void manyAreForgottenSomeAtATime() {
        Rig rig = new Rig(objective("first", Slices.EACH, Mode.LIVE, AlertPolicy.standard()));
        String[] slices = new String[RemovedProcessorState.MOST - 1];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = "region=" + i;
        }
        hours(rig, 1, 100, 0, slices);
        hours(rig, 1, 100, 0, "*");
        Set<String> heads = Set.copyOf(rig.bytes().keySet().stream()
                .filter(key -> key.startsWith("slots/"))
                .toList());
        rig.start();

        rig.tick(10_000);
        rig.tick(10_000);

        assertThat(heads).hasSize(RemovedProcessorState.MOST);
        assertThat(rig.tombstones("status")).hasSize(RemovedProcessorState.MOST).doesNotHaveDuplicates();
        assertThat(rig.bytes().keySet()).noneMatch(key -> key.contains("|first|"));
    }
}
