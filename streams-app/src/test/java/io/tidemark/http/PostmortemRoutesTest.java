package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.AnsweringState;
import io.tidemark.testkit.BoardTeller;
import io.tidemark.testkit.TestAlert;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drafts of an episode of which boards keep the first alert, the newest, and words of those in between. */
class PostmortemRoutesTest {
    private static final String KEY = "c0" + "0".repeat(30);

    private final io.tidemark.query.State state = AnsweringState.with(AnsweringBoards.desk(new ArrayList<>()));
    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", () -> state));

    @AfterEach
    void stop() {
        server.close();
    }

    /** Fired at 14:00; ten minutes later it went to the next in the line, and after an hour it was over. */
    @Test
    void whatHappenedBetweenTheFirstAndTheNewestAlertIsTold() throws Exception {
        TestAlert page = TestAlert.page(KEY);
        new BoardTeller(state.boards())
                .alert(page.alert())
                .alert(page.later(2, 10, Notice.ESCALATED, State.FIRING).alert())
                .alert(page.later(3, 60, Notice.CLOSED, State.RESOLVED).alert());

        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/episodes/c0/postmortem"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String draft =
                new ObjectMapper().readTree(response.body()).get("markdown").asText();

        assertThat(draft)
                .contains("| 2026-03-01 14:10Z | 2026-03-01 14:10Z | escalated to ")
                .containsOnlyOnce("| fired, page")
                .containsOnlyOnce("| 2026-03-01 15:00Z | 2026-03-01 15:00Z | resolved: ");
    }
}
