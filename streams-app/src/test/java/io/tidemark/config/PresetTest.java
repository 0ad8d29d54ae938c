package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three lines that make a sound SLO. */
class PresetTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void columnOneLetterFromOneThatTheMonitorSpeaksOfIsDoubted() {
        String monitors =
                """
                monitors:
                  - model: payments
                    source: {topic: t}
                    columns: {types: {amount: number, v1_sum: number, state: category}, allowed: {note.length: {max: 9}}}
                """;
        String preset =
                """
                ---
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {slo: drift, model: payments, owner: o, columns: [amout, v2_sum, sttae.shape, "amoun*", other, note, score]}
                """;

        assertThat(MonitorFileReader.parse("m.yaml", monitors + preset).warnings().stream()
                        .map(Problem::text)
                        .filter(text -> text.contains("did you mean")))
                .containsExactly(
                        "preset payments-drift: spec.columns names the column amout, which the monitor says nothing of; did you mean"
                                + " amount?",
                        "preset payments-drift: spec.columns names the column sttae.shape, which the monitor says nothing of; did you"
                                + " mean state?");
    }

    @Test
    void threeLinesAreTheSameAsTheSloWrittenOut() {
        SloFile preset = read(preset("slo: drift, model: payments, owner: team-payments"))
                .objects();
        SloFile written =
                read("""
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata:
                          name: payments-drift
                          displayName: Drift of payments
                          labels: {model: payments, owner: team-payments}
                        spec:
                          description: The data look as in the reference.
                          service: payments
                          indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
                          timeWindow: [{duration: 28d, isRolling: true}]
                          budgetingMethod: Timeslices
                          objectives: [{target: 0.95, timeSliceTarget: 1, timeSliceWindow: 1h}]
                          alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                        """)
                        .objects();

        assertThat(preset).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slo: drift, model: m, owner: o, columns: [a, 'b*'], measures: ks, limit: 0.2, slices: all",
                "slo: missing, model: m, owner: o, runbook: https://r, columns: price, target: 0.999",
                "slo: volume, model: m, owner: o, noData: bad, window: 7d",
                "slo: freshness, model: m, owner: o, limit: 90s, severity: ticket, runbook: https://r",
                "slo: class-ratio, model: m, owner: o, class: 'yes', atLeast: 0.15, mode: dryRun",
                "slo: class-ratio, model: m, owner: o, class: fraud, reviewBy: 2027-01-01",
                "slo: latency, model: m, owner: o, limit: 300ms, maxSlices: 20",
                "slo: availability, model: M.1_x, owner: 'team: a, \"b\"', description: \"two\\nlines # and more\"",
            })
    void expansionIsReadAgainAsTheSameSlo(String spec) {
        String text = preset(spec);

        String written = OpenSloText.of("p.yaml", text, TODAY, "");

        assertThat(written).contains("kind: SLO").doesNotContain("Preset");
        assertThat(read(written).objects()).isEqualTo(read(text).objects());
    }

    @Test
    void expansionIsOpenSlo() {
        assertThat(OpenSloText.of("p.yaml", preset("slo: latency, model: m, owner: o, limit: 300ms"), TODAY, ""))
                .isEqualTo(
                        """
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata:
                          name: m-latency
                          displayName: Latency of m
                          labels: {model: m, owner: o}
                          annotations: {}
                        spec:
                          description: Requests are answered in time.
                          service: m
                          indicator:
                            metadata: {name: latency}
                            spec:
                              ratioMetric:
                                good: {metricSource: {type: tidemark, spec: {kind: latency, limit: 300ms}}}
                                total: {metricSource: {type: tidemark, spec: {kind: rows}}}
                          timeWindow: [{duration: 28d, isRolling: true}]
                          budgetingMethod: Occurrences
                          objectives: [{target: 0.99}]
                          alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                        """);
    }

    @Test
    void withoutARunbookNobodyIsWoken() {
        MonitorFile quiet = read(preset("slo: volume, model: m, owner: o"));
        MonitorFile loud = read(preset("slo: volume, model: m, owner: o, runbook: https://r"));

        assertThat(quiet.slos().get(0).alertPolicies())
                .extracting(AlertPolicySpec::name)
                .containsExactly("mwmb-tickets");
        assertThat(quiet.warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "preset m-volume: spec makes tickets and wakes nobody; for pages write runbook: https://…, to say"
                                + " what to do, and severity: ticket if that is meant");
        assertThat(loud.slos().get(0).alertPolicies())
                .extracting(AlertPolicySpec::name)
                .containsExactly("mwmb-default");
    }

    @Test
    void monitorsWindowsAreTheSlices() {
        SloSpec slo = read("monitors: [{model: m, source: {topic: t}, windows: {size: 5h}}]\n---\n"
                        + preset("slo: volume, model: m, owner: o"))
                .slos()
                .get(0);

        assertThat(slo.goal().timeSlice()).isEqualTo(Duration.ofHours(5));
        // 28 d are 134.4 windows of 5 h
        assertThat(slo.goal().length()).isEqualTo(Duration.ofHours(670));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slo: drfit, model: m, owner: o | preset m-drfit: spec.slo=drfit is none of drift, missing, volume, freshness, class-ratio, latency, quality, availability, fallback, loading, rollout, training, run-success, run-stuck, run-duration, run-progress, run-rows, run-cpu, run-gpu, run-memory, run-cost; did you mean drift?",
                "slo: drift, model: m           | preset m-drift: spec.owner is missing; name who is told",
                "slo: drift, owner: o           | document 1: spec.model is missing; name the model",
                "slo: volume, model: m, owner: o, limit: 2 | preset m-volume: spec.limit is not a known key; known here: model, tenant, slo, owner, runbook, slices, mode, policy, escalation, noData, maxSlices, reviewBy, dashboard, description, window, target, severity",
                "slo: freshness, model: m, owner: o | preset m-freshness: spec.limit is missing; write how old the newest event may be, like limit: 10m",
                "slo: latency, model: m, owner: o   | preset m-latency: spec.limit is missing; write how long a request may take, like limit: 300ms",
                "slo: class-ratio, model: m, owner: o | preset m-class-ratio: spec.class is missing; name the class whose share is meant",
                "slo: drift, model: m, owner: o, severity: page | preset m-drift: spec.runbook is missing; severity=page wakes somebody; link what to do, or write severity: ticket",
            })
    void mistakeIsToldWhereItIsWritten(String spec, String message) {
        assertThatThrownBy(() -> read(preset(spec))).hasMessage("p.yaml: " + message);
    }

    @Test
    void mistakesAreToldAtOnceEachAtItsKeyAndNoneThatFollow() {
        assertThat(
                        mistakes(
                                "slo: latency, model: payments, owner: team-x, limit: 300, severity: pge, window: 7x, target: 99"))
                .containsExactly(
                        "preset payments-latency: spec.severity=pge is none of page, ticket; did you mean page?",
                        "preset payments-latency: spec.limit=300 has no unit; write 300ms or 300s",
                        "preset payments-latency: spec.window=7x is not a duration; write a number and one of ms, s, m, h, d, w,"
                                + " like 5m or 1d",
                        "preset payments-latency: spec.target=99 is not in (0, 1); for 99 % write 0.99");
        assertThat(mistakes("slo: class-ratio, owner: [a], severity: critical, atMost: 7, limit: 1, mode: dry"))
                .containsExactly(
                        "document 1: spec.model is missing; name the model",
                        "document 1: spec.owner is a list; write a single value",
                        "document 1: spec.class is missing; name the class whose share is meant",
                        "document 1: spec.atMost=7 is not in (0, 1)",
                        "document 1: spec.severity=critical is none of page, ticket",
                        "document 1: spec.limit is not a known key; known here: model, tenant, slo, owner, runbook, slices, mode, policy,"
                                + " escalation, noData, maxSlices, reviewBy, dashboard, description, class, column, reference,"
                                + " window, atLeast, atMost, target, severity",
                        "document 1: spec.mode=dry is none of live, dryRun, off");
        assertThat(mistakes("slo: nonsense, model: m, owner: o, limit: 3, class: x, target: 2"))
                .containsExactly(
                        "preset m-nonsense: spec.slo=nonsense is none of drift, missing, volume, freshness, class-ratio, latency,"
                                + " quality, availability, fallback, loading, rollout, training, run-success, run-stuck,"
                                + " run-duration, run-progress, run-rows, run-cpu, run-gpu, run-memory, run-cost",
                        "preset m-nonsense: spec.target=2 is not in (0, 1); for 2 % write 0.02");
    }

    @Test
    void kindThatIsMisspeltIsTheOnlyMistake() {
        String misspelt = preset("slo: drift, model: m, owner: o").replace("kind: Preset", "kind: Prest");

        assertThatThrownBy(() -> read(misspelt))
                .hasMessage("p.yaml: document 1: kind=Prest is not supported; did you mean Preset?");
    }

    @Test
    void modelThatIsMisspeltIsTheOnlyMistake() {
        String monitors = "monitors: [{model: payments, source: {topic: t}, windows: {size: 5h}}]\n---\n";

        assertThatThrownBy(() -> read(monitors + preset("slo: drift, model: paymnts, owner: o, window: 7d")))
                .hasMessage(
                        "p.yaml: preset paymnts-drift: spec.model=paymnts is not a model of the monitors; did you mean"
                                + " payments?");
    }

    @Test
    void modelThatIsMissingIsTheOnlyMistakeBesideMonitorsToo() {
        String monitors = "monitors: [{model: payments, source: {topic: t}}]\n---\n";

        assertThatThrownBy(() -> read(monitors + preset("slo: drift, owner: o")))
                .hasMessage("p.yaml: document 2: spec.model is missing; name the model");
    }

    @Test
    void anAliasInAPresetLeavesOthersTheirPaths() {
        String text =
                """
                - apiVersion: openslo/v1
                  kind: SLO
                  metadata: {name: s, labels: {model: m, owner: o}}
                  spec:
                    indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: drift, columns: &none []}}}}}
                    objectives: [{target: 0.9}]
                    alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                - apiVersion: tidemark.io/v1
                  kind: Preset
                  spec: {slo: drift, model: x, owner: o, severity: ticket, columns: *none}
                """;

        assertThatThrownBy(() -> read(text))
                .hasMessageContaining(
                        "slo s: spec.indicator.spec.thresholdMetric.metricSource.spec.columns is an empty list")
                .hasMessageContaining("preset x-drift: spec.columns is an empty list");
    }

    @Test
    void runbookThatIsNoLinkIsAWarning() {
        assertThat(read(preset("slo: drift, model: m, owner: o, runbook: nonsense"))
                        .warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "preset m-drift: spec.runbook=nonsense is not a link that whoever is woken can follow; write"
                                + " one like https://wiki.example.com/runbook");
    }

    private static List<String> mistakes(String spec) {
        try {
            read(preset(spec));
            return List.of();
        } catch (InvalidMonitorFile invalid) {
            return invalid.problems().stream().map(Problem::text).toList();
        }
    }

    private static String preset(String spec) {
        return "apiVersion: tidemark.io/v1\nkind: Preset\nspec: {" + spec + "}\n";
    }

    private static MonitorFile read(String text) {
        return MonitorFileReader.parseAny("p.yaml", text, TODAY);
    }
}
