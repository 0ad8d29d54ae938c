package io.tidemark.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.runtime.OwnTopics.Plan;
import io.tidemark.runtime.live.ClusterView.Facts;
import io.tidemark.runtime.live.ClusterView.Presence;
import io.tidemark.runtime.live.ClusterView.Topic;
import io.tidemark.runtime.live.OwnTopicsCheck.Plans;
import io.tidemark.topology.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

/** What is said of a cluster and of our own topics in it. */
class OwnTopicsCheckTest {
    private static final Topics TOPICS = new Topics("tm", Map.of());
    private static final Plan READINGS = new Plan("tm-readings", 4, Map.of("retention.ms", "1000"));
    private static final Plan OPERATIONS = new Plan("tm-operations", 4, Map.of("cleanup.policy", "compact"));
    private static final Plan CHANGELOG = new Plan("tm-slots-changelog", 4, Map.of());

    @Test
    void whatIsNotThereWouldBeCreatedUnlessRefused() {
        Section section = new Section("own topics");

        OwnTopicsCheck.check(
                TOPICS,
                new Plans(List.of(READINGS, OPERATIONS), List.of()),
                Map.of(),
                Map.of("tm-operations", "TopicAuthorization: no"),
                "b:1",
                section);

        assertThat(section.findings())
                .extracting(finding -> finding.weight().word() + ": " + finding.text())
                .containsExactly(
                        "new: tm-readings, 4 partitions, retention.ms=1000",
                        "mend: tm-operations is not there, and would not be created: TopicAuthorization: no; allow CREATE on the"
                                + " prefix of our topics, or create it: kafka-topics.sh --bootstrap-server b:1 --create"
                                + " --topic tm-operations --partitions 4 --config cleanup.policy=compact");
    }

    @Test
    void partitionsAndSettingsThatDoNotFitAreTold() {
        Section section = new Section("own topics");
        Map<String, Topic> found = Map.of(
                "tm-readings", there(4, Set.of(), Map.of("retention.ms", "999")),
                "tm-operations", there(3, Set.of(), Map.of("cleanup.policy", "delete")),
                "tm-slots-changelog", there(1, Set.of(AclOperation.READ, AclOperation.DESCRIBE), Map.of("x", "y")));

        OwnTopicsCheck.check(
                TOPICS, new Plans(List.of(READINGS, OPERATIONS), List.of(CHANGELOG)), found, Map.of(), "b:1", section);

        assertThat(section.findings())
                .extracting(finding -> finding.weight().word() + ": " + finding.text())
                .containsExactly(
                        "mend: tm-readings has 4 partitions, tm-operations 3: they must have as many as each other; delete tm-operations"
                                + " while the application is stopped, run creates it as needed",
                        "mend: tm-slots-changelog has 1 partition, its store needs 4; delete it while the application is stopped,"
                                + " run creates it as needed",
                        "note: tm-readings has retention.ms=999, run would give it 1000; kafka-configs.sh --bootstrap-server b:1"
                                + " --alter --topic tm-readings --add-config retention.ms=1000",
                        "mend: tm-operations has cleanup.policy=delete, run would give it compact; kafka-configs.sh --bootstrap-server b:1"
                                + " --alter --topic tm-operations --add-config cleanup.policy=compact",
                        "mend: tm-slots-changelog does not allow us to WRITE; allow it on the prefix of our topics"
                                + " (README, Locked clusters)");
    }

    @Test
    void topicsThatFitAreCountedAndLongerRetentionFits() {
        Section section = new Section("own topics");
        Map<String, Topic> found = Map.of("tm-readings", there(7, Set.of(), Map.of("retention.ms", "-1")));

        OwnTopicsCheck.check(TOPICS, new Plans(List.of(READINGS), List.of()), found, Map.of(), "b:1", section);

        assertThat(section.findings()).extracting(Finding::text).containsExactly("1 topic of ours is there as needed");
    }

    @Test
    void replicationThatCannotBeMetIsTold() {
        Section section = new Section("cluster");
        Map<String, String> settings = Map.of(
                "default.replication.factor", "3",
                "transaction.state.log.replication.factor", "3",
                "transaction.state.log.min.isr", "2");

        ClusterCheck.check(new Facts("id", 1, settings), Map.of(), section);

        assertThat(section.findings())
                .extracting(Finding::text)
                .containsExactly(
                        "default.replication.factor=3, and there is 1 broker: our topics cannot be created; start more brokers,"
                                + " or lower it",
                        "transaction.state.log.replication.factor=3, transaction.state.log.min.isr=2, and there is 1 broker:"
                                + " transactions, which run needs, cannot begin; start more brokers, or lower both");
    }

    private static Topic there(int partitions, Set<AclOperation> allowed, Map<String, String> settings) {
        return new Topic(Presence.THERE, partitions, 1, allowed, settings);
    }
}
