package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.State;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import io.tidemark.testkit.BoardTeller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Silences and corrections, from outside: those that judge keeps in {@link AnsweringState}, and what {@link AnsweringBoards} heard. It is three o'clock of
 * Sunday, 1 March 2026, and fraud's budgets are at two.
 */
class SilenceRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final State state = AnsweringState.with(AnsweringBoards.desk(new ArrayList<>()));
    private final BoardTeller teller = new BoardTeller(state.boards());
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode ask(String query) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/silences" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(ApiDocument.faults("/api/v1/silences", "get", response.statusCode(), response.body()))
                .isEmpty();
        return JSON.readTree(response.body());
    }

    private static JsonNode one(JsonNode answer, String id) {
        for (JsonNode silence : answer.get("silences")) {
            if (silence.get("id").asText().equals(id)) {
                return silence;
            }
        }
        throw new AssertionError("not there: " + id + " in " + answer);
    }

    private static Operation told(String id, Kind kind, Operation.Span span) {
        return new Operation(id, kind, "shop", span.startMs(), "eve", "why", "", Operation.Cover.ALL, span, "chaos");
    }

    private static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static Operation.Span once(String from, String to) {
        return new Operation.Span(ms(from), ms(to), "", 0, "UTC");
    }

    @Test
    void whatJudgeKeepsIsThereWithWhoToldItAndWhy() throws Exception {
        JsonNode answer = ask("");

        assertThat(one(answer, AnsweringState.SILENCE).toString())
                .startsWith(
                        "{\"id\":\"fraud/3f2a9c1b\",\"kind\":\"silence\",\"source\":\"told\",\"state\":\"kept\",\"inForce\":true,")
                .endsWith("\"by\":\"ada\",\"reason\":\"known\",\"toldAt\":\"2026-03-01T12:00:00Z\",\"note\":\"\"}");
        assertThat(one(answer, AnsweringState.OLD_SILENCE).toString())
                .isEqualTo(
                        "{\"id\":\"fraud/5a5a5a5a\",\"kind\":\"silence\",\"source\":\"told\",\"state\":\"kept\",\"inForce\":true,"
                                + "\"at\":\"2026-03-01T15:00:00Z\",\"model\":\"fraud\",\"objective\":\"drift\",\"slice\":\"\",\"severity\":\"ticket\","
                                + "\"category\":\"\",\"from\":\"2025-01-01T00:00:00Z\",\"to\":\"2027-01-01T00:00:00Z\",\"recurrence\":null,"
                                + "\"durationMs\":null,\"timeZone\":null,\"next\":null,\"by\":\"\",\"reason\":\"\",\"toldAt\":null,\"note\":\"\"}");
        assertThat(one(answer, AnsweringState.CORRECTION).toString())
                .isEqualTo(
                        "{\"id\":\"fraud/0c0ffee0\",\"kind\":\"correction\",\"source\":\"told\",\"state\":\"kept\",\"inForce\":false,"
                                + "\"at\":\"2026-03-01T14:00:00Z\",\"model\":\"fraud\",\"objective\":\"drift\",\"slice\":\"country=*\",\"severity\":\"\","
                                + "\"category\":\"maintenance\",\"from\":\"2025-01-01T00:00:00Z\",\"to\":null,"
                                + "\"recurrence\":\"FREQ=WEEKLY;BYDAY=SU;BYHOUR=2\",\"durationMs\":7200000,\"timeZone\":\"Z\","
                                + "\"next\":\"2026-03-08T02:00:00Z\",\"by\":\"ben\",\"reason\":\"the feed is rebuilt\",\"toldAt\":null,\"note\":\"\"}");
        assertThat(answer.at("/answer/missing")).isEmpty();
    }

    @Test
    void theMomentIsWhatIsAskedFor() throws Exception {
        JsonNode night = ask("?at=2026-03-01T03:59:59Z&inForce=true");
        JsonNode morning = ask("?at=2026-03-01T04:00:00Z&kind=correction");

        assertThat(night.get("silences").findValuesAsText("id"))
                .containsExactlyInAnyOrder(AnsweringState.CORRECTION, AnsweringState.OLD_SILENCE);
        assertThat(morning.at("/silences/0/inForce").asBoolean()).isFalse();
        assertThat(morning.at("/silences/0/at").asText()).isEqualTo("2026-03-01T04:00:00Z");
        assertThat(ask("?model=shop").get("silences")).isEmpty();
    }

    @Test
    void whatIsOverEndedOrRefusedIsNotInForce() throws Exception {
        teller.operation(told("shop/over", Kind.SILENCE, once("2026-03-01T12:00:00Z", "2026-03-01T14:00:00Z")))
                .operation(told("shop/ended", Kind.SILENCE, once("2026-03-01T12:00:00Z", "2026-03-02T14:00:00Z")))
                .operation(told("shop/ended", Kind.END_SILENCE, once("2026-03-01T13:00:00Z", "2026-03-02T14:00:00Z")))
                .operation(told(
                        "shop/never",
                        Kind.CORRECT,
                        new Operation.Span(
                                ms("2026-03-01T12:00:00Z"), 0, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1, "UTC")));

        JsonNode answer = ask("?model=shop");

        assertThat(answer.get("silences").findValuesAsText("state")).containsExactlyInAnyOrder("over", "ended");
        assertThat(answer.get("silences").findValuesAsText("inForce")).containsExactly("false", "false");
        assertThat(one(answer, "shop/ended").get("note").asText())
                .isEqualTo("eve ended it at 2026-03-01T13:00:00Z: why");
        assertThat(one(answer, "shop/over").get("next").isNull()).isTrue();
        assertThat(one(ask("?at=2026-03-01T13:00:00Z&inForce=true"), "shop/over")
                        .get("inForce")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theListComesInPages() throws Exception {
        JsonNode first = ask("?limit=2");
        JsonNode second = ask("?limit=2&after=" + first.get("next").asText().replace(" ", "%20"));

        List<String> ids = new ArrayList<>(first.get("silences").findValuesAsText("id"));
        ids.addAll(second.get("silences").findValuesAsText("id"));
        assertThat(ids).containsExactly(AnsweringState.SILENCE, AnsweringState.CORRECTION, AnsweringState.OLD_SILENCE);
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void whatIsWrongIsTold() throws Exception {
        assertThat(ask("?kind=silnce").get("detail").asText())
                .isEqualTo("kind must be one of [silence, correction]: kind=silnce");
        assertThat(ask("?inForce=yes").get("detail").asText())
                .isEqualTo("inForce must be one of [true, false, any]: inForce=yes");
        assertThat(ask("?model=frud").get("detail").asText())
                .isEqualTo("there is no such model: model=frud; did you mean fraud?");
        assertThat(ask("?at=now").get("detail").asText())
                .isEqualTo("at must be a time in UTC as 2026-01-31T12:00:00Z: at=now");
    }
}
