package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.PeerSettings;
import io.tidemark.query.RowSource;
import io.tidemark.query.State;
import io.tidemark.query.WholeState;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.HungPeer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server some of whose rows are kept by an instance that hangs. */
@Tag("slow")
class HungPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MORE_THAN_THREADS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    private static ApiServer start(UnaryOperator<RowSource> reach) {
        State state = AnsweringState.reached(reach);
        return ApiServer.start(
                HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
                new Sources(() -> new Health(true, true, "running", ""), type -> "events 7\n", () -> state));
    }

    private CompletableFuture<HttpResponse<String>> ask(ApiServer server, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatItWouldKnowIsMissingAndTheRestIsTold() throws Exception {
        try (HungPeer hung = new HungPeer("");
                ApiServer server = start(rows -> new WholeState(
                        (stage, partition) -> List.of(partition == 0 ? hung.address() : "here:1"),
                        "here:1",
                        rows,
                        client,
                        new PeerSettings("http", ""),
                        System::nanoTime))) {
            CompletableFuture<HttpResponse<String>> asked = ask(server, "/api/v1/sources");
            await().atMost(PATIENCE).until(() -> hung.calls() > 0);

            assertThat(ask(server, "/healthz").join().statusCode()).isEqualTo(200);
            JsonNode answer = JSON.readTree(asked.join().body());
            assertThat(asked.join().statusCode()).isEqualTo(200);
            assertThat(answer.get("sources")).hasSize(1);
            assertThat(answer.at("/answer/missing").toString()).isEqualTo("[\"assess-0\"]");
            assertThat(answer.at("/answer/why/assess-0").asText())
                    .isEqualTo("another instance does not answer within 3000 ms: instance=" + hung.address());
        }
    }

    /** Each asks something else, and none has an answer until all were let in or refused. */
    @Test
    void whoWaitsLeavesRoomForHealthAndMetrics() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        try (ApiServer server = start(rows -> ask -> {
            letPass(answers);
            return rows.read(ask);
        })) {
            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(1, MORE_THAN_THREADS + 1)
                    .mapToObj(limit -> ask(server, "/api/v1/models/shop/slices?limit=" + limit))
                    .toList();
            await().atMost(PATIENCE)
                    .until(() ->
                            asked.stream().filter(CompletableFuture::isDone).count() >= MORE_THAN_THREADS - Seats.MOST);

            assertThat(ask(server, "/healthz").join().statusCode()).isEqualTo(200);
            assertThat(ask(server, "/readyz").join().statusCode()).isEqualTo(200);
            assertThat(ask(server, "/metrics").join().body()).isEqualTo("events 7\n");
            assertThat(ask(server, "/internal/rows?store=slots&partition=0&from=&to=")
                            .join()
                            .statusCode())
                    .as("else instances that wait for one another would wait for ever")
                    .isEqualTo(200);
            HttpResponse<String> refused = ask(server, "/api/v1/alerts").join();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.body()).contains("120 requests are being answered or wait for other instances");

            answers.countDown();
            assertThat(asked.stream()
                            .filter(one -> one.join().statusCode() == 200)
                            .count())
                    .isEqualTo(Seats.MOST);
            assertThat(ask(server, "/api/v1/alerts").join().statusCode()).isEqualTo(200);
        } finally {
            answers.countDown();
        }
    }

    private static void letPass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
