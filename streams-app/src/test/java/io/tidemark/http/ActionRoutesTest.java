package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Change;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Tiding;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.State;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do, from outside; the boards are {@link AnsweringBoards}, and it is three o'clock. */
@Tag("slow")
class ActionRoutesTest {
    private static final String ACT = "act-0123456789abcdef";
    private static final String READ = "read-0123456789abcdef";
    private static final long THREE = Instant.parse("2026-03-01T15:00:00Z").toEpochMilli();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Tiding> told = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = start(Tokens.of(Map.of("act.on-call", ACT, "read.grafana", READ)));

    private ApiServer start(Tokens tokens) {
        State state = AnsweringState.with(AnsweringBoards.desk(told));
        return ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, tokens, Openness.GUARDED),
                new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(ApiServer to, String path, String body, String... headers) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(to.url() + "/api/v1" + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .headers(headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(
                server,
                path,
                body,
                "Authorization",
                "Bearer " + ACT,
                "Content-Type",
                "application/json; charset=utf-8");
    }

    /** An answer that is as the document says. */
    private JsonNode accepted(String documented, String path, String body) throws Exception {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(ApiDocument.faults("/api/v1" + documented, "post", 202, response.body()))
                .isEmpty();
        return JSON.readTree(response.body());
    }

    private Operation operation() {
        return (Operation) told.get(0);
    }

    @Test
    void whoAcknowledgesIsWhoHasTheToken() throws Exception {
        JsonNode answer = accepted(
                "/episodes/{episodeId}/acknowledge",
                "/episodes/0123456/acknowledge",
                "{\"by\": \"ada\", \"reason\": \"on it\"}");

        assertThat(operation())
                .isEqualTo(new Operation(
                        answer.get("operationId").asText(),
                        Operation.Kind.ACKNOWLEDGE,
                        "fraud",
                        THREE,
                        "on-call",
                        "on it (for ada)",
                        AnsweringBoards.EPISODE,
                        Operation.Cover.ALL,
                        Operation.Span.NONE,
                        ""));
        assertThat(operation().id()).matches("fraud/[0-9a-f]{8}");
        assertThat(answer.get("topic").asText()).isEqualTo("app-operations");
        assertThat(answer.get("doubts")).isEmpty();
    }

    @Test
    void anEpisodeIsResolvedWithoutAWord() throws Exception {
        accepted("/episodes/{episodeId}/resolve", "/episodes/" + AnsweringBoards.KEY + "/resolve", "{}");

        assertThat(operation().kind()).isEqualTo(Operation.Kind.RESOLVE);
        assertThat(operation().by()).isEqualTo("on-call");
        assertThat(operation().reason()).isEmpty();
    }

    @Test
    void aSilenceHoldsFromNowAndIsEndedByItsId() throws Exception {
        JsonNode begun = accepted(
                "/silences",
                "/silences",
                "{\"model\":\"fraud\",\"objective\":\"drift\",\"slice\":\"country=*\",\"severity\":\"page\","
                        + "\"to\":\"2026-03-01T16:00:00Z\",\"reason\":\"known\"}");
        JsonNode ended = accepted("/silences/{id}/end", "/silences/fraud/3f2a9c1b/end", "{}");

        assertThat(operation().cover()).isEqualTo(new Operation.Cover("drift", "country=*", "page"));
        assertThat(operation().span()).isEqualTo(new Operation.Span(THREE, THREE + 3_600_000, "", 0, "UTC"));
        assertThat(begun.get("doubts")).isEmpty();
        assertThat(((Operation) told.get(1)).kind()).isEqualTo(Operation.Kind.END_SILENCE);
        assertThat(ended.get("operationId").asText()).isEqualTo("fraud/3f2a9c1b");
        assertThat(ended.get("doubts")).isEmpty();
    }

    @Test
    void whatJudgeKeepsForLongerThanTheBoardsIsEndedToo() throws Exception {
        accepted("/silences/{id}/end", "/silences/" + AnsweringState.OLD_SILENCE + "/end", "{}");
        accepted("/corrections/{id}/end", "/corrections/" + AnsweringState.CORRECTION + "/end", "{}");

        assertThat(told)
                .extracting(one -> ((Operation) one).id())
                .containsExactly(AnsweringState.OLD_SILENCE, AnsweringState.CORRECTION);
    }

    /** The end of shop's last closed window, though its clock shows another year; fraud has closed none. */
    @Test
    void aNoteStandsWhereChartsEnd() throws Exception {
        accepted("/notes", "/notes", "{\"model\":\"shop\",\"text\":\"new feed\"}");
        accepted("/notes", "/notes", "{\"model\":\"fraud\",\"text\":\"new feed\"}");

        assertThat(operation().span().startMs())
                .isEqualTo(Instant.parse("2026-01-01T00:05:00Z").toEpochMilli());
        assertThat(operation().atMs()).isEqualTo(THREE);
        assertThat(((Operation) told.get(1)).span().startMs()).isEqualTo(THREE);
    }

    @Test
    void whatIsSaidForSomebodyElseHasRoomBesideTheReason() throws Exception {
        HttpResponse<String> response =
                post("/episodes/0123456/resolve", "{\"by\":\"ada\",\"reason\":\"" + "x".repeat(495) + "\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("reason and by must have at most 500 characters together: length=505");
    }

    @Test
    void correctionsRecurAndWhatTheyCoverIsDoubted() throws Exception {
        accepted(
                "/corrections",
                "/corrections",
                "{\"model\":\"fraud\",\"category\":\"outside-hours\",\"reason\":\"nobody buys\","
                        + "\"recurrence\":\"RRULE:FREQ=WEEKLY;BYDAY=SU\",\"durationMs\":7200000,\"timeZone\":\"Europe/Paris\"}");
        JsonNode once = accepted(
                "/corrections",
                "/corrections",
                "{\"model\":\"fraud\",\"objective\":\"drfit\",\"category\":\"chaos\",\"reason\":\"test\","
                        + "\"from\":\"2026-03-01T12:00:00Z\",\"to\":\"2026-03-01T13:00:00Z\"}");
        accepted("/corrections/{id}/end", "/corrections/fraud/0c0ffee0/end", "{\"reason\":\"over\"}");

        assertThat(operation().span())
                .isEqualTo(new Operation.Span(THREE, 0, "FREQ=WEEKLY;BYDAY=SU", 7_200_000, "Europe/Paris"));
        assertThat(operation().category()).isEqualTo("outside-hours");
        assertThat(once.at("/doubts/0").asText())
                .isEqualTo(
                        "the model has no such objective: objective=drfit; did you mean drift?; it is sent all the same");
        assertThat(((Operation) told.get(2)).kind()).isEqualTo(Operation.Kind.END_CORRECTION);
    }

    @Test
    void notesAndChangesAreTold() throws Exception {
        accepted("/notes", "/notes", "{\"model\":\"fraud\",\"at\":\"2026-03-01T12:00:00Z\",\"text\":\"new feed\"}");
        JsonNode change = accepted(
                "/changes",
                "/changes",
                "{\"model\":\"shop\",\"kind\":\"DEPLOYED\",\"version\":\"v7\",\"actor\":\"ci\",\"scope\":{\"region\":\"eu\"}}");

        assertThat(operation().reason()).isEqualTo("new feed");
        assertThat(operation().span().startMs()).isEqualTo(THREE - 3 * 3_600_000);
        Change heard = (Change) told.get(1);
        assertThat(heard.actor()).isEqualTo("ci (told by on-call)");
        assertThat(heard.atMs()).isEqualTo(THREE);
        assertThat(heard.scope()).isEqualTo(Map.of("region", "eu"));
        assertThat(change.get("operationId").asText()).isEqualTo(heard.eventId());
        assertThat(change.get("topic").asText()).isEqualTo("app-changes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/episodes/zz/acknowledge | {} | 404 | no alert is known by that id: episode=zz; open are 0123456789abcdef0123456789abcdef:1772373600 (fraud, drift, *)",
                "/episodes/ffffffffffffffffffffffffffffffff/resolve | {} | 409 | the alert is closed since 2026-03-01 14:30Z (recovered): episode=ffffffffffffffffffffffffffffffff:1772373600; open are 0123456789abcdef0123456789abcdef:1772373600 (fraud, drift, *)",
                "/episodes/0123456/acknowledge | {\"bye\":\"ada\"} | 400 | there is no such field: bye; did you mean by?",
                "/episodes/0123456/acknowledge | [] | 400 | the body must be one object of JSON",
                "/episodes/0123456/acknowledge?x=1 | {} | 400 | there is no such parameter here: x; there is none",
                "/episodes/0123456/acknowledge | {\"reason\":7} | 400 | reason must be a text: reason=7",
                "/silences | {} | 400 | the body needs model and to and reason",
                "/silences | {\"model\":\"frud\",\"to\":\"2026-03-02T00:00:00Z\",\"reason\":\"r\"} | 404 | there is no such model: model=frud; did you mean fraud?",
                "/silences | {\"model\":\"fraud\",\"to\":\"2026-03-01T00:00:00Z\",\"reason\":\"r\"} | 400 | from must be before to: from=2026-03-01T15:00:00Z, to=2026-03-01T00:00:00Z",
                "/silences | {\"model\":\"fraud\",\"to\":\"soon\",\"reason\":\"r\"} | 400 | to must be a time in UTC as 2026-01-31T12:00:00Z: to=soon",
                "/silences | {\"model\":\"fraud\",\"to\":\"2026-03-02T00:00:00Z\",\"severity\":\"high\",\"reason\":\"r\"} | 400 | severity must be one of [page, ticket, info]: severity=high",
                "/silences/3f2a9c1b/end | {} | 404 | there is no such silence: id=3f2a9c1b; 1 begins so, write the whole id: fraud/3f2a9c1b",
                "/silences/fraud/end | {} | 404 | there is no such silence: id=fraud; 2 begin so, write the whole id: fraud/3f2a9c1b, fraud/5a5a5a5a",
                "/silences/fraud/3f2a9c1c/end | {} | 404 | there is no such silence: id=fraud/3f2a9c1c; did you mean fraud/3f2a9c1b?",
                "/silences/frod/1/end | {} | 404 | there is no such silence: id=frod/1; there are fraud/3f2a9c1b, fraud/5a5a5a5a",
                "/corrections/shop/00000000/end | {} | 404 | there is no such correction: id=shop/00000000; there are fraud/0c0ffee0",
                "/episodes/0/acknowledge | {\"reason\":null} | 400 | reason must be a text: reason=null",
                "/silences | {\"model\":\"fraud\",\"from\":\"2026-03-01T13:00:00Z\",\"to\":\"2026-03-01T14:00:00Z\",\"reason\":\"r\"} | 400 | the silence is over already: to=2026-03-01T14:00:00Z, clock=2026-03-01T15:00:00Z",
                "/silences | {\"model\":\"fraud\",\"to\":\"2026-03-02T00:00:00Z\",\"severity\":\"pgae\",\"reason\":\"r\"} | 400 | severity must be one of [page, ticket, info]: severity=pgae; did you mean page?",
                "/corrections | {\"model\":\"fraud\",\"category\":\"chaos\",\"reason\":\"r\",\"recurrence\":\"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\",\"durationMs\":1} | 400 | recurrence=FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never occurs from 2026-03-01T15:00:00Z on, or too seldom for its FREQ to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3",
                "/corrections | {\"model\":\"fraud\",\"category\":\"chaos\",\"reason\":\"r\",\"recurrence\":\"FREQ=HOURLY;BYMINUTE=0,30\",\"durationMs\":1} | 400 | recurrence=FREQ=HOURLY;BYMINUTE=0,30 recurs more often than hourly; write one BYMINUTE and one BYSECOND at most",
                "/changes | {\"kind\":\"other\",\"eventTime\":\"2026-03-01T16:00:00.001Z\"} | 400 | the change is dated further ahead of the clock than is allowed: eventTime=2026-03-01T16:00:00.001Z, clock=2026-03-01T15:00:00Z, allowed=3600000 ms",
                "/corrections | {\"model\":\"fraud\",\"category\":\"chaos\",\"reason\":\"r\"} | 400 | the body needs from and to",
                "/corrections | {\"model\":\"fraud\",\"category\":\"chaos\",\"reason\":\"r\",\"recurrence\":\"x\",\"durationMs\":0} | 400 | durationMs must be a whole number from 1 to 31622400000: durationMs=0",
                "/corrections | {\"model\":\"fraud\",\"category\":\"chaos\",\"reason\":\"r\",\"recurrence\":\"x\",\"durationMs\":1} | 400 | recurrence=x is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU",
                "/corrections | {\"model\":\"fraud\",\"category\":\"chaos\",\"reason\":\"r\",\"recurrence\":\"x\",\"durationMs\":1,\"timeZone\":\"Mars\"} | 400 | timeZone=Mars is not a time zone; write one like Europe/Paris",
                "/changes | {\"kind\":\"deployed\"} | 400 | the body needs version",
                "/changes | {\"kind\":\"other\",\"scope\":[]} | 400 | scope must be an object of texts: scope=[]",
            })
    void whatIsWrongIsTold(String path, String body, int status, String detail) throws Exception {
        HttpResponse<String> response = post(path, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(response.body()).get("detail").asText()).isEqualTo(detail);
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNoJsonOrTooMuchIsRefused() throws Exception {
        HttpResponse<String> large = post("/notes", "{\"text\":\"" + "x".repeat(70_000) + "\"}");
        HttpResponse<String> untyped =
                post(server, "/notes", "{}", "Authorization", "Bearer " + ACT, "Content-Type", "text/plain");

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(untyped.statusCode()).isEqualTo(415);
        assertThat(post("/notes", "{\"text\":").body()).contains("the body is no JSON");
        assertThat(post("/notes", "{\"text\":\"a\",\"text\":\"b\"}").statusCode())
                .isEqualTo(400);
        assertThat(told).isEmpty();
    }

    @Test
    void nobodyActsWhoMayOnlyLook() throws Exception {
        HttpResponse<String> reader =
                post(server, "/notes", "{}", "Authorization", "Bearer " + READ, "Content-Type", "application/json");
        HttpResponse<String> nobody = post(server, "/notes", "{}", "Content-Type", "application/json");

        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.body()).contains("the token of grafana allows to read; this needs act");
        assertThat(nobody.statusCode()).isEqualTo(401);
        try (ApiServer open = start(Tokens.none())) {
            assertThat(post(open, "/notes", "{}", "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(told).isEmpty();
    }
}
