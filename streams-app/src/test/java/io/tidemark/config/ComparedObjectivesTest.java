package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An objective about a comparison that is never read as it asks for would be silent for ever. */
class ComparedObjectivesTest {
    private static MonitorFile parse(String source) {
        return MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: m
                    source: {topic: t}
                    slices: [[region]]
                    windows: {size: 1d}
                    quality: {duplicates: true}
                    comparisons: [rest, training, {canary: v2, against: v1}]
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {%s}}}}}
                  objectives: [{target: 0.9}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                        .formatted(source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: drift, reference: canary, slices: '*' | slices=* is all events, and reference: canary is of slices and versions; write all",
                "kind: duplicates, reference: training | reference=training is for kinds that are compared with a reference: drift, share, missing, invalid, unseen, slower; leave it out of kind: duplicates",
                "kind: volume, reference: rest, slices: all | reference=rest is for kinds that are compared with a reference: drift, share, missing, invalid, unseen, slower; leave it out of kind: volume"
            })
    void whatIsNeverReadIsRefused(String source, String message) {
        assertThatThrownBy(() -> parse(source))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining(message);
    }

    @Test
    void comparisonOfSlicesIsOfAllOfThemWhereNothingIsSaid() {
        assertThat(parse("kind: drift, reference: rest").slos().get(0).slices().kind())
                .isEqualTo(SliceChoice.Kind.EVERY);
        assertThat(parse("kind: drift, reference: training")
                        .slos()
                        .get(0)
                        .slices()
                        .kind())
                .isEqualTo(SliceChoice.Kind.WHOLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kind: drift, reference: rest | slo s: metadata.annotations.tidemark.io/policy=default never acts: it goes by the budget of all events, and reference: rest is of slices and versions alone; leave it out",
                "kind: freshness, dependency: db | slo s: metadata.annotations.tidemark.io/policy=default never acts: it goes by the budget of all events of the model, and this is of a dependency's reports; leave it out",
            })
    void policyThatNeverActsIsAWarning(String source, String message) {
        assertThat(parsePolicy(source).warnings()).extracting(Problem::text).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind: drift", "kind: drift, slices: region", "kind: drift, reference: training"})
    void policyOfAllEventsIsNone(String source) {
        assertThat(parsePolicy(source).warnings())
                .extracting(Problem::text)
                .noneMatch(text -> text.contains("never acts"));
    }

    private static MonitorFile parsePolicy(String source) {
        String limit = source.contains("freshness") ? "op: lte, value: 300, " : "";
        return MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: m
                    source: {topic: t, dependencies: {topic: d}}
                    slices: [[region]]
                    windows: {size: 1d}
                    comparisons: [rest, training]
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m}, annotations: {tidemark.io/policy: default}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {%s}}}}}
                  objectives: [{%starget: 0.9}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                        .formatted(source, limit));
    }
}
