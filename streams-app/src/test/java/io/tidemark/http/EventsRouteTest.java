package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.query.State;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.BoardTeller;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is new, to those who listen; the boards' moments begin with {@code e-}. */
@Timeout(30)
class EventsRouteTest {
    private final State state = AnsweringState.twoModels();
    private final BoardTeller teller = new BoardTeller(state.boards());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));

    @AfterEach
    void stop() {
        state.boards().close();
        server.close();
    }

    private HttpResponse<InputStream> listen(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        return response;
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static List<String> read(BufferedReader lines, int count) throws Exception {
        List<String> read = new ArrayList<>();
        while (read.size() < count) {
            String line = lines.readLine();
            if (!line.isEmpty()) {
                read.add(line);
            }
        }
        return read;
    }

    @Test
    void whoListensHearsOfWhatChanges() throws Exception {
        HttpResponse<InputStream> response = listen();
        BufferedReader lines = lines(response);
        assertThat(read(lines, 1)).containsExactly(": listening");

        teller.status(AnsweringBoards.status("shop", "on-time", "*", "HEALTHY", 0.2));
        teller.status(AnsweringBoards.status("shop", "on-time", "*", "AT_RISK", 0.6));

        List<String> heard = read(lines, 3);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(heard.get(0)).isEqualTo("event: status");
        assertThat(heard.get(1)).matches("id: e-\\d+");
        assertThat(heard.get(2))
                .isEqualTo("data: {\"consumed\":0.6,\"model\":\"shop\",\"objective\":\"on-time\",\"slice\":\"*\","
                        + "\"state\":\"AT_RISK\"}");
    }

    @Test
    void whoComesBackHearsWhatHeMissedOrThatHeHasTo() throws Exception {
        teller.status(AnsweringBoards.status("shop", "on-time", "*", "AT_RISK", 0.6));
        long first = state.boards().events().newest();
        teller.status(AnsweringBoards.status("shop", "on-time", "*", "EXHAUSTED", 1));

        List<String> resumed = read(lines(listen("Last-Event-ID", "e-" + first)), 4);
        List<String> strange = read(lines(listen("Last-Event-ID", "other-" + first)), 4);

        assertThat(resumed.get(3)).contains("EXHAUSTED");
        assertThat(strange).containsSequence("event: reset").contains("data: {}");
    }

    @Test
    void thereAreOnlySoManyListeners() throws Exception {
        List<HttpResponse<InputStream>> listeners = new ArrayList<>();
        for (int i = 0; i < EventsRoute.MOST_LISTENERS; i++) {
            listeners.add(listen());
        }

        assertThat(listeners).allMatch(response -> response.statusCode() == 200);
        assertThat(listen().statusCode()).isEqualTo(503);
    }

    @Test
    void theEndOfTheBoardsEndsTheStream() throws Exception {
        BufferedReader lines = lines(listen());
        read(lines, 1);

        state.boards().close();

        assertThat(lines.lines().filter(line -> !line.isEmpty())).isEmpty();
    }
}
