package io.tidemark.runtime.live;

import io.tidemark.runtime.OwnTopics;
import io.tidemark.runtime.first.Figures;
import io.tidemark.topology.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;

/** Our own topics: which are there as they have to be, and which {@code run} would create. Pure. */
final class OwnTopicsCheck {
    /** Settings without which data would be lost, or not compacted away. */
    private static final Set<String> NEEDED = Set.of("cleanup.policy", "message.timestamp.type");

    private final Map<String, ClusterView.Topic> found;
    private final Map<String, String> refused;
    private final Section section;
    private final String servers;
    private final List<String> fit = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private final Set<String> misfits = new HashSet<>();

    private OwnTopicsCheck(
            Map<String, ClusterView.Topic> found, Map<String, String> refused, String servers, Section section) {
        this.found = found;
        this.refused = refused;
        this.servers = servers;
        this.section = section;
    }

    /**
     * The topics that there have to be.
     *
     * @param named those that anybody may read
     * @param internal changelogs of Kafka Streams
     */
    record Plans(List<OwnTopics.Plan> named, List<OwnTopics.Plan> internal) {}

    /**
     * Says what is there, what would be created, and what does not fit.
     *
     * @param refused what the cluster says of those that it would not create
     * @param servers of the cluster, for commands
     */
    static void check(
            Topics topics,
            Plans plans,
            Map<String, ClusterView.Topic> found,
            Map<String, String> refused,
            String servers,
            Section section) {
        OwnTopicsCheck check = new OwnTopicsCheck(found, refused, servers, section);
        check.pair(topics.partials(), topics.references());
        check.pair(topics.readings(), topics.operations());
        plans.internal().forEach(check::partitions);
        plans.named().forEach(check::one);
        plans.internal().forEach(check::one);
        check.sum();
    }

    private void sum() {
        if (!unseen.isEmpty()) {
            section.note(Figures.plural(unseen.size(), "topic") + " of ours "
                    + (unseen.size() == 1 ? "is" : "are")
                    + " there, with settings that may not be seen; to compare them allow DESCRIBE_CONFIGS");
        }
        if (!fit.isEmpty()) {
            section.ok(Figures.plural(fit.size(), "topic") + " of ours " + (fit.size() == 1 ? "is" : "are")
                    + " there as needed");
        }
    }

    /** Two topics whose partitions are read together. */
    private void pair(String one, String other) {
        ClusterView.Topic first = found.getOrDefault(one, ClusterView.Topic.ABSENT);
        ClusterView.Topic second = found.getOrDefault(other, ClusterView.Topic.ABSENT);
        if (first.isThere() && second.isThere() && first.partitions() != second.partitions()) {
            misfits.add(one);
            misfits.add(other);
            section.mend(one + " has " + Figures.plural(first.partitions(), "partition") + ", " + other + " "
                    + second.partitions() + ": they must have as many as each other; delete " + other
                    + " while the application is stopped, run creates it as needed");
        }
    }

    /** A changelog has as many partitions as its store has tasks, or Kafka Streams does not start. */
    private void partitions(OwnTopics.Plan changelog) {
        ClusterView.Topic topic = found.getOrDefault(changelog.name(), ClusterView.Topic.ABSENT);
        if (topic.isThere() && topic.partitions() != changelog.partitions()) {
            misfits.add(changelog.name());
            section.mend(changelog.name() + " has " + Figures.plural(topic.partitions(), "partition")
                    + ", its store needs " + changelog.partitions()
                    + "; delete it while the application is stopped, run creates it as needed");
        }
    }

    private void one(OwnTopics.Plan plan) {
        ClusterView.Topic topic = found.getOrDefault(plan.name(), ClusterView.Topic.ABSENT);
        switch (topic.presence()) {
            case ABSENT -> absent(plan);
            case HIDDEN ->
                section.mend(
                        plan.name() + " may not be described: allow READ and WRITE on the prefix of our topics, and"
                                + " CREATE where run has to create them (README, Locked clusters)");
            default -> there(plan, topic);
        }
    }

    private void absent(OwnTopics.Plan plan) {
        String why = refused.getOrDefault(plan.name(), "");
        if (why.isEmpty()) {
            section.create(plan.name() + ", " + Figures.plural(plan.partitions(), "partition") + ", "
                    + settings(plan.settings()));
        } else {
            section.mend(plan.name() + " is not there, and would not be created: " + why
                    + "; allow CREATE on the prefix of our topics, or create it: " + plan.command(servers));
        }
    }

    private static String settings(Map<String, String> settings) {
        List<String> words = new ArrayList<>();
        new TreeMap<>(settings).forEach((name, value) -> words.add(name + "=" + value));
        return String.join(" ", words);
    }

    private void there(OwnTopics.Plan plan, ClusterView.Topic topic) {
        long before = section.findings().size();
        for (AclOperation operation : List.of(AclOperation.READ, AclOperation.WRITE)) {
            if (topic.forbids(operation)) {
                section.mend(plan.name() + " does not allow us to " + operation
                        + "; allow it on the prefix of our topics (README, Locked clusters)");
            }
        }
        new TreeMap<>(plan.settings()).forEach((name, wanted) -> setting(plan, topic, name, wanted));
        if (topic.settings().isEmpty() && !plan.settings().isEmpty()) {
            unseen.add(plan.name());
        } else if (section.findings().size() == before && !misfits.contains(plan.name())) {
            fit.add(plan.name());
        }
    }

    private void setting(OwnTopics.Plan plan, ClusterView.Topic topic, String name, String wanted) {
        String seen = topic.settings().getOrDefault(name, wanted);
        if (seen.equals(wanted) || isMore(name, seen, wanted)) {
            return;
        }
        String text = plan.name() + " has " + name + "=" + seen + ", run would give it " + wanted
                + "; kafka-configs.sh --bootstrap-server " + servers + " --alter --topic " + plan.name()
                + " --add-config " + name
                + "=" + wanted;
        if (NEEDED.contains(name)) {
            section.mend(text);
        } else {
            section.note(text);
        }
    }

    /** Kept longer, or larger, is in order. */
    private static boolean isMore(String name, String seen, String wanted) {
        if (!seen.matches("-?\\d{1,18}") || !wanted.matches("\\d{1,18}")) {
            return false;
        }
        boolean isForEver = name.equals("retention.ms") && seen.equals("-1");
        return isForEver || Long.parseLong(seen) >= Long.parseLong(wanted);
    }
}
