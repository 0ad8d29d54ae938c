package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    private Path directory;

    private static final String GOOD =
            "monitors: [{model: m, source: {topic: t}, slices: [state], windows: {size: 1d}}]\n";

    private static final String BAD =
            """
            monitors:
              - model: m
                source: {topic: a b}
                windows: {size: 60}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: s, labels: {model: m}}
            spec:
              indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: volume}}}}}
              objectives: [{target: 95}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            """;

    @Test
    void fileInOrderIsSaidToBe() throws IOException {
        Path file = Files.writeString(directory.resolve("m.yaml"), GOOD);

        assertThat(Shell.run("validate", file))
                .isEqualTo(new Shell(0, "m: windows of 1d, 1 groupings, 0 objectives\n" + file + ": in order\n", ""));
        assertThat(Shell.run("validate", file, "--json"))
                .isEqualTo(new Shell(0, "{\"file\":\"" + file + "\",\"warnings\":[]}\n", ""));
    }

    @Test
    void objectivesOfTrainingRunsAreCountedToo() throws IOException {
        Path file = Files.writeString(
                directory.resolve("m.yaml"),
                GOOD + "---\napiVersion: tidemark.io/v1\nkind: Preset\nspec: {model: m, slo: training, owner: me}\n");

        assertThat(Shell.run("validate", file).out()).startsWith("m: windows of 1d, 1 groupings, 8 objectives\n");
    }

    @Test
    void mistakesAreLinesAndTheirNumberIsLast() throws IOException {
        Path file = Files.writeString(directory.resolve("m.yaml"), BAD);

        assertThat(Shell.run("validate", file))
                .isEqualTo(
                        new Shell(
                                2,
                                "",
                                """
                        m.yaml:3: monitors[0].source.topic=a b is not a topic's name; write letters, digits, '.', '_' and '-', at most 249
                        m.yaml:4: monitors[0].windows.size=60 has no unit; write 60s, 60m, 60h or 60d
                        m.yaml:11: slo s: spec.objectives[0].target=95 is not in (0, 1); for 95 % write 0.95
                        3 mistakes in m.yaml
                        """));
    }

    @Test
    void machinesGetTheSameMistakes() throws IOException {
        Path file = Files.writeString(directory.resolve("m.yaml"), "monitors: [{model: m}]\n");

        assertThat(Shell.run("validate", file, "--json").out())
                .isEqualTo(
                        "{\"error\":\"1 mistake in m.yaml\",\"problems\":[{\"file\":\"m.yaml\",\"line\":1,\"text\":"
                                + "\"monitors[0].source is missing; write source: {topic: …}, or source: {csv: {time: …}}\"}]}\n");
    }

    @Test
    void warningsLeaveTheFileInOrder() throws IOException {
        Path file = Files.writeString(
                directory.resolve("m.yaml"),
                GOOD
                        + """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m, owner: o}, annotations: {tidemark.io/runbook: https://r}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: volume}}}}}
                  objectives: [{target: 0.8}]
                """);

        Shell shell = Shell.run("validate", file);

        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .isEqualTo(
                        "warning: m.yaml:7: slo s: spec.alertPolicies never pages: no pair for pages of mwmb-default "
                                + "fits windows of 1d over 28d; write pairs whose longWindow is two windows or more, or "
                                + "alertPolicyRef: mwmb-tickets\n");
    }

    @Test
    void warningsAreToldBesideMistakesAndAfterThem() throws IOException {
        Path file = Files.writeString(
                directory.resolve("m.yaml"),
                GOOD
                        + """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m, owner: o}, annotations: {tidemark.io/runbook: https://r}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: volume}}}}}
                  objectives: [{target: 0.8}]
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: t, labels: {model: m, owner: o}, annotations: {tidemark.io/runbook: https://r}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: volumes}}}}}
                  objectives: [{target: 0.8}]
                """);

        Shell shell = Shell.run("slo", "lint", file);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err().lines().toList())
                .satisfies(lines -> {
                    assertThat(lines.get(0)).startsWith("m.yaml:14: slo t: ").contains("kind=volumes");
                    assertThat(lines.get(1)).startsWith("warning: m.yaml:7: slo s: spec.alertPolicies never pages");
                    assertThat(lines.get(2)).startsWith("warning: m.yaml:14: slo t: spec.alertPolicies never pages");
                })
                .endsWith("1 mistake and 2 warnings in m.yaml");
        assertThat(Shell.run("slo", "lint", file, "--json").out())
                .contains("\"warnings\":[{\"file\":\"m.yaml\",\"line\":7,");
    }

    @Test
    void lintCallsItselfSo() {
        assertThat(Shell.run("slo", "lint").err())
                .isEqualTo("tidemark slo lint: needs MONITORS (see tidemark slo lint --help)\n");
        assertThat(Shell.run("slo", "lint", "--help").out()).startsWith("Usage: tidemark slo lint ");
        assertThat(Shell.run("validate", "--help").out()).startsWith("Usage: tidemark validate ");
    }

    @Test
    void missingFileIsOneMistake() {
        Path file = directory.resolve("absent.yaml");

        assertThat(Shell.run("validate", file))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "absent.yaml: there is no such file: path=" + file
                                + "; check the path\n1 mistake in absent.yaml\n"));
    }
}
