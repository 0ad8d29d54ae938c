package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask the API, against answers as its document describes them. */
class AskingCommandsTest {
    private AnsweringApi answers;
    private String url;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        answers = new AnsweringApi();
        url = answers.url();
    }

    @AfterEach
    void stop() {
        answers.close();
    }

    @Test
    void statusShowsWhatNeedsAPersonLast() {
        answers.put(
                "/api/v1/overview",
                """
                {"models": [
                  {"model": "fraud", "closedThrough": "2026-01-02T03:05:00Z",
                   "worst": {"objective": "drift", "slice": "country=BR", "budgetRemaining": -0.43},
                   "burning": {"page": 1, "ticket": 2, "info": 0}, "data": {"GOOD": 18, "BAD": 2},
                   "decision": {"deploysAllowed": false}},
                  {"model": "shop", "closedThrough": null, "worst": null, "burning": {"page": 0, "ticket": 0},
                   "decision": {"deploysAllowed": true, "canaryOnly": false, "reviewRequired": false}}],
                 "board": {"isWhole": false},
                 "answer": {"isOfOneMoment": true, "missing": ["assess-1"], "parts": [
                   {"part": "judge-0", "instance": "a:1", "role": "standby", "behindRecords": null}]}}""");

        Shell shell = Shell.run("status", "--url", url);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out())
                .isEqualTo(
                        """
                        model  budget  worst objective     burning           data            closed through     may deploy
                        shop        –  –                   –                 –               –                  yes
                        fraud   -43 %  drift · country=BR  1 page, 2 ticket  2 BAD, 18 GOOD  2026-01-02 03:05Z  no
                        2 models, 1 burns
                        """);
        assertThat(shell.err())
                .isEqualTo(
                        """
                        judge-0 is told by a copy, and nobody knows how far it is behind: instance=a:1
                        a part is missing, nobody could answer for it now: assess-1; ask again in a moment
                        the application still reads what it knew before it started; ask again in a moment
                        """);
    }

    private static String silence(String kind, String state, boolean isInForce, String more) {
        return "{\"id\": \"m/1\", \"kind\": \"" + kind + "\", \"state\": \"" + state + "\", \"inForce\": " + isInForce
                + ", \"model\": \"m\", \"objective\": \"\", \"slice\": \"\", \"from\": \"2026-03-01T14:00:00Z\","
                + " \"by\": \"ada\", \"reason\": \"known\"" + more + "}";
    }

    @Test
    void silencesInForceStandLast() {
        answers.put(
                "/api/v1/silences",
                "{\"silences\": ["
                        + silence("silence", "kept", true, ", \"severity\": \"page\", \"to\": \"2026-03-01T16:00:00Z\"")
                        + ","
                        + silence(
                                "correction",
                                "kept",
                                false,
                                ", \"category\": \"maintenance\", \"to\": null, \"recurrence\": \"FREQ=WEEKLY;BYDAY=SU\","
                                        + " \"durationMs\": 7200000, \"timeZone\": \"Europe/Paris\", \"next\": \"2026-03-08T01:00:00Z\"")
                        + ","
                        + silence("silence", "ended", false, ", \"to\": null")
                        + "], \"next\": null, \"answer\": {\"missing\": [\"judge-1\"]}}");

        Shell shell = Shell.run("silence", "list", "--url", url, "--model", "m");
        Shell all = Shell.run("silence", "list", "--url", url, "--all");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out())
                .isEqualTo(
                        """
                        state                id   covers                            when                                                                 by   why
                        correction, to come  m/1  m · all objectives · maintenance  FREQ=WEEKLY;BYDAY=SU (Europe/Paris) for 2 h, next 2026-03-08 01:00Z  ada  known
                        silence, in force    m/1  m · all objectives · page only    2026-03-01 14:00Z to 2026-03-01 16:00Z                               ada  known
                        2 silences and corrections, 1 in force
                        """);
        assertThat(shell.err())
                .isEqualTo("a part is missing, nobody could answer for it now: judge-1; ask again in a moment\n");
        assertThat(all.out())
                .contains("silence, ended ")
                .contains("for ever")
                .endsWith("3 silences and corrections, 1 in force\n");
    }

    @Test
    void slosAreAskedForPageByPage() {
        answers.put(
                "/api/v1/slos",
                """
                {"slos": [{"model": "m", "objective": "valid", "slice": "*", "state": "AT_RISK", "target": 0.995,
                           "good": 9000, "bad": 31, "consumed": 0.687, "timeToExhaustionMs": 68400000, "firing": []}],
                 "next": null}""");

        Shell shell = Shell.run("slo", "--url", url + "/", "--model", "m");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .isEqualTo(
                        """
                        state    model  objective  slice  target          bad  budget left  gone in
                        AT_RISK  m      valid      *      99.5 %  31 of 9,031         31 %  19 h
                        1 SLO, none exhausted or firing
                        """);
        assertThat(answers.asked("/api/v1/slos").split("&"))
                .containsExactlyInAnyOrder("model=m", "slice=*", "limit=1000");
    }

    @Test
    void runsShowTheNewestLastAndWhatIsFound() {
        answers.put(
                "/api/v1/models/m/1/runs",
                """
                {"model": "m/1", "known": 7, "runs": [
                  {"run": "r2", "version": "v3", "phase": "progress", "started": "2026-01-02T00:00:00Z", "durationMs": 3600000,
                   "share": 0.4, "amounts": {"rowsRead": 12000, "cost": 30}, "currency": "EUR", "findings": [
                     {"kind": "run-cost", "outcome": "bad", "isOpen": true, "value": 30, "lowest": null, "highest": 18, "unit": "money"},
                     {"kind": "run-stuck", "outcome": "bad", "isOpen": false, "value": 1860000, "highest": 1800000, "unit": "ms"}]},
                  {"run": "r1", "version": "", "phase": "succeeded", "started": null, "durationMs": null, "share": null, "amounts": {},
                   "currency": "", "findings": [{"kind": "run-cost", "outcome": "insufficient", "isOpen": false}]}],
                 "objectives": [{"objective": "m-run-cost", "window": "last 20 runs", "bad": 1, "allowed": 2, "consumed": 0.5,
                   "isDryRun": false, "state": "at_risk"}],
                 "reliability": {"expected": 0.91, "lower": 0.783, "upper": 1, "level": 0.9, "source": "own", "total": 9, "relatives": []}}""");

        Shell shell = Shell.run("runs", "m/1", "--url", url, "--limit", "2");

        assertThat(shell.code()).isEqualTo(1);
        assertThat(answers.asked("/api/v1/models/m/1/runs")).isEqualTo("limit=2");
        assertThat(shell.out())
                .isEqualTo(
                        """
                        run  version  phase      began              took  done    rows       cost  found
                        r1   –        succeeded  –                     –     –       –          –
                        r2   v3       progress   2026-01-02 00:00Z   1 h  40 %  12,000  30.00 EUR  BAD run-cost 30.00 > 18.00; was bad run-stuck 31 min > 30 min
                        m-run-cost: last 20 runs: 1 bad of 2 allowed, 50 % used
                        the next run is good with 91 % (78 % to 100 %, credible to 90 %), of 9 runs of its own
                        m/1: 2 runs, the newest of 7
                        """);
        assertThat(Shell.run("runs", "m/1", "--url", url, "--json").out()).startsWith("{\"model\":\"m/1\"");
        assertThat(Shell.run("runs", "m/1", "--url", url, "--limit", "129").code())
                .isEqualTo(2);
    }

    @Test
    void driftShowsTheFurthestColumnLast() {
        answers.put(
                "/api/v1/models/m/1/drift",
                """
                {"range": {"from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}, "lengthened": "", "found": 2, "bad": 1, "columns": [
                  {"column": "amount", "strongest": {"bucket": "2026-01-01T14:05:00Z", "column": "amount",
                   "cell": {"m": "ks", "v": 0.312, "t": 0.1, "s": 3.12, "n": 5120, "verdict": "BAD"}}, "cells": [null, {"verdict": "BAD"}]},
                  {"column": "age", "strongest": null, "cells": [null, null]}]}""");

        Shell shell = Shell.run("drift", "m/1", "--url", url, "--slice", "country=BR");

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out())
                .isEqualTo(
                        """
                        verdict  column  measure  value  allowed  × allowed      n  worst at
                                 age                  –        –          –      –  –
                        BAD      amount  ks       0.312    0.100       3.12  5,120  2026-01-01 14:05Z
                        m/1 · country=BR, 2026-01-01 00:00Z to 2026-01-02 00:00Z: 1 of 2 columns drifted
                        """);
    }

    /** 1,000 columns, of which the answer has the one that moved most. */
    @Test
    void driftOfMoreColumnsThanAreShownSaysSo() {
        answers.put(
                "/api/v1/models/wide/drift",
                """
                {"range": {"from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}, "stepMs": 1800000, "found": 1000, "bad": 3,
                 "lengthened": "a step of 5m would make 288,000 cells of 1,000 columns, more than 60,000; choose columns by q for a shorter one",
                 "columns": [{"column": "amount", "strongest": {"bucket": "2026-01-01T14:00:00Z", "column": "amount",
                   "cell": {"m": "ks", "v": 0.312, "t": 0.1, "s": 3.12, "n": 5120, "verdict": "BAD"}}, "cells": [null, {"verdict": "BAD"}]}]}""");

        Shell shell = Shell.run("drift", "wide", "--url", url, "--step", "30m", "--match", "am", "--limit", "1");

        assertThat(answers.asked("/api/v1/models/wide/drift")).contains("step=30m", "q=am", "limit=1");
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out())
                .isEqualTo(
                        """
                        999 more that moved less, 2 of which drifted; choose them by --match, or take a larger --limit
                        verdict  column  measure  value  allowed  × allowed      n  worst at
                        BAD      amount  ks       0.312    0.100       3.12  5,120  2026-01-01 14:00Z
                        wide, 2026-01-01 00:00Z to 2026-01-02 00:00Z: 3 of 1,000 columns drifted
                        """);
        assertThat(shell.err())
                .isEqualTo(
                        "judged in parts of 30 min: a step of 5m would make 288,000 cells of 1,000 columns, more than 60,000;"
                                + " choose columns by --match for a shorter one\n");
    }

    @Test
    void moreColumnsThanAnAnswerHoldsAreRefused() {
        Shell shell = Shell.run("drift", "wide", "--url", url, "--limit", "501");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("--limit must be from 1 to 500: --limit=501");
        assertThat(answers.asked("/api/v1/models/wide/drift")).isEqualTo("null");
    }

    @Test
    void rangesAreComparedAsFilesAre() {
        answers.put(
                "/api/v1/models/m/comparison",
                """
                {"reference": {"file": "r of m *", "rows": 4320, "rejected": 0}, "current": {"file": "c of m *", "rows": 1296, "rejected": 0},
                 "exact": false, "falseAlarms": 0.001, "tests": 41, "alpha": 1.2e-5, "referenceWindows": 90, "scale": 32,
                 "columns": [{"column": "price", "kind": "number", "n": 1296, "m": 4320, "phi": 1.5, "verdict": "BAD",
                   "measures": [{"measure": "ks", "label": "", "unit": "", "value": 0.5, "lower": 0.21, "upper": 0.84, "n": 864.0,
                     "m": 2880.0, "reference": 0.0, "tolerance": 0.05, "count": 0, "total": 1296, "minimumN": null,
                     "smallestVisible": 0.1, "verdict": "BAD"}],
                   "evidence": [{"label": "= 0.0035", "before": 1.0, "after": 0.0, "contribution": 0.5}]}],
                 "added": ["new"], "removed": []}""");

        Shell shell = Shell.run(
                "compare",
                "--url",
                url,
                "--model",
                "m",
                "--ranges",
                "2026-01-01..2026-01-08",
                "2026-01-08..2026-01-09",
                "--reference-slice",
                "version=v42");

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out())
                .contains("BAD      price   ks       0.500    0.050  [0.210, 0.840]  864  2,880")
                .contains("= 0.0035: 100.0 % → 0.0 %");
        assertThat(answers.asked("/api/v1/models/m/comparison"))
                .contains("reference=2026-01-01T00%3A00%3A00Z..2026-01-08T00%3A00%3A00Z")
                .contains("current=2026-01-08T00%3A00%3A00Z..2026-01-09T00%3A00%3A00Z")
                .contains("referenceSlice=version%3Dv42")
                .contains("falseAlarms=0.001");
        assertThat(Shell.run("compare", "--url", url, "--ranges", "2026-01-01..2026-01-08", "2026-01-08..2026-01-09")
                        .err())
                .contains("--ranges takes no files, and needs --model: which model of the application");
        assertThat(Shell.run("compare").err())
                .contains("compare needs two files, REFERENCE and CURRENT; or --url, --model and two --ranges");
    }

    @Test
    void aProblemIsToldInTheWordsOfTheApi() throws IOException {
        answers.status(404);
        answers.put(
                "/api/v1/models/zzz/drift",
                """
                {"title": "unknown model", "detail": "there is no such model: model=zzz; there are fraud, shop"}""");
        Path token = Files.writeString(directory.resolve("token"), "secret-0123456789\n");

        Shell shell = Shell.run("drift", "zzz", "--url", url, "--token-file", token);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("there is no such model: model=zzz; there are fraud, shop");
        assertThat(answers.asked("token")).isEqualTo("Bearer secret-0123456789");
    }

    @Test
    void whatIsMissingForAnAnswerIsTold() {
        answers.close();

        assertThat(Shell.run("status", "--url", url).err())
                .contains("no application answers: url=" + url
                        + "; name one by --url, which runs as tidemark run --http HOST:PORT");
        assertThat(Shell.run("status", "--url", "localhost:80").err())
                .contains("--url=localhost:80 is no address of a server; write http://127.0.0.1:8080");
        assertThat(Shell.run("changes", "--token-file", "none").err())
                .contains("--token-file=none cannot be read; it holds the token and nothing else");
        assertThat(Shell.run("alerts", "--url", url, "--follow").err())
                .contains("--follow reads the topic: name the cluster by --bootstrap-servers, and no --url");
    }

    @Test
    void whatIsNoTidemarkIsTold() {
        answers.put("/api/v1/overview", "<html>");
        assertThat(Shell.run("status", "--url", url).err())
                .contains("what answers there is no Tidemark, for it is no JSON: url=" + url);

        answers.status(401);
        answers.put("/api/v1/overview", "{\"detail\": \"no token\"}");
        assertThat(Shell.run("status", "--url", url).err())
                .contains("no token: url=" + url + "; give its token by --token-file FILE, or in TIDEMARK_TOKEN");
    }
}
