package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.letters.DeadLetterReplay;
import io.tidemark.runtime.letters.DeadLetterReplay.Outcome;
import io.tidemark.runtime.letters.LetterFilter;
import io.tidemark.store.DeadLetter;
import io.tidemark.testkit.FreshTopicProducer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the rights which the README lists for {@code dlq} are enough, and that fewer are not. */
class DlqRightsIT {
    private static final byte[] VALUE = "v".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void listedRightsSuffice() throws Exception {
        try (SecureCluster cluster = SecureCluster.start(directory, "ops", "open-sesame")) {
            cluster.admin()
                    .createTopics(List.of(
                            new NewTopic("events", 1, (short) 1), new NewTopic("app-dead-letters", 1, (short) 1)))
                    .all()
                    .get();
            send(cluster);
            AppSettings settings = new AppSettings(
                    "app",
                    cluster.servers(),
                    "mock://rights",
                    directory.resolve("state"),
                    Duration.ofMillis(100),
                    1,
                    1,
                    cluster.client("SCRAM-SHA-512", "ops", "open-sesame"));
            DeadLetterReplay replay = new DeadLetterReplay(settings, Progress.SILENT);

            cluster.allow(List.of(
                    acl(ResourceType.TOPIC, "app-dead-letters", AclOperation.READ),
                    acl(ResourceType.TOPIC, "events", AclOperation.DESCRIBE)));
            Outcome preview = replay.preview(LetterFilter.all());

            assertThat(preview).isEqualTo(new Outcome(1, 0, 0, 0));
            assertThatThrownBy(() -> replay.send(LetterFilter.all())).isInstanceOf(ClusterFailure.class);
            cluster.allow(List.of(
                    acl(ResourceType.TOPIC, "app-dead-letters", AclOperation.WRITE),
                    acl(ResourceType.TOPIC, "events", AclOperation.WRITE),
                    acl(ResourceType.TRANSACTIONAL_ID, "app-dead-letter-replay", AclOperation.WRITE)));
            assertThat(new DeadLetterReplay(settings, Progress.SILENT).send(LetterFilter.all()))
                    .isEqualTo(new Outcome(1, 0, 0, 0));
        }
    }

    private static AclBinding acl(ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:ops", "*", operation, AclPermissionType.ALLOW));
    }

    private static void send(SecureCluster cluster) {
        Record<byte @Nullable [], byte @Nullable []> letter = DeadLetter.of(
                new DeadLetter.Failed(
                        new DeadLetter.Place("events", 0, 0), new Record<>(VALUE, VALUE, 5, new RecordHeaders())),
                new Rejection(Reason.UNDECODABLE, "broken"),
                1_000_000);
        try (Producer<byte[], byte[]> producer = FreshTopicProducer.of(cluster.plainServers())) {
            producer.send(
                    new ProducerRecord<>("app-dead-letters", 0, null, letter.key(), letter.value(), letter.headers()));
        }
    }
}
