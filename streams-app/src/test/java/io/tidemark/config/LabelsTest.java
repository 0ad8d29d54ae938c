package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.LabelRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The labels of a monitor, and objectives of what they say. */
class LabelsTest {
    private static MonitorFile parse(String labels, String indicator) {
        String slo = indicator.isEmpty()
                ? ""
                : """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: quality%s}}}}}
                  objectives: [{target: 0.9}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                        .formatted(indicator);
        String monitor =
                """
                monitors:
                  - model: m
                    source: {topic: t}
                    slices: [[region]]
                    windows: {size: 6h, retention: 30d}
                    reference: {from: 2026-01-01, to: 2026-01-08}
                """;
        String labelled = labels.isEmpty() ? "" : "    labels: " + labels + "\n";
        return MonitorFileReader.parse("m.yaml", monitor + labelled + slo);
    }

    private static LabelRules rules(String labels) {
        return parse(labels, "").monitors().get(0).labels();
    }

    @Test
    void aLineIsEnough() {
        LabelRules rules = rules("{positive: fraud}");

        assertThat(rules.topic()).isEqualTo("m-labels");
        assertThat(rules.spans())
                .isEqualTo(new LabelRules.Spans(
                        Duration.ofDays(1).toMillis(),
                        Duration.ofDays(30).toMillis(),
                        Duration.ofDays(7).toMillis()));
        assertThat(rules.matureShare()).isEqualTo(0.8);
        assertThat(rules.baseline().isRange()).as("that of the reference").isTrue();
    }

    @Test
    void eventsMayBringTheirLabels() {
        String file =
                """
                monitors:
                  - model: m
                    source: {topic: t, %sfields: {time: at, prediction: p, label: y}}
                    labels: {positive: fraud%s}
                """;

        Monitor alone = MonitorFileReader.parse("m.yaml", file.formatted("", ""))
                .monitors()
                .get(0);
        Monitor corrected = MonitorFileReader.parse("m.yaml", file.formatted("", ", topic: truths"))
                .monitors()
                .get(0);
        Monitor ofAFile = MonitorFileReader.parse("m.yaml", file.formatted("csv: {label: truth}, ", ""))
                .monitors()
                .get(0);

        assertThat(alone.labels().areInEvents()).isTrue();
        assertThat(alone.labels().topic()).isEmpty();
        assertThat(alone.source().topics()).containsExactly("t");
        assertThat(corrected.labels().areInEvents()).isTrue();
        assertThat(corrected.source().topics()).containsExactlyInAnyOrder("t", "truths");
        assertThat(ofAFile.labels().topic()).as("its rows become records").isEqualTo("m-labels");
        assertThat(rules("{positive: fraud}").areInEvents()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{task: ranks} | task=ranks is none of classes, numbers",
                "{task: Regression} | task=Regression is none of classes, numbers; did you mean numbers?",
                "{mature: 50%} | mature=50% is not a number; write a share, like 0.05 for 5 %",
                "{task: numbers, positive: yes} | positive=yes is a class, and task: numbers predicts none; leave it out",
                "{within: 5} | within=5 is the largest error of a number, and task: classes predicts none; leave it out",
                "{task: numbers, within: 0} | within=0 is no size of an error; write a number above 0",
                "{mature: 80} | mature=80 is not in (0, 1]; for 80 % of the labels write 0.8",
                "{mature: 0} | mature=0 is not in (0, 1]; for 80 % of the labels write 0.8",
                "{window: 7h} | window=7h is no multiple of windows.size=6h; 1d would be",
                "{horizon: 1d, latest: 2d} | latest=2d is longer than horizon=1d, after which labels are no longer taken; write that or less",
                "{horizon: 30} | horizon=30 has no unit; write 30s, 30m, 30h or 30d",
                "{baseline: 0 windows} | baseline=0 windows is not",
                "{baseline: 2000 windows} | baseline=2000 windows is not 1 to 1000 windows of 1d; 14 windows is usual",
                "{baseline: {from: 2026-02-01, to: 2026-01-01}} | baseline.to=2026-01-01 is not after from; swap them",
                "{tolerances: {acuracy: 0.1}} | tolerances.acuracy=0.1 is of no measure of quality; did you mean accuracy?",
                "{tolerances: {accuracy: 5}} | tolerances.accuracy=5 is not in [0, 1]; for five points write 0.05",
                "{score: percent} | score=percent is none of answer, positive",
                "{positiv: a} | positiv is not a known key; did you mean positive?",
            })
    void eachMistakeHasItsRemedy(String labels, String message) {
        assertThatThrownBy(() -> parse(labels, ""))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining("m.yaml: monitors[0].labels." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | , measure: accuracy | kind=quality needs labels; write labels: {topic: m-labels} in the monitor m",
                "{positive: a} | , measure: acuracy | measure=acuracy is none of",
                "{positive: a} | , measures: [accuracy] | measures is for kind: drift; an objective of quality has one measure: write measure",
                "{positive: a} | , value: a | value=a is a class, and accuracy speaks of all; leave it out",
                "{positive: a} | , measure: selection_ratio | kind=quality with measure=selection_ratio compares slices with all others; write slices: all, or the dimensions that are meant",
                "{positive: a} | , measure: within | kind=quality with measure=within is of numbers, and the monitor m predicts classes; write measure: accuracy",
                "{topic: l} | , measure: auc | kind=quality with measure=auc speaks of a positive class; write labels: {positive: …} in the monitor m",
                "{task: numbers} | , measure: within | kind=quality needs to know which errors are in order; write labels: {within: 5} in the monitor m",
                "{task: numbers, within: 5} | , measure: f1 | kind=quality with measure=f1 is of classes, and the monitor m predicts numbers; write measure: within",
                "{positive: a} | , reference: rest | reference=rest is not for kind: quality; write previous for the version before, or leave it out for the baseline of labels",
                "{positive: a} | , reference: [previous] | reference is a list; write a single value",
                "{positive: a} | , reference: previous, slices: '*' | slices=* is all events, and reference: previous is of slices and versions; write all",
                "{positive: a} | , reference: previous, measure: estimate_gap | reference=previous is not for measure=estimate_gap, which says nothing of one version alone; leave it out",
                "{positive: a} | , reference: previous, measure: error_gap, slices: all | reference=previous is not for measure=error_gap, which says nothing of one version alone; leave it out",
            })
    void eachMistakeOfAnObjectiveHasItsRemedy(String labels, String indicator, String message) {
        assertThatThrownBy(() -> parse(labels, indicator))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining("spec.indicator.spec.thresholdMetric.metricSource.spec." + message);
    }

    @Test
    void againstTheVersionBeforeItIsOfSlices() {
        SloSpec slo = parse("{positive: a}", ", measure: recall, reference: previous")
                .slos()
                .get(0);

        assertThat(slo.comparison()).isEqualTo(Comparison.LABELS_PREVIOUS);
        assertThat(slo.slices().kind()).isEqualTo(SliceChoice.Kind.EVERY);
        assertThat(parse("{positive: a}", "").slos()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", reference: previous"})
    void anObjectiveOfQualityHasItsWindows(String reference) {
        assertThat(parse("{positive: a, window: 2d}", reference.isEmpty() ? ", measure: f1" : reference)
                        .slos()
                        .get(0)
                        .goal()
                        .timeSlice())
                .isEqualTo(Duration.ofDays(2));
    }
}
