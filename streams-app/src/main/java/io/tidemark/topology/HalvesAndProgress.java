package io.tidemark.topology;

import io.tidemark.domain.Gradable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where gradable predictions go: both halves to the partition of their key; how far a source has come to every one. */
final class HalvesAndProgress implements StreamPartitioner<byte[], Gradable> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, Gradable gradable, int partitions) {
        return Optional.of(
                gradable instanceof Gradable.Progress
                        ? IntStream.range(0, partitions).boxed().collect(Collectors.toSet())
                        : Set.of(Utils.toPositive(Utils.murmur2(key)) % partitions));
    }
}
