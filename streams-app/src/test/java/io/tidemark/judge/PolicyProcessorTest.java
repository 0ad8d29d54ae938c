package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Meters;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.Tiding;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.Registry;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Mode;
import io.tidemark.slo.Objective;
import io.tidemark.slo.policy.Consequences;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import io.tidemark.store.StoreNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/**
 * Policies around a running judge. The objective has a target of 90 % over 100 hours and 100 rows an hour: a budget of 1,000 bad rows, of
 * which an hour of nothing but bad ones takes a tenth. Such an hour burns ten times too fast, and pages.
 */
class PolicyProcessorTest {
    private static final long MINUTE = 60_000;
    private static final long CLOCK = 1_000_000 * MINUTE;

    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final KeyValueStore<String, byte[]> slots = store(StoreNames.SLOTS);
    private final KeyValueStore<String, byte[]> operations = store(StoreNames.OPERATIONS);
    private final KeyValueStore<String, byte[]> voices = store(StoreNames.VOICES);
    private final List<Object> earlier = new ArrayList<>();
    private MockProcessorContext<String, Object> context = new MockProcessorContext<>(properties());
    private JudgeProcessor processor = started(objective(Mode.LIVE));
    private long slot;

    @Test
    void theFirstSlotOfAModelIsItsFirstDecision() {
        hours(2, 100, 0);

        assertThat(decisions())
                .containsExactly(new PolicyDecision(
                        "electricity", Freedom.FULL, List.of(), List.of(), Bench.START + Bench.HOUR, CLOCK));
    }

    @Test
    void aBudgetThatRunsOutEntersAStepAfterTheOther() {
        hours(1, 100, 0);
        hours(10, 0, 100);

        assertThat(steps(Notice.OPENED))
                .containsExactly("default 10 %", "default 25 %", "default 50 %", "default 75 %", "default 100 %");
        assertThat(annotations(Kind.POLICY_ENTERED))
                .extracting(annotation -> (annotation.times().fromMs() - Bench.START) / Bench.HOUR)
                .containsExactly(2L, 4L, 6L, 9L, 11L);
        assertThat(decisions()).hasSize(6);
        PolicyDecision last = decisions().get(5);
        assertThat(last.freedom()).isEqualTo(new Freedom(false, false, true, true));
        assertThat(last.reasons()).extracting(HeldStep::threshold).containsExactly(1.0, 0.75, 0.5, 0.25, 0.1);
        assertThat(last.exceptions()).containsExactly("security", "p0-fix", "reliability");
    }

    @Test
    void aRestartBetweenAnyTwoHoursTellsTheSame() {
        hours(1, 100, 0);
        for (int hour = 0; hour < 10; hour++) {
            processor = restarted(objective(Mode.LIVE));
            hours(1, 0, 100);
        }

        assertThat(steps(Notice.OPENED))
                .containsExactly("default 10 %", "default 25 %", "default 50 %", "default 75 %", "default 100 %");
        assertThat(annotations(Kind.POSTMORTEM_REQUIRED)).hasSize(1);
        assertThat(decisions()).hasSize(6);
    }

    @Test
    void lateDataGiveTheBudgetBack() {
        hours(1, 100, 0);
        hours(3, 0, 100);
        forget();

        for (int late = 1; late <= 3; late++) {
            tell(bench.rowsAt(late, 100, 0, 1));
        }

        assertThat(steps(Notice.CLOSED)).containsExactly("default 25 %", "default 10 %");
        assertThat(annotations(Kind.POLICY_LEFT)).hasSize(2);
        assertThat(decisions().get(decisions().size() - 1).reasons()).isEmpty();
    }

    @Test
    void anIncidentThatTookAFifthAsksForAPostmortemOnce() {
        hours(1, 100, 0);
        hours(5, 0, 100);

        assertThat(annotations(Kind.POSTMORTEM_REQUIRED)).hasSize(1);
        assertThat(annotations(Kind.POSTMORTEM_REQUIRED).get(0).times().toMs()).isEqualTo(Bench.START + 3 * Bench.HOUR);
    }

