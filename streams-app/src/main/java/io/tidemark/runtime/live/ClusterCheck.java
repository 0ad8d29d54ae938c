package io.tidemark.runtime.live;

import io.tidemark.runtime.first.Figures;
import java.util.Map;

/** Whether a cluster can do what {@code run} needs: transactions, and topics as often replicated as it says. Pure. */
final class ClusterCheck {
    static final String TRANSACTIONS = "__transaction_state";
    static final String GROUPS = "__consumer_offsets";

    private ClusterCheck() {}

    /**
     * Says so.
     *
     * @param internal Kafka's own topics, {@link #TRANSACTIONS} and {@link #GROUPS}, as far as they are there
     */
    static void check(ClusterView.Facts cluster, Map<String, ClusterView.Topic> internal, Section section) {
        section.fact("clusterId", cluster.id());
        section.fact("brokers", cluster.brokers());
        long before = section.findings().size();
        topics(cluster, section);
        transactions(cluster, internal.getOrDefault(TRANSACTIONS, ClusterView.Topic.ABSENT), section);
        if (section.findings().size() == before) {
            section.ok(Figures.plural(cluster.brokers(), "broker") + ", cluster id " + cluster.id()
                    + (cluster.settings().isEmpty() ? "; its settings may not be seen" : ""));
        }
    }

    private static void topics(ClusterView.Facts cluster, Section section) {
        int replication = cluster.number("default.replication.factor", 1);
        int least = cluster.number("min.insync.replicas", 1);
        if (replication > cluster.brokers()) {
            section.mend("default.replication.factor=" + replication + ", and there "
                    + (cluster.brokers() == 1 ? "is " : "are ") + Figures.plural(cluster.brokers(), "broker")
                    + ": our topics cannot be created; start more brokers, or lower it");
        }
        if (least > replication) {
            section.mend(
                    "min.insync.replicas=" + least + " is more than default.replication.factor=" + replication
                            + ": nothing can be written to topics that run creates; raise the factor, or create them beforehand");
        }
    }

    private static void transactions(ClusterView.Facts cluster, ClusterView.Topic topic, Section section) {
        int least = cluster.number("transaction.state.log.min.isr", 1);
        if (topic.isThere()) {
            int needed = topic.settings().isEmpty()
                    ? least
                    : new ClusterView.Facts("", 0, topic.settings()).number("min.insync.replicas", least);
            if (topic.replication() < needed) {
                section.mend(TRANSACTIONS + " is replicated " + topic.replication() + " times, and min.insync.replicas="
                        + needed
                        + ": no transaction can end; raise its replication, or lower transaction.state.log.min.isr");
            }
            return;
        }
        int replication = cluster.number("transaction.state.log.replication.factor", 1);
        if (replication > cluster.brokers() || least > cluster.brokers()) {
            section.mend("transaction.state.log.replication.factor=" + replication + ", transaction.state.log.min.isr="
                    + least + ", and there " + (cluster.brokers() == 1 ? "is " : "are ")
                    + Figures.plural(cluster.brokers(), "broker")
                    + ": transactions, which run needs, cannot begin; start more brokers, or lower both");
        }
    }
}
