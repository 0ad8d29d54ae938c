package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server tells of its own work. */
class TelemetryTest {
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, false, "rebalancing", ""), new Listening(), AnsweringState::twoModels));

    private final class Listening implements Telemetry {
        @Override
        public String text(String mediaType) {
            return mediaType.replaceFirst(";.*", "");
        }

        @Override
        public void answered(Answered request) {
            assertThat(request.ms()).isBetween(0.0, 60_000.0);
            answered.add(request.method() + ' ' + request.path() + ' ' + request.status());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Else who asks for made-up paths would fill the memory with names. */
    @Test
    void requestsAreToldByTheTemplateOfTheirPath() throws Exception {
        get("/api/v1/models/shop/slices", "*/*");
        get("/api/v1/models/made-up/slices", "*/*");
        get("/made/up", "*/*");
        get("/readyz", "*/*");

        await().atMost(Duration.ofSeconds(5)).until(() -> answered.size() == 4);
        assertThat(answered)
                .containsExactlyInAnyOrder(
                        "GET /api/v1/models/{model}/slices 200",
                        "GET /api/v1/models/{model}/slices 404",
                        "GET other 404",
                        "GET /readyz 503");
    }

    @Test
    void metricsComeInTheFormatThatIsAskedFor() throws Exception {
        String prometheus =
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75";

        assertThat(get("/metrics", prometheus).body()).isEqualTo("application/openmetrics-text");
        assertThat(get("/metrics", prometheus).headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(get("/metrics", "*/*").body()).isEqualTo("text/plain");
        assertThat(get("/metrics", "application/openmetrics-text; version=0.0.1")
                        .body())
                .isEqualTo("text/plain");
    }
}
