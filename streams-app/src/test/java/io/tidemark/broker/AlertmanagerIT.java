package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Meters;
import io.tidemark.notify.Secret;
import io.tidemark.notify.Target;
import io.tidemark.runtime.Notifiers;
import io.tidemark.runtime.NotifySettings;
import io.tidemark.testkit.TestAlert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager takes our alerts, groups them, silences and resolves them, and lets go of them when we are gone. */
class AlertmanagerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final NotifySettings BRISK = new NotifySettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));

    private final TestAlert all = TestAlert.page("a").known();
    private final TestAlert brazil = TestAlert.page("b").slice("country=BR");
    private final TestAlert france = TestAlert.page("c").slice("country=FR");

    @TempDir
    private Path directory;

    @Test
    void alertsAreGroupedSilencedResolvedAndLetGo() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                Alertmanager alertmanager = Alertmanager.start(directory)) {
            AlertSender alerts = new AlertSender(cluster);
            alertmanager.silence("slice", "country=BR", "2026-01-01T00:00:00Z", "2126-01-01T00:00:00Z");
            try (Notifiers notifiers = notifiers(alerts, alertmanager)) {
                alerts.send(
                        all,
                        brazil,
                        france,
                        TestAlert.page("d").dryRun(),
                        TestAlert.page("e").silencedBy("s"));

                awaitStates(alertmanager, "{a=active, b=suppressed, c=active}");
                assertOneGroup(alertmanager);

                alerts.send(all.later(2, 30, Notice.CLOSED, State.RESOLVED));
                await().atMost(PATIENCE)
                        .until(() -> last(alertmanager, "resolved").contains("a"));
                assertThat(states(alertmanager)).isEqualTo("{b=suppressed, c=active}");

                // silenced by us: resolved there, although the episode goes on
                alerts.send(france.later(2, 31, Notice.UPDATED, State.FIRING).silencedBy("s"));
                await().atMost(PATIENCE)
                        .until(() -> last(alertmanager, "resolved").contains("c"));
                alerts.send(france.later(3, 32, Notice.UPDATED, State.FIRING));
                await().atMost(PATIENCE)
                        .until(() -> last(alertmanager, "firing").contains("c"));
                assertThat(notifiers.undelivered().all()).isEmpty();
            }

            // nobody sends any more: the ends of what was sent pass, three resends later
            awaitStates(alertmanager, "{}");
            await().atMost(PATIENCE).until(() -> last(alertmanager, "resolved").contains("c"));

            try (Notifiers again = notifiers(alerts, alertmanager)) {
                awaitStates(alertmanager, "{b=suppressed, c=active}");
                await().atMost(PATIENCE)
                        .until(() -> last(alertmanager, "firing").contains("c"));
                assertThat(again.undelivered().all()).isEmpty();
            }
        }
    }

    private static Notifiers notifiers(AlertSender alerts, Alertmanager alertmanager) {
        Target target = new Target("am", Target.Kind.ALERTMANAGER, alertmanager.url(), Secret.NONE, Set.of(), Set.of());
        return Notifiers.start(alerts.settings(Path.of("unused")), List.of(target), BRISK, new Meters());
    }

    private static void awaitStates(Alertmanager alertmanager, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(alertmanager)).isEqualTo(expected));
    }

    private static void assertOneGroup(Alertmanager alertmanager) {
        await().atMost(PATIENCE).until(() -> last(alertmanager, "firing").equals(Set.of("a", "c")));
        JsonNode notification = alertmanager.told().get(alertmanager.told().size() - 1);
        assertThat(notification.get("groupLabels").toString())
                .isEqualTo("{\"model\":\"fraud\",\"objective\":\"drift\"}");
        JsonNode first = notification.get("alerts").get(0);
        assertThat(first.at("/labels/severity").textValue()).isEqualTo("page");
        assertThat(first.at("/annotations/summary").textValue()).startsWith("fraud · amount drifted");
        assertThat(Instant.parse(first.get("startsAt").textValue())).isEqualTo("2026-03-01T14:00:00Z");
    }

    /** Of all alerts that it holds, by dedup key. */
    private static String states(Alertmanager alertmanager) {
        TreeMap<String, String> states = new TreeMap<>();
        alertmanager
                .alerts()
                .forEach(alert -> states.put(
                        alert.at("/labels/dedupKey").textValue(),
                        alert.at("/status/state").textValue()));
        return states.toString();
    }

    /** The dedup keys of that status in the last thing that people were told. */
    private static Set<String> last(Alertmanager alertmanager, String status) {
        List<JsonNode> told = alertmanager.told();
        Set<String> keys = new TreeSet<>();
        if (!told.isEmpty()) {
            told.get(told.size() - 1).get("alerts").forEach(alert -> {
                if (alert.get("status").textValue().equals(status)) {
                    keys.add(alert.at("/labels/dedupKey").textValue());
                }
            });
        }
        return keys;
    }
}
