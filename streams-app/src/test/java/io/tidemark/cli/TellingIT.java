package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.testkit.FreshTopicProducer;
import io.tidemark.testkit.TestAlert;
import io.tidemark.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ack}, {@code resolve}, {@code silence} and {@code correct} beside an application that knows one model. */
class TellingIT {
    private static final String OPEN = "0123456789abcdef0123456789abcdef";
    private static final String CLOSED = "fedcba9876543210fedcba9876543210";
    private static final String EPISODE = OPEN + ":1772373600";

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                Producer<byte[], byte[]> producer = FreshTopicProducer.of(broker.bootstrapServers())) {
            admin.createTopics(Stream.of("alerts", "alerts-state", "status", "operations", "changes")
                            .map(name -> new NewTopic("tidemark-" + name, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            AlertSerializer serializer = new AlertSerializer(
                    OwnSchemas.register(new Registry("mock://tidemark"), new Topics("tidemark", Map.of()).subjects())
                            .alerts());
            for (TestAlert alert :
                    List.of(TestAlert.page(OPEN), TestAlert.page(CLOSED).later(2, 30, Notice.CLOSED, State.RESOLVED))) {
                send(
                        producer,
                        "tidemark-alerts-state",
                        alert.alert().dedupKey(),
                        serializer.serialize("", alert.alert()));
            }
            send(producer, "tidemark-status", "fraud|drift|*", new byte[] {0});
            send(producer, "tidemark-status", "fraud|drift|country=BR", new byte[] {0});
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    @Test
    void alertIsFoundByTheBeginningOfItsIdAndSaysItsModel() {
        Shell shell = tell("ack 012345 --by ann");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).matches("acknowledge fraud/[0-9a-f]{8}\n");
        assertThat(shell.code()).isZero();
    }

    @Test
    void alertThatIsNotOpenIsRefusedWithThoseThatAre() {
        String open = "; open are " + EPISODE + " (fraud, drift, *)\n";

        assertThat(tell("ack 0123457 --by ann"))
                .isEqualTo(new Shell(2, "", "no alert is known by that id: episode=0123457" + open));
        assertThat(tell("resolve " + CLOSED + " --by ann"))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "the alert is closed since 2026-03-01 14:30Z (recovered): episode=" + CLOSED + ":1772373600"
                                + open));
        assertThat(tell("ack " + EPISODE + " --by ann --model froud"))
                .isEqualTo(new Shell(
                        2, "", "the alert is of another model: --model=froud, its model=fraud; leave --model out\n"));
        assertThat(tell("ack " + CLOSED + " --by ann --model fraud --anyway").code())
                .isZero();
    }

    @Test
    void silenceOfWhatIsNotKnownIsAWarning() {
        String rest = " --for 2h --reason r --by b";

        assertThat(tell("silence --model fraud --slo dr* --slice country=BR" + rest)
                        .err())
                .isEmpty();
        assertDoubt(
                "silence --model froud" + rest,
                "no objective of the model is known: --model=froud; did you mean fraud?");
        assertDoubt(
                "silence --model fraud --slo drfit" + rest,
                "the model has no such objective: --slo=drfit; did you mean drift?");
        assertDoubt(
                "correct --model fraud --slice country=US --category chaos --from 2026-01-01 --to 2026-01-02 --reason r"
                        + " --by b",
                "no such slice has a budget: --slice=country=US; did you mean country=BR?");
    }

    @Test
    void changeOfAModelThatIsNotKnownIsAWarning() {
        assertThat(tell("change fraud --kind deployed --version v9").err()).isEmpty();
        assertThat(tell("change --all-models --kind other").err()).isEmpty();
        assertDoubt(
                "change froud --kind deployed --version v9",
                "no objective of the model is known: MODEL=froud; did you mean fraud?");
    }

    @Test
    void whatIsEndedMustHaveBegun() {
        String id = tell("silence --model fraud --for 2h --reason r --by b")
                .out()
                .strip()
                .replace("silence ", "");

        assertThat(tell("silence end " + id + " --by b").err()).isEmpty();
        assertDoubt("silence end " + id + " --by b", "the silence was ended already: id=" + id);
        assertDoubt(
                "correct end fraud/00000000 --by b",
                "no such correction was begun as far back as tidemark-operations is kept: id=fraud/00000000;"
                        + " none is known yet");
    }

    private static void assertDoubt(String command, String sentence) {
        Shell shell = tell(command);

        assertThat(shell.err()).isEqualTo("warning: " + sentence + "; it is sent all the same\n");
        assertThat(shell.out()).isNotEmpty();
        assertThat(shell.code()).isZero();
    }

    private static Shell tell(String command) {
        return Shell.run((Object[]) (command + " -b " + broker.bootstrapServers()).split(" "));
    }
}
