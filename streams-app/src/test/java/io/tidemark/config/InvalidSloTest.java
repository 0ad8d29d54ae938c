package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read who made a mistake in an OpenSLO document: one change to a sound one at a time. */
class InvalidSloTest {
    private static final String MONITORS =
            "monitors: [{model: m, source: {topic: t}, slices: [state], columns: {exclude: [day]}, windows: {size: 1d}}]\n---\n";
    private static final String SLO =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: s, labels: {owner: o}, annotations: {tidemark.io/runbook: https://r}}
            spec:
              service: m
              budgetingMethod: Timeslices
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift, columns: [a]}}}}}
              objectives: [{target: 0.95, timeSliceWindow: 1d}]
              alertPolicies: [{alertPolicyRef: mwmb-default}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openslo/v1        | openslo/v2         | apiVersion=openslo/v2 is not supported; write openslo/v1",
                "name: s,          | name: S_1,         | metadata.name=S_1 is not a name; write a-z, 0-9 and '-', at most 63",
                "service: m        | service: n         | spec.service=n is not a model of the monitors; known here: m",
                "owner: o          | team: o            | metadata.labels.owner is missing; this SLO pages; write who is woken, or alertPolicies: [{alertPolicyRef: mwmb-tickets}]",
                "tidemark.io/runbook: https://r | tidemark.io/runbook: https://r, tidemark.io/slice: x | metadata.annotations.tidemark.io/slice is not a known key; did you mean tidemark.io/slices?",
                "columns: [a]      | columns: [a], colums: [b] | spec.indicator.spec.thresholdMetric.metricSource.spec.colums is not a known key; did you mean columns?",
                "Timeslices        | Timeslice          | spec.budgetingMethod=Timeslice is none of Occurrences, Timeslices, RatioTimeslices; did you mean Timeslices?",
                "duration: 28d     | duration: 1 month  | spec.timeWindow[0].duration=1 month is not a duration; write a number and one of ms, s, m, h, d, w, like 5m or 1d",
                "duration: 28d     | duration: 30h      | spec.timeWindow[0].duration=30h is not two or more whole windows of windows.size=1d; write 2d, or change windows.size",
                "duration: 28d     | duration: 50000d   | spec.timeWindow[0].duration=50000d is more than a hundred years",
                "isRolling: true   | isRolling: false   | spec.timeWindow[0].calendar is missing; isRolling=false needs {startTime: 2026-01-01 00:00:00, timeZone: Europe/Paris}; or write isRolling: true",
                "target: 0.95      | target: 1          | spec.objectives[0].target=1 is not in (0, 1); a target of all has no budget, write 0.999 say",
                "target: 0.95      | target: 95         | spec.objectives[0].target=95 is not in (0, 1); for 95 % write 0.95",
                "target: 0.95      | targetPercent: 100 | spec.objectives[0].targetPercent=100 is not in (0, 100)",
                "target: 0.95      | target: 0.9, targetPercent: 90 | spec.objectives[0].targetPercent=90 stands beside target; keep one",
                "target: 0.95,     | ``                 | spec.objectives[0].target is missing; write the share that must be good, like 0.95",
                "timeSliceWindow: 1d | timeSliceWindow: 6h | spec.objectives[0].timeSliceWindow=6h is not the model's windows.size=1d; write 1d, or change windows.size",
                "timeSliceWindow: 1d | timeSliceWindow: 2d | spec.objectives[0].timeSliceWindow=2d is not the model's windows.size=1d; write 1d, or change windows.size",
                "columns: [a]      | columns: []        | spec.indicator.spec.thresholdMetric.metricSource.spec.columns is an empty list; list one or more, or leave columns out to mean all",
                "target: 0.95      | target: 0.95, timeSliceTarget: 0 | spec.objectives[0].timeSliceTarget=0 is not in (0, 1]",
                "target: 0.95      | target: 0.95, op: lte, value: 1 | spec.indicator.spec.thresholdMetric.metricSource.spec.measures is missing; value=1 needs to know which measure it limits, like ks; or leave op and value out, and the monitor's tolerances decide",
                "target: 0.95      | target: 0.95, op: lte | spec.objectives[0].value is missing; write the number that op compares with",
                "kind: drift,      | kind: drifts,      | spec.indicator.spec.thresholdMetric.metricSource.spec.kind=drifts is none of drift, missing, invalid, volume, share, unseen, change, type, range, allowed, pattern, completeness, duplicates, freshness, lateness, rejected, slower, availability, latency, dependency, quality, loading, rollout; did you mean drift?",
                "columns: [a]      | columns: [day]     | spec.indicator.spec.thresholdMetric.metricSource.spec.columns names day, which columns.include and columns.exclude leave out; measure it, or take it out here",
                "columns: [a]      | columns: [a], slices: stat | spec.indicator.spec.thresholdMetric.metricSource.spec.slices=stat names stat, which is no grouping of the monitor's slices; did you mean state?",
                "columns: [a]      | columns: [a], value: x | spec.indicator.spec.thresholdMetric.metricSource.spec.value=x is for kind: share; leave it out",
                "mwmb-default      | mwmb-defualt       | spec.alertPolicies[0].alertPolicyRef=mwmb-defualt is not an alert policy; did you mean mwmb-default?",
            })
    void eachMistakeHasItsRemedy(String good, String bad, String message) {
        String text = MONITORS + SLO.replace(good, bad);

        String prefix = bad.startsWith("name: S_1") ? "slo S_1: " : "slo s: ";
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text)).hasMessage("m.yaml: " + prefix + message);
    }

    @Test
    void unsupportedKindIsNamed() {
        String text = MONITORS + "apiVersion: openslo/v1\nkind: AlertPolcy\nmetadata: {name: x}\n";

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage("m.yaml: document x: kind=AlertPolcy is not supported; did you mean AlertPolicy?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind: availablity, good: [OK]", "kind: nonsense, limit: 3"})
    void misspeltKindIsTheOnlyMistake(String source) {
        String metric = "{metricSource: {type: tidemark, spec: {" + source + "}}}";
        String slo =
                """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m, owner: o}, annotations: {tidemark.io/runbook: "https://r"}}
                spec:
                  indicator: {spec: {ratioMetric: {good: %s, total: {metricSource: {spec: {kind: rows}}}}}}
                  objectives: [{target: 0.99}]
                """
                        .formatted(metric);

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", MONITORS + slo))
                .isInstanceOfSatisfying(InvalidMonitorFile.class, invalid -> assertThat(invalid.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.text())
                                .contains(".spec.kind=")
                                .contains("is none of drift, missing")));
    }

    @Test
    void nameIsGivenOnce() {
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", MONITORS + SLO + "---\n" + SLO))
                .hasMessage("m.yaml: slo s: metadata.name=s is the second SLO of that name; name each once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3s  | 28d   | duration: 28d | spec.timeWindow[0].duration=28d is 806400 windows of windows.size=3s, at most 527040; write 26352m, or change windows.size",
                "20d | 28d   | duration: 28d | spec.timeWindow[0].duration=28d is not two or more whole windows of windows.size=20d; write 40d, or change windows.size",
                "5h  | ``    | ``            | spec.timeWindow is missing; the usual 28d is not two or more whole windows of windows.size=5h; write [{duration: 670h}]",
                "1m  | 28d   | duration: 28d | ``",
            })
    void budgetsWindowIsWholeWindowsOfTheModel(String size, String window, String written, String message) {
        String text = (MONITORS
                        + SLO.replace("timeSliceWindow: 1d", "timeSliceTarget: 1")
                                .replace(
                                        "  timeWindow: [{duration: 28d, isRolling: true}]\n",
                                        written.isEmpty() ? "" : "  timeWindow: [{" + written + "}]\n"))
                .replace("size: 1d", "size: " + size);

        if (message.isEmpty()) {
            assertThat(MonitorFileReader.parse("m.yaml", text).slos()).hasSize(1);
        } else {
            assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text)).hasMessage("m.yaml: slo s: " + message);
        }
    }

    @Test
    void sizeThatIsUnsureBlamesNoSlo() {
        String text = MONITORS.replace("size: 1d", "size: 1 day") + SLO;

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage(
                        "m.yaml: monitors[0].windows.size=1 day is not a duration; write a number and one of ms, s, "
                                + "m, h, d, w, like 5m or 1d");
    }

    @Test
    void anotherMistakeInTheWindowsHidesNothing() {
        String text =
                MONITORS.replace("size: 1d", "size: 1d, latness: 5m") + SLO.replace("duration: 28d", "duration: 30h");

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage(
                        """
                        m.yaml: monitors[0].windows.latness is not a known key; did you mean lateness?
                        m.yaml: slo s: spec.timeWindow[0].duration=30h is not two or more whole windows of windows.size=1d; write 2d, or change windows.size""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "values: [x] | values: []     | spec.indicator.spec.ratioMetric.good.metricSource.spec.values is an empty list; list the values that are counted",
                "column: c   | columns: []    | spec.indicator.spec.ratioMetric.good.metricSource.spec.columns is an empty list; list one or more",
                "annotations: {} | annotations: {tidemark.io/no-data: bad} | metadata.annotations.tidemark.io/no-data=bad needs budgetingMethod: Timeslices, for a window without data has no events that could be bad; write exclude, or Timeslices",
            })
    void eventsAreOfAColumnAndOfValues(String good, String bad, String message) {
        String ratio =
                """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, annotations: {}}
                spec:
                  service: m
                  indicator: {spec: {ratioMetric: {good: {metricSource: {spec: {kind: share, column: c, values: [x]}}}}}}
                  objectives: [{target: 0.95}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """;
        String text = MONITORS + ratio.replace(good, bad);

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text)).hasMessage("m.yaml: slo s: " + message);
    }

    private static final String AT = "spec.alertPolicies[0].spec.conditions[0].spec.condition.pairs[0].";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "budgetPercent: 2, longWindow: 60d   | longWindow=60d is longer than the SLO's timeWindow=28d; shorten it, or lengthen the SLO's",
                // 3 d / 28 d = 10.714286 %
                "budgetPercent: 2, longWindow: 3d    | budgetPercent=2 in longWindow=3d would alert while the budget lasts; write budgetPercent=10.7143 or more, or a shorter longWindow",
                // an hour is rounded up to two days: 2 d / 28 d = 7.142857 %
                "budgetPercent: 7, longWindow: 1h    | budgetPercent=7 in longWindow=1h would alert while the budget lasts; write budgetPercent=7.1429 or more, or a shorter longWindow",
                "budgetPercent: 0, longWindow: 3d    | budgetPercent=0 is not in (0, 100]",
                "budgetPercent: 100.5, longWindow: 3d | budgetPercent=100.5 is not in (0, 100]",
                "budgetPercent: lots, longWindow: 3d | budgetPercent=lots is not a number",
            })
    void pairActsWithinItsBudget(String pair, String message) {
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", MONITORS + SLO.replace(DEFAULT, inline(pair))))
                .hasMessage("m.yaml: slo s: " + AT + message);
    }

    @Test
    void wholeBudgetMayBeAskedFor() {
        String text = MONITORS + SLO.replace(DEFAULT, inline("budgetPercent: 100, longWindow: 28d"));

        assertThat(MonitorFileReader.parse("m.yaml", text).slos().get(0).alertPolicies())
                .flatExtracting(AlertPolicySpec::conditions)
                .flatExtracting(AlertPolicySpec.Condition::pairs)
                .extracting("budgetShare")
                .containsExactly(1.0);
    }

    @Test
    void policyOfADocumentIsToldWhereItIsReferredTo() {
        String document = "---\napiVersion: openslo/v1\n"
                + inline("budgetPercent: 2, longWindow: 3d")
                        .replaceAll("^\\{|\\}$", "")
                        .replace(", metadata", "\nmetadata")
                        .replace(", spec: {conditions", "\nspec: {conditions")
                + "\n";
        String text = MONITORS + SLO.replace("mwmb-default", "p") + document;

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage("m.yaml: slo s: spec.alertPolicies[0].alertPolicyRef=p has budgetPercent=2, which in "
                        + "longWindow=3d would alert while the budget lasts; write budgetPercent=10.7143 or more, or a "
                        + "shorter longWindow");
    }

    @Test
    void policyThatIsWrongByItselfIsToldOnce() {
        String document =
                "---\napiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: {name: p}\nspec: {conditions: []}\n";
        String text = MONITORS + SLO.replace("mwmb-default", "p") + document;

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage("m.yaml: document p: spec.conditions is missing; write at least one condition");
    }

    /** All bad burns 20 in 28 d: F = share · 28 / 2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // F = 9.8, less than 10
                "budgetPercent: 70, longWindow: 2d | ``",
                // F = 12.6; 10 · 2 / 28 = 71.4286 %
                "budgetPercent: 90, longWindow: 2d | budgetPercent=90 asks for a burn rate of 12.6, which only data reach that are more than half bad; the pair acts at 10, half of what nothing but bad data burn; write budgetPercent=71.4286 or less",
            })
    void pairThatIsHardToReachIsAWarning(String pair, String warning) {
        String text = MONITORS + SLO.replace(DEFAULT, inline(pair));

        assertThat(warnings(text)).contains(LEAVES_LITTLE);
        if (warning.isEmpty()) {
            assertThat(warnings(text)).hasSize(2);
        } else {
            assertThat(warnings(text)).hasSize(3).contains("slo s: " + AT + warning);
        }
    }

    /** All bad burns 2: 2 d of 28 use 14.2857 %, half of that is 7.1429. */
    @Test
    void pairOutOfReachIsRefused() {
        String text = MONITORS
                + SLO.replace(DEFAULT, inline("budgetPercent: 90, longWindow: 2d"))
                        .replace("0.95", "0.5");

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage(
                        "m.yaml: slo s: " + AT + "budgetPercent=90 is more of the budget than nothing but bad data use "
                                + "up within longWindow; write budgetPercent=7.1429, half of what they use, or less");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: burnrate, op: gte, threshold: 21, lookbackWindow: 1d | has a condition with threshold=21, more than the 20 that nothing but bad data burn at; write 10 or less",
                "kind: burnrate, op: gte, threshold: 2, lookbackWindow: 29d | has a condition with lookbackWindow=29d, which is longer than the SLO's timeWindow=28d; shorten it, or lengthen the SLO's",
                "kind: budgetDrop, budgetPercent: 10, lookbackWindow: 30d   | has a condition with lookbackWindow=30d, which is longer than the SLO's timeWindow=28d; shorten it, or lengthen the SLO's",
            })
    void otherConditionFitsItsBudget(String condition, String message) {
        String policy = inline("").replace("kind: mwmb, pairs: [{}]", condition);

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", MONITORS + SLO.replace(DEFAULT, policy)))
                .hasMessage("m.yaml: slo s: spec.alertPolicies " + message);
    }

    @Test
    void shortWindowBelowASliceIsAWarning() {
        String text = MONITORS + SLO.replace(DEFAULT, inline("budgetPercent: 50, longWindow: 2d, shortWindow: 6h"));

        assertThat(warnings(text))
                .contains(
                        "slo s: " + AT
                                + "shortWindow=6h is shorter than a window of 1d, and is taken as one; write that, or leave it out");
    }

    @Test
    void pagesThatComeLateAreAWarning() {
        String text = MONITORS + SLO.replace(DEFAULT, inline("budgetPercent: 50, longWindow: 2d"));

        assertThat(warnings(text))
                .contains("slo s: spec.alertPolicies pages after 2d at the earliest, since bad windows of 1d must come "
                        + "together; shorter windows page sooner, or write alertPolicyRef: mwmb-tickets");
    }

    /** 2 % in 1 h and 5 % in 6 h are rounded up to two days: 7 % would be the least. Hours are fine. */
    @Test
    void pagesThatNeverComeAreAWarning() {
        assertThat(warnings(MONITORS + SLO))
                .containsExactly(
                        LEAVES_LITTLE,
                        "slo s: spec.alertPolicies never pages: no pair for pages of mwmb-default fits windows of 1d "
                                + "over 28d; write pairs whose longWindow is two windows or more, or alertPolicyRef: "
                                + "mwmb-tickets");
        assertThat(warnings((MONITORS + SLO).replace("1d", "1h"))).isEmpty();
    }

    /** 0.05 · 28 = 1.4 windows; 1 / 1.4 = 71.4 %. */
    private static final String LEAVES_LITTLE =
            "slo s: spec.objectives leave a budget of 1.4 windows of 1d in 28d, so that one bad window costs 71.4 % of it;"
                    + " write shorter windows, a longer timeWindow, or a lower target";

    private static List<String> warnings(String text) {
        return MonitorFileReader.parse("m.yaml", text).warnings().stream()
                .map(Problem::text)
                .toList();
    }

    private static final String DEFAULT = "{alertPolicyRef: mwmb-default}";

    private static String inline(String pair) {
        return "{kind: AlertPolicy, metadata: {name: p}, spec: {conditions: [{kind: AlertCondition, spec: "
                + "{severity: page, condition: {kind: mwmb, pairs: [{" + pair + "}]}}}]}}";
    }
}
