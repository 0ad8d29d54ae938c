package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Tiding;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.State;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.BoardTeller;
import io.tidemark.testkit.TestAlert;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beginnings of ids of episodes, of which two begin with 0. */
class EpisodePrefixTest {
    private static final String ACT = "act-0123456789abcdef";
    private static final String OTHER = "0f" + "0".repeat(30);
    private static final String BOTH =
            "0123456789abcdef0123456789abcdef:1772373600 (fraud, drift, *), " + OTHER + ":1772373600 (fraud, drift, *)";

    private final List<Tiding> told = new ArrayList<>();
    private final State state = AnsweringState.with(AnsweringBoards.desk(told));
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.of(Map.of("admin.me", ACT)), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));

    @BeforeEach
    void tell() {
        new BoardTeller(state.boards()).alert(TestAlert.page(OTHER).alert());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/episodes/" + path))
                .headers("Authorization", "Bearer " + ACT, "Content-Type", "application/json");
    }

    private static JsonNode problem(HttpRequest request, int status) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void whoAsksForOneOfSeveralIsToldWhich() throws Exception {
        JsonNode problem = problem(request("0").build(), 404);

        assertThat(problem.get("title").asText()).isEqualTo("several episodes");
        assertThat(problem.get("detail").asText())
                .isEqualTo("2 episodes begin so: episode=0; write more of the one that is meant: " + BOTH);
    }

    @Test
    void whoActsOnOneOfSeveralIsToldWhich() throws Exception {
        JsonNode problem = problem(
                request("0/acknowledge")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                409);

        assertThat(problem.get("title").asText()).isEqualTo("several episodes");
        assertThat(problem.get("detail").asText())
                .isEqualTo("2 open alerts begin so: episode=0; write more of the one that is meant: " + BOTH);
        assertThat(told).isEmpty();
    }

    @Test
    void oneMoreDigitIsEnough() throws Exception {
        JsonNode answer = problem(
                request("0f/acknowledge")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                202);

        assertThat(answer.get("topic").asText()).isEqualTo("app-operations");
        assertThat(told).hasSize(1);
    }
}
