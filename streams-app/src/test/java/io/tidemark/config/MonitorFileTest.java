package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.CsvMapping.Decimal;
import io.tidemark.config.CsvMapping.Delimiter;
import io.tidemark.config.TimeFormat.Kind;
import io.tidemark.domain.ColumnPattern;
import io.tidemark.slo.Window;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.TextPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Good files, and the records that they become. */
class MonitorFileTest {
    @Test
    void threeLinesAreASoundMonitor() {
        MonitorFile file = MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: fraud
                    source: {csv: {time: at}}
                """);

        CsvMapping csv = new CsvMapping(
                "at",
                TimeFormat.AUTO,
                ZoneId.of("UTC"),
                "",
                "",
                "",
                "",
                "",
                "",
                Set.of("", "NA", "null"),
                Delimiter.AUTO,
                Decimal.POINT);
        Windows windows = new Windows(
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                Duration.ofSeconds(60),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(400),
                Duration.ofHours(3),
                64);
        assertThat(file.slos()).isEmpty();
        assertThat(file.monitors())
                .containsExactly(new Monitor(
                        "fraud",
                        new Source("fraud-events", csv),
                        new ColumnRules(List.of(), List.of(), Map.of(), Map.of(), Map.of()),
                        new Slices(List.of(), 200),
                        windows,
                        Duration.ofHours(1),
                        new References(new ReferenceRule.First(Duration.ofDays(7)), List.of()),
                        new VerdictRules(new FalseAlarms(1, Duration.ofDays(30)), Tolerances.DEFAULT),
                        List.of()));
    }

    @Test
    void windowsAreKeptAsFarBackAsAnythingLooks() {
        String text = "monitors:\n  - {model: m, source: {topic: t}, %s}\n";

        assertThat(retention(text.formatted("reference: {trailing: 1000}"))).isEqualTo(Duration.ofHours(1002));
        assertThat(retention(text.formatted("reference: {seasonal: hour-of-week, cycles: 5}")))
                .isEqualTo(Duration.ofDays(35).plusHours(1));
        assertThat(retention(text.formatted("quality: {volume: {weeks: 4}}")))
                .isEqualTo(Duration.ofDays(28).plusHours(4));
        assertThat(retention(text.formatted("windows: {size: 1s}"))).isEqualTo(Duration.ofHours(1));
    }

    private static Duration retention(String text) {
        return MonitorFileReader.parse("m.yaml", text)
                .monitors()
                .get(0)
                .windows()
                .retention();
    }

    @Test
    void everyKeyBecomesAValue() {
        Monitor monitor = MonitorFileReader.parse(
                        "m.yaml",
                        """
                        monitors:
                          - model: flights
                            source:
                              topic: flights-raw
                              csv:
                                {time: t, timeFormat: dd.MM.yyyy HH:mm, timeZone: America/New_York, id: i, version: v,
                                 prediction: p, score: s, missing: ["-", ""], delimiter: tab, decimal: ","}
                            columns:
                              include: [d*]
                              exclude: debug
                              types: {distance: number, origin: category, late: boolean, tail: string, features: embedding}
                              patterns: {tail: {american: "N[0-9]{1,5}[A-Z]{0,2}"}, remark: {code: "[A-Z]+"}}
                              allowed: {delay: {min: -1440, max: 2880}, status: {values: [0, 1]}}
                            slices: [origin, [origin, carrier]]
                            maxSlices: 50
                            windows: {size: 1d, pane: 2h, lateness: 0s, idleAfter: 2m, retention: 30d, hours: 40d, days: 50d, noDataAfter: 5 windows, forgetAfter: 30d}
                            future: 10m
                            reference: {from: 2001-01-01, to: 2001-02-01T00:00+02:00}
                            references:
                              - {columns: [delay], trailing: 14}
                              - {columns: price_*, first: 1w}
                            falseAlarms: 0.5 per 1w
                            tolerances: {base: loose, ks: 0.07, share_ratio: 3}
                        """)
                .monitor("flights");

        assertThat(monitor.source())
                .isEqualTo(new Source(
                        "flights-raw",
                        new CsvMapping(
                                "t",
                                new TimeFormat(Kind.PATTERN, "dd.MM.yyyy HH:mm"),
                                ZoneId.of("America/New_York"),
                                "i",
                                "v",
                                "p",
                                "s",
                                "",
                                "",
                                Set.of("-", ""),
                                Delimiter.TAB,
                                Decimal.COMMA)));
        assertThat(monitor.columns())
                .isEqualTo(new ColumnRules(
                        List.of("d*"),
                        List.of("debug"),
                        Map.of(
                                "distance",
                                ColumnKind.NUMBER,
                                "origin",
                                ColumnKind.CATEGORY,
                                "late",
                                ColumnKind.BOOLEAN,
                                "tail",
                                ColumnKind.STRING,
                                "features",
                                ColumnKind.EMBEDDING,
                                "remark",
                                ColumnKind.STRING,
                                "delay",
                                ColumnKind.NUMBER),
                        Map.of(
                                "tail",
                                List.of(new TextPattern("american", "N[0-9]{1,5}[A-Z]{0,2}")),
                                "remark",
                                List.of(new TextPattern("code", "[A-Z]+"))),
                        Map.of(
                                "delay",
                                new AllowedValues.Range(-1440, 2880),
                                "status",
                                new AllowedValues.Values(Set.of("0", "1")))));
        assertThat(monitor.slices())
                .isEqualTo(new Slices(List.of(List.of("origin"), List.of("origin", "carrier")), 50));
        assertThat(monitor.windows())
                .isEqualTo(new Windows(
                        Duration.ofDays(1),
                        Duration.ofHours(2),
                        Duration.ZERO,
                        Duration.ofMinutes(2),
                        Duration.ofDays(30),
                        Duration.ofDays(40),
                        Duration.ofDays(50),
                        Duration.ofDays(5),
                        30));
        assertThat(monitor.future()).isEqualTo(Duration.ofMinutes(10));
        assertThat(monitor.references().ruleFor("distance"))
                .isEqualTo(new ReferenceRule.Pinned(
                        Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-31T22:00:00Z")));
        assertThat(monitor.references().ruleFor("delay")).isEqualTo(new ReferenceRule.Trailing(14));
        assertThat(monitor.references().ruleFor("price_eur")).isEqualTo(new ReferenceRule.First(Duration.ofDays(7)));
        assertThat(monitor.verdicts().falseAlarms()).isEqualTo(new FalseAlarms(0.5, Duration.ofDays(7)));
        assertThat(monitor.verdicts().tolerances().of(Measure.KS)).isEqualTo(0.07);
        assertThat(monitor.verdicts().tolerances().of(Measure.LINF)).isEqualTo(0.05);
        assertThat(monitor.verdicts().tolerances().shareRatio()).isEqualTo(3);
    }

    @Test
    void excludeWinsOverInclude() {
        ColumnRules rules = new ColumnRules(List.of("d*"), List.of("debug_*"), Map.of(), Map.of(), Map.of());

        assertThat(rules.measures("delay")).isTrue();
        assertThat(rules.measures("debug_1")).isFalse();
        assertThat(rules.measures("origin")).isFalse();
    }

    @Test
    void starStandsForAnyRunOfCharacters() {
        assertThat(ColumnPattern.matches("*", "")).isTrue();
        assertThat(ColumnPattern.matches("a*c*e", "abcde")).isTrue();
        assertThat(ColumnPattern.matches("a*c*e", "abcdef")).isFalse();
        assertThat(ColumnPattern.matches("a*", "ba")).isFalse();
        assertThat(ColumnPattern.matches("abc", "ab")).isFalse();
    }

    @Test
    void usualPaneDividesTheWindow() {
        assertThat(WindowsReader.usualPane(Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
        assertThat(WindowsReader.usualPane(Duration.ofDays(7))).isEqualTo(Duration.ofHours(6));
        assertThat(WindowsReader.usualPane(Duration.ofDays(28))).isEqualTo(Duration.ofDays(1));
        assertThat(WindowsReader.usualPane(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(WindowsReader.usualPane(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(1));
        assertThat(WindowsReader.usualPane(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(45));
        assertThat(WindowsReader.usualPane(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(WindowsReader.usualPane(Duration.ofMillis(1_500))).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void thresholdSloBecomesAnIndicatorOfWindows() {
        SloSpec slo = read(SLO);

        assertThat(slo.model()).isEqualTo("m");
        assertThat(slo.about()).isEqualTo(new SloSpec.About("Prices hold", "why", "team-x", "https://x/run"));
        assertThat(slo.indicator())
                .isEqualTo(new IndicatorSpec.OfWindows(
                        IndicatorSpec.Kind.DRIFT,
                        List.of("price", "vic*"),
                        EnumSet.of(Measure.KS),
                        "",
                        new IndicatorSpec.Limit.Band(Double.NEGATIVE_INFINITY, 0.2)));
        assertThat(slo.goal())
                .isEqualTo(new Goal(
                        Goal.Method.TIMESLICES,
                        0.95,
                        new Window.Rolling(Duration.ofDays(28).toMillis()),
                        Duration.ofDays(1),
                        0.9));
        assertThat(slo.slices()).isEqualTo(new SliceChoice(SliceChoice.Kind.GROUPINGS, List.of(List.of("state"))));
        assertThat(slo.noData()).isEqualTo(SloSpec.NoData.BAD);
        assertThat(slo.mode()).isEqualTo(SloSpec.Mode.DRY_RUN);
        assertThat(slo.alertPolicies()).extracting(AlertPolicySpec::name).containsExactly("mine", "mwmb-tickets");
        assertThat(slo.alertPolicies().get(0).conditions())
                .containsExactly(new AlertPolicySpec.Condition(
                        AlertPolicySpec.Severity.PAGE,
                        new AlertPolicySpec.Rule.MultiWindow(
                                List.of(new AlertPolicySpec.Pair(0.1, Duration.ofDays(2), Duration.ofHours(4))),
                                new AlertPolicySpec.Least.Written(10),
                                new AlertPolicySpec.Least.Written(2)),
                        Duration.ZERO,
                        Duration.ofMinutes(15)));
    }

    @Test
    void ratioSloBecomesAnIndicatorOfEvents() {
        SloSpec slo = read(
                """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: on-time}
                spec:
                  service: m
                  budgetingMethod: Occurrences
                  indicator:
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: tidemark, spec: {kind: share, column: late, values: [0], slices: all}}}
                        total: {metricSource: {type: tidemark, spec: {kind: rows}}}
                  objectives: [{targetPercent: 75}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """);

        assertThat(slo.indicator())
                .isEqualTo(new IndicatorSpec.OfEvents(
                        IndicatorSpec.Kind.SHARE, List.of("late"), Set.of("0"), IndicatorSpec.Counted.GOOD));
        assertThat(slo.goal().method()).isEqualTo(Goal.Method.OCCURRENCES);
        assertThat(slo.goal().target()).isEqualTo(0.75);
        assertThat(slo.slices().kind()).isEqualTo(SliceChoice.Kind.EVERY);
    }

    @Test
    void driftWithoutAValueIsJudgedByTheTolerances() {
        SloSpec slo = read(
                """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: drift}
                spec:
                  service: m
                  indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
                  objectives: [{target: 0.95}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """);

        assertThat(slo.indicator())
                .isEqualTo(new IndicatorSpec.OfWindows(
                        IndicatorSpec.Kind.DRIFT,
                        List.of("*"),
                        EnumSet.of(
                                Measure.KS,
                                Measure.RANK_SHIFT,
                                Measure.RANK_SPREAD,
                                Measure.JS_DISTANCE,
                                Measure.LINF,
                                Measure.UNSEEN),
                        "",
                        new IndicatorSpec.Limit.Tolerance()));
    }

    private static final String SLO =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: prices
              displayName: Prices hold
              labels: {model: m, owner: team-x, tenant: [a, b]}
              annotations: {tidemark.io/runbook: https://x/run, tidemark.io/slices: state, tidemark.io/no-data: bad,
                            tidemark.io/mode: dryRun, tidemark.io/policy: default, other.io/x: 1}
            spec:
              description: why
              service: anything
              budgetingMethod: Timeslices
              timeWindow: [{duration: 4w, isRolling: true}]
              indicator:
                metadata: {name: x}
                spec:
                  thresholdMetric:
                    metricSource: {type: tidemark, spec: {kind: drift, columns: [price, vic*], measures: ks}}
              objectives: [{op: lte, value: 0.2, target: 0.95, timeSliceTarget: 0.9, timeSliceWindow: 1d}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: mine}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition: {kind: mwmb, pairs: [{budgetPercent: 10, longWindow: 2d}], minTotal: 10, minBad: 2}
                - alertPolicyRef: mwmb-tickets
            """;

    private static SloSpec read(String slo) {
        String monitors = "monitors: [{model: m, source: {topic: t}, slices: [state], windows: {size: 1d}}]\n---\n";
        return MonitorFileReader.parse("m.yaml", monitors + slo).slosOf("m").get(0);
    }
}
