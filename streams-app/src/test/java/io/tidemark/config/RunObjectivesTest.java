package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Cause;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a file promises of training runs: presets and OpenSLO documents. */
class RunObjectivesTest {
    private static final String MONITOR = "monitors: [{model: ctr, source: {topic: clicks}}]\n---\n";

    private static List<RunObjective> read(String document) {
        return MonitorFileReader.parse("m.yaml", MONITOR + document.stripIndent())
                .runs();
    }

    private static String mistakes(String document) {
        try {
            return read(document).toString();
        } catch (InvalidMonitorFile invalid) {
            return String.valueOf(invalid.getMessage());
        }
    }

    @Test
    void threeLinesWatchAllOfARun() {
        List<RunObjective> runs = read(
                """
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {model: ctr, slo: training, owner: team-ads}
                """);

        assertThat(runs)
                .extracting(RunObjective::id)
                .containsExactly(
                        "ctr-run-success",
                        "ctr-run-stuck",
                        "ctr-run-duration",
                        "ctr-run-rows",
                        "ctr-run-cpu",
                        "ctr-run-gpu",
                        "ctr-run-memory",
                        "ctr-run-cost");
        assertThat(runs.get(1))
                .isEqualTo(new RunObjective(
                        "ctr-run-stuck",
                        "ctr",
                        RunKind.STUCK,
                        new RunLimit.Silence(1_800_000),
                        0.9,
                        new RunWindow.Last(20),
                        Alert.Severity.TICKET,
                        AlertPolicy.Mode.LIVE,
                        new Objective.About("", "", "team-ads", "")));
    }

    @Test
    void ownerIsTheMonitorsWhereThePresetNamesNone() {
        String monitor =
                MONITOR.replace("{model: ctr,", "{model: ctr, owner: team-ads, owners: {training: team-train},");
        List<RunObjective> runs = MonitorFileReader.parse(
                        "m.yaml",
                        monitor + "apiVersion: tidemark.io/v1\nkind: Preset\nspec: {model: ctr, slo: training}\n")
                .runs();

        assertThat(runs)
                .isNotEmpty()
                .allMatch(run -> run.about().owners().of(Cause.TRAINING).equals("team-train"));
    }

    @Test
    void presetOfOneKindTakesItsLimits() {
        RunObjective run =
                read("""
                apiVersion: tidemark.io/v1
                kind: Preset
                spec:
                  model: ctr
                  slo: run-memory
                  owner: team-ads
                  atMost: 16GB
                  window: 90d
                  target: 0.95
                  severity: page
                  runbook: https://wiki.example.com/runs
                  mode: dryRun
                """)
                        .get(0);

        assertThat(run.limit()).isEqualTo(new RunLimit.Band(Double.NEGATIVE_INFINITY, 16e9));
        assertThat(run.window()).isEqualTo(new RunWindow.Rolling(90L * 86_400_000));
        assertThat(run.target()).isEqualTo(0.95);
        assertThat(run.severity()).isEqualTo(Alert.Severity.PAGE);
        assertThat(run.isDryRun()).isTrue();
    }

