package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an SLO is said to mean. */
class SloExplainCommandTest {
    @TempDir
    private Path directory;

    /** The SRE Workbook's own: 99.9 % over 30 days. */
    private static final String WORKBOOK =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: web
              displayName: Shop answers
              labels: {owner: team-shop}
              annotations: {tidemark.io/runbook: "https://example.com/r", tidemark.io/escalation: on-call}
            spec:
              service: shop
              indicator:
                spec:
                  ratioMetric:
                    good: {metricSource: {type: Prometheus, spec: {query: "sum(ok)"}}}
                    total: {metricSource: {type: Prometheus, spec: {query: "sum(all)"}}}
              budgetingMethod: Occurrences
              timeWindow: [{duration: 30d, isRolling: true}]
              objectives: [{target: 0.999}]
            ---
            apiVersion: tidemark.io/v1
            kind: Escalation
            metadata: {name: on-call}
            spec: {levels: [{role: developer}, {role: tech-lead, after: 15m}]}
            """;

    private static final String PRESET =
            "apiVersion: tidemark.io/v1\nkind: Preset\nspec: {slo: drift, model: payments, owner: team-payments}\n";

    /**
     * Detection takes (1 − T) / bad · window · factor: of all bad 0.001 · 60 · 14.4 = 0.86 min, of half 1.7, of 10 % 8.6, each rounded up to
     * minutes; 1 % burns at 10, which the pair of 6 h catches after 0.1 · 360 · 6 = 216 min. Of a total outage that was told after a minute the 5
     * minutes' lookback is clean 5 min after its end, and 15 min of calm follow.
     */
    @Test
    void detectionTimesAreTheWorkbooks() throws IOException {
        Shell shell = Shell.run("slo", "explain", file(WORKBOOK));

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .contains(
                        "told after all bad       half bad      10 % bad      1 % bad       over after\n"
                                + "  page     1 min         2 min         9 min         3 h 36 min    20 min\n",
                        "page       burns 14.4 × in 1 h and in 5 min (2 % of the budget), from 50 rows and 3 bad ones on\n"
                                + "           burns 6 × in 6 h and in 30 min (5 % of the budget), from 50 rows and 3 bad ones on\n",
                        "few rows   as many bad ones must be a matter of 1 in 10,000,000 lookbacks at half of the budget's\n",
                        "unanswered developer at once, tech-lead after 15 min, again from level 1 up to 3 times\n");
    }

    /** 0.05 · 672 = 33.6 windows; 1 / 33.6 = 2.98 %. Tickets: F = 0.1 · 28 = 2.8 of 24 h: 2.8 · 0.05 · 24 = 3.36, so 4 bad windows of 1 h. */
    @Test
    void presetIsExplainedOnOneScreen() throws IOException {
        Shell shell = Shell.run("slo", "explain", file(PRESET));

        assertThat(shell.out())
                .isEqualTo(
                        """
                        payments-drift · Drift of payments · payments, of team-payments
                        good       a window of 1 h is good if the distance from the reference of every column is within the
                                   monitor's tolerance
                        promise    95 % of the windows of 1 h in any 28 d are good
                                   budget: 33.6 of 672 windows may be bad, 1.2 a day (1 d 10 h)
                        one bad    window costs 2.98 % of the budget
                        told after all bad       half bad      10 % bad      1 % bad       over after
                          ticket   4 h           7 h           1 d 7 h       never         12 h
                        ticket     burns 2.8 × in 1 d and in 2 h (10 % of the budget), from 2 bad windows on
                                   burns 1 × in 3 d and in 6 h (10.7 % of the budget), from 3 bad windows on
                        no data    counts for nothing; for longer than chance allows it is a ticket of its own
                        budget     10 %: annotate (info to developer); 25 %: annotate (info to developer, tech-lead); 50 %:
                                   requireReview, holdPromotions (info to tech-lead, product-owner); 75 %: canaryOnly
                                   (ticket to on-call); 100 %: freezeDeploys, prioritiseReliability (ticket to
                                   product-owner)
                                   one incident of 20 % or more: requirePostmortem; exceptions: security, p0-fix,
                                   reliability
                        warning    spec makes tickets and wakes nobody; for pages write runbook: https://…, to say what to
                                   do, and severity: ticket if that is meant
                        """);
        assertThat(shell.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void correctionsOfTheSloAreAmongIt() throws IOException {
        Path file = file(
                PRESET
                        + """
                        ---
                        apiVersion: tidemark.io/v1
                        kind: Correction
                        metadata: {name: sundays}
                        spec: {selector: {slo: payments-*}, rrule: FREQ=WEEKLY;BYDAY=SU, start: 2026-11-22T02:00:00, duration: 2h,
                               timeZone: Europe/Paris, category: maintenance, reason: weekly restart, by: ops}
                        ---
                        apiVersion: tidemark.io/v1
                        kind: Correction
                        metadata: {name: moved}
                        spec: {selector: {slice: EU}, start: 2026-11-01T10:00:00Z, end: 2026-11-01T12:00:00Z, category: deployment,
                               reason: a move, by: ada}
                        ---
                        apiVersion: tidemark.io/v1
                        kind: Correction
                        metadata: {name: another}
                        spec: {selector: {model: q}, start: 2026-11-01T10:00:00Z, end: 2026-11-01T12:00:00Z, category: chaos,
                               reason: a plug, by: ada}
                        """);

        Shell shell = Shell.run("slo", "explain", file);

        assertThat(shell.out())
                .contains(
                        """
                        corrected  sundays: 2 h from each FREQ=WEEKLY;BYDAY=SU on, the first at 2026-11-22T02:00
                                   Europe/Paris counts for nothing (maintenance: weekly restart, by ops)
                                   moved: 2026-11-01T10:00:00Z to 2026-11-01T12:00:00Z of slice EU counts for nothing
                                   (deployment: a move, by ada)
                        """)
                .doesNotContain("another");
        assertThat(shell.err())
                .contains("spec.selector.model=q is the model of no SLO of this file; known here: payments");
        assertThat(Shell.run("slo", "explain", file, "--json").out())
                .contains(
                        "\"noData\":{\"counts\":\"exclude\",\"severity\":\"ticket\"},\"corrections\":[{\"name\":\"sundays\",")
                .doesNotContain("another");
    }

    @Test
    void openSloOfAPresetIsExplainedTheSame() throws IOException {
        Path preset = file(PRESET);

        Path written = Files.writeString(
                directory.resolve("w.yaml"),
                Shell.run("slo", "explain", preset, "--openslo").out());

        String explained = Shell.run("slo", "explain", preset).out();
        assertThat(Shell.run("slo", "explain", written).out())
                .isEqualTo(explained.substring(0, explained.indexOf("warning ")));
    }

    private static final String RUNS =
            """
            monitors: [{model: fraud, source: {topic: t}}]
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            spec: {slo: training, model: fraud, owner: team, after: 5m}
            ---
            apiVersion: tidemark.io/v1
            kind: Preset
            metadata: {name: cheap}
            spec: {slo: run-cost, model: fraud, owner: team, atMost: 20, window: 28d, target: 0.8}
            """;

    @Test
    void trainingRunsAreExplained() throws IOException {
        Path file = file(RUNS);
        Shell shell = Shell.run("slo", "explain", file);

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains(
                        """
                        fraud-run-stuck · fraud, of team
                        good       a training run is good if it never goes on for more than 5 min without progress, by the
                                   wall clock
                        promise    90 % of the last 20 runs are good
                                   budget: 2 of them may be bad
                        """,
                        "good       a training run is good if its cost is at most 20 money\n",
                        "promise    80 % of the runs of any 28 d are good\n           budget: 1 in 5 may be bad\n");
        assertThat(shell.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(Shell.run("slo", "explain", file, "--slo", "cheap", "--json").out())
                .startsWith("{\"slos\":[],\"runs\":[{\"name\":\"cheap\",\"model\":\"fraud\"");
        assertThat(Shell.run("slo", "explain", file, "--slo", "chep").err()).contains("did you mean cheap?");
    }

    /** Versions are few, and none waits for a rate to burn. */
    @Test
    void loadsAreToldAtOnce() throws IOException {
        Path file = file(
                "apiVersion: tidemark.io/v1\nkind: Preset\nspec: {slo: loading, model: fraud, owner: team, runbook: 'https://x.org'}\n");

        assertThat(Shell.run("slo", "explain", file).out())
                .contains(
                        "           budget: 1 in 20 may be bad\n"
                                + "told       at once, as page, of each version; it is over when that one, or a later one, does\n")
                .doesNotContain("told after", "one bad ");
    }

    @Test
    void openSloOfTrainingRunsIsExplainedTheSame() throws IOException {
        Path file = file(RUNS);
        Path written = Files.writeString(
                directory.resolve("written.yaml"),
                Shell.run("slo", "explain", file, "--openslo").out());

        assertThat(Shell.run("slo", "explain", written).out())
                .isEqualTo(Shell.run("slo", "explain", file).out());
    }

    @Test
    void machinesGetFractionsAndMilliseconds() throws IOException {
        Path file = file(WORKBOOK);

        assertThat(Shell.run("slo", "explain", file, "--json", "--slo", "web").out())
                .startsWith("{\"slos\":[{\"name\":\"web\",\"title\":\"Shop answers\",\"model\":\"shop\"")
                .contains(
                        "\"method\":\"Occurrences\",\"target\":0.999,\"windowMs\":2592000000,\"slotMs\":60000",
                        "{\"severity\":\"page\",\"after\":[{\"bad\":1.0,\"ms\":60000},{\"bad\":0.5,\"ms\":120000},"
                                + "{\"bad\":0.1,\"ms\":540000},{\"bad\":0.01,\"ms\":12960000}],\"resetMs\":1200000,");
    }

    @Test
    void unknownNameHasASuggestion() throws IOException {
        Path file = file(WORKBOOK);

        assertThat(Shell.run("slo", "explain", file, "--slo", "wbe"))
                .isEqualTo(new Shell(2, "", "--slo wbe is not in " + file + "; did you mean web?\n"));
    }

    @Test
    void filesOfSlosAloneAreInOrder() throws IOException {
        Path file = file(WORKBOOK);

        Shell expected = new Shell(0, "1 objective, no monitors\n" + file + ": in order\n", "");
        assertThat(Shell.run("slo", "lint", file)).isEqualTo(expected);
        assertThat(Shell.run("validate", file)).isEqualTo(expected);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("s.yaml"), text);
    }
}
