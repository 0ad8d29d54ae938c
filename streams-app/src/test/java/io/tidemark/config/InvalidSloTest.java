package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read who made a mistake in an OpenSLO document: one change to a sound one at a time. */
class InvalidSloTest {
    private static final String MONITORS =
            "monitors: [{model: m, source: {topic: t}, slices: [state], columns: {exclude: [day]}, windows: {size: 1d}}]\n---\n";
    private static final String SLO =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: s, labels: {owner: o}, annotations: {tidemark.io/runbook: r}}
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
                "tidemark.io/runbook: r | tidemark.io/runbook: r, tidemark.io/slice: x | metadata.annotations.tidemark.io/slice is not a known key; did you mean tidemark.io/slices?",
                "columns: [a]      | columns: [a], colums: [b] | spec.indicator.spec.thresholdMetric.metricSource.spec.colums is not a known key; did you mean columns?",
                "Timeslices        | Timeslice          | spec.budgetingMethod=Timeslice is none of Occurrences, Timeslices; did you mean Timeslices?",
                "duration: 28d     | duration: 1M       | spec.timeWindow[0].duration=1M is a calendar's; write days or weeks, like 28d",
                "duration: 28d     | duration: 30h      | spec.timeWindow of 30h is not two or more whole slices of 1d; choose a multiple",
                "isRolling: true   | isRolling: false   | spec.timeWindow[0].isRolling=false is not supported; write true",
                "target: 0.95      | target: 1          | spec.objectives[0].target=1 is not in (0, 1)",
                "target: 0.95      | target: 95         | spec.objectives[0].target=95 is not in (0, 1); for 95 % write 0.95",
                "target: 0.95      | targetPercent: 100 | spec.objectives[0].targetPercent=100 is not in (0, 100)",
                "target: 0.95      | target: 0.9, targetPercent: 90 | spec.objectives[0].targetPercent=90 stands beside target; keep one",
                "target: 0.95,     | ``                 | spec.objectives[0].target is missing; write the share that must be good, like 0.95",
                "timeSliceWindow: 1d | timeSliceWindow: 6h | spec.objectives[0].timeSliceWindow=6h is not a multiple of the model's windows.size=1d",
                "target: 0.95      | target: 0.95, timeSliceTarget: 0 | spec.objectives[0].timeSliceTarget=0 is not in (0, 1]",
                "target: 0.95      | target: 0.95, op: lte, value: 1 | spec.indicator.spec.thresholdMetric.metricSource.spec.measures is missing; value=1 needs to know which measure it limits, like ks; or leave op and value out, and the monitor's tolerances decide",
                "target: 0.95      | target: 0.95, op: lte | spec.objectives[0].value is missing; write the number that op compares with",
                "kind: drift,      | kind: drifts,      | spec.indicator.spec.thresholdMetric.metricSource.spec.kind=drifts is none of drift, missing, invalid, volume, share, unseen; did you mean drift?",
                "columns: [a]      | columns: [day]     | spec.indicator.spec.thresholdMetric.metricSource.spec.columns names day, which columns.include and columns.exclude leave out; measure it, or take it out here",
                "columns: [a]      | columns: [a], slices: stat | spec.indicator.spec.thresholdMetric.metricSource.spec.slices=stat names stat, which is no grouping of the monitor's slices; did you mean state?",
                "columns: [a]      | columns: [a], value: x | spec.indicator.spec.thresholdMetric.metricSource.spec.value=x is for kind: share; leave it out",
                "type: tidemark    | type: prometheus   | spec.indicator.spec.thresholdMetric.metricSource.type=prometheus is not supported; write tidemark",
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

    @Test
    void nameIsGivenOnce() {
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", MONITORS + SLO + "---\n" + SLO))
                .hasMessage("m.yaml: slo s: metadata.name=s is the second SLO of that name; name each once");
    }

    @Test
    void alertWindowFitsTheBudgetsWindow() {
        String policy = "{kind: AlertPolicy, metadata: {name: p}, spec: {conditions: [{kind: AlertCondition, spec: "
                + "{severity: page, condition: {kind: mwmb, pairs: [{budgetPercent: 2, longWindow: 60d}]}}}]}}";

        assertThatThrownBy(() -> MonitorFileReader.parse(
                        "m.yaml", MONITORS + SLO.replace("{alertPolicyRef: mwmb-default}", policy)))
                .hasMessage("m.yaml: slo s: spec.alertPolicies[0] has longWindow=60d, longer than the SLO's "
                        + "timeWindow=28d; shorten it, or lengthen the SLO's");
    }
}
