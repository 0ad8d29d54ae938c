package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other instances of the application. All of them have to watch the same topics: Kafka shares the partitions out among those that ask for them
 * alike, and instances that do not agree hand them back and forth for ever, without a word.
 */
final class Neighbours {
    private static final Logger log = LoggerFactory.getLogger(Neighbours.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** An instance that was killed is a member of the group until its session is over, 45 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String group;
    private final Topics topics;

    Neighbours(String group, Topics topics) {
        this.group = group;
        this.topics = topics;
    }

    /**
     * Waits until no instance watches other topics; one that was stopped a moment ago may seem to be there still.
     *
     * @throws WorldFailure if one does after a minute
     */
    static void awaitAgreement(AppSettings settings, Topics topics) {
        Neighbours neighbours = new Neighbours(settings.applicationId(), topics);
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            Set<String> others = neighbours.disagreeing(admin);
            if (!others.isEmpty()) {
                log.warn(
                        "waits for instances that watch other topics to be gone group={} theirs={}",
                        settings.applicationId(),
                        others);
            }
            while (!others.isEmpty()) {
                if (System.nanoTime() > until) {
                    throw neighbours.failure(others);
                }
                Thread.sleep(EVERY.toMillis());
                others = neighbours.disagreeing(admin);
            }
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    private WorldFailure failure(Set<String> theirs) {
        return new WorldFailure(
                "other instances of the application watch other topics: application-id=" + group + ", theirs="
                        + theirs + ", ours=" + new TreeSet<>(topics.sources().keySet())
                        + "; instances of one application have the same monitor file: give another --application-id, or stop them first");
    }

    /** What other instances watch, if it is not what we watch; empty if they agree, or there are none. */
    private Set<String> disagreeing(Admin admin) throws InterruptedException {
        try {
            ConsumerGroupDescription found =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return found == null || found.groupState() != GroupState.STABLE
                    ? Set.of()
                    : disagreeing(found.members().stream()
                            .map(MemberDescription::assignment)
                            .flatMap(assigned -> assigned.topicPartitions().stream())
                            .map(TopicPartition::topic)
                            .toList());
        } catch (ExecutionException noneOrNotAllowed) {
            log.debug("the group is not to be seen group={}", group, noneOrNotAllowed);
            return Set.of();
        }
    }

    /**
     * The sources among the topics that are shared out, if they are not ours.
     *
     * @param assigned topics of all members
     */
    Set<String> disagreeing(Collection<String> assigned) {
        Set<String> theirs = new TreeSet<>(assigned);
        theirs.removeIf(topic ->
                topic.startsWith(topics.prefix() + '-') && !topics.sources().containsKey(topic));
        return theirs.isEmpty() || theirs.equals(topics.sources().keySet())
                ? Set.of()
                : Collections.unmodifiableSet(theirs);
    }
}
