package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.testkit.TestAlert;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagerDutyTest {
    private static final String KEY = "e93facc04764012d7bfb002500d5d1a6";

    private final LetterWriter writer = LetterWriter.of(new Target(
            "pd", Target.Kind.PAGERDUTY, URI.create(Target.PAGERDUTY_URL), Secret.of(KEY), Set.of(), Set.of()));

    @Test
    void anEpisodeTriggersWithAllThatIsKnown() throws IOException {
        JsonNode event = write(Action.OPEN, TestAlert.page("k").known());

        assertThat(event)
                .isEqualTo(
                        json(
                                """
                        {"routing_key": "e93facc04764012d7bfb002500d5d1a6", "event_action": "trigger", "dedup_key": "k",
                         "client": "Tidemark",
                         "links": [{"href": "https://runbooks.example.com/drift", "text": "Runbook"},
                                   {"href": "https://dash.example.com/fraud", "text": "Dashboard"},
                                   {"href": "https://ci.example.com/42", "text": "deployed v41 → v42, 35 min before"}],
                         "client_url": "https://dash.example.com/fraud",
                         "payload": {
                           "summary": "fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)",
                           "source": "fraud", "severity": "critical", "timestamp": "2026-03-01T14:00:10Z",
                           "component": "*", "group": "fraud", "class": "drift",
                           "custom_details": {
                             "summary": "fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)",
                             "description": "fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)\\n  budget: 41 % used",
                             "since": "2026-03-01 12:00Z",
                             "budget": "41 % used, gone in 19 h at this rate",
                             "episode_budget": "6 % by this episode",
                             "slices": "2 of 5: country=BR; country=DE",
                             "changes": "deployed v41 → v42, 35 min before",
                             "recommendation": "roll back v42",
                             "owner": "team-fraud",
                             "episode": "k:1772373600",
                             "runbook_url": "https://runbooks.example.com/drift",
                             "dashboard_url": "https://dash.example.com/fraud"}}}
                        """));
    }

    @Test
    void acknowledgedAndClosedNeedTheKeyAlone() throws IOException {
        TestAlert page = TestAlert.page("k");

        assertThat(write(Action.ACKNOWLEDGE, page.later(2, 1, Notice.ACKNOWLEDGED, State.FIRING)))
                .isEqualTo(
                        json("{\"routing_key\":\"" + KEY + "\",\"event_action\":\"acknowledge\",\"dedup_key\":\"k\"}"));
        assertThat(write(Action.CLOSE, page.later(3, 2, Notice.CLOSED, State.RESOLVED)))
                .isEqualTo(json("{\"routing_key\":\"" + KEY + "\",\"event_action\":\"resolve\",\"dedup_key\":\"k\"}"));
    }

    @Test
    void severitiesArePagerDutys() throws IOException {
        TestAlert page = TestAlert.page("k");

        assertThat(severity(page)).isEqualTo("critical");
        assertThat(severity(page.severity(Severity.TICKET))).isEqualTo("warning");
        assertThat(severity(page.severity(Severity.INFO))).isEqualTo("info");
    }

    private String severity(TestAlert alert) throws IOException {
        return write(Action.OPEN, alert).at("/payload/severity").textValue();
    }

    private JsonNode write(Action action, TestAlert alert) throws IOException {
        return json(writer.write(action, new Heard(alert.alert(), () -> ""), 0).body());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
