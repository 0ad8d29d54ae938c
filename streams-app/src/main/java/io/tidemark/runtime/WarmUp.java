package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.pin.Pin;
import io.tidemark.pin.PinFailure;
import io.tidemark.pin.PinRange;
import io.tidemark.pin.Pinner;
import io.tidemark.profile.ProfileSettings;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ScopeKey;
import io.tidemark.store.StoreNames;
import io.tidemark.topology.MonitorRules;
import io.tidemark.topology.ScopesAndMarks;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins each monitor of a running application once the windows of its reference's range have closed. Of several instances the one that
 * assesses the whole model does it.
 *
 * <p>The grids hold from a window ahead of everything that was seen, so that no event is counted on them on one instance and without
 * them on another.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int WINDOWS_AHEAD = 2;

    private final AppSettings settings;
    private final MonitorFile file;
    private final Topics topics;
    private final KafkaStreams streams;
    private final SchemaSource schemas;
    private final Set<String> pinned = new HashSet<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "warm-up"));

    WarmUp(AppSettings settings, MonitorFile file, Topics topics, KafkaStreams streams, SchemaSource schemas) {
        this.settings = settings;
        this.file = file;
        this.topics = topics;
        this.streams = streams;
        this.schemas = schemas;
    }

    /** Starts looking. */
    void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Monitor monitor : file.monitors()) {
            try {
                if (!pinned.contains(monitor.model()) && isMine(monitor) && pinIfComplete(monitor)) {
                    pinned.add(monitor.model());
                }
            } catch (InvalidStateStoreException notYet) {
                log.debug("stores are not open yet model={}", monitor.model());
            } catch (PinFailure | ClusterFailure failure) {
                log.warn("cannot pin, will try again model={}", monitor.model(), failure);
            }
        }
    }

    private boolean isMine(Monitor monitor) {
        String key = ScopeKey.text(whole(monitor));
        TopicPartition partition =
                new TopicPartition(topics.partials(), ScopesAndMarks.partition(key, settings.partitions()));
        return streams.metadataForLocalThreads().stream()
                .flatMap(threadMetadata -> threadMetadata.activeTasks().stream())
                .anyMatch(task -> task.topicPartitions().contains(partition));
    }

    private static Scope whole(Monitor monitor) {
        return new Scope(monitor.model(), Stage.SERVING, Scope.ALL);
    }

    private ReadOnlyKeyValueStore<String, byte[]> store(String name) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }

    /** Whether the monitor is pinned now. */
    private boolean pinIfComplete(Monitor monitor) {
        if (store(StoreNames.GRIDS).get(GridBookCodec.listKey(monitor.model())) != null) {
            return true;
        }
        ReadOnlyKeyValueStore<String, byte[]> progress = store(StoreNames.PROGRESS);
        ScopeProgress scope = ProgressStore.scope(progress, whole(monitor));
        if (scope == null) {
            return false;
        }
        TimeWindow range = PinRange.of(monitor, scope.firstPaneMs());
        if (ProgressStore.closedThrough(progress, monitor.model()) < range.endMs()) {
            return false;
        }
        pin(monitor, range, progress);
        return true;
    }

    private long validFromMs(Monitor monitor, TimeWindow range, ReadOnlyKeyValueStore<String, byte[]> progress) {
        long newest = range.endMs();
        String topic = monitor.source().topic();
        for (int partition = 0; partition < topics.sources().getOrDefault(topic, 0); partition++) {
            Mark mark = ProgressStore.mark(progress, ProfileSettings.sourceName(topic, partition));
            newest = mark == null ? newest : Math.max(newest, mark.newestEventTimeMs());
        }
        long windowMs = monitor.windows().size().toMillis();
        return (Math.floorDiv(newest, windowMs) + WINDOWS_AHEAD) * windowMs;
    }

    private void pin(Monitor monitor, TimeWindow range, ReadOnlyKeyValueStore<String, byte[]> progress) {
        log.info("warm-up is complete, pinning model={}", monitor.model());
        TopicScan scan = new TopicScan(settings, monitor.source().topic(), schemas);
        Pin pin = new Pinner(
                        monitor,
                        MonitorRules.profile(monitor, monitor.windows().size().toMillis()),
                        scan)
                .pin(() -> validFromMs(monitor, range, progress));
        new PinPublisher(settings, topics).publish(pin, GridBook.EMPTY);
        MeasuredColumns.unknown(monitor, pin)
                .forEach(column -> log.warn(
                        "the monitor names a column that no event of the reference has model={} column={}",
                        monitor.model(),
                        column));
        log.info(
                "pinned model={} from={} to={} events={} columns={} slices={} validFrom={}",
                pin.model(),
                Instant.ofEpochMilli(pin.range().startMs()),
                Instant.ofEpochMilli(pin.range().endMs()),
                pin.events(),
                pin.era().grids().size(),
                pin.slices().size(),
                Instant.ofEpochMilli(pin.era().validFromMs()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
