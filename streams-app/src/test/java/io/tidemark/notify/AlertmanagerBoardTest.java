package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Cause;
import io.tidemark.testkit.TestAlert;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertmanagerBoardTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = Instant.parse("2026-03-01T14:00:20Z").toEpochMilli();

    private final TestAlert page = TestAlert.page("k");
    private final AlertmanagerBoard board = new AlertmanagerBoard(
            new Target(
                    "am",
                    Target.Kind.ALERTMANAGER,
                    URI.create("http://127.0.0.1:9093/"),
                    Secret.NONE,
                    Set.of(),
                    Set.of()),
            Duration.ofMinutes(1));

    /** Labels are identity: cause and owner are those of the episode's first alert to its end. */
    @Test
    void causeAndOwnerStayAsTheyWereWhenTheEpisodeOpened() throws IOException {
        Alert first = page.alert();
        Alert later = page.later(2, 1, Notice.UPDATED, State.FIRING).alert();
        board.put(first.with(first.promise().with(Cause.DATA, "features")), NOW);
        board.put(later.with(later.promise().with(Cause.MODEL, "team-fraud")), NOW + 1_000);

        JsonNode alert = new ObjectMapper()
                .readTree(board.all(NOW + 2_000).get(0).body())
                .get(0);
        assertThat(alert.at("/labels/cause").textValue()).isEqualTo("data");
        assertThat(alert.at("/labels/owner").textValue()).isEqualTo("features");
        assertThat(alert.at("/labels/tenant").textValue()).isEqualTo("default");
        assertThat(alert.at("/annotations/cause").textValue()).isEqualTo("model");
        assertThat(alert.at("/annotations/owner").textValue()).isEqualTo("team-fraud");
    }

    @Test
    void labelsAreIdentityAndTheEndLiesThreeResendsAhead() throws IOException {
        board.put(page.known().alert(), NOW);

        List<Letter> letters = board.news(NOW);
        JsonNode alert = new ObjectMapper().readTree(letters.get(0).body()).get(0);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).url()).isEqualTo(URI.create("http://127.0.0.1:9093/api/v2/alerts"));
        assertThat(alert.get("labels"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                        {"alertname": "drift", "objective": "drift", "model": "fraud", "stage": "serving", "slice": "*",
                         "severity": "page", "dedupKey": "k",
                         "tenant": "default", "owner": "team-fraud"}
                        """));
        assertThat(alert.at("/annotations/budget").textValue()).isEqualTo("41 % used, gone in 19 h at this rate");
        assertThat(alert.at("/annotations/runbook_url").textValue()).isEqualTo("https://runbooks.example.com/drift");
        assertThat(alert.get("startsAt").textValue()).isEqualTo("2026-03-01T14:00:00Z");
        assertThat(alert.get("endsAt").textValue()).isEqualTo("2026-03-01T14:03:20Z");
        assertThat(alert.get("generatorURL").textValue()).isEqualTo("https://dash.example.com/fraud");
    }

    @Test
    void onlyTransitionsAreNewsAndAllIsAll() throws IOException {
        board.put(page.alert(), NOW);
        board.sent();
        board.put(page.later(2, 1, Notice.HEARTBEAT, State.FIRING).alert(), NOW + MINUTE);

        assertThat(board.hasNews()).isFalse();
        assertThat(ends(board.all(NOW + MINUTE))).containsExactly("2026-03-01T14:04:20Z");
    }

    @Test
    void whatEndedIsResentForFiveMinutes() throws IOException {
        board.put(page.alert(), NOW);
        board.put(page.later(2, 30, Notice.CLOSED, State.RESOLVED).alert(), NOW + 31 * MINUTE);

        assertThat(board.hasNews()).isTrue();
        assertThat(ends(board.news(NOW + 31 * MINUTE))).containsExactly("2026-03-01T14:30:00Z");
        board.sent();
        assertThat(ends(board.all(NOW + 36 * MINUTE))).containsExactly("2026-03-01T14:30:00Z");
        assertThat(board.all(NOW + 36 * MINUTE + 1)).isEmpty();
    }

    @Test
    void whatIsCoveredEndsThenAndComesBack() throws IOException {
        board.put(page.alert(), NOW);
        board.put(page.later(2, 1, Notice.UPDATED, State.FIRING).silencedBy("s").alert(), NOW + MINUTE);

        assertThat(ends(board.news(NOW + 2 * MINUTE))).containsExactly("2026-03-01T14:01:20Z");
        board.put(page.later(3, 5, Notice.UPDATED, State.FIRING).alert(), NOW + 5 * MINUTE);
        assertThat(ends(board.news(NOW + 5 * MINUTE))).containsExactly("2026-03-01T14:08:20Z");
    }

    @Test
    void whatIsCoveredFromTheBeginningOrOnlyTriedIsNotSent() {
        board.put(page.silencedBy("s").alert(), NOW);
        board.put(TestAlert.page("d").dryRun().alert(), NOW);

        assertThat(board.hasNews()).isFalse();
        assertThat(board.all(NOW)).isEmpty();
    }

    @Test
    void whatIsRecalledIsNoNews() throws IOException {
        board.recall(page.alert());
        board.recall(TestAlert.page("over").alert());
        board.recall(TestAlert.page("over")
                .later(2, 1, Notice.CLOSED, State.RESOLVED)
                .alert());

        assertThat(board.hasNews()).isFalse();
        assertThat(ends(board.all(NOW + 60 * MINUTE))).containsExactly("2026-03-01T15:03:20Z");
    }

    @Test
    void anOlderRecordIsPassedOver() throws IOException {
        board.put(page.later(5, 30, Notice.CLOSED, State.RESOLVED).alert(), NOW);
        board.put(page.again(6, 60).alert(), NOW + 60 * MINUTE);
        board.put(page.later(5, 30, Notice.CLOSED, State.RESOLVED).alert(), NOW + 60 * MINUTE);

        assertThat(ends(board.all(NOW + 60 * MINUTE))).containsExactly("2026-03-01T15:03:20Z");
    }

    @Test
    void manyAlertsTakeSeveralLetters() {
        for (int i = 0; i < 201; i++) {
            board.put(TestAlert.page("k" + i).alert(), NOW);
        }

        assertThat(board.all(NOW)).hasSize(2);
    }

    private static List<String> ends(List<Letter> letters) throws IOException {
        List<String> ends = new ArrayList<>();
        for (Letter letter : letters) {
            new ObjectMapper()
                    .readTree(letter.body())
                    .forEach(alert -> ends.add(alert.get("endsAt").textValue()));
        }
        return ends;
    }
}
