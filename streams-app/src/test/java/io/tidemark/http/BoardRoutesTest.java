package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What topics say, from outside, against the document: model fraud burns, shop is in order (see {@link AnsweringBoards}). */
@Tag("slow")
class BoardRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", AnsweringState::twoModels));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** An answer that is as the document says. */
    private JsonNode get(String documented, String path) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ApiDocument.faults("/api/v1" + documented, "get", 200, response.body()))
                .isEmpty();
        return JSON.readTree(response.body());
    }

    @Test
    void theModelThatNeedsSomebodyComesFirst() throws Exception {
        JsonNode fraud = get("/overview", "/overview").at("/models/0");

        assertThat(fraud.get("model").asText()).isEqualTo("fraud");
        assertThat(fraud.get("worst").toString())
                .isEqualTo("{\"objective\":\"drift\",\"slice\":\"country=BR\",\"state\":\"EXHAUSTED\","
                        + "\"budgetRemaining\":-0.5,\"timeToExhaustionMs\":null}");
        assertThat(fraud.get("burning").toString()).isEqualTo("{\"info\":0,\"page\":1,\"ticket\":0}");
        assertThat(fraud.get("states").toString()).isEqualTo("{\"AT_RISK\":1,\"EXHAUSTED\":1}");
        assertThat(fraud.get("episodesOpen").asInt()).isEqualTo(1);
        assertThat(fraud.at("/lastChange/eventId").asText()).isEqualTo("flag-7");
        assertThat(fraud.get("decision").toString())
                .isEqualTo("{\"deploysAllowed\":false,\"promotionsAllowed\":false,\"canaryOnly\":true,"
                        + "\"reviewRequired\":true,\"reasons\":1}");
    }

    @Test
    void objectivesSayWhichOfTheirAlertsFire() throws Exception {
        JsonNode slos = get("/slos", "/slos?model=fraud").get("slos");

        assertThat(slos.findValuesAsText("slice")).containsExactly("*", "country=BR");
        assertThat(slos.at("/0/firing").toString()).isEqualTo("[\"page\"]");
        assertThat(slos.at("/1/firing").toString()).isEqualTo("[]");
        assertThat(slos.at("/1/consumed").asDouble()).isEqualTo(1.5);
        assertThat(get("/slos", "/slos?state=healthy&dryRun=false").get("slos").findValuesAsText("model"))
                .containsExactly("shop");
        assertThat(get("/slos", "/slos?dryRun=true").get("slos")).isEmpty();
    }

    @Test
    void alertsAreTheNewestOfEachIdentity() throws Exception {
        JsonNode alerts = get("/alerts", "/alerts").get("alerts");

        assertThat(alerts.findValuesAsText("sequence")).containsExactly("2", "9");
        assertThat(alerts.at("/0/acknowledgedBy").asText()).isEqualTo("ada");
        assertThat(get("/alerts", "/alerts?state=open").get("alerts").findValuesAsText("severity"))
                .containsExactly("PAGE");
        assertThat(get("/alerts", "/alerts?severity=ticket&slice=country%3DBR&objective=drift&model=fraud")
                        .get("alerts"))
                .hasSize(1);
        assertThat(get("/alerts", "/alerts?dryRun=true").get("alerts")).isEmpty();
    }

    @Test
    void episodesComeInPages() throws Exception {
        JsonNode first = get("/episodes", "/episodes?limit=1");
        JsonNode second =
                get("/episodes", "/episodes?limit=1&after=" + first.get("next").asText());

        assertThat(first.at("/episodes/0").toString())
                .isEqualTo("{\"episodeId\":\"" + AnsweringBoards.EPISODE + "\",\"dedupKey\":\"" + AnsweringBoards.KEY
                        + "\",\"model\":\"fraud\",\"objective\":\"drift\",\"slice\":\"*\",\"severity\":\"page\","
                        + "\"state\":\"firing\",\"dryRun\":false,\"since\":\"2026-03-01T12:00:00Z\","
                        + "\"firedAt\":\"2026-03-01T14:00:00Z\",\"resolvedAt\":null,"
                        + "\"headline\":\"fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)\","
                        + "\"consumed\":0.06,\"acknowledgedBy\":\"ada\",\"policyStep\":\"\"}");
        assertThat(second.at("/episodes/0/resolvedAt").asText()).isEqualTo("2026-03-01T14:30:00Z");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(get("/episodes", "/episodes?open=false").get("episodes")).hasSize(1);
        List<String> severities = get("/episodes", "/episodes").get("episodes").findValuesAsText("severity");
        for (String severity : List.of("page", "ticket", "info")) {
            assertThat(get("/episodes", "/episodes?severity=" + severity)
                            .get("episodes")
                            .findValuesAsText("severity"))
                    .isEqualTo(severities.stream().filter(severity::equals).toList());
        }
        // Over at 14:30, begun at 12:00; the open one goes on.
        assertThat(get("/episodes", "/episodes?from=2026-03-01T14:30:00.001Z").get("episodes"))
                .hasSize(1);
        assertThat(get("/episodes", "/episodes?to=2026-03-01T12:00:00Z").get("episodes"))
                .isEmpty();
    }

    @Test
    void anEpisodeTellsWhatHappened() throws Exception {
        JsonNode episode = get("/episodes/{episodeId}", "/episodes/0123456");

        assertThat(episode.at("/first/notice").asText()).isEqualTo("opened");
        assertThat(episode.at("/alert/sequence").asInt()).isEqualTo(2);
        assertThat(episode.at("/timeline").toString())
                .isEqualTo("[{\"metricTime\":\"2026-03-01T14:00:00Z\",\"clockTime\":\"2026-03-01T14:00:10Z\","
                        + "\"kind\":\"opened\",\"text\":\"fired, page, 41 % used, gone in 19 h at this rate\","
                        + "\"by\":\"\",\"consumed\":0.06}]");
        assertThat(episode.at("/annotations/0/text").asText()).isEqualTo("looks like the new feed");
    }

    /** Fired at two o'clock, two hours after the onset, updated ten minutes later and acknowledged by then; a note came a minute after the onset. */
    @Test
    void draftOfAPostmortemTellsWhatIsKeptOfTheEpisode() throws Exception {
        JsonNode told = get("/episodes/{episodeId}/postmortem", "/episodes/0123456/postmortem");

        assertThat(told.get("episodeId").asText()).isEqualTo(AnsweringBoards.EPISODE);
        assertThat(told.get("markdown").asText())
                .startsWith("# Postmortem: fraud · drift, 2026-03-01 12:00Z\n")
                .contains(
                        "| 2026-03-01 12:00Z |  | onset: the first bad slot begins |",
                        "| 2026-03-01 14:00Z | 2026-03-01 14:00Z | fired, page, 41 % used, gone in 19 h at this rate |",
                        "looks like the new feed",
                        "- acknowledged by ada",
                        "## Actions")
                .containsOnlyOnce("| fired, page");
    }

    @Test
    void whatConcernsAllModelsIsAmongTheChangesOfEach() throws Exception {
        assertThat(get("/changes", "/changes?model=fraud").get("changes").findValuesAsText("eventId"))
                .containsExactly("flag-7", "deploy-42");
        assertThat(get("/changes", "/changes?model=shop&kind=deployed")
                        .get("changes")
                        .findValuesAsText("eventId"))
                .containsExactly("flag-7");
        assertThat(get("/changes", "/changes?to=2026-03-01T11:30:00Z").get("changes"))
                .hasSize(1);
        assertThat(get("/annotations", "/annotations?kind=note&from=2026-03-01T12:00:00Z")
                        .get("annotations"))
                .hasSize(1);
        assertThat(get("/annotations", "/annotations?kind=silence").get("annotations"))
                .isEmpty();
    }

    @Test
    void theGateSaysWhetherAModelMayBePromotedAndWhy() throws Exception {
        JsonNode eligible = get("/models/{model}/gate", "/models/shop/gate?purpose=promotion");
        JsonNode unknown = get("/models/{model}/gate", "/models/fraud/gate?purpose=promotion");

        assertThat(eligible.get("allowed").asBoolean()).isTrue();
        assertThat(eligible.get("eligible").asText()).isEqualTo("yes");
        assertThat(eligible.get("lifecycle").asText()).isEqualTo("experimental");
        assertThat(eligible.at("/criteria/0/evidence").asText()).isEqualTo("v7 loaded");
        assertThat(eligible.get("text").asText())
                .isEqualTo("shop v7 is eligible for promotion since 2026-03-01 12:00Z; it is experimental; as of"
                        + " 2026-03-01 14:00Z\n  yes      load  v7 loaded");
        assertThat(unknown.get("allowed").asBoolean()).isFalse();
        assertThat(unknown.get("eligible").asText()).isEqualTo("unknown");
    }

    @Test
    void lineageIsThatOfTheNewestDecision() throws Exception {
        JsonNode lineage = get("/models/{model}/lineage", "/models/shop/lineage");

        assertThat(lineage.get("versions")).hasSize(1);
        assertThat(lineage.at("/versions/0/run").asText()).isEqualTo("run-9");
        assertThat(lineage.at("/versions/0/deployed").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(get("/models/{model}/lineage", "/models/fraud/lineage").get("versions"))
                .isEmpty();
    }

    @Test
    void theGateSaysWhatStandsAgainstIt() throws Exception {
        JsonNode no = get("/models/{model}/gate", "/models/fraud/gate?purpose=canary");
        JsonNode excepted = get("/models/{model}/gate", "/models/fraud/gate?exception=security");

        assertThat(no.get("allowed").asBoolean()).isFalse();
        assertThat(no.at("/reasons/0/actions/0").asText()).isEqualTo("freezeDeploys");
        assertThat(no.get("text").asText())
                .isEqualTo("fraud may not go to a canary; budgets as of 2026-03-01 14:00Z\n"
                        + "  drift: 150 % of the budget used; policy default, step 100 % since 2026-03-01 12:00Z:"
                        + " freezeDeploys; ends below 95 %\nallowed all the same, with exception: security");
        assertThat(excepted.get("allowed").asBoolean()).isTrue();
        assertThat(get("/models/{model}/gate", "/models/shop/gate")
                        .get("allowed")
                        .asBoolean())
                .isTrue();
        assertThat(get("/models/{model}/decision", "/models/fraud/decision")
                        .at("/decision/canaryOnly")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whoHasTheAnswerIsToldSo() throws Exception {
        String tag = ask("/alerts").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = ask("/alerts", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(ask("/alerts", "If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/overview?x=1 | 400 | there is no such parameter here: x; there are [tenant]",
                "/slos?model=frud | 404 | there is no such model: model=frud; did you mean fraud?",
                "/slos?objective=drfit | 404 | there is no such objective: objective=drfit; did you mean drift?",
                "/slos?objective=drift&slice=country%3DBX | 404 | there is no such slice: slice=country=BX; did you mean country=BR?",
                "/slos?state=ill | 400 | state must be one of [healthy, at_risk, exhausted, no_data, warming_up]: state=ill",
                "/slos?after=fraud | 400 | after must be next of an answer: after=fraud",
                "/slos?limit=1001 | 400 | limit must be a whole number from 1 to 1000: limit=1001",
                "/alerts?severity=high | 400 | severity must be one of [page, ticket, info]: severity=high",
                "/alerts?dryRun=maybe | 400 | dryRun must be one of [true, false, any]: dryRun=maybe",
                "/alerts?state=on | 400 | state must be one of [open, inactive, pending, firing, recovering, resolved]: state=on",
                "/episodes?severity=pages | 400 | severity must be one of [page, ticket, info]: severity=pages",
                "/episodes?open=perhaps | 400 | open must be one of [true, false]: open=perhaps",
                "/episodes?from=yesterday | 400 | from must be a time in UTC as 2026-01-31T12:00:00Z: from=yesterday",
                "/episodes?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | 400 | from must be before to: from=2026-03-02T00:00:00Z, to=2026-03-01T00:00:00Z",
                "/changes?kind=deploy | 400 | kind must be one of [other, deployed, loaded, load_failed, promoted, rolled_back, config_changed, schema_changed, feature_flag, dependency, data_source_changed, retrained, demoted]: kind=deploy",
                "/changes?after=12 | 400 | after must be next of an answer: after=12",
                "/annotations?model=shp | 404 | there is no such model: model=shp; did you mean shop?",
                "/models/fraudd/decision | 404 | there is no such model: model=fraudd; did you mean fraud?",
                "/models/fraud/gate?purpose=delete | 400 | purpose must be one of [deploy, promote, canary, promotion]: purpose=delete",
                "/models/fraud/gate?maxAgeMs=1 | 503 | the decision is too old: model=fraud, age=1h, maxAgeMs=1; tidemark run renews it every quarter of an hour while it is up; take it that it may not",
            })
    void whatIsWrongIsTold(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = ask(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("detail").asText()).isEqualTo(detail);
        assertThat(ApiDocument.faults("/api/v1/alerts", "get", status, response.body()))
                .isEmpty();
    }

    @Test
    void anUnknownEpisodeIsAnsweredWithTheNearest() throws Exception {
        HttpResponse<String> response = ask("/episodes/01ff");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(response.body()).get("nearest").asText()).isEqualTo(AnsweringBoards.EPISODE);
        assertThat(JSON.readTree(response.body()).get("detail").asText())
                .startsWith("there is no such episode: episode=01ff; the nearest are " + AnsweringBoards.EPISODE
                        + " (fraud, drift, *), ");
    }
}
