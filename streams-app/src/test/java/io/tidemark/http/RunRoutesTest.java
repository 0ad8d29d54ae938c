package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Tiding;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training runs over HTTP. */
class RunRoutesTest {
    private static final String ACT = "act-0123456789abcdef";

    private final List<Tiding> told = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.of(Map.of("act.on-call", ACT)), Openness.GUARDED),
            new Sources(
                    () -> new Health(true, true, "running", ""),
                    type -> "",
                    () -> AnsweringState.with(AnsweringBoards.desk(told))));

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + ACT)
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private HttpResponse<String> post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/runs"))
                .header("Authorization", "Bearer " + ACT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void runsAreToldTheNewestFirstWithWhatIsFound() throws Exception {
        JsonNode answer = get("/models/shop/runs?limit=1");

        assertThat(answer.get("known").asInt()).isEqualTo(3);
        assertThat(answer.get("runs")).hasSize(1);
        JsonNode run = answer.get("runs").get(0);
        assertThat(run.get("run").asText()).isEqualTo("r2");
        assertThat(run.get("phase").asText()).isEqualTo("progress");
        assertThat(run.get("ended").isNull()).isTrue();
        assertThat(run.get("durationMs").asLong()).isEqualTo(3_600_000);
        JsonNode finding = run.get("findings").get(0);
        assertThat(finding.get("outcome").asText()).isEqualTo("bad");
        assertThat(finding.get("isOpen").asBoolean()).isTrue();
        assertThat(finding.get("value").asDouble()).isEqualTo(30);
        assertThat(finding.get("highest").asDouble()).isEqualTo(20);
        assertThat(finding.get("lowest").isNull()).isTrue();
        assertThat(answer.get("objectives").toString())
                .isEqualTo(
                        "[{\"objective\":\"shop-run-cost\",\"kind\":\"run-cost\",\"target\":0.9,\"window\":\"last 20 runs\","
                                + "\"lastRuns\":20,\"windowMs\":null,\"severity\":\"ticket\",\"isDryRun\":false,\"state\":\"at_risk\","
                                + "\"good\":2,\"bad\":1,\"allowed\":2.0,\"consumed\":0.5,\"coverage\":1.0,\"owner\":\"team-shop\","
                                + "\"runbook\":\"\"}]");
    }

    @Test
    void expectationSaysWhereItIsFrom() throws Exception {
        JsonNode own = get("/models/shop/runs").get("reliability");
        JsonNode none = get("/models/fraud/runs").get("reliability");

        // Two of two: Beta(3, 1) has the mean 3 / 4.
        assertThat(own.get("expected").asDouble()).isEqualTo(0.75);
        assertThat(own.get("source").asText()).isEqualTo("own");
        assertThat(none.get("source").asText()).isEqualTo("default");
        assertThat(none.get("total").asInt()).isZero();
    }

    @Test
    void whatIsPostedIsTold() throws Exception {
        HttpResponse<String> response = post(
                """
                {"model": "shop", "runId": "n-1", "phase": "progress", "step": 4, "cost": 1.5, "costCurrency": "EUR",
                 "eventId": "e", "eventTime": "2026-03-01T14:00:00Z", "measures": {"auc": 0.9}, "dimensions": {"task": "ranking"}}
                """);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ApiDocument.faults("/api/v1/runs", "post", 202, response.body()))
                .isEmpty();
        RunReport report = (RunReport) told.get(0);
        assertThat(report.run()).isEqualTo(new RunReport.Name("n-1", ""));
        assertThat(report.amounts()).isEqualTo(Map.of(RunAmount.STEP, 4.0, RunAmount.COST, 1.5));
        assertThat(report.said().measures()).isEqualTo(Map.of("auc", 0.9));
        assertThat(report.said().dimensions()).isEqualTo(Map.of("task", "ranking"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"shop\",\"runId\":\"a\"} | the body needs phase",
                "{\"model\":\"shop\",\"runId\":\"a\",\"phase\":\"ended\"} | phase must be one of [unknown, started, progress, succeeded, failed]: phase=ended",
                "{\"model\":\"shop\",\"runId\":\"a\",\"phase\":\"progress\",\"step\":-1} | a run cannot have counted that: runId=a, step=-1; write a number that is not negative, or null",
                "{\"model\":\"shop\",\"runId\":\"a\",\"phase\":\"progress\",\"step\":\"4\"} | step must be a number: step=4",
                "{\"model\":\"shop\",\"runId\":\"a\",\"phase\":\"progress\",\"eventTime\":\"2027-01-01T00:00:00Z\"} | the run's report is dated further ahead of the clock",
                "{\"model\":\"shop\",\"runId\":\"a\",\"phase\":\"progress\",\"measures\":{\"auc\":\"x\"}} | measures must be an object of numbers: measures.auc=x",
            })
    void whatTheStreamWouldRefuseIsRefusedAtTheDoor(String body, String detail) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(response.body()).get("detail").asText())
                .contains(detail);
        assertThat(told).isEmpty();
    }
}