    @Test
    void nobodyAnswersAndTheNextRoleIsTold() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        Alert opened = pages().get(0);
        hours(1, 0, 100);
        forget();

        tick(15 * MINUTE - 1);
        assertThat(pages()).isEmpty();
        tick(15 * MINUTE);
        Alert escalated = pages().get(0);

        assertThat(opened.context().standing().roles()).containsExactly("developer");
        assertThat(opened.context().standing().escalationLevel()).isEqualTo(1);
        assertThat(escalated.transition().notice()).isEqualTo(Notice.ESCALATED);
        assertThat(escalated.episodeId()).isEqualTo(opened.episodeId());
        assertThat(escalated.sequence()).isGreaterThan(opened.sequence());
        assertThat(escalated.context().standing().roles()).containsExactly("tech-lead");
        assertThat(escalated.context().standing().escalationLevel()).isEqualTo(2);
        assertThat(annotations(Kind.ESCALATED))
                .singleElement()
                .extracting(Annotation::text)
                .isEqualTo("electricity · nobody acknowledged the page of promise since 1997-05-01 01:00Z: told"
                        + " tech-lead, level 2");
    }

    @Test
    void anEscalationSpeaksOfNowAndNotOfTheOpening() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        Alert opened = pages().get(0);
        hours(3, 0, 100);
        forget();

        tick(15 * MINUTE);

        assertThat(opened.budget().consumed()).isCloseTo(0.1, within());
        assertThat(pages().get(0).budget().consumed()).isCloseTo(0.4, within());
        assertThat(pages().get(0).summary()).contains("budget: 40 % used");
        assertThat(pages().get(0).times().metricTimeMs()).isEqualTo(Bench.START + 5 * Bench.HOUR);
    }

    @Test
    void aRestartInTheMiddleOfAnEscalationTellsNobodyTwice() {
        hours(1, 100, 0);
        hours(2, 0, 100);
        tick(15 * MINUTE);

        processor = restarted(objective(Mode.LIVE));
        forget();
        tick(15 * MINUTE + 1);
        assertThat(pages()).isEmpty();
        tick(60 * MINUTE);

        assertThat(pages()).hasSize(1);
        assertThat(pages().get(0).context().standing().roles()).containsExactly("product-owner");
    }

    @Test
    void whoWasToldHearsThatItIsOver() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        tick(15 * MINUTE);
        forget();

        hours(40, 100, 0);
        tick(600 * MINUTE);

        List<Alert> closed = pages().stream()
                .filter(alert -> alert.transition().notice() == Notice.CLOSED)
                .toList();
        assertThat(closed).hasSize(1);
        assertThat(closed.get(0).context().standing().roles()).containsExactly("developer", "tech-lead");
        assertThat(pages()).noneMatch(alert -> alert.transition().notice() == Notice.ESCALATED);
    }

    @Test
    void aDecisionIsRenewedEveryQuarterOfAnHour() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        hours(1, 0, 20);
        forget();

        tick(15 * MINUTE - 1);
        assertThat(decisions()).isEmpty();
        tick(15 * MINUTE);

        assertThat(decisions()).hasSize(1);
        assertThat(decisions().get(0).clockTimeMs()).isEqualTo(CLOCK + 15 * MINUTE);
        tick(15 * MINUTE + 1);
        assertThat(decisions()).hasSize(1);
    }

    @Test
    void whatIsTriedOutTellsButDecidesAndWakesNobody() {
        processor = restarted(objective(Mode.DRY_RUN));
        hours(1, 100, 0);
        hours(10, 0, 100);
        tick(15 * MINUTE);

        assertThat(alerts()).isNotEmpty().allMatch(Alert::isDryRun);
        assertThat(alerts()).noneMatch(alert -> alert.transition().notice() == Notice.ESCALATED);
        assertThat(annotations(Kind.POLICY_ENTERED)).isEmpty();
        assertThat(decisions()).isNotEmpty().allMatch(decision -> decision.freedom()
                .equals(Freedom.FULL));
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    private void hours(int hours, long good, long bad) {
        for (int hour = 0; hour < hours; hour++) {
            tell(bench.rowsAt(slot++, good, bad, 0));
        }
    }

    private void tell(Tiding reading) {
        processor.process(new Record<>("electricity", reading, 0));
    }

    /** What was sent so far is of no interest. */
    private void forget() {
        earlier.clear();
        context.resetForwards();
    }

    private void tick(long sinceMs) {
        context.setCurrentSystemTimeMs(CLOCK + sinceMs);
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(CLOCK + sinceMs);
    }

    private Objective objective(Mode mode) {
        AlertPolicy usual = AlertPolicy.standard();
        AlertPolicy policy = new AlertPolicy(
                usual.tiers(),
                mode,
                usual.silence(),
                new Consequences(ErrorBudgetPolicy.standard(), Escalation.standard()));
        Objective plain = bench.objective;
        return new Objective(
                plain.id(), plain.subject(), plain.indicator(), plain.goal(), policy, Objective.About.NOTHING);
    }

    private JudgeProcessor restarted(Objective objective) {
        long clockMs = context.currentSystemTimeMs();
        context.forwarded().stream()
                .filter(forward -> !forward.childName().equals(Optional.of("state")))
                .forEach(forward -> earlier.add(forward.record().value()));
        context = new MockProcessorContext<>(properties());
        JudgeProcessor fresh = started(objective);
        context.setCurrentSystemTimeMs(clockMs);
        return fresh;
    }

    private JudgeProcessor started(Objective objective) {
        List<Objective> all = List.of(objective);
        JudgeProcessor fresh = new JudgeProcessor(
                new Judge(all),
                new ChangeDesk(all, Map.of()),
                new JudgeProcessor.Ways("alerts", "state", "dryRun", "annotations", "decisions", "status"),
                kept(),
                new Meters());
        context.setCurrentSystemTimeMs(CLOCK);
        context.addStateStore(slots);
        context.addStateStore(operations);
        context.addStateStore(voices);
        fresh.init(context);
        return fresh;
    }

    private static Serde<Alert> kept() {
        Registry registry = new Registry("mock://policy-processor");
        int id = registry.register("alerts", io.tidemark.schemas.Alert.getClassSchema());
        return Serdes.serdeFrom(new AlertSerializer(id), new AlertDeserializer(registry));
    }

    private KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        MockProcessorContext<String, Object> first = new MockProcessorContext<>(properties());
        store.init(first.getStateStoreContext(), store);
        return store;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "policies");
        properties.put("bootstrap.servers", "none:9092");
        properties.put("processing.exception.handler.global.enabled", "true");
        return properties;
    }

    private <T> List<T> sent(Class<T> type) {
        return Stream.concat(
                        earlier.stream(),
                        context.forwarded().stream()
                                .filter(forward -> !forward.childName().equals(Optional.of("state")))
                                .map(forward -> forward.record().value()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<Alert> alerts() {
        return sent(Alert.class).stream()
                .filter(alert -> alert.transition().notice() != Notice.HEARTBEAT)
                .toList();
    }

    private List<Alert> pages() {
        return alerts().stream()
                .filter(alert -> alert.severity() == Severity.PAGE)
                .filter(alert -> alert.transition().notice() != Notice.UPDATED)
                .toList();
    }

    private List<String> steps(Notice notice) {
        return alerts().stream()
                .filter(alert -> alert.transition().notice() == notice)
                .map(alert -> alert.context().policyStep())
                .filter(step -> !step.isEmpty())
                .toList();
    }

    private List<Annotation> annotations(Kind kind) {
        return sent(Annotation.class).stream()
                .filter(annotation -> annotation.kind() == kind)
                .toList();
    }

    private List<PolicyDecision> decisions() {
        return sent(PolicyDecision.class);
    }
}
