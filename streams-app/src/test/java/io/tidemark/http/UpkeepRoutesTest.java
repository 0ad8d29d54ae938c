package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.VitalsCodec;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.AnsweringUpkeep;
import io.tidemark.testkit.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objectives over time, the pipeline, dead letters and configuration, from outside, against the document. */
@Tag("slow")
class UpkeepRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OBJECTIVE = "/api/v1/models/{model}/slos/{objective}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", AnsweringState::twoModels));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> bytes(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode get(String documented, String path) throws Exception {
        HttpResponse<byte[]> response = bytes(path);
        String body = new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(ApiDocument.faults(documented, "get", response.statusCode(), body))
                .as(body)
                .isEmpty();
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(body);
    }

    @Test
    void anObjectiveTellsWhatItPromisesAndOfWhichSlices() throws Exception {
        JsonNode answer = get(OBJECTIVE, "/api/v1/models/shop/slos/prices");

        JsonNode objective = answer.get("objective");
        assertThat(objective.get("id").asText()).isEqualTo("prices");
        assertThat(objective.get("target").asDouble()).isEqualTo(0.9);
        assertThat(objective.get("windowMs").asLong()).isEqualTo(3_600_000);
        assertThat(objective.get("method").asText()).isEqualTo("occurrences");
        assertThat(objective.get("unit").asText()).isEqualTo("rows");
        assertThat(objective.get("explanation").toString()).isEqualTo("[\"prices are prices\"]");
        // half of an hour's budget within ten minutes is three times the rate that would just use it up
        assertThat(objective.at("/policy/tiers").toString())
                .isEqualTo("[{\"severity\":\"page\",\"longMs\":600000,\"shortMs\":120000,\"factor\":3.0}]");
        assertThat(objective.at("/policy/steps/4/threshold").asDouble()).isEqualTo(1);
        assertThat(answer.get("slices").toString()).isEqualTo("[\"*\",\"region=eu\"]");
    }

    @Test
    void itsHistoryIsToldInBuckets() throws Exception {
        JsonNode history = get(
                OBJECTIVE + "/history",
                "/api/v1/models/shop/slos/prices/history?slice=region%3Deu&from=2026-01-01T00:02:30Z"
                        + "&to=2026-01-01T00:05:00Z&step=2m");

        assertThat(history.get("range").toString())
                .isEqualTo("{\"from\":\"2026-01-01T00:02:00Z\",\"to\":\"2026-01-01T00:06:00Z\"}");
        assertThat(history.get("buckets").toString()).isEqualTo("[\"2026-01-01T00:02:00Z\",\"2026-01-01T00:04:00Z\"]");
        assertThat(history.get("good").toString()).isEqualTo("[190,100]");
        assertThat(history.get("bad").toString()).isEqualTo("[10,0]");
        assertThat(history.get("excluded").toString()).isEqualTo("[0,0]");
        assertThat(history.get("isPartial").toString()).isEqualTo("[false,true]");
        // four minutes of 100 rows are a fifteenth of what the hour may have: 600 of 6000 may be bad
        assertThat(history.at("/consumed/0").asDouble()).isEqualTo(10 / 600.0);
        // by the end of the fifth, ten of the 6000 rows that the hour will have at this rate, again
        assertThat(history.at("/consumed/1").asDouble()).isEqualTo(10 / 600.0);
        assertThat(history.get("spent").get(1))
                .isEqualTo(history.get("consumed").get(1));
        assertThat(history.at("/burn/0/short/0").asDouble()).isEqualTo(10 / 20.0);
        assertThat(history.at("/burn/0/short/1").asDouble()).isEqualTo(10 / 20.0);
        assertThat(history.at("/burn/0/long").size()).isEqualTo(2);
    }

    @Test
    void thePipelineNamesWhoDoesNotAnswer() throws Exception {
        JsonNode answer = get("/api/v1/pipeline", "/api/v1/pipeline");

        assertThat(answer.get("missingInstances").toString()).isEqualTo("[\"127.0.0.1:1\",\"unavailable:0\"]");
        JsonNode here = answer.at("/instances/0");
        assertThat(here.get("instance").asText()).isEqualTo("here:1");
        assertThat(here.get("isHere").asBoolean()).isTrue();
        assertThat(here.get("restoring").toString())
                .isEqualTo("[{\"store\":\"profiles\",\"partition\":1,\"restored\":10,\"end\":100}]");
        assertThat(answer.get("rejected").toString()).isEqualTo("{\"undecodable\":7}");
        assertThat(answer.get("deadLetters").toString())
                .isEqualTo("{\"behindRecords\":4,\"perReason\":{\"from_the_future\":1,\"undecodable\":899},"
                        + "\"records\":900,\"replayed\":1}");
        assertThat(answer.get("models").toString())
                .isEqualTo("[{\"model\":\"fraud\",\"closedThrough\":null,\"watermark\":null,\"delayMs\":null},"
                        + "{\"model\":\"shop\",\"closedThrough\":\"2026-01-01T00:05:00Z\","
                        + "\"watermark\":\"2026-01-01T00:04:00Z\",\"delayMs\":120000}]");
        assertThat(answer.get("sources").toString())
                .isEqualTo("[{\"partition\":\"events-0\",\"newestEventTime\":\"2026-01-01T00:04:00Z\","
                        + "\"state\":\"flowing\",\"lagRecords\":12,\"delayMs\":120000}]");
    }

    @Test
    void deadLettersComeInPagesTheNewestFirst() throws Exception {
        JsonNode first = get("/api/v1/dead-letters", "/api/v1/dead-letters?limit=2");
        JsonNode second = get("/api/v1/dead-letters", "/api/v1/dead-letters?limit=2&after=0@1");
        JsonNode one = get("/api/v1/dead-letters", "/api/v1/dead-letters?reason=from-the-future");

        assertThat(first.get("letters").findValuesAsText("letter")).containsExactly("0@2", "0@1");
        assertThat(first.get("next").asText()).isEqualTo("0@1");
        assertThat(second.get("letters").findValuesAsText("letter")).containsExactly("0@0");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(one.get("letters").toString())
                .isEqualTo("[{\"letter\":\"0@1\",\"topic\":\"letters\",\"partition\":0,\"offset\":1,"
                        + "\"reason\":\"from_the_future\",\"detail\":\"seen and what would be right\","
                        + "\"at\":\"2026-01-01T00:05:00.001Z\",\"failures\":1,\"isReplayed\":true,"
                        + "\"source\":{\"topic\":\"events\",\"partition\":3,\"offset\":41,"
                        + "\"time\":\"2026-01-01T00:05:00Z\"}}]");
    }

    @Test
    void configurationIsTold() throws Exception {
        JsonNode answer = get("/api/v1/config", "/api/v1/config");

        assertThat(answer.toString())
                .isEqualTo("{\"application\":{\"application\":{\"ssl.key.password\":\"***\",\"threads\":\"2\"}},"
                        + "\"monitors\":{\"monitors\":[{\"model\":\"shop\"}]}}");
    }

    @Test
    void vitalsGoFromInstanceToInstance() throws Exception {
        HttpResponse<byte[]> response = bytes("/internal/vitals");

        assertThat(VitalsCodec.read(response.body())).isEqualTo(AnsweringUpkeep.vitals("here:1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models/shopp/slos/prices | 404 | there is no such model: model=shopp; did you mean shop?",
                "models/shop/slos/price | 404 | there is no such objective: objective=price; did you mean prices?",
                "models/fraud/slos/prices | 404 | there is no such objective: objective=prices; none is known yet",
                "models/shop/slos/prices?x=1 | 400 | there is no such parameter here: x; there is none",
                "models/shop/slos/prices/history?slice=region=ue | 404 | there is no such slice: slice=region=ue; did you mean region=eu?",
                "models/shop/slos/prices/history?step=5 | 400 | step must be a duration like 5m, 1h or 1d: step=5",
                "models/shop/slos/prices/history?step=0s | 400 | step must be a duration like 5m, 1h or 1d: step=0s",
                "models/shop/slos/prices/history?step=90s | 400 | step must be a multiple of the objective's slot of 1 min: step=90s",
                "models/shop/slos/prices/history?from=yesterday | 400 | from must be a time in UTC as 2026-01-31T12:00:00Z: from=yesterday",
                "models/shop/slos/prices/history?from=2026-01-01T00:04:00Z&to=2026-01-01T00:04:00Z | 400 | from must be before to: from=2026-01-01T00:04:00Z, to=2026-01-01T00:04:00Z",
                "models/shop/slos/prices/history?to=2025-01-01T00:00:00Z | 400 | nothing is kept of that time: from=2024-12-31T00:00:00Z, to=2025-01-01T00:00:00Z; kept is from 2026-01-01T00:00:00Z to 2026-01-01T00:05:00Z",
                "pipeline?model=shop | 400 | there is no such parameter here: model; there is none",
                "config?all=1 | 400 | there is no such parameter here: all; there is none",
                "dead-letters?limit=0 | 400 | limit must be a whole number from 1 to 1000: limit=0",
                "dead-letters?after=7@7 | 400 | after is no letter that is remembered: after=7@7; take next of the page before, or begin anew without after",
                "dead-letters?reason=undecodible | 404 | there is no such reason: reason=undecodible; did you mean undecodable?",
            })
    void whatIsWrongIsTold(String path, int status, String detail) throws Exception {
        HttpResponse<byte[]> response = bytes("/api/v1/" + path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(response.body()).get("detail").asText()).isEqualTo(detail);
    }
}
