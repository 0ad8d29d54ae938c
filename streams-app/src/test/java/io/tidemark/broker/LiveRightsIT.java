package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.live.LiveCheck;
import io.tidemark.runtime.live.LiveReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate --live} says of rights, on a cluster where nobody may do what no ACL allows. */
class LiveRightsIT {
    private static final long NOW = Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();
    private static final MonitorFile FILE =
            MonitorFileReader.parse("monitors.yaml", "monitors: [{model: m, source: {topic: events}}]\n");

    @TempDir
    private Path directory;

    @Test
    void rightsThatLackAreToldAndThoseOfTheListSuffice() throws Exception {
        try (SecureCluster cluster = SecureCluster.start(directory, "tidemark", "open-sesame")) {
            cluster.admin()
                    .createTopics(
                            List.of(new NewTopic("events", 1, (short) 1), new NewTopic("app-readings", 1, (short) 1)))
                    .all()
                    .get();
            AppSettings settings = new AppSettings(
                    "app",
                    cluster.servers(),
                    "mock://rights",
                    directory.resolve("state"),
                    Duration.ofMillis(100),
                    1,
                    1,
                    cluster.client("SCRAM-SHA-512", "tidemark", "open-sesame"));

            List<String> without = said(settings);
            cluster.allow(List.of(
                    acl(ResourceType.TOPIC, "events", PatternType.LITERAL, AclOperation.READ),
                    acl(ResourceType.TOPIC, "app-", PatternType.PREFIXED, AclOperation.READ),
                    acl(ResourceType.TOPIC, "app-", PatternType.PREFIXED, AclOperation.WRITE),
                    acl(ResourceType.GROUP, "app", PatternType.PREFIXED, AclOperation.READ),
                    acl(ResourceType.TRANSACTIONAL_ID, "app-", PatternType.PREFIXED, AclOperation.WRITE)));
            List<String> locked = said(settings);
            cluster.allow(List.of(acl(ResourceType.TOPIC, "app-", PatternType.PREFIXED, AclOperation.CREATE)));
            List<String> open = said(settings);

            assertThat(without)
                    .contains(
                            "mend: monitors[0].source.topic=events may not be read; allow READ on it (README, Locked clusters)")
                    .anyMatch(line ->
                            line.startsWith("mend: the consumer group app may not be used: GroupAuthorization: "))
                    .anyMatch(line -> line.startsWith("mend: transactional ids that begin with app- may not be used: "))
                    .anyMatch(line -> line.startsWith("mend: app-readings may not be described: "));
            assertThat(locked)
                    .noneMatch(line -> line.matches("mend: .* may not be (read|used|described).*"))
                    .contains("note: 1 topic of ours is there, with settings that may not be seen;"
                            + " to compare them allow DESCRIBE_CONFIGS")
                    .anyMatch(line -> line.startsWith(
                            "mend: app-alerts is not there, and would not be created: TopicAuthorization: "));
            assertThat(open)
                    .noneMatch(line -> line.contains("would not be created"))
                    .anyMatch(line -> line.startsWith("new: app-alerts, 1 partition, "));
        }
    }

    private static List<String> said(AppSettings settings) {
        LiveReport report = LiveCheck.at(FILE, settings, Progress.SILENT, NOW);
        List<String> lines = new ArrayList<>();
        report.sections().forEach(section -> section.findings()
                .forEach(finding -> lines.add(finding.weight().word() + ": " + finding.text())));
        return lines;
    }

    private static AclBinding acl(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:tidemark", "*", operation, AclPermissionType.ALLOW));
    }
}
