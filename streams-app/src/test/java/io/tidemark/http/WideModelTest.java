package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.Kept;
import io.tidemark.query.Models;
import io.tidemark.query.Pulses;
import io.tidemark.query.Questions;
import io.tidemark.query.RowSource;
import io.tidemark.query.State;
import io.tidemark.query.TooMuch;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Of two models one, shop, is too wide for an answer: the overview tells of both. */
class WideModelTest {
    private final State narrow = AnsweringState.twoModels();

    @Test
    void theRowOfAModelThatIsTooWideSaysSoAndTheOthersStand() throws Exception {
        try (ApiServer server = ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                new Sources(() -> new Health(true, true, "running", ""), type -> "", this::wide))) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/overview"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(ApiDocument.faults("/api/v1/overview", "get", 200, response.body()))
                    .isEmpty();
            JsonNode models = new ObjectMapper().readTree(response.body()).get("models");
            assertThat(models.at("/0/model").asText()).isEqualTo("fraud");
            assertThat(models.at("/1/model").asText()).isEqualTo("shop");
            assertThat(models.at("/0/lacking").isNull()).isTrue();
            assertThat(models.at("/1/lacking").asText())
                    .isEqualTo("too wide to be told at a glance: more than 64 MB of assess-profiles");
            assertThat(models.at("/1/slos").asInt()).isEqualTo(1);
            assertThat(models.at("/1/closedThrough").asText()).isEqualTo("2026-01-01T00:05:00Z");
        }
    }

    /** Its slices are too many for one answer, too. */
    private State wide() {
        RowSource source = ask -> {
            if (ask.store() == Kept.PROFILES || !ask.from().equals(ask.to())) {
                throw new TooMuch("more than 64 MB of assess-profiles");
            }
            return narrow.local().read(ask);
        };
        Questions questions = new Questions(source);
        return new State(
                source,
                new Models(questions, narrow.models().names(), 2),
                questions,
                narrow.monitored(),
                new Pulses(questions, narrow.monitored()),
                narrow.boards(),
                narrow.ledgers(),
                narrow.upkeep(),
                narrow.desk());
    }
}
