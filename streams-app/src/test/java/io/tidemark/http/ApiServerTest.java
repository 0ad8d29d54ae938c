package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.domain.WorldFailure;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.Rows;
import io.tidemark.query.Rows.Standing;
import io.tidemark.query.State;
import io.tidemark.query.Unavailable;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API from outside, against its own document. */
class ApiServerTest {
    private static final String READ = "read-0123456789abcdef";
    private static final String PEER = "peer-0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicReference<Health> health = new AtomicReference<>(new Health(true, true, "running", ""));
    private final HttpClient client = HttpClient.newHttpClient();
    private ApiServer server = start(Tokens.none());

    private ApiServer start(Tokens tokens) {
        return ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, tokens, Openness.GUARDED),
                new Sources(health::get, type -> "tidemark_events_total 7.0\n", AnsweringState::twoModels));
    }

    private void restart(ApiServer other) {
        server.close();
        server = other;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Every path of the document is there, and what it answers is as the document says. */
    /** What must be asked with, as the document shows it. */
    private static String examples(JsonNode parameters) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : parameters) {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.get("name").asText())
                        .append('=')
                        .append(parameter.get("example").asText());
            }
        }
        return query.toString();
    }

    @Test
    void everyPathAnswersAsTheDocumentSays() throws Exception {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(get("/api/v1/openapi.yaml").body());
        Map<String, String> seen = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            JsonNode content = path.getValue().at("/get/responses/200/content");
            if (content.isMissingNode() || content.has("text/event-stream")) {
                continue;
            }
            HttpResponse<String> response = get(path.getKey()
                            .replace("{model}", "shop")
                            .replace("{objective}", "prices")
                            .replace("{episodeId}", AnsweringBoards.EPISODE)
                    + examples(path.getValue().at("/get/parameters")));
            String type = content.fieldNames().next();
            seen.put(
                    path.getKey(),
                    response.statusCode() + " "
                            + response.headers()
                                    .firstValue("Content-Type")
                                    .orElse("")
                                    .replaceFirst(";.*", ""));
            assertThat(seen.get(path.getKey())).isEqualTo("200 " + type);
            if (type.equals("application/json")) {
                assertThat(ApiDocument.faults(content.get(type).get("schema"), response.body()))
                        .isEmpty();
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(27);
        assertThat(ApiDocument.faults(document.at("/components/schemas/Model"), "{\"model\": 1}"))
                .as("the check itself can fail")
                .isNotEmpty();
    }

    @Test
    void modelsTellHowFarTheyAre() throws Exception {
        JsonNode answer = JSON.readTree(get("/api/v1/models").body());

        assertThat(answer.get("models").toString())
                .isEqualTo(
                        "[{\"model\":\"fraud\",\"tenant\":\"default\",\"closedThrough\":null,\"slices\":0},"
                                + "{\"model\":\"shop\",\"tenant\":\"default\",\"closedThrough\":\"2026-01-01T00:05:00Z\",\"slices\":4}]");
        assertThat(answer.get("answer").toString())
                .isEqualTo("{\"isOfOneMoment\":true,\"missing\":[],\"why\":{},\"parts\":["
                        + "{\"part\":\"assess-0\",\"instance\":\"here:1\",\"role\":\"active\",\"behindRecords\":0},"
                        + "{\"part\":\"assess-1\",\"instance\":\"here:1\",\"role\":\"active\",\"behindRecords\":0}]}");
    }

    @Test
    void aCopyOfWhichNobodyKnowsHowFarItIsBehindSaysSo() throws Exception {
        JsonNode schema = new ObjectMapper(new YAMLFactory())
                .readTree(get("/api/v1/openapi.yaml").body())
                .at("/paths/~1api~1v1~1models/get/responses/200/content/application~1json/schema");
        State copies = AnsweringState.reached(
                rows -> ask -> new Rows(rows.read(ask).rows(), new Standing("here:1", Rows.Role.STANDBY, null)));
        restart(ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                new Sources(health::get, type -> "", () -> copies)));

        String body = get("/api/v1/models").body();

        assertThat(JSON.readTree(body).at("/answer/parts/0").toString())
                .isEqualTo(
                        "{\"part\":\"assess-0\",\"instance\":\"here:1\",\"role\":\"standby\",\"behindRecords\":null}");
        assertThat(ApiDocument.faults(schema, body)).isEmpty();
    }

    @Test
    void slicesComeInPages() throws Exception {
        JsonNode first = JSON.readTree(get("/api/v1/models/shop/slices?limit=2").body());
        JsonNode second = JSON.readTree(get("/api/v1/models/shop/slices?limit=2&after="
                        + first.get("next").asText().replace("=", "%3D"))
                .body());

        assertThat(first.get("slices").findValuesAsText("slice")).containsExactly("*", "country=BR");
        assertThat(second.get("slices").findValuesAsText("slice")).containsExactly("country=DE", "version=a\\,b");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldSo() throws Exception {
        HttpResponse<String> first = get("/api/v1/models");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = get("/api/v1/models", "If-None-Match", tag);
        HttpResponse<String> other = get("/api/v1/sources", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("ETag"))
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    /** Eight ask at once, and the state is asked once; what failed is asked anew. */
    @Test
    void whoAskTheSameAtOnceAskTheStateOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        restart(ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                new Sources(health::get, type -> "", () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new Unavailable("once");
                    }
                    return AnsweringState.twoModels();
                })));

        assertThat(get("/api/v1/models").statusCode()).isEqualTo(503);
        List<Integer> codes = IntStream.range(0, 8)
                .mapToObj(i -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/models"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(answer -> answer.join().statusCode())
                .toList();

        assertThat(codes).hasSize(8).containsOnly(200);
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/models/shopp/slices | 404 | there is no such model: model=shopp; did you mean shop?",
                "/api/v1/models/zzz/slices | 404 | there is no such model: model=zzz; there are fraud, shop",
                "/api/v1/models/shop/slices?limit=0 | 400 | limit must be a whole number from 1 to 1000: limit=0",
                "/api/v1/models/shop/slices?limit=many | 400 | limit must be a whole number from 1 to 1000: limit=many",
                "/api/v1/models/shop/slices?limit=2&limit=3 | 400 | limit is there 2 times; once is enough",
                "/api/v1/models?limt=2 | 400 | there is no such parameter here: limt; there are [tenant]",
                "/api/v1/nothing | 404 | there is nothing here: path=/api/v1/nothing",
                "/internal/rows?store=grids | 400 | no such store: store=grids",
            })
    void whatIsWrongIsTold(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(response.body()).get("detail").asText()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/models, 'GET, HEAD'",
        "DELETE, /api/v1/models/shop/slices, 'GET, HEAD'",
        "POST, /api/v1/models/shop/drift, 'GET, HEAD'",
        "PATCH, /healthz, 'GET, HEAD'",
        "POST, /internal/rows, 'GET, HEAD'",
        "PUT, /, 'GET, HEAD'",
        "GET, /api/v1/models/shop/reference, POST",
        "DELETE, /api/v1/changes, 'GET, HEAD, POST'",
    })
    void whatAPathDoesNotTakeIsToldWithWhatItTakes(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = send(method, path);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(response.body()).get("detail").asText())
                .isEqualTo("this path takes " + allowed + ": method=" + method + ", path=" + path);
    }

    @Test
    void whatIsNotThereIsNotThereForAnyMethod() throws Exception {
        for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE")) {
            assertThat(send(method, "/api/v1/nothing").statusCode()).as(method).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/healthz, 200",
        "/api/v1/models, 200",
        "/api/v1/models/zzz/slices, 404",
        "/, 200",
        "/api/v1/events, 200",
        "/api/v1/models/shop/reference, 405"
    })
    void headIsGetWithoutItsBody(String path, int status) throws Exception {
        HttpResponse<String> response = send("HEAD", path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        if (path.equals("/api/v1/models")) {
            assertThat(response.headers().firstValue("ETag"))
                    .isEqualTo(get(path).headers().firstValue("ETag"));
        }
    }

    @Test
    void headNeedsTheTokenThatGetNeeds() throws Exception {
        restart(start(Tokens.of(Map.of("read.grafana", READ))));

        assertThat(send("HEAD", "/api/v1/models").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void healthIsWhatAnOrchestratorTakesItFor() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);

        health.set(new Health(true, false, "rebalancing", "restores"));
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("{\"state\":\"rebalancing\",\"why\":\"restores\"}");

        health.set(new Health(false, false, "error", ""));
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/metrics").body()).isEqualTo("tidemark_events_total 7.0\n");
    }

    @Test
    void tokensAreAskedForOnceThereAreSome() throws Exception {
        restart(start(Tokens.of(Map.of("read.grafana", READ, "peer.us", PEER))));

        assertThat(get("/api/v1/models").statusCode()).isEqualTo(401);
        assertThat(get("/metrics").statusCode()).isEqualTo(401);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/models", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(get("/api/v1/models", "Authorization", "Bearer " + READ).statusCode())
                .isEqualTo(200);
        assertThat(get("/internal/rows?store=grids", "Authorization", "Bearer " + READ)
                        .body())
                .contains("the token of grafana allows to read; this needs peer")
                .doesNotContain(READ);
        assertThat(get("/api/v1/models", "Authorization", "Bearer " + PEER).body())
                .contains("the token of us allows to peer; this needs read");
        assertThat(get("/internal/rows?store=grids", "Authorization", "Bearer " + PEER)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whereItIsLeftOpenOneLooksWithoutATokenAndActsWithOne() throws Exception {
        restart(ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.of(Map.of("admin.me", READ)), Openness.OPEN),
                new Sources(health::get, type -> "", AnsweringState::twoModels)));

        assertThat(get("/api/v1/models").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/models", "Authorization", "Bearer " + READ).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/models", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(get("/internal/rows?store=grids").statusCode()).isEqualTo(401);
    }

    /** A server that is open, or told to others, although it listens on this machine only; rows are looked for and found only by a peer. */
    @ParameterizedTest
    @CsvSource({
        "GUARDED, '', 400",
        "OPEN, '', 401",
        "GUARDED, 192.0.2.1:80, 401",
        "OPEN, 192.0.2.1:80, 401",
        "GUARDED, 127.0.0.9:80, 400"
    })
    void rawRowsAreForPeers(Openness openness, String advertised, int status) throws Exception {
        restart(ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), openness).advertisedAt(advertised),
                new Sources(health::get, type -> "", AnsweringState::twoModels)));

        assertThat(get("/internal/rows?store=grids").statusCode()).isEqualTo(status);
        assertThat(get("/internal/vitals").statusCode()).isEqualTo(status == 400 ? 200 : 401);
        assertThat(get("/api/v1/models").statusCode()).isEqualTo(200);

        restart(ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.of(Map.of("peer.us", PEER)), openness)
                        .advertisedAt(advertised),
                new Sources(health::get, type -> "", AnsweringState::twoModels)));

        assertThat(get("/internal/rows?store=grids").statusCode()).isEqualTo(401);
        assertThat(get("/internal/rows?store=grids", "Authorization", "Bearer " + PEER)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.2", "127.9.9.9"})
    void itAnswersWhereverOnThisMachineItListens(String host) throws Exception {
        restart(ApiServer.start(
                HttpSettings.of(host, 0, Tokens.none(), Openness.GUARDED),
                new Sources(health::get, type -> "", AnsweringState::twoModels)));

        assertThat(get("/api/v1/models").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2:80, 200",
        "[0:0:0:0:0:0:0:1]:80, 200",
        "[::1], 200",
        "localhost, 200",
        "[::2]:80, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example:80, 421"
    })
    void everyNameOfThisMachineIsAnswered(String host, int status) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/models HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status + ' ');
        }
    }

    /** So a foreign page would ask, whose name was made to lead here. */
    @Test
    void aForeignHostIsRefused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/models HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 421 ")
                    .contains("host=evil.example")
                    .doesNotContain("shop");
        }
    }

    @Test
    void whileTheApplicationStartsItSaysSo() throws Exception {
        restart(ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                new Sources(health::get, type -> "", () -> {
                    throw new Unavailable("the application starts; ask again in a moment");
                })));

        HttpResponse<String> response = get("/api/v1/models");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body()).contains("the application starts; ask again in a moment");
    }

    @Test
    void anAddressThatIsTakenIsTold() {
        Assertions.assertThatThrownBy(() -> ApiServer.start(
                        HttpSettings.of("127.0.0.1", server.port(), Tokens.none(), Openness.GUARDED),
                        new Sources(health::get, type -> "", AnsweringState::twoModels)))
                .isInstanceOf(WorldFailure.class)
                .hasMessage("cannot listen: host=127.0.0.1, port=" + server.port()
                        + "; take another one by --http HOST:PORT");
    }
}
