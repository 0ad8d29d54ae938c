package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.FirstRange;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.profile.ProfileSettings;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.store.ScopeKey;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.ScopesAndMarks;
import io.tidemark.topology.Topics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What this instance's stores say where a reference is made. All of it throws {@link org.apache.kafka.streams.errors.InvalidStateStoreException}
 * while the stores are not open.
 */
final class PinSite {
    /** So far ahead no event has been counted on other grids. */
    static final int WINDOWS_AHEAD = 2;

    private final AppSettings settings;
    private final KafkaStreams streams;
    private final Topics topics;

    PinSite(AppSettings settings, KafkaStreams streams, Topics topics) {
        this.settings = settings;
        this.streams = streams;
        this.topics = topics;
    }

    /** The scope whose events a monitor's reference is made of. */
    private static Scope scope(Monitor monitor) {
        String version = monitor.references().version();
        return new Scope(monitor.model(), Stage.SERVING, version.isEmpty() ? Scope.ALL : Scope.versionSlice(version));
    }

    /** Whether this instance assesses that scope: of several instances one makes the reference. */
    boolean isMine(Monitor monitor) {
        TopicPartition partition = new TopicPartition(
                topics.partials(), ScopesAndMarks.partition(ScopeKey.text(scope(monitor)), settings.partitions()));
        return streams.metadataForLocalThreads().stream()
                .flatMap(threadMetadata -> threadMetadata.activeTasks().stream())
                .anyMatch(task -> task.topicPartitions().contains(partition));
    }

    /** The grids that the model has had; empty before its first pin. */
    GridBook book(Monitor monitor) {
        return GridBookCodec.read(monitor.model(), this.<String>store(StoreNames.GRIDS)::get);
    }

    /** The end of the model's last closed window; {@link Long#MIN_VALUE} before the first. */
    long closedThroughMs(Monitor monitor) {
        return ProgressStore.closedThrough(progress(), monitor.model());
    }

    /** The first windows of that length that make a reference, if all of them have closed. */
    Optional<TimeWindow> firstRange(Monitor monitor, long lengthMs) {
        return new FirstRange(
                        ProfileStore.windowRows(store(StoreNames.PROFILES), scope(monitor)),
                        monitor.windows().size().toMillis(),
                        lengthMs)
                .complete(closedThroughMs(monitor));
    }

    /** When its first event was, cut to a pane; empty before it. */
    OptionalLong firstEventMs(Monitor monitor) {
        ScopeProgress known = ProgressStore.scope(progress(), scope(monitor));
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.firstPaneMs());
    }

    /** Its references, the latest last. */
    List<Reference> references(Monitor monitor) {
        return ReferenceStore.versions(store(StoreNames.REFERENCES), scope(monitor));
    }

    /** The start of a window ahead of everything that was seen of the model's topic, and of that time. */
    long aheadMs(Monitor monitor, long atLeastMs) {
        ReadOnlyKeyValueStore<String, byte[]> progress = progress();
        long newest = atLeastMs;
        String topic = monitor.source().topic();
        for (int partition = 0; partition < topics.sources().getOrDefault(topic, 0); partition++) {
            Mark mark = ProgressStore.mark(progress, ProfileSettings.sourceName(topic, partition));
            newest = mark == null ? newest : Math.max(newest, mark.newestEventTimeMs());
        }
        long windowMs = monitor.windows().size().toMillis();
        return (Math.floorDiv(newest, windowMs) + WINDOWS_AHEAD) * windowMs;
    }

    private ReadOnlyKeyValueStore<String, byte[]> progress() {
        return store(StoreNames.PROGRESS);
    }

    private <K> ReadOnlyKeyValueStore<K, byte[]> store(String name) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }
}
