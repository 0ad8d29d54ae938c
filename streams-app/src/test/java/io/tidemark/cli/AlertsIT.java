package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.SloStatus;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.serde.StatusSerializer;
import io.tidemark.testkit.AnsweringBoards;
import io.tidemark.testkit.FreshTopicProducer;
import io.tidemark.testkit.TestAlert;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alerts} and {@code postmortem} beside a broker that holds an application's alerts. */
class AlertsIT {
    private static final TestAlert PAGE = TestAlert.page("a1").known();

    @TempDir
    private Path directory;

    @Test
    void peopleSeeWhatIsOpenAndDraftWhatWas() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
            String servers = broker.bootstrapServers();
            Shell without = Shell.run("alerts", "-b", servers);
            send(
                    servers,
                    PAGE,
                    TestAlert.page("b2").severity(Severity.TICKET).slice("country=BR"),
                    TestAlert.page("c3").dryRun(),
                    TestAlert.page("d4"),
                    TestAlert.page("d4").later(2, 30, Notice.CLOSED, State.RESOLVED));

            assertThat(without.code()).isEqualTo(2);
            assertThat(without.err())
                    .isEqualTo("there is no such topic: topic=tidemark-alerts, bootstrap=" + servers
                            + ": give --application-id as tidemark run was given it\n");
            assertOpen(servers);
            assertThat(Shell.run("alerts", "-b", servers, "--model", "frauds"))
                    .isEqualTo(new Shell(
                            2, "", "no objective of the model is known: --model=frauds; did you mean fraud?\n"));
            assertThat(Shell.run("alerts", "-b", servers, "--model", "fraud", "--severity", "info"))
                    .isEqualTo(new Shell(0, "no alert is open\n", ""));
            assertThat(Shell.run("alerts", "-b", servers, "--all").out()).contains("episode c3:", "episode d4:");
            Shell draft = Shell.run("postmortem", "a1", "-b", servers);
            assertThat(draft.code()).isZero();
            assertThat(draft.out())
                    .startsWith("# Postmortem: fraud · drift, 2026-03-01 12:00Z\n")
                    .contains("| country=BR | firing | 150 % | 20.0 |\n");
        }
    }

    @Test
    void noAlertOfWhatWasNeverJudgedIsNoGoodNews() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
            String servers = broker.bootstrapServers();
            send(servers);

            Shell before = Shell.run("alerts", "-b", servers, "--json");
            judge(servers, "NO_DATA", 0);
            Shell silent = Shell.run("alerts", "-b", servers, "--model", "fraud");
            judge(servers, "WARMING_UP", 3);

            String sentence =
                    "the application has judged nothing yet: --application-id=tidemark; wait until tidemark-status"
                            + " holds an objective, or give --application-id as tidemark run was given it";
            assertThat(before).isEqualTo(new Shell(2, "{\"error\":\"" + sentence + "\"}\n", sentence + "\n"));
            assertThat(silent.code()).isEqualTo(2);
            assertThat(silent.err())
                    .startsWith(
                            "the application has judged nothing yet of --model=fraud: no objective has data that can be judged");
            assertThat(Shell.run("alerts", "-b", servers, "--model", "fraud"))
                    .isEqualTo(new Shell(0, "no alert is open\n", ""));
            assertThat(Shell.run("alerts", "-b", servers)).isEqualTo(new Shell(0, "no alert is open\n", ""));
            assertThat(Shell.run("alerts", "-b", servers, "--model", "nope"))
                    .isEqualTo(new Shell(2, "", "no objective of the model is known: --model=nope; known are fraud\n"));
        }
    }

    /** The objective's status after so many slots that were in order. */
    private static void judge(String servers, String state, long good) {
        SloStatus made = AnsweringBoards.status("fraud", "drift", "*", state, 0);
        SloStatus status = new SloStatus(
                made.key(),
                made.revision(),
                state,
                false,
                made.target(),
                made.window(),
                new SloStatus.Counts(good, 0),
                made.budget(),
                made.consumedVsObserved(),
                good == 0 ? 0 : 1,
                1,
                made.clockTimeMs());
        StatusSerializer serializer = new StatusSerializer(
                OwnSchemas.register(new Registry("mock://tidemark"), new Topics("tidemark", Map.of()).subjects())
                        .status());
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(servers)) {
            producer.send(new ProducerRecord<>(
                    "tidemark-status",
                    status.key().text().getBytes(StandardCharsets.UTF_8),
                    serializer.serialize("tidemark-status", status)));
        }
    }

    private static void assertOpen(String servers) throws Exception {
        Shell open = Shell.run("alerts", "-b", servers);
        assertThat(open.code()).isEqualTo(1);
        assertThat(open.err()).isEmpty();
        assertThat(open.out().lines())
                .containsExactly(
                        "severity  state   since              budget  who              what",
                        "ticket    firing  2026-03-01 12:00Z    41 %  team-fraud told  fraud · drift · country=BR",
                        "    fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)",
                        "    episode b2:1772373600",
                        "page      firing  2026-03-01 12:00Z    41 %  team-fraud told  fraud · drift · *",
                        "    fraud · amount drifted in all events since 2026-03-01 12:00Z (js 0.31 > 0.10)",
                        "    episode a1:1772373600",
                        "1 is open on trial (dry run), and nobody is told: --all shows it",
                        "2 alerts are open: 1 page, 1 ticket");
        JsonNode json = new ObjectMapper()
                .readTree(Shell.run("alerts", "-b", servers, "--severity", "page", "--json")
                        .out());
        assertThat(json.get("open").intValue()).isEqualTo(1);
        assertThat(json.get("onTrial").intValue()).isEqualTo(1);
        assertThat(json.at("/alerts/0/dedupKey").textValue()).isEqualTo("a1");
    }

    private static void send(String servers, TestAlert... alerts) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                Producer<byte[], byte[]> producer = FreshTopicProducer.of(servers)) {
            admin.createTopics(List.of(
                            new NewTopic("tidemark-alerts", 2, (short) 1),
                            new NewTopic("tidemark-status", 2, (short) 1)))
                    .all()
                    .get();
            AlertSerializer serializer = new AlertSerializer(
                    OwnSchemas.register(new Registry("mock://tidemark"), new Topics("tidemark", Map.of()).subjects())
                            .alerts());
            for (TestAlert one : alerts) {
                Alert alert = one.alert();
                producer.send(new ProducerRecord<>(
                        "tidemark-alerts",
                        alert.dedupKey().getBytes(StandardCharsets.UTF_8),
                        serializer.serialize("tidemark-alerts", alert)));
            }
        }
    }
}
