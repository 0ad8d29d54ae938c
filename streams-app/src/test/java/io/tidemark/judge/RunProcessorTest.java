package io.tidemark.judge;

import static io.tidemark.domain.RunReport.Phase.FAILED;
import static io.tidemark.domain.RunReport.Phase.PROGRESS;
import static io.tidemark.domain.RunReport.Phase.STARTED;
import static io.tidemark.domain.RunReport.Phase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.Operation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.VersionLineage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.promotion.Group;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import io.tidemark.slo.promotion.PromotionRule.Pages;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunWindow;
import io.tidemark.testkit.TrainingRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** Judge's shell with training runs: what is sent where, by which clock, and what a restart leaves. */
class RunProcessorTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** The wall clock; the runs' own stands at 1970. */
    private static final long CLOCK = 1_000_000 * MINUTE;

    private static final RunObjective STUCK = objective(RunKind.STUCK, new RunLimit.Silence(30 * MINUTE));
    private static final RunObjective COST = objective(RunKind.COST, new RunLimit.Trailing(0.5));
    private static final RunObjective SUCCESS = objective(RunKind.SUCCESS, new RunLimit.Nothing());

    private final JudgeStores stores = new JudgeStores();
    private MockProcessorContext<String, Object> context = JudgeStores.context(CLOCK);
    private JudgeProcessor judge = start(STUCK, COST, SUCCESS);
    private long clockMs = CLOCK;

    private static RunObjective objective(RunKind kind, RunLimit limit) {
        return new RunObjective(
                "ctr-" + kind.word(),
                "ctr",
                kind,
                limit,
                0.9,
                new RunWindow.Last(20),
                Alert.Severity.TICKET,
                AlertPolicy.Mode.LIVE,
                new Objective.About("", "", "team-ads", "https://wiki.example.com/runs"));
    }

    private static RunObjective tried(RunObjective live) {
        return new RunObjective(
                live.id(),
                live.model(),
                live.kind(),
                live.limit(),
                live.target(),
                live.window(),
                live.severity(),
                AlertPolicy.Mode.DRY_RUN,
                live.about());
    }

    private JudgeProcessor start(RunObjective... objectives) {
        return stores.start(new Judge(List.of(), Map.of(), List.of(objectives)), List.of(), context);
    }

    private void restart(RunObjective... objectives) {
        restart(new Judge(List.of(), Map.of(), List.of(objectives)));
    }

    private void restart(Judge meant) {
        context = JudgeStores.context(clockMs);
        judge = stores.start(meant, List.of(), context);
    }

    private void tell(RunReport report) {
        judge.process(new Record<>("ctr", report, 0));
    }

    private void runs(TrainingRun run, int day, RunReport.Phase end) {
        tell(run.says(STARTED, day * DAY));
        tell(run.says(end, day * DAY + HOUR));
    }

    private void tick(long afterMs) {
        clockMs += afterMs;
        context.setCurrentSystemTimeMs(clockMs);
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(clockMs);
    }

    private <T> List<T> sent(String way, Class<T> type) {
        return context.forwarded().stream()
                .filter(forward -> forward.childName().equals(Optional.of(way)))
                .map(forward -> forward.record().value())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<Alert> alerts() {
        return sent("alerts", Alert.class).stream()
                .filter(alert -> alert.transition().notice() != Alert.Notice.HEARTBEAT)
                .toList();
    }

    private List<String> tombstones(String way) {
        return context.forwarded().stream()
                .filter(forward -> forward.childName().equals(Optional.of(way)))
                .filter(forward -> forward.record().value() == null)
                .map(forward -> String.valueOf(forward.record().key()))
                .toList();
    }

    private static TrainingRun costing(String id, double cost) {
        return TrainingRun.of(id).with(RunAmount.COST, cost);
    }

    @Test
    void stuckRunIsNamedWithBothClocks() {
        TrainingRun run =
                TrainingRun.of("nightly-17").with(RunAmount.STEPS, 1000).with(RunAmount.STEP, 400);
        tell(run.says(STARTED, 2 * DAY));
        tick(31 * MINUTE);

        assertThat(alerts()).hasSize(1);
        Alert alert = alerts().get(0);
        assertThat(alert.summary())
                .isEqualTo(
                        "ctr · run nightly-17 (v-nightly-17) is stuck: no progress for 31 min by the clock (at most 30 min), at"
                                + " step 400 of 1,000\n"
                                + "  last progress 1970-01-03 00:00Z by its own clock     last 20 runs: 1 bad of 2 allowed, 50 % used\n"
                                + "  owner team-ads     runbook https://wiki.example.com/runs");
        assertThat(alert.promise().scope().slice()).isEqualTo("run=nightly-17");
        assertThat(alert.severity()).isEqualTo(Alert.Severity.TICKET);
        assertThat(alert.times()).isEqualTo(new Alert.Times(2 * DAY, clockMs, 2 * DAY, 2 * DAY));
        assertThat(alert.transition())
                .isEqualTo(new Alert.Transition(
                        Alert.Notice.OPENED, Alert.State.FIRING, Alert.State.INACTIVE, Alert.Reason.BURN));
        assertThat(alert.isOpen()).isTrue();
    }

    /** Nothing of its data is promised, or heard: its runs alone are what is known. */
    @Test
    void aModelThatOnlyTrainsHasADecision() {
        PromotionRule rule = new PromotionRule(
                Lifecycle.EXPERIMENTAL,
                Set.of(),
                new Criteria(2, 2, Set.of(Group.TRAINING), List.of(), false, 0, Pages.ANY, 0));
        Judge trained = new Judge(List.of(), Map.of(), Map.of("ctr", rule), List.of(SUCCESS));
        restart(trained);

        runs(TrainingRun.of("a"), 1, SUCCEEDED);
        tick(10_000);
        PolicyDecision first = newest();
        runs(TrainingRun.of("b"), 2, SUCCEEDED);
        PolicyDecision second = newest();
        tell(withoutVersion(TrainingRun.of("c").says(SUCCEEDED, 3 * DAY)));
        PolicyDecision third = newest();
        restart(trained);
        tick(20 * MINUTE);

        assertThat(first.metricTimeMs()).isEqualTo(DAY + HOUR);
        assertThat(first.promotion().answer()).isEqualTo(PromotionState.Answer.UNKNOWN);
        assertThat(second.promotion().answer()).isEqualTo(PromotionState.Answer.YES);
        assertThat(second.promotion().criteria())
                .extracting(PromotionState.Criterion::name)
                .containsExactly("budgets", "runs", "training");
        assertThat(third.promotion().answer()).isEqualTo(PromotionState.Answer.YES);
        assertThat(third.promotion().criteria().get(1).evidence())
                .as("the same answer rests on other runs")
                .isEqualTo("2 of the last 2 runs succeeded: c, b");
        assertThat(second.versions()).extracting(VersionLineage::run).containsExactlyInAnyOrder("a", "b");
        assertThat(newest().promotion().answer()).isEqualTo(PromotionState.Answer.YES);
        assertThat(newest().clockTimeMs()).isEqualTo(clockMs);
    }

    /** Nothing but the run is news: no version comes of it. */
    private static RunReport withoutVersion(RunReport report) {
        return new RunReport(
                report.model(),
                "",
                report.eventId(),
                report.atMs(),
                report.run(),
                report.phase(),
                report.amounts(),
                report.said());
    }

    private PolicyDecision newest() {
        List<PolicyDecision> decisions = sent("decisions", PolicyDecision.class);
        return decisions.get(decisions.size() - 1);
    }

    @Test
    void restartWhileARunHangsTellsOnce() {
        tell(TrainingRun.of("a").says(STARTED, DAY));
        tick(20 * MINUTE);
        restart(STUCK, COST, SUCCESS);
        tick(10 * MINUTE + 1);

        assertThat(alerts())
                .extracting(alert -> alert.promise().scope().slice())
                .containsExactly("run=a");
        restart(STUCK, COST, SUCCESS);
        tick(HOUR);
        tick(HOUR);
        assertThat(alerts()).isEmpty();
        tell(TrainingRun.of("a").says(SUCCEEDED, 2 * DAY));
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).transition().state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(alerts().get(0).transition().reason()).isEqualTo(Alert.Reason.RECOVERED);
    }

    /** What was said while the application was down is read first. */
    @Test
    void rightAfterAStartNobodyIsStuck() {
        tell(TrainingRun.of("a").says(STARTED, DAY));
        clockMs += 5 * HOUR;
        restart(STUCK);
        tick(0);
        assertThat(alerts()).isEmpty();

        tell(TrainingRun.of("a").says(PROGRESS, DAY + HOUR));
        tick(2 * MINUTE);
        assertThat(alerts()).isEmpty();
        tick(30 * MINUTE);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void costlyRunSaysWhatWasUsual() {
        for (int i = 0; i < 6; i++) {
            runs(costing("r" + i, 12), i, SUCCEEDED);
        }
        runs(costing("x", 41.2), 7, SUCCEEDED);

        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).summary())
                .startsWith(
                        "ctr · run x (v-x): cost 41.20 EUR, 12.00 EUR is usual for the 6 runs before, at most 18.00 EUR is in"
                                + " order\n");
        List<Annotation> bad = sent("annotations", Annotation.class).stream()
                .filter(note -> note.kind() == Annotation.Kind.RUN_BAD)
                .toList();
        assertThat(bad).hasSize(1);
        assertThat(bad.get(0).values())
                .containsEntry("run", "x")
                .containsEntry("version", "v-x")
                .containsEntry("value", "41.2")
                .containsEntry("usual", "12")
                .containsEntry("highest", "18")
                .containsEntry("runs", "6");
        runs(costing("y", 12), 8, SUCCEEDED);
        assertThat(alerts()).hasSize(2);
        assertThat(alerts().get(1).episodeId()).isEqualTo(alerts().get(0).episodeId());
        assertThat(alerts().get(1).summary()).contains(": over, a later run is good\n");
    }

    @Test
    void everyRunHasItsLinesInTheTimeline() {
        runs(TrainingRun.of("a"), 1, FAILED);
        tell(TrainingRun.of("a").says(PROGRESS, 3 * DAY));
        tell(TrainingRun.of("b").says(STARTED, 4 * DAY));
        tick(HOUR);

        assertThat(sent("annotations", Annotation.class))
                .extracting(note -> note.kind() + " " + note.text())
                .containsExactly(
                        "RUN_STARTED run a (v-a) began",
                        "RUN_FAILED run a (v-a) failed: OOM",
                        "RUN_BAD run a (v-a) failed: OOM",
                        "RUN_AFTER_END run a (v-a) spoke again after its end, which changes nothing; a second attempt needs a runId"
                                + " of its own, with this one as parentRunId",
                        "RUN_STARTED run b (v-b) began",
                        "RUN_STUCK run b (v-b) is stuck: no progress for 1 h by the clock (at most 30 min)");
    }

    @Test
    void budgetStandsOnTheStatusTopic() {
        runs(TrainingRun.of("a"), 1, FAILED);

        SloStatus status = sent("status", SloStatus.class).stream()
                .filter(one -> one.key().objective().equals("ctr-run-success"))
                .findFirst()
                .orElseThrow();
        assertThat(status.key().text()).isEqualTo("ctr|ctr-run-success|*");
        assertThat(status.counts()).isEqualTo(new SloStatus.Counts(0, 1));
        assertThat(status.budget().consumed()).isEqualTo(0.5);
        assertThat(status.state()).isEqualTo("AT_RISK");
    }

    @Test
    void dryRunIsToldNobody() {
        restart(tried(SUCCESS));
        runs(TrainingRun.of("a"), 1, FAILED);

        assertThat(alerts()).isEmpty();
        assertThat(sent("state", Alert.class)).isEmpty();
        assertThat(sent("dryRun", Alert.class)).extracting(Alert::isDryRun).containsExactly(true);
    }

    @Test
    void whatWasMeantAndIsTriedOutIsClosedForThoseWhoKnow() {
        runs(TrainingRun.of("a"), 1, FAILED);
        restart(tried(SUCCESS));
        tick(1);

        assertThat(alerts()).extracting(alert -> alert.transition().reason()).containsExactly(Alert.Reason.SLO_CHANGED);
        assertThat(sent("dryRun", Alert.class)).isEmpty();
    }

    @Test
    void whatTheFileHasNoMoreIsClosed() {
        runs(TrainingRun.of("a"), 1, FAILED);
        restart(STUCK);
        tick(1);

        assertThat(alerts()).extracting(alert -> alert.transition().reason()).containsExactly(Alert.Reason.SLO_CHANGED);
        assertThat(tombstones("status")).contains("ctr|ctr-run-success|*", "ctr|ctr-run-cost|*");
    }

    @Test
    void silenceCoversRunsToo() {
        judge.process(new Record<>(
                "ctr",
                new Operation(
                        "ctr/1",
                        Operation.Kind.SILENCE,
                        "ctr",
                        CLOCK,
                        "ada",
                        "moving",
                        "",
                        new Operation.Cover("ctr-run-success", "run=*", ""),
                        new Operation.Span(CLOCK - 1, CLOCK + DAY, "", 0, "UTC"),
                        ""),
                0));
        runs(TrainingRun.of("a"), 1, FAILED);

        assertThat(alerts())
                .extracting(alert -> alert.context().standing().silencedBy())
                .containsExactly(List.of("ctr/1"));
    }

    @Test
    void correctionTakesARunOut() {
        runs(TrainingRun.of("a"), 1, FAILED);
        judge.process(new Record<>(
                "ctr",
                new Operation(
                        "ctr/2",
                        Operation.Kind.CORRECT,
                        "ctr",
                        CLOCK,
                        "ada",
                        "chaos",
                        "",
                        new Operation.Cover("", "", ""),
                        new Operation.Span(DAY - 1, DAY + 2 * HOUR, "", 0, "UTC"),
                        "chaos"),
                0));

        assertThat(alerts())
                .extracting(alert -> alert.transition().reason())
                .containsExactly(Alert.Reason.BURN, Alert.Reason.CORRECTION);
        List<SloStatus> statuses = sent("status", SloStatus.class).stream()
                .filter(one -> one.key().objective().equals("ctr-run-success"))
                .toList();
        assertThat(statuses.get(statuses.size() - 1).counts()).isEqualTo(new SloStatus.Counts(0, 0));
    }

    @Test
    void openRunIsRepeatedByTheClock() {
        runs(TrainingRun.of("a"), 1, FAILED);
        tick(2 * MINUTE);

        assertThat(sent("alerts", Alert.class))
                .extracting(alert -> alert.transition().notice())
                .containsExactly(Alert.Notice.OPENED, Alert.Notice.HEARTBEAT);
    }

    @Test
    void oldRunsAreForgottenWithWhatWasSaidOfThem() {
        runs(TrainingRun.of("a"), 1, FAILED);
        String key = alerts().get(0).dedupKey();
        for (int i = 0; i < RunBook.MOST; i++) {
            runs(TrainingRun.of("b" + i), i + 2, FAILED);
        }

        assertThat(alerts().stream()
                        .filter(alert -> alert.dedupKey().equals(key))
                        .map(alert -> alert.transition().reason()))
                .containsExactly(Alert.Reason.BURN, Alert.Reason.EXPIRED);
        assertThat(tombstones("state")).containsExactly(key);
    }
}
