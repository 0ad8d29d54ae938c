package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.broker.WebhookPeer.Mood;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.testkit.TestAlert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook's peer fails, hangs, drops connections and dies, and the notifier is killed meanwhile: nothing is lost and nothing told twice. */
class WebhookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SECRET = "a secret of the test";

    private final TestAlert a = TestAlert.page("a");
    private final TestAlert b = TestAlert.page("b");

    @TempDir
    private Path directory;

    @Test
    void whateverThePeerDoesEachTransitionIsToldOnceAndInOrder() throws Exception {
        try (Cluster cluster = Cluster.start(directory);
                WebhookPeer peer = new WebhookPeer(SECRET)) {
            AlertSender alerts = new AlertSender(cluster);
            try (Instance notifier = start(cluster, peer)) {
                alerts.send(a, b);
                alerts.sendBroken();
                awaitTaken(peer, "a", 1);
                awaitTaken(peer, "b", 1);

                peer.be(Mood.FAILING);
                alerts.send(
                        a.later(2, 1, Notice.HEARTBEAT, State.FIRING),
                        a.later(3, 2, Notice.ESCALATED, State.FIRING).roles("tech-lead"),
                        a.later(4, 3, Notice.UPDATED, State.FIRING),
                        a.later(5, 4, Notice.ACKNOWLEDGED, State.FIRING).acknowledgedBy("ann"));
                await().atMost(PATIENCE).until(() -> peer.seen() >= 2);
                notifier.kill();
                peer.be(Mood.WELL);
                notifier.restart();
                awaitTaken(peer, "a", 5);

                // it took the letter, and the sender was killed before it could know
                peer.be(Mood.HANGING);
                alerts.send(b.later(2, 5, Notice.CLOSED, State.RESOLVED));
                await().atMost(PATIENCE).until(() -> peer.seen() == 1);
                notifier.kill();
                peer.be(Mood.WELL);
                alerts.send(b.again(3, 60));
                notifier.restart();
                awaitTaken(peer, "b", 3);

                peer.be(Mood.DROPPING);
                alerts.send(a.later(6, 30, Notice.CLOSED, State.RESOLVED));
                await().atMost(PATIENCE).until(() -> peer.seen() >= 1);
                peer.be(Mood.REFUSING);
                alerts.send(TestAlert.page("refused"));
                awaitRefusalOfBoth(peer);

                peer.die();
                alerts.send(a.again(7, 120));
                notifier.kill();
                notifier.restart();
                alerts.send(a.again(7, 120).later(8, 150, Notice.CLOSED, State.RESOLVED));
                peer.be(Mood.WELL);
                peer.comeBack();
                awaitTaken(peer, "a", 8);

                notifier.stop();
                notifier.restart();
                alerts.send(b.again(3, 60).later(4, 90, Notice.CLOSED, State.RESOLVED));
                awaitTaken(peer, "b", 4);
                assertThat(Files.readString(notifier.log())).doesNotContain(SECRET);
            }

            assertThat(peer.wrong()).isEmpty();
            assertThat(told(peer, "a")).containsExactlyElementsOf(ids("a", 1, 3, 5, 6, 7, 8));
            assertThat(told(peer, "b")).containsExactlyElementsOf(ids("b", 1, 2, 3, 4));
            assertThat(told(peer, "refused")).isEmpty();
            JsonNode opened = new ObjectMapper().readTree(peer.body("a:0000000001"));
            assertThat(opened.get("notice").textValue()).isEqualTo("opened");
            assertThat(opened.get("firedAt").textValue()).isEqualTo("2026-03-01T14:00:00Z");
        }
    }

    private Instance start(Cluster cluster, WebhookPeer peer) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        return Instance.command(
                directory.resolve("notifier"),
                List.of(
                        "notify",
                        "--bootstrap-servers",
                        cluster.servers(),
                        "--application-id",
                        "app",
                        "--timeout",
                        "2",
                        "--target",
                        "webhook=" + peer.url(),
                        "--secret-file",
                        secret.toString()));
    }

    /** The dropped one is refused when it comes again, which it may be, for it was taken; then the other. */
    private static void awaitRefusalOfBoth(WebhookPeer peer) {
        await().atMost(PATIENCE).until(() -> peer.seen() >= 2);
    }

    private static void awaitTaken(WebhookPeer peer, String key, int sequence) {
        String id = ids(key, sequence).get(0);
        await().atMost(PATIENCE)
                .until(() -> peer.taken().contains(id) && !peer.unanswered().contains(id));
    }

    private static List<String> told(WebhookPeer peer, String key) {
        return peer.taken().stream().filter(id -> id.startsWith(key + ":")).toList();
    }

    private static List<String> ids(String key, Integer... sequences) {
        return Stream.of(sequences)
                .map(number -> String.format("%s:%010d", key, number))
                .toList();
    }
}
