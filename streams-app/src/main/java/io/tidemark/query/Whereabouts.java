package io.tidemark.query;

import io.tidemark.query.Kept.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** Which instance holds which partition, by what the group last agreed on. Any thread may ask. */
public final class Whereabouts {
    private final KafkaStreams streams;
    private final Map<Stage, String> topics;
    private final String here;

    /**
     * Of this application.
     *
     * @param topics a topic of each stage whose partitions are those of its stores
     * @param here this instance, host:port, as the others know it
     */
    public Whereabouts(KafkaStreams streams, Map<Stage, String> topics, String here) {
        this.streams = streams;
        this.topics = Map.copyOf(topics);
        this.here = here;
    }

    /** This instance, host:port. */
    public String here() {
        return here;
    }

    private TopicPartition input(Stage stage, int partition) {
        String topic = topics.get(stage);
        if (topic == null) {
            throw new IllegalStateException("no topic is known of stage " + stage);
        }
        return new TopicPartition(topic, partition);
    }

    /** Who holds the partition: the one that writes it first, then stand-bys. */
    List<String> holders(Stage stage, int partition) {
        TopicPartition input = input(stage, partition);
        List<String> holders = new ArrayList<>();
        List<String> standbys = new ArrayList<>();
        for (StreamsMetadata instance : streams.metadataForAllStreamsClients()) {
            if (instance.topicPartitions().contains(input)) {
                holders.add(address(instance.hostInfo()));
            } else if (instance.standbyTopicPartitions().contains(input)) {
                standbys.add(address(instance.hostInfo()));
            }
        }
        holders.addAll(standbys);
        return holders;
    }

    /** All instances that the group knows, in order. */
    public List<String> instances() {
        TreeSet<String> all = new TreeSet<>();
        streams.metadataForAllStreamsClients().forEach(instance -> all.add(address(instance.hostInfo())));
        return List.copyOf(all);
    }

    private static String address(HostInfo host) {
        return host.host() + ':' + host.port();
    }
}
