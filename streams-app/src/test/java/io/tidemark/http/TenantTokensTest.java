package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Tiding;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Two tenants at one server: the default tenant has the models fraud and shop, ads has none; a token of one sees nothing of the other's. */
class TenantTokensTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADS = "ads-ads-ads-ads-ads";
    private static final String OWN = "own-own-own-own-own";
    private static final String ALL = "all-all-all-all-all";
    private static final String ADS_ADMIN = "adm-adm-adm-adm-adm";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Tiding> told = new ArrayList<>();
    private final ApiServer server = ApiServer.start(
            HttpSettings.of(
                    "127.0.0.1",
                    0,
                    Tokens.of(Map.of(
                            "act@ads.team", ADS, "act@default.team", OWN, "act.ops", ALL, "admin@ads.boss", ADS_ADMIN)),
                    Openness.GUARDED),
            new Sources(
                    () -> new Health(true, true, "running", ""),
                    type -> "tidemark_slo{model=\"fraud\"} 1",
                    () -> AnsweringState.with(AnsweringBoards.desk(told))));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String token, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String token, String path) throws Exception {
        return send(token, "GET", path, "");
    }

    private JsonNode json(String token, String path) throws Exception {
        HttpResponse<String> response = get(token, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void eachSeesItsOwnModelsAndTheOperatorAll() throws Exception {
        assertThat(json(OWN, "/api/v1/models").findValuesAsText("model")).containsExactlyInAnyOrder("fraud", "shop");
        assertThat(json(ALL, "/api/v1/overview").findValuesAsText("tenant")).containsExactly("default", "default");
        assertThat(json(ADS, "/api/v1/models").get("models")).isEmpty();
        assertThat(json(ADS, "/api/v1/overview").get("models")).isEmpty();
        assertThat(json(OWN, "/api/v1/alerts").get("alerts")).isNotEmpty();
        assertThat(json(OWN, "/api/v1/models/shop").get("model").asText()).isEqualTo("shop");
    }

    /** Every answer is asked for by who may see all first, so that what is kept for a moment would be found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/models",
                "/api/v1/overview",
                "/api/v1/slos?dryRun=any",
                "/api/v1/alerts?dryRun=any",
                "/api/v1/episodes?dryRun=any",
                "/api/v1/changes",
                "/api/v1/annotations",
                "/api/v1/silences",
                "/api/v1/models/shop",
                "/api/v1/models/shop/slices",
                "/api/v1/models/shop/columns",
                "/api/v1/models/shop/profile",
                "/api/v1/models/shop/drift",
                "/api/v1/models/fraud/decision",
                "/api/v1/models/fraud/gate",
                "/api/v1/slos?model=fraud",
                "/api/v1/alerts?model=fraud",
                "/api/v1/sources",
                "/api/v1/pipeline",
                "/api/v1/dead-letters",
                "/api/v1/config",
                "/metrics"
            })
    void nothingOfAnotherTenantIsTold(String path) throws Exception {
        get(ALL, path);
        HttpResponse<String> answer = get(ADS, path);

        String asked = path.contains("shop") ? "shop" : "fraud";
        String other = asked.equals("shop") ? "fraud" : "shop";
        assertThat(answer.statusCode()).isIn(200, 403, 404);
        assertThat(answer.body()).doesNotContain(other).doesNotContain("deploy-42");
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).doesNotContain(asked);
        }
        assertThat(get(ADS, path.replace("shop", "nope").replace("fraud", "nope"))
                        .statusCode())
                .isEqualTo(answer.statusCode());
    }

    @Test
    void anEpisodeOfAnotherTenantIsNotThere() throws Exception {
        String id = json(OWN, "/api/v1/episodes?dryRun=any")
                .at("/episodes/0/episodeId")
                .asText();

        assertThat(get(OWN, "/api/v1/episodes/" + id).statusCode()).isEqualTo(200);
        for (String path : List.of("/api/v1/episodes/" + id, "/api/v1/episodes/" + id + "/postmortem")) {
            HttpResponse<String> answer = get(ADS, path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("fraud").doesNotContain("nearest\"");
        }
        assertThat(send(ADS, "POST", "/api/v1/episodes/" + id + "/acknowledge", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/silences | {\"model\": \"fraud\", \"to\": \"2099-01-01T00:00:00Z\", \"reason\": \"x\"} | 404",
                "/api/v1/corrections | {\"model\": \"fraud\", \"category\": \"maintenance\", \"reason\": \"x\", \"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"} | 404",
                "/api/v1/notes | {\"model\": \"fraud\", \"text\": \"x\", \"at\": \"2026-01-01T00:00:00Z\"} | 404",
                "/api/v1/changes | {\"model\": \"fraud\", \"kind\": \"config_changed\"} | 404",
                "/api/v1/changes | {\"kind\": \"config_changed\"} | 400",
                "/api/v1/silences/fraud/3f2a9c1b/end | {} | 404",
                "/api/v1/corrections/fraud/0c0ffee0/end | {} | 404",
            })
    void nothingOfAnotherTenantCanBeChanged(String path, String body, int status) throws Exception {
        HttpResponse<String> answer = send(ADS, "POST", path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("shop");
        assertThat(told).isEmpty();
    }

    @Test
    void anAdministratorOfATenantPinsNobodyElsesReference() throws Exception {
        HttpResponse<String> answer = send(
                ADS_ADMIN,
                "POST",
                "/api/v1/models/shop/reference",
                "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-01T00:05:00Z\", \"reason\": \"x\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(told).isEmpty();
    }

    @Test
    void theOperatorMayAskForOneTenant() throws Exception {
        assertThat(json(ALL, "/api/v1/models?tenant=ads").get("models")).isEmpty();
        assertThat(json(ALL, "/api/v1/models?tenant=default").get("models")).hasSize(2);
        assertThat(json(ALL, "/api/v1/slos?tenant=ads").get("slos")).isEmpty();
        assertThat(get(ADS, "/api/v1/models?tenant=default").statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenOfATenantIsNoPeer() {
        assertThatThrownBy(() -> Tokens.of(Map.of("peer@ads.x", ADS, "read@.y", OWN)))
                .hasMessage(
                        "peer@ads.x is not ROLE@TENANT.NAME with a role of read, act, admin; peers are of no tenant; "
                                + "read@.y is not ROLE@TENANT.NAME with a role of read, act, admin; peers are of no tenant");
    }
}