    @Test
    void presetSaysOverHowManyRuns() {
        assertThat(
                        read(
                                """
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {model: ctr, slo: run-stuck, owner: me, after: 5m, window: last 12 runs}
                """))
                .extracting(RunObjective::limit, RunObjective::window)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(new RunLimit.Silence(300_000), new RunWindow.Last(12)));
    }

    @Test
    void openSloDocumentSaysTheSame() {
        RunObjective run =
                read("""
                apiVersion: openslo/v1
                kind: SLO
                metadata:
                  name: ctr-cost
                  displayName: Cost of training
                  labels: {model: ctr, owner: team-ads}
                  annotations: {tidemark.io/last-runs: 30, tidemark.io/severity: info, tidemark.io/runbook: https://wiki.example.com/c}
                spec:
                  description: No run costs half as much again as is usual.
                  service: ctr
                  indicator:
                    metadata: {name: cost}
                    spec:
                      thresholdMetric:
                        metricSource: {type: tidemark, spec: {kind: run-cost, tolerance: 1}}
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.8}]
                """)
                        .get(0);

        assertThat(run)
                .isEqualTo(new RunObjective(
                        "ctr-cost",
                        "ctr",
                        RunKind.COST,
                        new RunLimit.Trailing(1),
                        0.8,
                        new RunWindow.Last(30),
                        Alert.Severity.INFO,
                        AlertPolicy.Mode.LIVE,
                        new Objective.About(
                                "Cost of training",
                                "No run costs half as much again as is usual.",
                                "team-ads",
                                "https://wiki.example.com/c")));
    }

    @Test
    void ratioAndTimeWindowAreTakenToo() {
        RunObjective run =
                read("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: ctr-ok, labels: {model: ctr}}
                spec:
                  service: ctr
                  indicator:
                    metadata: {name: ok}
                    spec:
                      ratioMetric:
                        good: {metricSource: {type: tidemark, spec: {kind: run-success}}}
                        total: {metricSource: {type: tidemark, spec: {kind: runs}}}
                  timeWindow: [{duration: 90d, isRolling: true}]
                  objectives: [{target: 0.95}]
                """)
                        .get(0);

        assertThat(run.kind()).isEqualTo(RunKind.SUCCESS);
        assertThat(run.window()).isEqualTo(new RunWindow.Rolling(90L * 86_400_000));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        String told = mistakes(
                """
                apiVersion: tidemark.io/v1
                kind: Preset
                spec: {model: crt, slo: run-cost, atLeast: 9, atMost: 3, tolerance: 0.5, window: last 1 runs, severity: page, after: 3m}
                """);

        assertThat(told)
                .contains("spec.model=crt is not a model of the monitors; did you mean ctr?")
                .contains("spec.owner is missing; name who is told")
                .contains(
                        "spec.runbook is missing; severity=page wakes somebody; link what to do, or write severity: ticket")
                .contains("spec.window=last 1 runs is not of 2 to 128 runs; so many are kept")
                .contains(
                        "spec.tolerance=0.5 stands beside atMost or atLeast; keep a fixed limit, or how far from the usual is in"
                                + " order")
                .contains("spec.atLeast=9 is more than atMost; write them the other way round")
                .contains("spec.after is not a known key");
    }

    @Test
    void mistakesOfADocumentAreToldAtOnce() {
        String told = mistakes(
                """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: a, labels: {model: ctr}, annotations: {tidemark.io/last-runs: 20, tidemark.io/severity: page}}
                spec:
                  service: ctr
                  indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: run-costs}}}}}
                  timeWindow: [{duration: 1 month}]
                  budgetingMethod: Timeslices
                  objectives: [{}]
                  alertPolicies: [{alertPolicyRef: default}]
                """);

        assertThat(told)
                .contains(
                        "kind=run-costs is none of run-success, run-stuck, run-duration, run-progress, run-rows, run-cpu,"
                                + " run-gpu, run-memory, run-cost")
                .contains("last-runs=20 stands beside timeWindow; keep one")
                .contains("duration=1 month is no window of runs; write last 20 runs, or a time like 90d")
                .contains("budgetingMethod=Timeslices is not for runs, each of which is one event; write Occurrences")
                .contains("severity=page wakes somebody; write labels")
                .contains("alertPolicies are not for runs");
    }

    @Test
    void windowIsOfRunsThatAreKept() {
        assertThat(mistakes("apiVersion: tidemark.io/v1\nkind: Preset\n"
                        + "spec: {model: ctr, slo: run-cost, owner: me, window: last 129 runs}\n"))
                .contains("spec.window=last 129 runs is not of 2 to 128 runs; so many are kept");
    }

    @Test
    void nameIsUsedOnce() {
        String preset = "apiVersion: tidemark.io/v1\nkind: Preset\nspec: {model: ctr, slo: run-cost, owner: me}\n";

        assertThatThrownBy(() -> read(preset + "---\n" + preset))
                .hasMessageContaining("metadata.name=ctr-run-cost is the second SLO of that name; name each once");
    }
}
