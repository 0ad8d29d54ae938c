package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Model, columns, versions, references, profile and series from outside, over the one window of {@link AnsweringState}. */
class RangesApiTest {
    private static final String SHOP = "/api/v1/models/shop";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ApiServer SERVER = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", AnsweringState::twoModels));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(SERVER.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer, held against the document. */
    private JsonNode right(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String described = path.replaceFirst("\\?.*", "").replaceFirst("models/(shop|fraud)", "models/{model}");
        assertThat(ApiDocument.faults(described, "get", 200, response.body())).isEmpty();
        return JSON.readTree(response.body());
    }

    @Test
    void modelTellsItsColumnsAndWhatItIsComparedWith() throws Exception {
        JsonNode model = right(SHOP);

        assertThat(model.get("closedThrough").asText()).isEqualTo("2026-01-01T00:05:00Z");
        assertThat(model.get("windowMs").asLong()).isEqualTo(300_000);
        assertThat(model.get("dimensions").toString()).isEqualTo("[[\"country\"]]");
        assertThat(model.get("stages").toString()).isEqualTo("[\"serving\"]");
        assertThat(model.get("columns").findValuesAsText("column"))
                .containsExactly("age", "amount", "card", "country", "prediction", "status");
        assertThat(model.at("/columns/1/grids/0/cells").asInt()).isEqualTo(4);
        assertThat(model.get("reference").toString())
                .isEqualTo("{\"kind\":\"first\",\"name\":\"pinned:1f0c\",\"state\":\"holds\"}");
    }

    @Test
    void modelWithoutEventsIsToldToo() throws Exception {
        JsonNode model = right("/api/v1/models/fraud");

        assertThat(model.get("closedThrough").isNull()).isTrue();
        assertThat(model.get("columns")).isEmpty();
        assertThat(model.at("/reference/state").asText()).isEqualTo("waited_for");
        assertThat(right("/api/v1/models/fraud/columns").get("columns")).isEmpty();
        assertThat(right("/api/v1/models/fraud/versions").get("versions")).isEmpty();
    }

