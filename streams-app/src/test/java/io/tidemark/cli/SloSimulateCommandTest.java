package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloSimulateCommandTest {
    private static final String SLO =
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: checkout
              labels: {owner: team-shop}
              annotations: {tidemark.io/runbook: "https://example.com/checkout"%s}
            spec:
              service: checkout
              budgetingMethod: Occurrences
              timeWindow: [{duration: 7d, isRolling: true}]
              indicator:
                metadata: {name: answered}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: prometheus, spec: {query: good}}}
                    total: {metricSource: {type: prometheus, spec: {query: all}}}
              objectives: [{target: %s}]
            """;

    @TempDir
    private Path directory;

    private Path slo;

    @BeforeEach
    void writeTheSlo() throws IOException {
        slo = slo("slo.yaml", "0.99", "");
    }

    private Path slo(String name, String target, String annotations) throws IOException {
        return Files.writeString(directory.resolve(name), String.format(SLO, annotations, target));
    }

    /** A week in steps of five minutes, 100 rows each; of the last hour half an hour is bad. 2026-11-02 is a Monday. */
    private Path points(String name) throws IOException {
        StringBuilder csv = new StringBuilder("time,good,total\n");
        long seconds = 1_793_577_600L;
        for (int step = 0; step < 2_016 + 36; step++) {
            int good = step >= 2_016 && step < 2_022 ? 0 : 100;
            csv.append(seconds + step * 300).append(',').append(good).append(",100\n");
        }
        return Files.writeString(directory.resolve(name), csv);
    }

    @Test
    void historyIsToldTransitionByTransitionAndTheSumLast() throws IOException {
        Shell shell = Shell.run("slo", "simulate", slo, "--points", points("points.csv"));

        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .isEqualTo(
                        """
                        2,052 points, 1 slice, 2026-11-02 00:00Z to 2026-11-09 02:55Z (7 d), usually 5 min apart

                        checkout: 99 % good over 7 d; rows, in slots of 5 min; 100.8 min of entirely bad data are allowed
                          time               slice  severity  transition             told     why
                          2026-11-09 00:05Z  *      page      PENDING → FIRING       opened   8.33 and 100 ≥ 3.36 in 1 h and 5 min; 5.0 % used
                          2026-11-09 00:15Z  *      ticket    INACTIVE → PENDING     –        4.48 and 60.00 ≥ 3.01 in 6 h and 25 min, and 2 other pairs; 14.9 % used
                          2026-11-09 00:15Z  *      info      INACTIVE → FIRING      opened   policy default, step 10.0 % entered, 14.9 % used: annotate
                          2026-11-09 00:25Z  *      ticket    PENDING → FIRING       –        7.46 and 100 ≥ 3.01 in 6 h and 25 min, and 2 other pairs; 24.9 % used
                          2026-11-09 00:30Z  *      info      INACTIVE → FIRING      opened   policy default, step 25.0 % entered, 29.9 % used: annotate
                          2026-11-09 01:00Z  *      page      FIRING → RECOVERING    updated  calm; 29.8 % used
                          2026-11-09 01:30Z  *      page      RECOVERING → RESOLVED  closed   recovered, cost 29.9 % of the budget
                          2026-11-09 01:50Z  *      ticket    FIRING → RECOVERING    –        calm; 29.8 % used
                          kept back                             slices  times  slots  first              last
                          ticket: a more urgent alert was open       1      1     13  2026-11-09 00:25Z  2026-11-09 01:25Z
                          incident           slice  severity  told after  lasted  worst burn  cost
                          2026-11-09 00:00Z  *      page           5 min  85 min       100 ×  29.9 %
                          at the end  budget     used    left  left of 100.8 min  gone in   judged
                          *           healthy  29.8 %  70.2 %           70.8 min     14 h  100.0 %
                          1 page, 55 min firing; policy steps: 2 infos
                          no target to suggest: 99.7076 % was good, but it takes two whole weeks to see how weeks differ

                        1 page, 0 tickets, 2 infos in 7 d under 1 SLO; 2 of them policy steps
                        """);
        assertThat(shell.code()).isEqualTo(1);
    }

    @Test
    void jsonIsOneObjectWithTheSameWords() throws IOException {
        Shell shell = Shell.run("slo", "simulate", slo, "--points", points("points.csv"), "--json");

        assertThat(shell.out().lines()).hasSize(1);
        assertThat(shell.out())
                .startsWith(
                        "{\"slos\":[{\"slo\":\"checkout\",\"model\":\"checkout\",\"target\":0.99,\"windowMs\":604800000,"
                                + "\"method\":\"OCCURRENCES\",\"slotMs\":300000,\"slices\":[{\"slice\":\"*\",\"state\":\"HEALTHY\","
                                + "\"budget\":{\"consumed\":")
                .contains(
                        "\"transitions\":[{\"metricTime\":\"2026-11-09T00:05:00Z\",\"slice\":\"*\",\"severity\":\"PAGE\","
                                + "\"state\":\"FIRING\",\"previousState\":\"PENDING\"")
                .contains("\"suppressed\":[")
                .contains("\"points\":{\"file\":\"" + directory.resolve("points.csv")
                        + "\",\"lines\":2052,\"rejected\":0,")
                .contains("\"takenOutSlots\":0,");
        assertThat(shell.code()).isEqualTo(1);
    }

    /** The bad half hour and a quarter of an hour before it are six and three slots. */
    @Test
    void slotsThatCorrectionsTakeOutAreCounted() throws IOException {
        Path corrected = Files.writeString(
                directory.resolve("corrected.yaml"),
                Files.readString(slo)
                        + """
                ---
                apiVersion: tidemark.io/v1
                kind: Correction
                metadata: {name: migration}
                spec: {selector: {model: checkout}, start: "2026-11-08T23:45:00Z", end: "2026-11-09T00:30:00Z",
                       category: maintenance, reason: moved, by: ops}
                """);

        Shell text = Shell.run("slo", "simulate", corrected, "--points", points("points.csv"));
        Shell json = Shell.run("slo", "simulate", corrected, "--points", directory.resolve("points.csv"), "--json");

        assertThat(text.out())
                .contains("\n  9 slots taken out by corrections\n")
                .endsWith("\n0 pages, 0 tickets in 7 d under 1 SLO\n");
        assertThat(text.code()).isZero();
        assertThat(json.out()).contains("\"takenOutSlots\":9,");
    }

    @Test
    void quietHistoryEndsWithZero() throws IOException {
        Path points = Files.writeString(directory.resolve("quiet.csv"), "time,good,total\n60,100,100\n360,100,100\n");

        Shell shell = Shell.run("slo", "simulate", slo, "--points", points);

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).endsWith("\n0 pages, 0 tickets in 10 min under 1 SLO\n");
    }

    @Test
    void badLinesAreToldAndLeftOut() throws IOException {
        Path points = Files.writeString(directory.resolve("bad.csv"), "time,good,total\n60,100,100\nx,1,1\n120,3,2\n");

        Shell shell = Shell.run("slo", "simulate", slo, "--points", points);

        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .isEqualTo(points
                        + ":3: time=x is not a time; write 2026-11-22T01:02:00Z, or seconds or milliseconds since"
                        + " the epoch\n" + points + ":4: good=3 is more than total=2; write at most the total\n"
                        + "2 of 3 lines cannot be used and are left out\n");
    }

    @Test
    void strictStopsAtBadLines() throws IOException {
        Path points = Files.writeString(directory.resolve("bad.csv"), "time,good,total\n60,100,100\n120,3,2\n");

        Shell shell = Shell.run("slo", "simulate", slo, "--points", points, "--strict");

        assertThat(shell)
                .isEqualTo(new Shell(
                        2,
                        "",
                        points
                                + " has lines that cannot be used, and --strict is given: lines=1: line 3 good=3 is more than"
                                + " total=2; write at most the total\n"));
    }

    @Test
    void mistypedSloIsSuggested() throws IOException {
        Shell shell = Shell.run("slo", "simulate", slo, "--points", points("points.csv"), "--slo", "chekout");

        assertThat(shell)
                .isEqualTo(new Shell(2, "", "--slo=chekout is not an SLO of " + slo + "; did you mean checkout?\n"));
    }

    @Test
    void outputGoesToAFile() throws IOException {
        Path out = directory.resolve("out.json");

        Shell shell = Shell.run("slo", "simulate", slo, "--points", points("points.csv"), "--json", "--out", out);

        assertThat(shell).isEqualTo(new Shell(1, "", ""));
        assertThat(Files.readString(out)).startsWith("{\"slos\":[").endsWith("}\n");
    }

    @Test
    void looserTargetIsComparedWithTheOldOne() throws IOException {
        Path loose = slo("loose.yaml", "0.5", "");

        Shell shell = Shell.run("backtest", "--slo", loose, "--against", slo, "--points", points("points.csv"));

        assertThat(shell.err()).startsWith("warning: loose.yaml:18: slo checkout: spec.objectives let nothing but bad");
        assertThat(shell.out())
                .isEqualTo(
                        """
                        2,052 points, 1 slice, 2026-11-02 00:00Z to 2026-11-09 02:55Z (7 d)

                        checkout
                                                                old                new
                          promise                       99 % of 7 d        50 % of 7 d
                          pages                                   1                  1
                            firing                           55 min              5 min
                            flaps                                 0                  0
                            first                 2026-11-09 00:05Z  2026-11-09 00:30Z
                            last                  2026-11-09 00:05Z  2026-11-09 00:30Z
                          tickets                                 0                  0
                          policy steps told                 2 infos                  0
                          budget used at the end             29.8 %              0.6 %
                          no target to suggest: 99.7076 % was good, but it takes two whole weeks to see how weeks differ

                        under the new file 1 page, 0 tickets
                        """);
        assertThat(shell.code()).isEqualTo(1);
    }

    @Test
    void backtestNeedsOnePastTime() {
        Shell shell = Shell.run("backtest", "--slo", slo);

        assertThat(shell)
                .isEqualTo(new Shell(
                        2,
                        "",
                        "backtest needs one past time, and none is given; write --points CSV, --readings JSONL, FILE"
                                + " --config MONITORS, or --bootstrap-servers HOST:PORT of a running application\n"));
    }
}
