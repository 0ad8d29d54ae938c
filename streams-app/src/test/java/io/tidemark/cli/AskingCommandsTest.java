package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask the API, against answers as its document describes them. */
class AskingCommandsTest {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private int status = 200;
    private HttpServer server;
    private String url;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.put(path, String.valueOf(exchange.getRequestURI().getRawQuery()));
            asked.put("token", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] answer = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
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

        assertThat(shell.code()).isEqualTo(1);
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
                        a part is missing, nobody could answer for it now: assess-1
                        judge-0 is told by a copy, and nobody knows how far it is behind: instance=a:1
                        the application still reads what it knew before it started; ask again in a moment
                        """);
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
        assertThat(String.valueOf(asked.get("/api/v1/slos")).split("&"))
                .containsExactlyInAnyOrder("model=m", "slice=*", "limit=1000");
    }

    @Test
    void driftShowsTheFurthestColumnLast() {
        answers.put(
                "/api/v1/models/m/1/drift",
                """
                {"range": {"from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}, "columns": [
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
        assertThat(asked.get("/api/v1/models/m/comparison"))
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
        status = 404;
        answers.put(
                "/api/v1/models/zzz/drift",
                """
                {"title": "unknown model", "detail": "there is no such model: model=zzz; there are fraud, shop"}""");
        Path token = Files.writeString(directory.resolve("token"), "secret-0123456789\n");

        Shell shell = Shell.run("drift", "zzz", "--url", url, "--token-file", token);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("there is no such model: model=zzz; there are fraud, shop");
        assertThat(asked.get("token")).isEqualTo("Bearer secret-0123456789");
    }

    @Test
    void whatIsMissingForAnAnswerIsTold() {
        server.stop(0);

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
        assertThat(Shell.run("status", "--url", url).err()).contains("what answers there is no Tidemark: url=" + url);

        status = 401;
        answers.put("/api/v1/overview", "{\"detail\": \"no token\"}");
        assertThat(Shell.run("status", "--url", url).err())
                .contains("no token: url=" + url + "; give its token by --token-file FILE, or in TIDEMARK_TOKEN");
    }
}