    @Test
    void columnsAreFoundByAPartOfTheirNameInPages() throws Exception {
        assertThat(right(SHOP + "/columns?q=A&limit=2").toString())
                .startsWith("{\"answer\":")
                .contains("\"columns\":[{\"column\":\"age\",\"kind\":null,\"redacted\":false},"
                        + "{\"column\":\"amount\",\"kind\":\"number\",\"redacted\":false}]")
                .contains("\"next\":\"amount\"");
        JsonNode second = right(SHOP + "/columns?q=A&limit=2&after=amount");
        assertThat(second.get("columns").toString())
                .isEqualTo("[{\"column\":\"card\",\"kind\":\"category\",\"redacted\":true},"
                        + "{\"column\":\"status\",\"kind\":\"category\",\"redacted\":false}]");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void versionsAreToldWithTheSliceToAskFor() throws Exception {
        assertThat(right(SHOP + "/versions").get("versions").toString())
                .isEqualTo("[{\"version\":\"a,b\",\"slice\":\"version=a\\\\,b\",\"stage\":\"serving\","
                        + "\"firstPane\":\"2026-01-01T00:00:00Z\",\"lastPane\":\"2026-01-01T00:05:00Z\"}]");
        assertThat(right(SHOP + "/profile?slice=version%3Da%5C,b")
                        .at("/rows/events")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void referencesAreToldWithTheirColumns() throws Exception {
        JsonNode reference = right(SHOP + "/references?slice=country%3DDE").at("/references/0");

        assertThat(reference.get("name").asText()).isEqualTo("pinned:1f0c");
        assertThat(reference.get("state").asText()).isEqualTo("holds");
        assertThat(reference.get("holdsFrom").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(reference.get("expires").isNull()).isTrue();
        assertThat(reference.at("/columns/0/n").asInt()).isEqualTo(2 + 2 + 2 + 2);
        assertThat(reference.at("/columns/0/phi").isNull()).isTrue();
    }

    /** Facts are of the fourteen hours whose windows are kept; everything else of the range. */
    @Test
    void profileTellsRowsAndWhatIsKnownOfThem() throws Exception {
        JsonNode profile = right(SHOP + "/profile?limit=1");

        assertThat(profile.get("range").toString())
                .isEqualTo("{\"from\":\"2025-12-31T00:00:00Z\",\"to\":\"2026-01-01T00:05:00Z\"}");
        assertThat(profile.get("rows").toString())
                .isEqualTo("{\"events\":10,\"features\":10,\"predictions\":10,"
                        + "\"status\":{\"error\":1,\"fallback\":0,\"ok\":9,\"timeout\":0},"
                        + "\"facts\":{\"from\":\"2025-12-31T10:05:00Z\",\"to\":\"2026-01-01T00:05:00Z\","
                        + "\"newestEventTime\":\"2026-01-01T00:04:59Z\",\"late\":1,\"rejectedRecords\":2,"
                        + "\"rejected\":{\"empty\":2},\"duplicates\":null,\"rules\":[]}}");
        assertThat(profile.get("columns").findValuesAsText("column")).containsExactly("age");
        assertThat(profile.get("next").asText()).isEqualTo("age");
    }

    @Test
    void redactedColumnTellsHowManyAndNoValue() throws Exception {
        HttpResponse<String> all = get(SHOP + "/profile");
        JsonNode card = right(SHOP + "/profile?columns=card").at("/columns/0");

        assertThat(card.get("n").asInt()).isEqualTo(10);
        assertThat(card.get("histogram")).isEmpty();
        assertThat(card.get("topValues")).isEmpty();
        assertThat(card.get("other").isNull()).isTrue();
        assertThat(all.body()).doesNotContain("secret");
        assertThat(get(SHOP + "/series?columns=card").body()).doesNotContain("secret");
    }

    /** The window in which there were events, and the hour before without any. */
    @Test
    void seriesIsNullWhereNothingHappened() throws Exception {
        JsonNode series = right(SHOP + "/series?from=2025-12-31T23:55:00Z&step=5m&columns=amount,country");

        assertThat(series.get("buckets").toString()).isEqualTo("[\"2025-12-31T23:55:00Z\",\"2026-01-01T00:00:00Z\"]");
        assertThat(series.get("isPartial").toString()).isEqualTo("[false,false]");
        assertThat(series.get("rows").toString()).isEqualTo("[null,10]");
        assertThat(series.get("requests").toString())
                .isEqualTo("{\"error\":[null,1],\"fallback\":[null,0],\"ok\":[null,9],\"timeout\":[null,0]}");
        assertThat(series.get("classes").toString())
                .isEqualTo("{\"NO\":[null,0.6],\"YES\":[null,0.4],\"__other__\":[null,0.0]}");
        assertThat(series.get("missing").toString()).isEqualTo("{\"amount\":[null,0.2],\"country\":[null,0.0]}");
        assertThat(series.get("quantiles").toString())
                .isEqualTo("{\"amount\":{\"0.5\":[null,20.0],\"0.95\":[null,45.0],\"0.99\":[null,45.0]}}");
    }

    @Test
    void seriesHasWhatIsAskedFor() throws Exception {
        JsonNode series = right(SHOP + "/series?what=rows,missing&step=1d");

        assertThat(series.fieldNames())
                .toIterable()
                .containsExactly("answer", "buckets", "isPartial", "missing", "range", "rows", "stepMs");
        assertThat(series.get("isPartial").toString()).isEqualTo("[false,true]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/models/shopp | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/shopp/columns | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/shopp/versions | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/shopp/references | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/shopp/profile | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/shopp/series | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/shop?x=1 | 400 | there is no such parameter here: x; there is none",
                "/api/v1/models/shop/columns?limit=0 | 400 | limit must be a whole number from 1 to 1000: limit=0",
                "/api/v1/models/shop/versions?limit=1 | 400 | there is no such parameter here: limit; there is none",
                "/api/v1/models/shop/references?slice=country%3DDD | 404 | there is no such slice: slice=country=DD; did you mean country=DE?",
                "/api/v1/models/shop/references?stage=testing | 400 | stage must be one of [training, serving]: stage=testing",
                "/api/v1/models/shop/profile?stage=training | 404 | no event of stage training was seen: model=shop; events are of stage serving unless they say otherwise",
                "/api/v1/models/fraud/profile | 404 | there is no such slice: slice=*; none is known yet",
                "/api/v1/models/shop/profile?columns=amuont | 404 | there is no such column: column=amuont; did you mean amount?",
                "/api/v1/models/shop/profile?from=yesterday | 400 | from must be a time in UTC as 2026-01-31T12:00:00Z: from=yesterday",
                "/api/v1/models/shop/profile?to=%2B99999-01-01T00:00:00Z | 400 | to must be a time in UTC as 2026-01-31T12:00:00Z: to=+99999-01-01T00:00:00Z",
                "/api/v1/models/shop/profile?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z | 400 | from must be before to: from=2026-01-01T00:00:00Z, to=2025-01-01T00:00:00Z",
                "/api/v1/models/shop/profile?from=2026-01-01T00:05:00Z | 404 | the range is not closed yet: from=2026-01-01T00:05:00Z, closed through=2026-01-01T00:05:00Z",
                "/api/v1/models/shop/profile?limit=1001 | 400 | limit must be a whole number from 1 to 1000: limit=1001",
                "/api/v1/models/shop/profile?slice=* &slice=* | 400 | slice is there 2 times; once is enough",
                "/api/v1/models/shop/series?step=5 | 400 | step must be a duration like 5m, 1h or 1d: step=5",
                "/api/v1/models/shop/series?step=0m | 400 | step must be a duration like 5m, 1h or 1d: step=0m",
                "/api/v1/models/shop/series?step=90s | 400 | step must be a whole number of windows: step=90s, window=5m, next=5m",
                "/api/v1/models/shop/series?from=2025-12-25T00:00:00Z&step=5m | 400 | step makes more than 500 buckets: step=5m, buckets=2017, smallest that would do=30m",
                "/api/v1/models/shop/series?what=rows,rowz | 400 | what must be of [rows, requests, classes, missing, quantiles]: what=rowz",
                "/api/v1/models/shop/series?columns=amuont | 404 | there is no such column: column=amuont; did you mean amount?",
            })
    void whatIsWrongIsTold(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = get(path.replace(" ", ""));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(response.body()).get("detail").asText()).isEqualTo(detail);
        String described =
                path.replaceFirst("\\?.*", "").strip().replaceFirst("models/(shopp?|fraud)", "models/{model}");
        assertThat(ApiDocument.faults(described, "get", status, response.body()))
                .isEmpty();
    }

    @Test
    void rangeThatIsNoLongerKeptSaysWhatIs() throws Exception {
        HttpResponse<String> response = get(SHOP + "/profile?from=2025-12-31T09:55:00Z&to=2025-12-31T11:00:00Z");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(response.body()).get("title").asText()).isEqualTo("range not kept");
        assertThat(JSON.readTree(response.body()).get("detail").asText())
                .isEqualTo("the range is no longer kept that fine: at=2025-12-31T09:55:00Z, "
                        + "windows since 2025-12-31T10:05:00Z, whole hours since 2025-12-02T00:00:00Z, "
                        + "whole days since 2024-11-27T00:00:00Z");
    }
}
