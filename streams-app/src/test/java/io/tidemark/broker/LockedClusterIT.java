package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.AlertTopic;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.AppSettings.Care;
import io.tidemark.runtime.AppSettings.MissingTopics;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.Service;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.Registry;
import io.tidemark.testkit.FreshTopicProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster with TLS, passwords or tokens, and ACLs, where the application may create nothing. */
class LockedClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final String USER = "tidemark";
    private static final String PASSWORD = "open-sesame";
    private static final MonitorFile FILE = MonitorFileReader.parse(
            "monitors.yaml",
            """
            monitors:
              - model: m
                source: {topic: events}
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 2s}
            """);

    @TempDir
    private Path directory;

    private AppSettings settings(SecureCluster cluster, String mechanism, String password) {
        return settings(cluster, cluster.client(mechanism, USER, password), MissingTopics.ARE_A_MISTAKE);
    }

    private AppSettings settings(SecureCluster cluster, Map<String, String> client, MissingTopics missing) {
        return new AppSettings(
                "app",
                cluster.servers(),
                "mock://locked",
                directory.resolve("state"),
                Duration.ofMillis(100),
                1,
                2,
                client,
                new Care(missing, Duration.ofHours(1)));
    }

    private static AclBinding acl(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW));
    }

    /** The README's list, for the application alone. */
    private static List<AclBinding> least() {
        List<AclBinding> list = new ArrayList<>();
        list.add(acl(ResourceType.TOPIC, "events", PatternType.LITERAL, AclOperation.READ));
        for (AclOperation operation : List.of(AclOperation.READ, AclOperation.WRITE)) {
            list.add(acl(ResourceType.TOPIC, "app-", PatternType.PREFIXED, operation));
        }
        list.add(acl(ResourceType.GROUP, "app", PatternType.PREFIXED, AclOperation.READ));
        list.add(acl(ResourceType.TRANSACTIONAL_ID, "app-", PatternType.PREFIXED, AclOperation.WRITE));
        return list;
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws Exception {
        try (SecureCluster cluster = SecureCluster.start(directory, USER, PASSWORD)) {
            for (String mechanism : List.of("PLAIN", "SCRAM-SHA-512")) {
                AppSettings settings = settings(cluster, mechanism, "wrong-sesame");

                assertThatThrownBy(() -> Service.start(settings, FILE))
                        .isInstanceOf(ClusterFailure.class)
                        .hasMessageMatching(
                                "cannot describe a topic: topic=events: Authentication failed.*"
                                        + "; correct user, password and certificates \\(sasl.…, ssl.…\\) in --client-properties")
                        .message()
                        .doesNotContain("sesame");
            }
        }
    }

    @Test
    void everyTopicIsNamedAndTheListedRightsSuffice() throws Exception {
        try (SecureCluster cluster = SecureCluster.start(directory, USER, PASSWORD)) {
            cluster.allow(least());
            AppSettings settings = settings(cluster, "SCRAM-SHA-512", PASSWORD);

            io.tidemark.runtime.MissingTopics missing =
                    catchThrowableOfType(io.tidemark.runtime.MissingTopics.class, () -> Service.start(settings, FILE));
            assertThat(missing)
                    .hasMessage("25 topics are not there: bootstrap=" + cluster.servers()
                            + "; create them, or leave out --no-create");
            assertThat(missing.commands())
                    .contains(
                            "kafka-topics.sh --bootstrap-server " + cluster.servers()
                                    + " --create --topic events --partitions 2",
                            "kafka-topics.sh --bootstrap-server " + cluster.servers()
                                    + " --create --topic app-profiles-changelog --partitions 2 --config cleanup.policy=compact"
                                    + " --config max.message.bytes=16777216 --config message.timestamp.type=CreateTime");
            create(cluster, missing.commands());

            try (Service app = Service.start(settings, FILE)) {
                send(cluster);
                // The first minute closes once the second has come.
                await().atMost(PATIENCE).until(() -> end(cluster, "app-readings") > 0);
                assertThat(end(cluster, "app-dead-letters")).isPositive();
                try (AlertTopic alerts = AlertTopic.open(settings)) {
                    assertThat(alerts.latest()).isEmpty();
                }
            }
            Set<String> named = new TreeSet<>();
            missing.commands().forEach(command -> named.add(command.split(" ")[5]));
            assertThat(cluster.admin().listTopics().names().get()).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void aTokenIsAsGoodAsAPassword() throws Exception {
        try (SecureCluster cluster = SecureCluster.start(directory, USER, PASSWORD)) {
            cluster.allow(least());
            cluster.allow(List.of(acl(ResourceType.TOPIC, "app-", PatternType.PREFIXED, AclOperation.CREATE)));
            cluster.admin()
                    .createTopics(List.of(new NewTopic("events", 2, (short) 1)))
                    .all()
                    .get();
            AppSettings settings = settings(cluster, cluster.clientWithToken(USER), MissingTopics.ARE_CREATED);

            try (Service app = Service.start(settings, FILE)) {
                send(cluster);

                await().atMost(PATIENCE).until(() -> end(cluster, "app-readings") > 0);
            }
            AppSettings stranger = settings(cluster, cluster.clientWithToken("somebody"), MissingTopics.ARE_CREATED);
            assertThatThrownBy(() -> Service.start(stranger, FILE))
                    .isInstanceOf(ClusterFailure.class)
                    .hasMessageContaining("events");
        }
    }

    private static void create(SecureCluster cluster, List<String> commands) throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        for (String command : commands) {
            String[] words = command.split(" ");
            Map<String, String> configs = new TreeMap<>();
            Stream.of(words)
                    .filter(word -> word.contains("="))
                    .forEach(word -> configs.put(word.split("=")[0], word.split("=")[1]));
            topics.add(new NewTopic(words[5], Integer.parseInt(words[7]), (short) 1).configs(configs));
        }
        cluster.admin().createTopics(topics).all().get();
    }

    private static void send(SecureCluster cluster) {
        Registry registry = new Registry("mock://locked");
        EventEncoder encoder = new EventEncoder(
                "m", EventEncoder.Type.FEATURES, registry.register("events", EventEncoder.Type.FEATURES.schema()));
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(cluster.plainServers())) {
            for (int second = 0; second < 180; second++) {
                byte[] value = encoder.write(new Event.Encoded(Event.at(START.plusSeconds(second), second, "a")));
                producer.send(new ProducerRecord<>("events", second % 2, null, value));
            }
            producer.send(new ProducerRecord<>("events", 0, null, new byte[] {7}));
        }
    }

    private static long end(SecureCluster cluster, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = Map.of(
                new TopicPartition(topic, 0), OffsetSpec.latest(),
                new TopicPartition(topic, 1), OffsetSpec.latest());
        return cluster.admin().listOffsets(asked).all().get().values().stream()
                .mapToLong(found -> found.offset())
                .sum();
    }
}
