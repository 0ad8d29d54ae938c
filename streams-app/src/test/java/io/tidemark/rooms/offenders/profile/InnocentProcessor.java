package io.tidemark.rooms.offenders.profile;

import io.tidemark.rooms.offenders.store.StoreOffenders;
import org.apache.kafka.common.TopicPartition;

/** A processor may know Kafka and the stores, inside nested classes too. */
public record InnocentProcessor(StoreOffenders.Innocent store) {
    record Partition(TopicPartition partition) {}
}
