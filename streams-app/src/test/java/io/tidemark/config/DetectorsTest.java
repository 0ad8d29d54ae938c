package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.DetectorRule.Of;
import io.tidemark.stats.detector.DetectorKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorsTest {
    private static final String OBJECTIVE =
            """
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: s, labels: {model: m, owner: o}, annotations: {tidemark.io/runbook: https://r}}
            spec:
              budgetingMethod: Timeslices
              timeWindow: [{duration: 30d, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: change}}}}}
              objectives: [{target: 0.9, timeSliceWindow: 1h, timeSliceTarget: 1.0%s}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            """;

    @Test
    void everyKeyBecomesAValue() {
        Monitor monitor = MonitorFileReader.parse(
                        "m.yaml",
                        """
                        monitors:
                          - model: m
                            source: {topic: t}
                            detectors:
                              - {columns: [price, "delay*"], kind: adwin}
                              - {columns: carrier, of: share, value: AA, kind: hddm-a}
                              - {of: volume, kind: page-hinkley}
                        """
                                + OBJECTIVE.formatted(""))
                .monitors()
                .get(0);

        assertThat(monitor.detectors())
                .containsExactly(
                        new DetectorRule(List.of("price", "delay*"), Of.MEAN, "", DetectorKind.ADWIN),
                        new DetectorRule(List.of("carrier"), Of.SHARE, "AA", DetectorKind.HDDM_A),
                        new DetectorRule(List.of(), Of.VOLUME, "", DetectorKind.PAGE_HINKLEY));
    }

    @Test
    void shareOfARedactedColumnIsRefused() {
        assertThatThrownBy(
                        () -> MonitorFileReader.parse(
                                "m.yaml",
                                """
                        monitors:
                          - model: m
                            source: {topic: t}
                            columns: {redact: [email, "ssn*"]}
                            detectors:
                              - {columns: [email, country], of: share, value: x@x.com, kind: adwin}
                              - {columns: [ssn_last, "*", email.shape], of: share, value: email, kind: adwin}
                              - {columns: [email], of: missing, kind: adwin}
                        """))
                .hasMessage(
                        """
                        m.yaml: monitors[0].detectors[0].columns names email, which columns.redact hides; take it out of one
                        m.yaml: monitors[0].detectors[1].columns names ssn_last, which columns.redact hides; take it out of one
                        m.yaml: monitors[0].detectors[1].columns names email.shape, which columns.redact hides; take it out of one""");
    }

    @Test
    void everyMistakeIsTold() {
        assertThatThrownBy(
                        () -> MonitorFileReader.parse(
                                "m.yaml",
                                """
                        monitors:
                          - model: m
                            source: {topic: t}
                            columns: {exclude: [id]}
                            detectors:
                              - {columns: [id], of: median, kind: adwim}
                              - {columns: [a], of: volume}
                              - {of: share, kind: cusum}
                              - {columns: [b], value: x, kind: cusum}
                              - {columns: [c], kind: cusum}
                        """))
                .hasMessage(
                        """
                        m.yaml: monitors[0].detectors[0].of=median is none of mean, missing, invalid, share, volume; did you mean mean?
                        m.yaml: monitors[0].detectors[0].kind=adwim is none of adwin, page-hinkley, cusum, hddm-a; did you mean adwin?
                        m.yaml: monitors[0].detectors[0].columns names id, which columns.include and columns.exclude leave out; measure it, or take it out here
                        m.yaml: monitors[0].detectors[1].kind is missing; write one of adwin, page-hinkley, cusum, hddm-a
                        m.yaml: monitors[0].detectors[1].columns is not for of: volume, which speaks of rows; leave it out
                        m.yaml: monitors[0].detectors[2].columns is missing; list the columns that are watched, or "*" for all: each is a test of the budget
                        m.yaml: monitors[0].detectors[2].value is missing; name the value whose share is watched
                        m.yaml: monitors[0].detectors[3].value=x is for of: share; leave it out
                        m.yaml: monitors[0].detectors[4].kind=cusum watches mean a second time; list all its columns in one entry""");
    }

    @Test
    void objectiveOfChangesNeedsDetectorsAndNoLimit() {
        assertThatThrownBy(() -> MonitorFileReader.parse(
                        "m.yaml",
                        "monitors: [{model: m, source: {topic: t}}]\n" + OBJECTIVE.formatted(", op: lte, value: 1")))
                .hasMessage(
                        "m.yaml: slo s: spec.indicator.spec.thresholdMetric.metricSource.spec.kind=change needs detectors in the"
                                + " monitor of m, like detectors: [{columns: [price], of: mean, kind: cusum}]\n"
                                + "m.yaml: slo s: spec.objectives[0].op=lte is not for kind: change, where the detectors decide; leave"
                                + " op and value out");
    }
}
