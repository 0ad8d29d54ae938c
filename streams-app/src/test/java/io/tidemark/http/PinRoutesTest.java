package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a reference is asked for; shop's windows are closed through five past midnight. */
class PinRoutesTest {
    private static final String ADMIN = "admin-0123456789abcdef";
    private static final String ACT = "act-0123456789abcdef";
    private static final String PATH = "/api/v1/models/shop/reference";
    private static final String BODY =
            "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:05:00Z\", \"reason\": \"season\", \"by\": \"bob\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Tiding> told = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final State state = AnsweringState.with(AnsweringBoards.desk(told));
    private final ApiServer server = ApiServer.start(
            HttpSettings.of(
                    "127.0.0.1", 0, Tokens.of(Map.of("admin.ada", ADMIN, "act.on-call", ACT)), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .headers("Authorization", "Bearer " + token, "Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode refused(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(told).isEmpty();
        return JSON.readTree(response.body());
    }

    @Test
    void aReferenceIsAskedForOnTheTopic() throws Exception {
        HttpResponse<String> response = post(PATH, ADMIN, BODY);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(ApiDocument.faults("/api/v1/models/{model}/reference", "post", 202, response.body()))
                .isEmpty();
        JsonNode answer = JSON.readTree(response.body());
        assertThat(told)
                .containsExactly(new Operation(
                        answer.get("operationId").asText(),
                        Operation.Kind.PIN,
                        "shop",
                        state.desk().clock().millis(),
                        "ada",
                        "season (for bob)",
                        "",
                        Operation.Cover.ALL,
                        new Operation.Span(
                                Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
                                Instant.parse("2026-01-01T00:05:00Z").toEpochMilli(),
                                "",
                                0,
                                "UTC"),
                        ""));
        assertThat(answer.get("topic").asText()).isEqualTo("app-operations");
        assertThat(answer.get("doubts")).isEmpty();
    }

    /** It changes what all are judged by: who may act on alerts may not. */
    @Test
    void onlyWhoAdministersMayAsk() throws Exception {
        refused(403, post(PATH, ACT, BODY));
        refused(401, post(PATH, "another", BODY));
    }

    @Test
    void oneAtATime() throws Exception {
        Operation open = pin("shop/1");
        state.boards().operation(open);

        assertThat(refused(409, post(PATH, ADMIN, BODY)).get("detail").asText())
                .contains("operationId=shop/1")
                .contains("ada asked");

        state.boards().operation(note("shop/1"));
        assertThat(post(PATH, ADMIN, BODY).statusCode()).isEqualTo(202);
    }

    private static Operation pin(String id) {
        return operation(id, Operation.Kind.PIN);
    }

    private static Operation note(String id) {
        return operation(id, Operation.Kind.NOTE);
    }

    private static Operation operation(String id, Operation.Kind kind) {
        return new Operation(
                id, kind, "shop", 1, "ada", "", "", Operation.Cover.ALL, new Operation.Span(1, 2, "", 0, "UTC"), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop | {} | 400 | the body needs from and to and reason",
                "shop | {'from': '2026-01-01T00:00:00Z', 'to': '2026-01-01T00:05:00Z'} | 400 | the body needs reason",
                "shop | {'from': '2026-01-01T00:05:00Z', 'to': '2026-01-01T00:05:00Z', 'reason': 'r'} | 400 | from must be before to: from=2026-01-01T00:05:00Z",
                "shop | {'from': '2026-01-01T00:00:00Z', 'to': '2026-01-01T00:05:01Z', 'reason': 'r'} | 400 | the range must lie in what is closed: to=2026-01-01T00:05:01Z, closed through=2026-01-01T00:05:00Z",
                "shop | {'from': 'yesterday', 'to': '2026-01-01T00:05:00Z', 'reason': 'r'} | 400 | from=yesterday",
                "shop | {'from': '2026-01-01T00:00:00Z', 'to': '2026-01-01T00:05:00Z', 'reason': 'r', 'until': 1} | 400 | there is no such field: until",
                "fraud | {'from': '2026-01-01T00:00:00Z', 'to': '2026-01-01T00:05:00Z', 'reason': 'r'} | 400 | no window of the model has closed yet",
                "shup | {'from': '2026-01-01T00:00:00Z', 'to': '2026-01-01T00:05:00Z', 'reason': 'r'} | 404 | shop"
            })
    void whatCannotBeMadeIsRefused(String model, String body, int status, String detail) throws Exception {
        JsonNode problem =
                refused(status, post("/api/v1/models/" + model + "/reference", ADMIN, body.replace('\'', '"')));

        assertThat(problem.get("detail").asText()).contains(detail);
    }
}
