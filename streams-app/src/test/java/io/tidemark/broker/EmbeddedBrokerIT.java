package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.EmbeddedBroker;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker inside our process. */
class EmbeddedBrokerIT {
    @TempDir
    private Path directory;

    @Test
    void listensOnTheFirstLoopbackAddressOnly() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            String servers = broker.bootstrapServers();
            int port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));

            assertThat(servers).startsWith("127.0.0.1:");
            new Socket(InetAddress.getByName("127.0.0.1"), port).close();
            // A listener on all addresses would answer here too.
            assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.2"), port).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void keepsItsDataWhenStartedAgain() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("kept", 1);
            cluster.send(new ProducerRecord<>("kept", "word".getBytes(StandardCharsets.UTF_8)));
            cluster.flush();
        }

        try (Cluster again = Cluster.start(directory)) {
            assertThat(again.read("kept"))
                    .extracting(message -> new String(message.value(), StandardCharsets.UTF_8))
                    .containsExactly("word");
        }
    }

    /** As {@code tidemark broker --topic} does, each time that it is started. */
    @Test
    void makesTheTopicsThatAreNotThereAndLeavesTheOthers() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                broker.createTopics(List.of("payments", "logins"), 2 + start);

                assertThat(admin.describeTopics(List.of("payments", "logins"))
                                .allTopicNames()
                                .get()
                                .values())
                        .extracting(topic -> topic.partitions().size())
                        .containsExactly(2, 2);
                assertThatThrownBy(() -> broker.createTopics(List.of("no spaces"), 1))
                        .isInstanceOf(ClusterFailure.class)
                        .hasMessageStartingWith("cannot create a topic: topic=no spaces");
            }
        }
    }

    @Test
    void twoAtOnceDoNotCollide() throws Exception {
        try (Cluster one = Cluster.start(directory.resolve("one"));
                Cluster other = Cluster.start(directory.resolve("other"))) {
            one.createTopic("same-name", 1);
            other.createTopic("same-name", 1);

            one.send(new ProducerRecord<>("same-name", "word".getBytes(StandardCharsets.UTF_8)));
            one.flush();

            assertThat(one.servers()).isNotEqualTo(other.servers());
            assertThat(one.read("same-name")).hasSize(1);
            assertThat(other.read("same-name")).isEmpty();
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(EmbeddedBroker.BrokerFailure.class)
                    .hasMessage("cannot start the embedded broker: another one runs in directory=" + directory
                            + "; stop it, connect to it, or choose another directory");
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void isFoundInItsDirectoryWhileItRuns() {
        assertThat(EmbeddedBroker.runningIn(directory)).isEmpty();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(EmbeddedBroker.runningIn(directory)).contains(broker.bootstrapServers());
        }
        assertThat(EmbeddedBroker.runningIn(directory)).isEmpty();
    }
}
