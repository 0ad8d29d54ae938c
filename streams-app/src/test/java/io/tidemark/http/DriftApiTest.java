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

/** Readings, heat maps, distribution and comparison from outside, over the one window of {@link AnsweringState}. */
class DriftApiTest {
    private static final String SHOP = "/api/v1/models/shop";
    private static final String WINDOW = "from=2026-01-01T00:00:00Z&to=2026-01-01T00:05:00Z";
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

    /** Ten rows in the only window; of the columns with a grid all but amount have no reference. */
    @Test
    void overviewShowsTrafficAndColumns() throws Exception {
        JsonNode models = right("/api/v1/overview").get("models");

        JsonNode shop = models.get(0).get("model").asText().equals("shop") ? models.get(0) : models.get(1);
        assertThat(shop.get("traffic")).hasSize(48);
        assertThat(shop.at("/traffic/46").asInt()).isZero();
        assertThat(shop.at("/traffic/47").asInt()).isEqualTo(10);
        assertThat(shop.get("data").toString()).isEqualTo("{\"INSUFFICIENT\":1,\"WARMING_UP\":5}");
    }

    /** Of eight amounts and two rows without one against two in each of four cells. */
    @Test
    void readingIsAsOnItsTopic() throws Exception {
        JsonNode told = right(SHOP + "/readings?column=amount&" + WINDOW);

        assertThat(told.get("readings")).hasSize(1);
        JsonNode reading = told.at("/readings/0");
        assertThat(reading.get("windowStart").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(reading.get("reference").asText()).isEqualTo("pinned:1f0c");
        assertThat(reading.get("rows").asInt()).isEqualTo(10);
        assertThat(reading.get("measurements").findValuesAsText("column")).containsOnly("amount");
        assertThat(reading.get("measurements").findValuesAsText("measure")).contains("ks", "missing");
        assertThat(told.get("next").isNull()).isTrue();
    }

    @Test
    void qualityIsAsOnItsTopic() throws Exception {
        JsonNode told = right(SHOP + "/quality");

        assertThat(told.get("windowMs").asLong()).isEqualTo(300_000);
        JsonNode reading = told.at("/readings/0");
        assertThat(reading.get("comparison").asText()).isEqualTo("labels");
        assertThat(reading.get("referenceState").asText()).startsWith("warming up");
        assertThat(reading.get("measurements").findValuesAsText("measure")).contains("accuracy", "labelled");
        assertThat(reading.at("/measurements/0/value").asDouble()).isEqualTo(0.5);
        assertThat(right(SHOP).get("labelWindowMs").asLong()).isEqualTo(300_000);
        assertThat(right("/api/v1/models/fraud").get("labelWindowMs").isNull()).isTrue();
    }

    @Test
    void readingsGoBackInPages() throws Exception {
        JsonNode newest = right(SHOP + "/readings?limit=1");

        assertThat(newest.get("next").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(right(SHOP + "/readings?limit=1&to=2026-01-01T00:00:00Z").get("readings"))
                .isEmpty();
        assertThat(right(SHOP + "/readings?comparison=rest").get("readings")).isEmpty();
    }

    /** KS: amounts at most 10 are 1 of 8, were 2 of 8; at most 20: 4 of 8, were 4: 1/8. Missing 2 of 10 is farther over its 0.01: 0.2/0.01 = 20. */
    @Test
    void heatMapTellsTheMeasureThatSaysMost() throws Exception {
        JsonNode map = right(SHOP + "/drift?from=2025-12-31T23:55:00Z&step=5m&q=AMO");

        assertThat(map.get("buckets").toString()).isEqualTo("[\"2025-12-31T23:55:00Z\",\"2026-01-01T00:00:00Z\"]");
        JsonNode cells = map.at("/columns/0/cells");
        assertThat(map.at("/columns/0/column").asText()).isEqualTo("amount");
        assertThat(cells.get(0).isNull()).isTrue();
        assertThat(cells.at("/1/m").asText()).isEqualTo("missing");
        assertThat(cells.at("/1/v").asDouble()).isEqualTo(0.2);
        assertThat(cells.at("/1/s").asDouble()).isEqualTo(20);
        assertThat(cells.at("/1/n").asInt()).isEqualTo(8);
        assertThat(map.at("/columns/0/strongest/bucket").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(map.get("found").asInt()).isEqualTo(1);
        assertThat(map.get("bad").asInt()).isZero();
        assertThat(map.get("lengthened").asText()).isEmpty();
    }

    /** Ten rows in the window that is there; nothing was known before it. */
    @Test
    void heatMapCountsTheRows() throws Exception {
        JsonNode rows = right(SHOP + "/drift?from=2025-12-31T23:55:00Z&step=5m&q=amount")
                .at("/rows/cells");

        assertThat(rows.get(0).isNull()).isTrue();
        assertThat(rows.at("/1/m").asText()).isEqualTo("volume");
        assertThat(rows.at("/1/n").asInt()).isEqualTo(10);
    }

    /** A page by name judges its own columns only, and so cannot say how many of all are BAD. */
    @Test
    void pageByNameKnowsHowManyThereAreAndNotHowManyAreBad() throws Exception {
        JsonNode map = right(SHOP + "/drift?sort=name&limit=1&" + WINDOW);

        assertThat(map.get("found").asInt()).isEqualTo(5);
        assertThat(map.get("bad").isNull()).isTrue();
    }

    @Test
    void fewerBucketsAreLonger() throws Exception {
        JsonNode map = right(SHOP + "/drift?from=2025-12-31T23:00:00Z&buckets=5");

        assertThat(map.get("stepMs").asInt()).isEqualTo(900_000);
    }

    @Test
    void columnWithoutAReferenceIsWarmingUp() throws Exception {
        JsonNode map = right(SHOP + "/drift?q=country&" + WINDOW);

        assertThat(map.at("/columns/0/cells/0").toString())
                .isEqualTo("{\"m\":null,\"v\":null,\"lo\":null,\"hi\":null,\"t\":null,\"n\":10,\"s\":null,"
                        + "\"verdict\":\"WARMING_UP\"}");
    }

    @Test
    void heatMapComesInPages() throws Exception {
        JsonNode first = right(SHOP + "/drift?limit=1&" + WINDOW);
        JsonNode byName = right(SHOP + "/drift?sort=name&limit=2&after=amount&" + WINDOW);

        assertThat(first.get("columns").findValuesAsText("column")).contains("amount");
        assertThat(first.get("next").asText()).isEqualTo("amount");
        assertThat(byName.at("/columns/0/column").asText()).isEqualTo("card");
        assertThat(byName.at("/columns/1/column").asText()).isEqualTo("country");
        assertThat(byName.get("next").asText()).isEqualTo("country");
    }

    @Test
    void slicesOverTimeTellWhichColumnMovedMost() throws Exception {
        JsonNode map = right(SHOP + "/drift/slices?limit=2&" + WINDOW);

        assertThat(map.at("/slices/0/slice").asText()).isEqualTo("*");
        assertThat(map.at("/slices/1/slice").asText()).isEqualTo("country=BR");
        assertThat(map.at("/slices/1/strongest/column").asText()).isEqualTo("amount");
        assertThat(map.get("next").asText()).isEqualTo("country=BR");
        assertThat(right(SHOP + "/drift/slices?column=country&after=country%3DBR&" + WINDOW)
                        .at("/slices/0/slice")
                        .asText())
                .isEqualTo("country=DE");
    }

    /** Cells 1, 3, 2, 2 of 8 against 2, 2, 2, 2 of 8; the least value is 5, the largest 45. */
    @Test
    void distributionTellsBothOnTheSameCells() throws Exception {
        JsonNode told = right(SHOP + "/distribution?column=amount&" + WINDOW);

        assertThat(told.get("reference").toString())
                .isEqualTo("{\"name\":\"pinned:1f0c\",\"state\":\"\",\"from\":\"2025-12-31T23:55:00Z\","
                        + "\"to\":\"2026-01-01T00:00:00Z\",\"rows\":8}");
        assertThat(told.at("/cells/1").toString())
                .isEqualTo("{\"label\":\"(10, 20]\",\"from\":10.0,\"to\":20.0,\"reference\":0.25,\"window\":0.375,"
                        + "\"referenceCount\":2,\"windowCount\":3}");
        assertThat(told.at("/cumulative/x").toString()).isEqualTo("[5.0,10.0,20.0,30.0,45.0]");
        assertThat(told.at("/cumulative/window").toString()).isEqualTo("[0.0,0.125,0.5,0.75,1.0]");
        assertThat(told.at("/cumulative/band").asDouble()).isPositive();
        assertThat(told.at("/histogram/edges")).hasSize(41);
        assertThat(told.get("verdict").asText()).isEqualTo("INSUFFICIENT");
        assertThat(told.at("/smallestVisible/measure").asText()).isEqualTo("ks");
    }

    @Test
    void rangeThatBeginsBeforeTheReferenceHoldsIsNotJudged() throws Exception {
        JsonNode told = right(SHOP + "/distribution?column=amount");

        assertThat(told.get("verdict").asText()).isEqualTo("WARMING_UP");
        assertThat(told.at("/reference/state").asText())
                .isEqualTo("the range begins before the reference holds, or before its grids do");
        assertThat(told.at("/cells/1/windowCount").asInt()).isEqualTo(3);
    }

    @Test
    void distributionStandsBesideAnotherRangeToo() throws Exception {
        JsonNode told = right(SHOP + "/distribution?column=country&" + WINDOW
                + "&against=2025-12-31T23:00:00Z..2026-01-01T00:05:00Z");

        assertThat(told.at("/reference/name").asText()).isEqualTo("range");
        assertThat(told.at("/cells/0/label").asText()).isEqualTo("“DE”");
        assertThat(told.at("/cells/0/reference").asDouble()).isEqualTo(0.6);
        assertThat(told.get("histogram").isNull()).isTrue();
    }

    @Test
    void slicesAreComparedWithEveryMeasure() throws Exception {
        String range = "2026-01-01T00:00:00Z..2026-01-01T00:05:00Z";
        JsonNode told = right(SHOP + "/comparison?reference=" + range + "&current=" + range
                + "&slice=country%3DBR&referenceSlice=country%3DDE&columns=amount");

        assertThat(told.at("/reference/file").asText()).endsWith(" of shop country=DE");
        assertThat(told.at("/current/file").asText()).endsWith(" of shop country=BR");
        assertThat(told.get("columns").findValuesAsText("column")).containsExactly("amount");
        assertThat(told.get("columns").findValuesAsText("measure")).contains("ks", "js_distance", "missing");
        assertThat(told.get("rowsAreIndependent").asBoolean()).isTrue();
        assertThat(told.get("drifted").asInt()).isZero();
    }

    @Test
    void redactedColumnTellsNoValueAnywhere() throws Exception {
        String range = "2026-01-01T00:00:00Z..2026-01-01T00:05:00Z";
        String all = get(SHOP + "/readings?" + WINDOW).body()
                + get(SHOP + "/drift?" + WINDOW).body()
                + get(SHOP + "/distribution?column=card&" + WINDOW).body()
                + get(SHOP + "/distribution?column=card&" + WINDOW + "&against=" + range)
                        .body()
                + get(SHOP + "/comparison?reference=" + range + "&current=" + range)
                        .body();

        assertThat(all).doesNotContain("secret").contains("\"column\":\"card\"");
        assertThat(right(SHOP + "/distribution?column=card&" + WINDOW).get("cells"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        /api/v1/models/shopp/drift                              | 404 | nearest":"shop"
        /api/v1/models/shop/drift?slice=country%3DDEE           | 404 | nearest":"country=DE"
        /api/v1/models/shop/drift?sort=worst                    | 400 | sort must be one of [contribution, name]
        /api/v1/models/shop/drift?limit=501                     | 400 | limit must be a whole number from 1 to 500
        /api/v1/models/shop/drift?buckets=501                   | 400 | buckets must be a whole number from 1 to 500
        /api/v1/models/shop/drift?step=7m                       | 400 | step must be a whole number of windows
        /api/v1/models/shop/drift?after=nothing                 | 400 | after must be next of the page before
        /api/v1/models/shop/drift?columns=amount                | 400 | there is no such parameter here: columns
        /api/v1/models/fraud/drift                              | 404 | none is known yet
        /api/v1/models/shop/drift/slices?column=amuont          | 404 | nearest":"amount"
        /api/v1/models/shop/drift/slices?slice=*                | 400 | there is no such parameter here: slice
        /api/v1/models/shop/drift/slices?from=2027-01-01T00:00:00Z | 404 | the range is not closed yet
        /api/v1/models/shop/readings?column=amuont&from=2026-01-01T00:00:00Z | 404 | nearest":"amount"
        /api/v1/models/shop/readings?comparison=yesterday       | 400 | comparison must be one of
        /api/v1/models/fraud/quality                            | 404 | the model has no labels: model=fraud; write labels: {topic: …} in its monitor
        /api/v1/models/shop/quality?column=amount               | 400 | there is no such parameter here: column
        /api/v1/models/shop/readings?comparison=labels          | 400 | comparison=labels is of labels, whose readings are in /api/v1/models/shop/quality
        /api/v1/models/shop/readings?limit=201                  | 400 | limit must be a whole number from 1 to 200
        /api/v1/models/shop/readings?from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z | 404 | windows since 2025-12-31T10:05:00Z
        /api/v1/models/shop/readings?from=2026-01-01T00:05:00Z&to=2026-01-01T00:00:00Z | 400 | from must be before to
        /api/v1/models/shop/distribution                        | 400 | column is missing; write column=NAME
        /api/v1/models/shop/distribution?column=amuont          | 404 | nearest":"amount"
        /api/v1/models/shop/distribution?column=amount&against=yesterday | 400 | against must be a range as
        /api/v1/models/shop/distribution?column=amount&from=noon | 400 | from must be a time in UTC
        /api/v1/models/shop/distribution?column=amount&against=2025-12-31T23:00:00Z..2025-12-31T23:30:00Z | 404 | no events: range=
        /api/v1/models/shop/comparison                          | 400 | reference is missing; write reference=
        /api/v1/models/shop/comparison?reference=2026-01-01T00:00:00Z.. &falseAlarms=1 | 400 | falseAlarms must be a number between 0 and 1
        /api/v1/models/shop/comparison?reference=a..b           | 400 | reference must be a time in UTC
        /api/v1/models/shop/comparison?reference=2026-01-01T00:00:00Z..&referenceSlice=country%3DXX | 404 | there is no such slice
        /api/v1/models/shop/comparison?reference=2026-01-01T00:00:00Z..&referenceStage=training | 404 | no event of stage training was seen: model=shop; events are of stage serving unless
        /api/v1/models/shop/comparison?reference=2026-01-01T00:00:00Z..&columns=amuont | 404 | nearest":"amount"
        """)
    void whatIsWrongIsTold(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = get(path.replace(" ", ""));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(detail);
        String described = path.replaceFirst("\\?.*", "").strip().replaceFirst("models/\\w+", "models/{model}");
        assertThat(ApiDocument.faults(described, "get", status, response.body()))
                .isEmpty();
    }
}
