package io.tidemark.topology;

import io.tidemark.domain.Copy;
import io.tidemark.domain.GradedMark;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Partial;
import io.tidemark.domain.QualityCopy;
import io.tidemark.domain.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where partials go: a delta to its scope's partition; a mark to every one, since each assess task needs every watermark, and a copy too. */
public final class ScopesAndMarks implements StreamPartitioner<String, Partial> {
    private static final String VERSION = Scope.versionSlice("");

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, Partial partial, int partitions) {
        return Optional.of(
                isForAll(partial)
                        ? IntStream.range(0, partitions).boxed().collect(Collectors.toSet())
                        : Set.of(partition(key, partitions)));
    }

    private static boolean isForAll(Partial partial) {
        return partial instanceof Mark
                || partial instanceof GradedMark
                || partial instanceof Copy
                || partial instanceof QualityCopy;
    }

    /**
     * The partition of a scope's key on the partials and the references topic: Kafka's own default, murmur2 of the key. The slice of a version is
     * where the slice of all is: one assess task reads them window by window, so that who hears the slice of all knows that no reading of
     * a version of an earlier window is still to come.
     *
     * @param key {@code model/STAGE/slice}, or a model
     */
    public static int partition(String key, int partitions) {
        int slice = key.lastIndexOf('/', key.indexOf('=')) + 1;
        boolean isVersion = slice > 0 && key.startsWith(VERSION, slice);
        String home = isVersion ? key.substring(0, slice) + Scope.ALL : key;
        return Utils.toPositive(Utils.murmur2(home.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
