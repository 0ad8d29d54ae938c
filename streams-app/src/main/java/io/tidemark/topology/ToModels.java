package io.tidemark.topology;

import io.tidemark.domain.Change;
import io.tidemark.domain.Tiding;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where changes and operations go: to the partition of their model's readings; what concerns all models to every one. */
final class ToModels implements StreamPartitioner<String, Tiding> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String model, Tiding tiding, int partitions) {
        boolean isForAll = tiding instanceof Change change && change.concernsAllModels();
        return Optional.of(
                isForAll
                        ? IntStream.range(0, partitions).boxed().collect(Collectors.toSet())
                        : Set.of(ScopesAndMarks.partition(model, partitions)));
    }
}
