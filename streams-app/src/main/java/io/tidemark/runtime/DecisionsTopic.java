package io.tidemark.runtime;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.WorldFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The decisions topic as it stands now: the newest decision of each model. */
final class DecisionsTopic {
    private final KeptTopic topic;
    private final Deserializer<PolicyDecision> format;

    /**
     * A view of the topic.
     *
     * @param patience how long the cluster may take to answer, and how long it may then hand out nothing
     */
    DecisionsTopic(AppSettings settings, String topic, Deserializer<PolicyDecision> format, Duration patience) {
        this.topic = new KeptTopic(settings, topic, patience);
        this.format = format;
    }

    /**
     * The decisions, by model.
     *
     * @throws WorldFailure if the cluster does not answer in time, or has no such topic
     */
    SortedMap<String, PolicyDecision> read() {
        SortedMap<String, PolicyDecision> newest = new TreeMap<>();
        topic.each(Progress.SILENT, message -> keep(message, newest));
        return newest;
    }

    /** A model has one partition, unless their number was changed: then the later decision counts. */
    private void keep(ConsumerRecord<byte[], byte[]> message, SortedMap<String, PolicyDecision> newest) {
        if (message.value() != null) {
            newest.merge(
                    new String(message.key(), StandardCharsets.UTF_8),
                    format.deserialize(topic.name(), message.value()),
                    (left, right) -> right.clockTimeMs() >= left.clockTimeMs() ? right : left);
        }
    }
}
