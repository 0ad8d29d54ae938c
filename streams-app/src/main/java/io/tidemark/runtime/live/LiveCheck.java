package io.tidemark.runtime.live;

import io.tidemark.config.MonitorFile;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.MonitorApp;
import io.tidemark.runtime.OwnTopics;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.ReadingsKept;
import io.tidemark.runtime.first.TopicSample;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;

/** Looks whether a monitor file fits a cluster, without changing anything in it. Owned by one thread. */
public final class LiveCheck {
    private static final TopicSample.Bounds LOOK = new TopicSample.Bounds(3_000, 64 << 20);

    private final MonitorFile file;
    private final AppSettings settings;
    private final Progress progress;
    private final long nowMs;
    private final ClusterView view;
    private final Registry registry;
    private final List<Section> sections = new ArrayList<>();

    private LiveCheck(MonitorFile file, AppSettings settings, Progress progress, long nowMs, ClusterView view) {
        this.file = file;
        this.settings = settings;
        this.progress = progress;
        this.nowMs = nowMs;
        this.view = view;
        this.registry = settings.openRegistry();
    }

    /**
     * Looks.
     *
     * @param settings of the application that would run
     * @param nowMs the clock
     * @throws ClusterFailure if the cluster does not answer
     * @throws Registry.RegistryFailure if a setting of the registry is wrong
     */
    public static LiveReport at(MonitorFile file, AppSettings settings, Progress progress, long nowMs) {
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            return new LiveCheck(file, settings, progress, nowMs, new ClusterView(admin)).report();
        }
    }

    private LiveReport report() {
        Set<String> wanted = new TreeSet<>();
        file.monitors().forEach(monitor -> wanted.addAll(monitor.source().topics()));
        registry.registerEvents(wanted);
        Section cluster = section("cluster " + settings.bootstrapServers());
        Map<String, ClusterView.Topic> internal = view.topics(List.of(ClusterCheck.TRANSACTIONS, ClusterCheck.GROUPS));
        ClusterCheck.check(view.cluster(), internal, cluster);
        rights(internal, cluster);
        Map<String, ClusterView.Topic> sources = view.topics(wanted);
        List<TopicFacts> facts = new ArrayList<>();
        sources.forEach((topic, found) -> source(topic, found, facts));
        RegistryCheck.check(registry, facts, section("registry " + registry.address()));
        own(sources);
        return new LiveReport(sections);
    }

    private Section section(String about) {
        Section section = new Section(about);
        sections.add(section);
        return section;
    }

    /** Asking for a group or a transaction would create Kafka's own topic for it where there is none. */
    private void rights(Map<String, ClusterView.Topic> internal, Section section) {
        String id = settings.applicationId();
        if (!ClusterView.Topic.ABSENT.equals(internal.get(ClusterCheck.GROUPS))) {
            String refused = view.groupRefused(id);
            if (!refused.isEmpty()) {
                section.mend("the consumer group " + id + " may not be used: " + refused
                        + "; allow READ on it (README, Locked clusters)");
            }
            int members = refused.isEmpty() ? view.members(id) : 0;
            if (members > 0) {
                section.note("the application " + id + " is running now, members=" + members);
            }
        }
        if (!ClusterView.Topic.ABSENT.equals(internal.get(ClusterCheck.TRANSACTIONS))) {
            String refused = view.transactionsRefused(id + "-live");
            if (!refused.isEmpty()) {
                section.mend("transactional ids that begin with " + id + "- may not be used: " + refused
                        + "; allow WRITE on the prefix (README, Locked clusters)");
            }
        }
    }

    private void source(String topic, ClusterView.Topic found, List<TopicFacts> facts) {
        List<Watched> readers = Watched.of(file).stream()
                .filter(one -> one.monitor().source().topics().contains(topic))
                .toList();
        Section section = section("topic " + topic);
        String place = readers.get(0).placeOf(topic) + "=" + topic;
        if (found.presence() == ClusterView.Presence.ABSENT) {
            section.mend(place + " is not there; " + Near.name(topic, foreign(), "there are"));
        } else if (!found.isThere() || found.forbids(AclOperation.READ)) {
            section.mend(place + " may not be read; allow READ on it (README, Locked clusters)");
        } else {
            sample(topic, readers, section, facts);
        }
    }

    /** Topics that are not ours, nor Kafka's. */
    private Set<String> foreign() {
        Set<String> names = view.names();
        names.removeIf(name -> name.startsWith(settings.applicationId() + "-"));
        return names;
    }

    private void sample(String topic, List<Watched> readers, Section section, List<TopicFacts> facts) {
        progress.at("looking at " + topic, 0, 0, 0);
        try {
            TopicSample sample = TopicSample.read(topic, MonitorApp.clientProperties(settings), LOOK);
            facts.add(TopicCheck.check(topic, readers, sample, registry, nowMs, section));
        } catch (KafkaException refused) {
            section.mend(topic + " cannot be read: " + refused.getMessage()
                    + "; allow READ on it (README, Locked clusters)");
        } catch (IllegalArgumentException wrong) {
            section.mend(readers.get(0).place("source") + ": " + wrong.getMessage());
        }
    }

    private void own(Map<String, ClusterView.Topic> sources) {
        Map<String, Integer> partitions = new HashMap<>();
        sources.forEach((name, found) -> partitions.put(name, found.partitions()));
        Topics topics = new Topics(settings.applicationId(), partitions);
        OwnTopicsCheck.Plans names = plans(topics, Map.of());
        Map<String, ClusterView.Topic> found =
                view.topics(Stream.concat(names.named().stream(), names.internal().stream())
                        .map(OwnTopics.Plan::name)
                        .toList());
        Map<String, Integer> there = new HashMap<>();
        found.forEach((name, topic) -> {
            if (topic.isThere()) {
                there.put(name, topic.partitions());
            }
        });
        OwnTopicsCheck.Plans plans = plans(topics, there);
        List<OwnTopics.Plan> absent = Stream.concat(plans.named().stream(), plans.internal().stream())
                .filter(plan -> ClusterView.Topic.ABSENT.equals(found.get(plan.name())))
                .toList();
        Map<String, String> refused = absent.isEmpty() ? Map.of() : view.refused(absent);
        OwnTopicsCheck.check(
                topics,
                plans,
                found,
                refused,
                settings.bootstrapServers(),
                section("own topics " + settings.applicationId() + "-…"));
    }

    private OwnTopicsCheck.Plans plans(Topics topics, Map<String, Integer> found) {
        return new OwnTopicsCheck.Plans(
                OwnTopics.named(topics, settings.partitions(), ReadingsKept.of(file), found),
                OwnTopics.internal(topics, settings.partitions(), found));
    }
}
