package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command that asks the API ends with 0, 1 or 2 as its help says. */
class AskingExitCodesTest {
    private static final String WHOLE = "{\"isWhole\": true, \"missing\": [], \"leftOut\": 0}";
    private static final String READING =
            "{\"isWhole\": false, \"behindRecords\": 1234, \"missing\": [], \"leftOut\": 0}";

    private AnsweringApi answers;

    @BeforeEach
    void start() throws IOException {
        answers = new AnsweringApi();
    }

    @AfterEach
    void stop() {
        answers.close();
    }

    private Shell run(String... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = answers.url();
        return Shell.run(all);
    }

    private void overview(int pages, String board, String missing) {
        answers.put(
                "/api/v1/overview",
                """
                {"models": [{"model": "m", "burning": {"page": %d, "ticket": 0, "info": 3},
                 "worst": {"objective": "drift", "slice": "*", "state": "NO_DATA", "budgetRemaining": null}}],
                 "board": %s, "answer": {"isOfOneMoment": true, "missing": [%s], "parts": []}}"""
                        .formatted(pages, board, missing));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1"})
    void statusEndsByWhatBurns(int pages, int code) {
        overview(pages, WHOLE, "");

        assertThat(run("status").code()).isEqualTo(code);
        assertThat(run("status", "--json").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void statusOfAPartIsNeitherGoodNorBad(int pages) {
        overview(pages, WHOLE, "\"assess-1\"");

        Shell shell = run("status");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo("a part is missing, nobody could answer for it now: assess-1; ask again in a moment\n");
    }

    @Test
    void statusSaysWhatHasNoDataAndWhatIsOnTrial() {
        overview(0, WHOLE, "");
        answers.put("/api/v1/slos", slos("dry-run", "EXHAUSTED", "1.4", WHOLE));

        Shell shell = run("status");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .isEqualTo(
                        """
                        model  budget  worst objective  burning  data  closed through  may deploy
                        m           –  drift: no data   3 info   –     –               –
                        on trial (dry run), not counted: 1 SLO of m, 1 of them exhausted or firing
                        1 model, nothing burns
                        """);
        assertThat(answers.asked("/api/v1/slos")).contains("dryRun=true");
    }

    private static String slos(String mode, String state, String consumed, String board) {
        return """
               {"slos": [{"model": "m", "objective": "valid", "slice": "*", "state": "%s", "mode": "%s", "target": 0.99,
                 "good": 0, "bad": 0, "consumed": %s, "timeToExhaustionMs": null, "firing": []}],
                "next": null, "board": %s}"""
                .formatted(state, mode, consumed, board);
    }

    @ParameterizedTest
    @CsvSource({"live, HEALTHY, 0", "live, EXHAUSTED, 1", "dry-run, EXHAUSTED, 0", "live, NO_DATA, 0"})
    void sloEndsByExhaustedBudgetsThatAreNotOnTrial(String mode, String state, int code) {
        answers.put("/api/v1/slos", slos(mode, state, "1.4", WHOLE));

        assertThat(run("slo").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"NO_DATA", "WARMING_UP"})
    void budgetThatNobodyCouldJudgeIsNotWhole(String state) {
        answers.put("/api/v1/slos", slos("live", state, "0.0", WHOLE));

        assertThat(run("slo").out())
                .contains(state + "  m      valid      *        99 %    –            –  –\n")
                .contains("1 SLO, none exhausted or firing, 1 without data to judge\n");
    }

    @Test
    void sloOnTrialIsCalledSo() {
        answers.put("/api/v1/slos", slos("dry-run", "EXHAUSTED", "1.4", WHOLE));

        assertThat(run("slo").out())
                .contains("EXHAUSTED (dry run)  m ")
                .contains("1 SLO, none exhausted or firing, 1 on trial (dry run)\n");
    }

    @Test
    void boardThatIsStillReadIsNoGoodNews() {
        answers.put("/api/v1/slos", slos("live", "HEALTHY", "0.1", READING));
        answers.put("/api/v1/changes", "{\"changes\": [], \"next\": null, \"board\": " + READING + "}");
        answers.put("/api/v1/alerts", "{\"alerts\": [], \"next\": null, \"board\": " + READING + "}");

        for (String command : new String[] {"slo", "changes", "alerts"}) {
            Shell shell = run(command);

            assertThat(shell.code()).as(command).isEqualTo(2);
            assertThat(shell.err())
                    .isEqualTo(
                            "the application still reads what it knew before it started: 1,234 records to go; ask again"
                                    + " in a moment\n");
        }
    }

    @Test
    void topicThatCannotBeReadIsNamed() {
        answers.put(
                "/api/v1/slos",
                slos(
                        "live",
                        "HEALTHY",
                        "0.1",
                        "{\"isWhole\": false, \"missing\": [\"tidemark-status\"], \"leftOut\": 7}"));

        Shell shell = run("slo");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo(
                        """
                        the application had no room for 7 records, the oldest as a rule; they are on its topics
                        the application cannot read tidemark-status; they have to be there, with READ on them
                        """);
    }

    @Test
    void changesComeInPagesAndGoOutAsOneObject() {
        answers.put(
                "/api/v1/changes",
                "{\"changes\": [{\"eventId\": \"b\"}], \"next\": \"1\", \"board\": " + READING + "}");
        answers.put(
                "/api/v1/changes#1", "{\"changes\": [{\"eventId\": \"a\"}], \"next\": null, \"board\": " + WHOLE + "}");

        Shell shell = run("changes", "--json");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out())
                .isEqualTo("{\"changes\":[{\"eventId\":\"b\"},{\"eventId\":\"a\"}],\"next\":null,\"board\":"
                        + READING.replace(" ", "") + "}\n");
    }

    @Test
    void changesEndWithNothingElseThanTold() {
        answers.put("/api/v1/changes", "{\"changes\": [], \"next\": null, \"board\": " + WHOLE + "}");

        assertThat(run("changes")).isEqualTo(new Shell(0, "0 changes\n", ""));
    }

    @Test
    void alertsOfWhatWasNeverJudgedAreNoGoodNews() {
        answers.put("/api/v1/alerts", "{\"alerts\": [], \"next\": null, \"board\": " + WHOLE + "}");

        Shell unjudged = new Shell(
                2,
                "",
                "the application has judged nothing yet of --model=m: no objective has data that can be judged; tidemark"
                        + " slo and tidemark status show what comes\n");
        assertThat(run("alerts", "--model", "m")).isEqualTo(unjudged);
        answers.put("/api/v1/slos", slos("live", "NO_DATA", "0.0", WHOLE));
        assertThat(run("alerts", "--model", "m")).isEqualTo(unjudged);

        answers.put("/api/v1/slos", slos("live", "HEALTHY", "0.1", WHOLE));
        assertThat(run("alerts", "--model", "m")).isEqualTo(new Shell(0, "no alert is open\n", ""));
        assertThat(answers.asked("/api/v1/alerts")).contains("dryRun=any").contains("model=m");
    }

    @ParameterizedTest
    @CsvSource({"GOOD, '', 0", "BAD, '', 1", "GOOD, '\"assess-0\"', 2", "BAD, '\"assess-0\"', 2"})
    void driftEndsByItsColumns(String verdict, String missing, int code) {
        String answer = "\"answer\": {\"isOfOneMoment\": true, \"missing\": [" + missing + "], \"parts\": []}";
        answers.put(
                "/api/v1/models/m/drift",
                "{\"range\": {}, \"found\": 1, \"bad\": " + (verdict.equals("BAD") ? 1 : 0)
                        + ", \"columns\": [{\"column\": \"a\", \"cells\": [{\"verdict\": \"" + verdict + "\"}]}], "
                        + answer + "}");
        answers.put("/api/v1/models/m/distribution", "{\"verdict\": \"" + verdict + "\", " + answer + "}");

        assertThat(run("drift", "m").code()).isEqualTo(code);
        assertThat(run("drift", "m", "--column", "a").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"GOOD, '', 0", "BAD, '', 1", "GOOD, '\"assess-0\"', 2"})
    void comparedRangesEndByTheirColumns(String verdict, String missing, int code) {
        answers.put(
                "/api/v1/models/m/comparison",
                """
                {"reference": {"file": "r", "rows": 9}, "current": {"file": "c", "rows": 9}, "falseAlarms": 0.1, "tests": 1,
                 "alpha": 0.1, "referenceWindows": 9, "scale": 1, "added": [], "removed": [],
                 "columns": [{"column": "a", "kind": "number", "n": 9, "m": 9, "phi": 1.0, "verdict": "%s",
                   "measures": [], "evidence": []}], "answer": {"isOfOneMoment": true, "missing": [%s], "parts": []}}"""
                        .formatted(verdict, missing));

        Shell shell = run(
                "compare", "--json", "--model", "m", "--ranges", "2026-01-01..2026-01-08", "2026-01-08..2026-01-09");

        assertThat(shell.code()).isEqualTo(code);
    }

    @Test
    void refusalsEndWithTwo() {
        answers.status(404);
        answers.put("/api/v1/overview", "{\"detail\": \"there is no such model: model=x; there is m\"}");

        assertThat(run("status", "--json"))
                .isEqualTo(new Shell(
                        2,
                        "{\"error\":\"there is no such model: model=x; there is m\"}\n",
                        "there is no such model: model=x; there is m\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:99999 | http://127.0.0.1:99999 is no address of a server; write http://127.0.0.1:8080",
                "http://local host:1 | http://local host:1 is no address of a server; write http://127.0.0.1:8080",
                "http://h:1/api/v1 | http://h:1/api/v1 is an address of the API; write that of its server, without /api/v1",
                "http://h:1/#token=sesame | http://h:1/#*** has more than the address of a server; write http://HOST:PORT, and a"
                        + " token by --token-file FILE",
                "http://ann:sesame@h:1 | http://***@h:1 has more than the address of a server; write http://HOST:PORT, and a token"
                        + " by --token-file FILE"
            })
    void addressThatIsNoServersIsRefusedWithoutItsSecrets(String url, String message) {
        assertThat(Shell.run("status", "--url", url)).isEqualTo(new Shell(2, "", "--url=" + message + "\n"));
    }

    @Test
    void hostWithoutAddressIsToldSo() {
        assertThat(Shell.run("status", "--url", "http://nosuch.invalid:1").err())
                .isEqualTo("no application answers: url=http://nosuch.invalid:1, whose host has no address; name one by"
                        + " --url, which runs as tidemark run --http HOST:PORT\n");
    }

    @Test
    void pageThatIsNoJsonIsNoTidemark() {
        answers.put("/api/v1/overview", "<html>");

        assertThat(run("status").err())
                .isEqualTo("what answers there is no Tidemark, for it is no JSON: url=" + answers.url()
                        + "; name its address by --url\n");
    }

    @Test
    void rangesGoWithColumnsAndWithoutWhatIsOfFiles() {
        String[] ranges = {"compare", "--model", "m", "--ranges", "2026-01-01..2026-01-08", "2026-01-08..2026-01-09"};
        Shell exact = run(Stream.concat(Stream.of(ranges), Stream.of("--exact")).toArray(String[]::new));
        run(Stream.concat(Stream.of(ranges), Stream.of("--column", "a,b", "--column", "c"))
                .toArray(String[]::new));

        assertThat(exact.err())
                .isEqualTo(
                        "--ranges goes without --exact, --config and --tolerances: the application has counts, and its own"
                                + " tolerances\n");
        assertThat(answers.asked("/api/v1/models/m/comparison")).contains("columns=a%5C%2Cb%2Cc");
        assertThat(run("compare", "--model", "m", "--ranges", "2026-01-01..2026-01-08")
                        .err())
                .contains("needs --ranges FROM..TO FROM..TO");
    }
}
