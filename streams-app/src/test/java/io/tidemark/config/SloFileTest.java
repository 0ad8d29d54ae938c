package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.AlertPolicySpec.Rule;
import io.tidemark.config.CorrectionSpec.Span;
import io.tidemark.config.IndicatorSpec.Metric;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Window;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that promise something without saying of what data. */
class SloFileTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void fileOfAnotherToolIsRead() {
        SloSpec slo = read(SloTexts.ELSEWHERE).slos().get(0);

        assertThat(slo.model()).isEqualTo("shop");
        assertThat(slo.indicator())
                .isEqualTo(new IndicatorSpec.Elsewhere(
                        "Prometheus", Metric.GOOD_OF_TOTAL, new IndicatorSpec.Limit.Tolerance()));
        assertThat(slo.goal())
                .isEqualTo(new Goal(
                        Goal.Method.TIMESLICES,
                        0.995,
                        new Window.Calendar(
                                1,
                                Window.Unit.MONTH,
                                LocalDateTime.of(2026, 1, 1, 0, 0),
                                ZoneId.of("America/New_York")),
                        Duration.ofMinutes(5),
                        0.95));
    }

    @Test
    void referencesAreFollowed() {
        SloFile file = read(SloTexts.ELSEWHERE).objects();

        AlertPolicySpec policy = file.slos().get(0).alertPolicies().get(0);
        assertThat(policy.targets()).containsExactly("mail");
        assertThat(policy.occasions())
                .containsExactlyInAnyOrder(AlertPolicySpec.Occasion.BREACHING, AlertPolicySpec.Occasion.RESOLVED);
        assertThat(policy.conditions().get(0).severity()).isEqualTo(AlertPolicySpec.Severity.PAGE);
        assertThat(policy.conditions().get(0).rule())
                .isEqualTo(new Rule.Other(new AlertPolicy.Condition.Burn(AlertPolicy.Op.GT, 2, 3_600_000, 300_000)));
        assertThat(file.targets()).containsExactly(new TargetSpec.Elsewhere("mail", "email"));
    }

    @Test
    void anotherToolsDataCannotBeRun() {
        String monitors = "monitors: [{model: m, source: {topic: t}}]\n---\n";

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", monitors + SloTexts.ELSEWHERE))
                .hasMessage(
                        "m.yaml: slo web: is measured by Prometheus, which Tidemark does not ask; write metricSource: "
                                + "{type: tidemark, spec: {kind: …}}, or keep it in a file of its own for tidemark slo explain "
                                + "and simulate");
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", SloTexts.ELSEWHERE))
                .hasMessageStartingWith("m.yaml: has no monitors, only objectives, which tidemark slo explain reads; ");
    }

    @Test
    void ourIndicatorsNeedNoMonitorEither() {
        SloSpec slo =
                read("""
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata: {name: drift}
                        spec:
                          service: m
                          indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
                          objectives: [{target: 0.95, timeSliceWindow: 15m}]
                          alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                        """)
                        .slos()
                        .get(0);

        assertThat(slo.goal().timeSlice()).isEqualTo(Duration.ofMinutes(15));
        assertThat(slo.goal().length()).isEqualTo(Duration.ofDays(28));
        assertThat(slo.care()).isEqualTo(SloSpec.Care.USUAL);
    }

    @Test
    void eachObjectiveIsAnSloOfItsOwn() {
        List<SloSpec> slos =
                read("""
                        {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "fast"}, "spec": {"service": "shop",
                         "indicator": {"spec": {"thresholdMetric": {"metricSource": {"type": "Datadog", "spec": {"query": "p95"}}}}},
                         "budgetingMethod": "Occurrences", "timeWindow": [{"duration": "4w", "isRolling": true}],
                         "alertPolicies": [{"alertPolicyRef": "mwmb-tickets"}],
                         "objectives": [{"op": "lte", "value": 200, "target": 0.9}, {"op": "lte", "value": 500, "target": 0.99}]}}
                        """)
                        .slos();

        assertThat(slos).extracting(SloSpec::name).containsExactly("fast-1", "fast-2");
        assertThat(slos).extracting(slo -> slo.goal().target()).containsExactly(0.9, 0.99);
        assertThat(slos.get(1).indicator())
                .isEqualTo(new IndicatorSpec.Elsewhere(
                        "Datadog", Metric.VALUE, new IndicatorSpec.Limit.Band(Double.NEGATIVE_INFINITY, 500)));
        assertThat(slos.get(1).goal().timeSlice()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void ourObjectsStandBesideOpenSlos() {
        SloFile file = read(SloTexts.OURS).objects();
        SloSpec slo = file.slos().get(0);

        assertThat(slo.care())
                .isEqualTo(new SloSpec.Care(
                        "strict",
                        "on-call",
                        50,
                        Instant.parse("2027-02-01T00:00:00Z"),
                        LocalDate.of(2027, 3, 1),
                        Duration.ofHours(12),
                        "https://charts"));
        assertThat(file.budgetPolicy(slo).steps())
                .containsExactly(new ErrorBudgetPolicy.Step(
                        0.5, Severity.TICKET, List.of("lead"), List.of(Action.HOLD_PROMOTIONS)));
        assertThat(file.budgetPolicy(slo).exceptions()).containsExactly("security");
        assertThat(file.escalation(slo))
                .isEqualTo(new Escalation(
                        600_000,
                        List.of(new Escalation.Level("lead", 0), new Escalation.Level("boss", 600_000)),
                        1,
                        3,
                        Severity.PAGE));
        assertThat(file.roles()).extracting(SloFile.Role::targets).containsExactly(List.of("hook"), List.of("pager"));
        assertThat(file.targets())
                .containsExactly(
                        new TargetSpec.Webhook(
                                "hook",
                                URI.create("https://hooks.example.com/x"),
                                new TargetSpec.Secret.OfEnvironment("HOOK_SECRET"),
                                Set.of()),
                        new TargetSpec.PagerDuty(
                                "pager",
                                URI.create("https://events.pagerduty.com/v2/enqueue"),
                                new TargetSpec.Secret.OfEnvironment("PD_KEY"),
                                Set.of()));
        assertThat(file.corrections())
                .extracting(CorrectionSpec::span)
                .containsExactly(
                        new Span.Once(Instant.parse("2026-11-01T10:00:00Z"), Instant.parse("2026-11-01T12:00:00Z")),
                        new Span.Repeating(
                                "FREQ=WEEKLY;BYDAY=SU",
                                LocalDateTime.of(2026, 1, 4, 2, 0),
                                Duration.ofHours(2),
                                ZoneId.of("Europe/Paris")));
        assertThat(read(SloTexts.OURS).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rrule: FREQ=WEEKLY;BYDAY=SU | rrule: FREQ=WEEKLY;BYDAY=XX | document sundays: spec.rrule=FREQ=WEEKLY;BYDAY=XX is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU",
                "rrule: FREQ=WEEKLY;BYDAY=SU | rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | document sundays: spec.rrule=FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never occurs from 2026-01-04T01:00:00Z on, or too seldom for its FREQ to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "duration: 2h, | duration: 400d, | document sundays: spec.duration=400d must be longer than 0 and at most 366 d, 31622400000 ms",
                "start: 2026-01-04T02:00:00, | start: +999999999-01-04T02:00:00, | document sundays: spec.start=+999999999-01-04T02:00:00 is of no year from 1 to 9998; write one like 2026-11-22T02:00:00",
                "end: `2026-11-01T12:00:00Z` | end: `+999999999-01-01T00:00:00Z` | document moved: spec.end=+999999999-01-01T00:00:00Z is of no year from 1 to 9998; write one like 2026-11-22T10:00:00Z",
                "timeZone: Europe/Paris | timeZone: Europe/Pariss | document sundays: spec.timeZone=Europe/Pariss is not a time zone; did you mean Europe/Paris?",
                "end: `2026-11-01T12:00:00Z` | end: 2026-10-01 | document moved: spec.end=2026-10-01 is not after start=2026-11-01T10:00:00Z; swap them",
                "tidemark.io/policy: strict | tidemark.io/policy: strictt | slo drift: metadata.annotations.tidemark.io/policy=strictt is not an error budget policy; did you mean strict?",
                "tidemark.io/escalation: on-call | tidemark.io/escalation: nobody | slo drift: metadata.annotations.tidemark.io/escalation=nobody is not an escalation; known here: on-call",
                "tidemark.io/review-by: 2027-03-01 | tidemark.io/review-by: soon | slo drift: metadata.annotations.tidemark.io/review-by=soon is not a day; write one like 2026-11-22",
                "{role: boss} | {role: bos} | document on-call: spec.levels[1].role=bos names bos, which is not a role; did you mean boss?",
                "targetRef: pager | targetRef: pagr | document boss: spec.notificationTargets[0].targetRef=pagr is not an alert notification target; did you mean pager?",
                "consumed: 0.5 | consumed: 50 | document strict: spec.steps[0].consumed=50 is not in (0, 10]; for 50 % write 0.5",
                "holdPromotions | holdPromotion | document strict: spec.steps[0].actions[0]=holdPromotion is none of annotate, openTicket, requireReview, holdPromotions, canaryOnly, freezeDeploys, prioritiseReliability, requirePostmortem; did you mean holdPromotions?",
                "routingKeyEnv: PD_KEY | routingKey: abc123 | document pager: spec.routingKey is a secret, which does not belong in a file; write routingKeyEnv: NAME_OF_A_VARIABLE",
                "url: `https://hooks.example.com/x` | url: `ftp://x.example.com` | document hook: spec.url=ftp://x.example.com is not a URL of http or https; write one like https://example.com/alerts",
                "kind: Escalation | kind: Escalatoin | document on-call: kind=Escalatoin is not supported; did you mean Escalation?",
                "category: deployment, | category: deployment, until: 1, | document moved: spec.until is not a known key; known here: selector, category, rrule, duration, timeZone, start, end, reason, by",
            })
    void mistakeInOurObjectsHasItsRemedy(String good, String bad, String message) {
        String text = SloTexts.OURS.replace(good.replace('`', '"'), bad.replace('`', '"'));

        assertThat(text).isNotEqualTo(SloTexts.OURS);
        assertThatThrownBy(() -> read(text)).hasMessageContaining("s.yaml: " + message);
    }

    @Test
    void whatNothingUsesIsAWarning() {
        String unused = SloTexts.OURS.replace("tidemark.io/policy: strict,", "").replace("2027-03-01", "2026-11-21");

        assertThat(read(unused).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "slo drift: metadata.annotations.tidemark.io/review-by=2026-11-21 has passed: today is 2026-11-22; look"
                                + " whether the target is still right, and write the next day",
                        "document strict: is used by nothing; refer to it, or take it out");
    }

    @Test
    void horizonThatSlotsCannotBearIsAWarning() {
        String twoDays = SloTexts.OURS.replace("revision-horizon: 12h", "revision-horizon: 48h");

        assertThat(read(twoDays).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "slo drift: metadata.annotations.tidemark.io/revision-horizon=48h is longer than a day: slots shorter"
                                + " than an hour are summed up after 1d, longer ones can be revised for their whole window"
                                + " anyway; leave it out");
    }

    @Test
    void examplesThatFireWhileAllIsWellAreAWarning() {
        String lte = SloTexts.ELSEWHERE.replace("op: gt,", "op: lte,");

        assertThat(read(lte).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "document fast: spec.condition.op=lte fires while the budget burns at less than 2 times its rate,"
                                + " which is most of the time; write gte");
    }

    @Test
    void severityOfAnotherToolIsTakenWithAWarning() {
        MonitorFile file = read(SloTexts.ELSEWHERE.replace("severity: page", "severity: critical"));

        assertThat(file.slos()).isEqualTo(read(SloTexts.ELSEWHERE).slos());
        assertThat(file.warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "document fast: spec.severity=critical is another tool's word, taken as page; write page");
    }

    @Test
    void whomOthersWakeIsTheirsToSay() {
        String quiet = SloTexts.ELSEWHERE.replace(
                ", labels: {owner: web}, annotations: {tidemark.io/runbook: \"https://r\"}", "");

        assertThat(read(quiet).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "slo web: metadata.labels.owner is missing; this SLO pages; write who is woken, or alertPolicies: "
                                + "[{alertPolicyRef: mwmb-tickets}]",
                        "slo web: metadata.annotations.tidemark.io/runbook is missing; this SLO pages; link what to do, or "
                                + "alertPolicies: [{alertPolicyRef: mwmb-tickets}]");
    }

    @Test
    void objectsOfAKindHaveDifferentNames() {
        String twice =
                SloTexts.OURS + "---\napiVersion: tidemark.io/v1\nkind: Role\nmetadata: {name: boss}\nspec: {}\n";

        assertThatThrownBy(() -> read(twice))
                .hasMessage("s.yaml: document boss: is the second role of that name; name each once");
    }

    @Test
    void correctionsOfTwoReasonsContradict() {
        String twice = SloTexts.OURS
                + """
                ---
                apiVersion: tidemark.io/v1
                kind: Correction
                metadata: {name: chaos}
                spec: {selector: {model: m}, start: "2026-11-01T11:00:00Z", end: "2026-11-01T13:00:00Z", category: chaos,
                       reason: pulled a plug, by: ops}
                """;

        assertThat(read(twice).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "document chaos: spec.category=chaos contradicts moved, which calls the same time deployment;"
                                + " keep one, or let one end where the other begins");
    }

    @Test
    void correctionOfNoSloIsToldOnItsLine() {
        String text =
                "apiVersion: tidemark.io/v1\nkind: Preset\nspec: {slo: drift, model: pay, owner: o, severity: ticket}\n"
                        + "---\napiVersion: tidemark.io/v1\nkind: Correction\nmetadata: {name: c}\nspec:\n"
                        + "  selector:\n    slo: pay-drfit\n"
                        + "  start: 2026-11-01T11:00:00Z\n  end: 2026-11-01T13:00:00Z\n"
                        + "  category: chaos\n  reason: pulled a plug\n  by: ops\n";

        assertThat(read(text).warnings())
                .containsExactly(new Problem(
                        "s.yaml",
                        10,
                        "document c: spec.selector.slo=pay-drfit is no SLO of this file; did you mean pay-drift?"));
    }

    private static MonitorFile read(String text) {
        return MonitorFileReader.parseAny("s.yaml", text, TODAY);
    }
}
